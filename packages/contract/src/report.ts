import { CATEGORIES, EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { COMPONENTS } from '@kaochang/domain/law/rules'
import { INSPECTION_HEADINGS } from '@kaochang/domain/report/inspection'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { DateField, HundredthsField, IdField, InstantField, ProvinceField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

const TradeField = nullable(Type.String())

/**
 * A person's whole history of training and assessment as one file (R08-1 (3)). The format is `kaochang-person-file/1`
 * and is explained in this package's README; a later form has another number.
 */
export const PersonFile = Type.Object({
  format: Type.Literal('kaochang-person-file/1'),
  producedAt: InstantField,
  person: Type.Object({
    id: IdField,
    name: Type.String(),
    idNumberMasked: Type.String(),
    posts: Type.Array(
      Type.Object({
        enterprise: Type.String(),
        category: oneOf(CATEGORIES),
        post: Type.String(),
        trade: TradeField,
        from: DateField,
        to: nullable(DateField),
      }),
    ),
  }),
  trainings: Type.Array(
    Type.Object({
      course: Type.String(),
      kind: Type.String(),
      institution: Type.String(),
      from: DateField,
      to: DateField,
      hoursAttended: Type.Integer(),
      result: oneOf(['passed', 'failed', 'no_exam']),
      points: nullable(HundredthsField),
      certificateNumber: nullable(Type.String()),
    }),
  ),
  assessments: Type.Array(
    Type.Object({
      category: oneOf(EXAM_CATEGORIES),
      trade: TradeField,
      purpose: Type.String(),
      rulesVersion: Type.String(),
      openedAt: InstantField,
      closedAt: nullable(InstantField),
      attempts: Type.Array(
        Type.Object({
          session: Type.String(),
          component: oneOf(COMPONENTS),
          attempt: Type.Integer(),
          startsAt: InstantField,
          state: oneOf(['published', 'not_published', 'absent']),
          points: nullable(HundredthsField),
          passed: nullable(Type.Boolean()),
          publishedAt: nullable(InstantField),
        }),
      ),
    }),
  ),
  /** Recorded, and counted for nothing (R40-4). */
  spotChecks: Type.Array(
    Type.Object({
      name: Type.String(),
      heldAt: InstantField,
      category: oneOf(CATEGORIES),
      points: nullable(HundredthsField),
      cutScore: HundredthsField,
      orderedAt: nullable(InstantField),
    }),
  ),
  certificates: Type.Array(
    Type.Object({
      category: oneOf(EXAM_CATEGORIES),
      trade: TradeField,
      numberMasked: Type.String(),
      issuedOn: DateField,
      validThrough: nullable(DateField),
      events: Type.Array(Type.Object({ on: DateField, kind: Type.String(), reference: nullable(Type.String()) })),
    }),
  ),
  retention: Type.Object({
    years: Type.Integer(),
    keepAtLeastThrough: DateField,
    basis: Type.String(),
  }),
})
export type PersonFile = Static<typeof PersonFile>

const OnePerson = Type.Object({ personId: IdField })
const OneEnterprise = Type.Object({ enterpriseId: IdField })

export const readPersonFile = endpoint({
  method: 'GET',
  url: '/v1/reports/people/:personId',
  config: { access: { act: 'read_people' } },
  schema: {
    summary:
      'One person’s whole history of training and assessment (R08-1), for the officer and the person’s enterprise',
    params: OnePerson,
    response: { 200: PersonFile, ...refusals(404) },
  },
})

/** The same as a workbook. */
export const PERSON_FILE_SHEET_URL = '/v1/reports/people/:personId/file.xlsx'

export const CoverageGroup = Type.Object({
  unit: Type.String(),
  category: oneOf(CATEGORIES),
  trade: TradeField,
  onRoll: Type.Integer(),
  valid: Type.Integer(),
  /** Thousandths, cut off and never rounded up. */
  permille: Type.Integer(),
})
export type CoverageGroup = Static<typeof CoverageGroup>

export const readEnterpriseReport = endpoint({
  method: 'GET',
  url: '/v1/reports/enterprises/:enterpriseId',
  config: { access: { act: 'export_reports' } },
  schema: {
    summary:
      'One enterprise: coverage with those missing (B3), the eight headings of an inspection (R39-1), and until when its course files are kept (R09-2 to R09-4)',
    params: OneEnterprise,
    response: {
      200: Type.Object({
        enterprise: Type.Object({ id: IdField, name: Type.String() }),
        coverage: Type.Object({
          groups: Type.Array(CoverageGroup),
          total: Type.Object({ onRoll: Type.Integer(), valid: Type.Integer(), permille: Type.Integer() }),
          missing: Type.Array(
            Type.Object({
              personId: IdField,
              name: Type.String(),
              idNumberMasked: Type.String(),
              category: oneOf(CATEGORIES),
              post: Type.String(),
              trade: TradeField,
              why: oneOf(['none', 'expired', 'revoked']),
            }),
          ),
        }),
        people: Type.Array(
          Type.Object({
            personId: IdField,
            name: Type.String(),
            idNumberMasked: Type.String(),
            category: oneOf(CATEGORIES),
            post: Type.String(),
            trade: TradeField,
          }),
        ),
        headings: Type.Array(
          Type.Object({
            heading: oneOf(INSPECTION_HEADINGS),
            rowCount: Type.Integer(),
            /** Whether the platform holds anything under this heading at all. */
            recorded: Type.Boolean(),
          }),
        ),
        courseFiles: Type.Array(
          Type.Object({
            courseId: IdField,
            name: Type.String(),
            category: oneOf(CATEGORIES),
            closedOn: DateField,
            years: Type.Integer(),
            keepThrough: DateField,
            past: Type.Boolean(),
          }),
        ),
      }),
      ...refusals(404),
    },
  },
})

/** All eight headings in one workbook; and each by itself as comma-separated values. */
export const INSPECTION_SHEET_URL = '/v1/reports/enterprises/:enterpriseId/inspection.xlsx'
export const INSPECTION_CSV_URL = '/v1/reports/enterprises/:enterpriseId/inspection/:heading/rows.csv'

/** The enterprise's training and exams between two days, as a workbook (B12). */
export const TRAINING_SHEET_URL = '/v1/reports/enterprises/:enterpriseId/training.xlsx'

export const readCoverage = endpoint({
  method: 'GET',
  url: '/v1/reports/coverage',
  config: { access: { act: 'export_reports' } },
  schema: {
    summary:
      'People with a valid result of those on the roll, by enterprise, category and trade (B3), within the reader’s reach',
    response: { 200: Type.Object({ groups: Type.Array(CoverageGroup) }) },
  },
})

export const BureauCopy = Type.Object({
  id: Type.Integer(),
  province: ProvinceField,
  producedAt: InstantField,
  producedBy: nullable(Type.String()),
  sha256: Type.String(),
  rowCount: Type.Integer(),
})
export type BureauCopy = Static<typeof BureauCopy>

export const listBureauCopies = endpoint({
  method: 'GET',
  url: '/v1/bureau-copies',
  config: { access: { act: 'export_reports' } },
  schema: {
    summary: 'What was copied to the provincial supervision bureau (R44-1), newest first, and how much waits',
    response: {
      200: Type.Object({
        copies: Type.Array(BureauCopy),
        waiting: Type.Array(Type.Object({ province: ProvinceField, rowCount: Type.Integer() })),
      }),
    },
  },
})

export const produceBureauCopy = endpoint({
  method: 'POST',
  url: '/v1/bureau-copies',
  config: { access: { act: 'deliver_notice' } },
  schema: {
    summary:
      'Copies every result and certificate that no copy holds yet to the provincial supervision bureau (R44-1, N11)',
    body: Type.Object({ province: ProvinceField }, { additionalProperties: false }),
    response: { 200: BureauCopy, ...refusals(403, 409) },
  },
})

/** The very bytes of a copy: `kaochang-bureau-copy/1`. */
export const BUREAU_COPY_URL = '/v1/bureau-copies/:copyId/file.json'
