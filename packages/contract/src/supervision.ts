import { CATEGORIES } from '@kaochang/domain/law/categories'
import { SPOT_CHECK_MINUTES } from '@kaochang/domain/paper/spot-check-blueprints'
import { SESSION_STATES } from '@kaochang/domain/session/session'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  DateField,
  HundredthsField,
  IdField,
  InstantField,
  ProvinceField,
  ReasonField,
  nullable,
  oneOf,
} from './fields.ts'
import { refusals } from './refusal.ts'

const CategoryField = oneOf(CATEGORIES)
const TradeField = nullable(Type.String({ maxLength: 40 }))
const NameField = Type.String({ minLength: 2, maxLength: 80 })

/** One row of the table that an inspection team reports (B1); `category` null is everybody together. */
export const SpotCheckRow = Type.Object({
  category: nullable(CategoryField),
  trade: TradeField,
  named: Type.Integer(),
  tested: Type.Integer(),
  passed: Type.Integer(),
  below80: Type.Integer(),
  /** Below 60, 60 to below 70, 70 to below 80, 80 to below 90, 90 and above. */
  bands: Type.Array(Type.Integer()),
  /** Thousandths; null while nobody is tested. */
  passPermille: nullable(Type.Integer()),
})
export type SpotCheckRow = Static<typeof SpotCheckRow>

/** Somebody named in a spot check, with what came of it. */
export const SpotCheckPerson = Type.Object({
  id: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  category: CategoryField,
  post: Type.String(),
  trade: TradeField,
  sessionId: IdField,
  ticket: Type.String(),
  seatNumber: nullable(Type.Integer()),
  state: oneOf(['expected', 'checked_in', 'answering', 'ended', 'absent']),
  points: nullable(HundredthsField),
  outcome: oneOf(['not_tested', 'passed', 'reassessment', 'recorded']),
  /** When the order to be assessed again was made (N8); null where there is none. */
  orderedAt: nullable(InstantField),
})
export type SpotCheckPerson = Static<typeof SpotCheckPerson>

export const SpotCheckView = Type.Object({
  id: IdField,
  name: Type.String(),
  province: ProvinceField,
  enterprise: Type.Object({ id: IdField, name: Type.String() }),
  place: Type.String(),
  cutScore: HundredthsField,
  durationMinutes: Type.Integer(),
  openedBy: Type.String(),
  openedAt: InstantField,
  closedAt: nullable(InstantField),
  /** One for each bank that its people are examined from, each in a room of its own. */
  sessions: Type.Array(
    Type.Object({
      id: IdField,
      banks: oneOf(['managers', 'unified']),
      trade: TradeField,
      state: oneOf(SESSION_STATES),
      room: Type.Object({
        id: IdField,
        name: Type.String(),
        seatIds: Type.Array(IdField),
        startedAt: nullable(InstantField),
      }),
    }),
  ),
  people: Type.Array(SpotCheckPerson),
  table: Type.Object({ rows: Type.Array(SpotCheckRow), total: SpotCheckRow }),
})
export type SpotCheckView = Static<typeof SpotCheckView>

export const SpotCheckSummary = Type.Object({
  id: IdField,
  name: Type.String(),
  province: ProvinceField,
  enterprise: Type.String(),
  openedBy: Type.String(),
  openedAt: InstantField,
  closedAt: nullable(InstantField),
  named: Type.Integer(),
})
export type SpotCheckSummary = Static<typeof SpotCheckSummary>

const SpotCheckParams = Type.Object({ spotCheckId: IdField })

export const listSpotChecks = endpoint({
  method: 'GET',
  url: '/v1/spot-checks',
  config: { access: { act: 'read_spot_checks' } },
  schema: {
    summary: 'The spot checks within the reader’s reach, newest first',
    response: { 200: Type.Object({ spotChecks: Type.Array(SpotCheckSummary) }) },
  },
})

/** Who works at an enterprise, for whoever names people there. */
export const RollEntry = Type.Object({
  employmentId: IdField,
  personId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  category: CategoryField,
  post: Type.String(),
  trade: TradeField,
})
export type RollEntry = Static<typeof RollEntry>

export const readSpotCheckRoll = endpoint({
  method: 'GET',
  url: '/v1/spot-checks/rolls/:enterpriseId',
  config: { access: { act: 'hold_spot_check' } },
  schema: {
    summary: 'The enterprise’s people today, to name in a spot check',
    params: Type.Object({ enterpriseId: IdField }),
    response: { 200: Type.Object({ roll: Type.Array(RollEntry) }), ...refusals(404) },
  },
})

export const openSpotCheck = endpoint({
  method: 'POST',
  url: '/v1/spot-checks',
  config: { access: { act: 'hold_spot_check' } },
  schema: {
    summary:
      'Opens a spot check at an enterprise (R40-1): a place with a seat for everybody named, a session for each bank needed, papers sealed and drawn. Not announced',
    body: Type.Object(
      {
        enterpriseId: IdField,
        name: NameField,
        place: NameField,
        cutScore: HundredthsField,
        durationMinutes: Type.Integer({ minimum: SPOT_CHECK_MINUTES.least, maximum: SPOT_CHECK_MINUTES.most }),
        /** From the enterprise’s roll, by employment. */
        fromRoll: Type.Array(IdField, { maxItems: 200 }),
        typed: Type.Array(
          Type.Object(
            {
              name: Type.String({ maxLength: 80 }),
              idNumber: Type.String({ maxLength: 40 }),
              category: CategoryField,
              post: Type.String({ minLength: 1, maxLength: 60 }),
              trade: TradeField,
            },
            { additionalProperties: false },
          ),
          { maxItems: 200 },
        ),
      },
      { additionalProperties: false },
    ),
    response: { 200: SpotCheckView, ...refusals(404, 422, 503) },
  },
})

export const readSpotCheck = endpoint({
  method: 'GET',
  url: '/v1/spot-checks/:spotCheckId',
  config: { access: { act: 'read_spot_checks' } },
  schema: {
    summary: 'A spot check as it stands: its people, and the table by role (B1)',
    params: SpotCheckParams,
    response: { 200: SpotCheckView, ...refusals(404) },
  },
})

export const prepareSpotCheck = endpoint({
  method: 'POST',
  url: '/v1/spot-checks/:spotCheckId/prepare',
  config: { access: { act: 'hold_spot_check' } },
  schema: {
    summary: 'Goes on with a spot check whose drawing was interrupted; otherwise changes nothing',
    params: SpotCheckParams,
    response: { 200: SpotCheckView, ...refusals(404, 409, 503) },
  },
})

export const closeSpotCheck = endpoint({
  method: 'POST',
  url: '/v1/spot-checks/:spotCheckId/close',
  config: { access: { act: 'hold_spot_check' } },
  schema: {
    summary:
      'Ends a spot check once nobody is answering: scores and verifies it, and orders the principals and managers who failed to be assessed again (R40-2, N8)',
    params: SpotCheckParams,
    response: { 200: SpotCheckView, ...refusals(404, 409) },
  },
})

/** The table as a workbook; read with a plain request, since it answers with a file. */
export const SPOT_CHECK_SHEET_URL = '/v1/spot-checks/:spotCheckId/table.xlsx'

export const AuthorityContact = Type.Object({
  province: ProvinceField,
  name: Type.String(),
  telephone: Type.String(),
  email: Type.String(),
})

export const listAuthorityContacts = endpoint({
  method: 'GET',
  url: '/v1/authority-contacts',
  config: { access: 'open' },
  schema: {
    summary: 'The telephone and e-mail by which the public reports to each province’s training department (R45-1)',
    response: { 200: Type.Object({ contacts: Type.Array(AuthorityContact) }) },
  },
})

export const setAuthorityContact = endpoint({
  method: 'POST',
  url: '/v1/authority-contacts',
  config: { access: { act: 'deliver_notice' } },
  schema: {
    summary: 'Sets how the public reaches a province’s training department, and which supervision bureau it copies to',
    body: Type.Object(
      {
        province: ProvinceField,
        name: NameField,
        telephone: Type.String({ minLength: 3, maxLength: 60 }),
        email: Type.String({ minLength: 3, maxLength: 120, pattern: '^[^\\s@]+@[^\\s@]+$' }),
        supervisionBureau: NameField,
      },
      { additionalProperties: false },
    ),
    response: { 200: AuthorityContact, ...refusals(403) },
  },
})

export const makeComplaint = endpoint({
  method: 'POST',
  url: '/v1/complaints',
  config: { access: 'open' },
  schema: {
    summary: 'A report of the public (R45-1), named or anonymous. Whoever gives a name is answered in writing',
    body: Type.Object(
      {
        province: ProvinceField,
        text: Type.String({ minLength: 10, maxLength: 4000 }),
        reporter: nullable(
          Type.Object(
            {
              name: Type.String({ minLength: 2, maxLength: 40 }),
              contact: Type.String({ minLength: 4, maxLength: 120 }),
            },
            { additionalProperties: false },
          ),
        ),
        /** Hidden on the page. People leave it empty; what a program fills in is answered alike and kept nowhere. */
        website: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: Type.Object({ reference: Type.String(), receivedAt: InstantField }), ...refusals(429) },
  },
})

export const ComplaintView = Type.Object({
  id: IdField,
  province: ProvinceField,
  reference: Type.String(),
  named: Type.Boolean(),
  text: Type.String(),
  receivedAt: InstantField,
  closedAt: nullable(InstantField),
  closedBy: nullable(Type.String()),
  finding: nullable(Type.String()),
})
export type ComplaintView = Static<typeof ComplaintView>

export const listComplaints = endpoint({
  method: 'GET',
  url: '/v1/complaints',
  config: { access: { act: 'read_supervision' } },
  schema: {
    summary: 'The reports of the public within the reader’s reach, newest first. Never the reporter',
    response: { 200: Type.Object({ complaints: Type.Array(ComplaintView) }) },
  },
})

const ComplaintParams = Type.Object({ complaintId: IdField })

export const openReporter = endpoint({
  method: 'POST',
  url: '/v1/complaints/:complaintId/reporter',
  config: { access: { act: 'record_supervision' } },
  schema: {
    summary: 'Opens the sealed name and contact of a reporter. Who did so, and why, is noted',
    params: ComplaintParams,
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
    response: { 200: Type.Object({ name: Type.String(), contact: Type.String() }), ...refusals(404, 409) },
  },
})

export const closeComplaint = endpoint({
  method: 'POST',
  url: '/v1/complaints/:complaintId/close',
  config: { access: { act: 'record_supervision' } },
  schema: {
    summary: 'Closes a report with what was found; a named reporter gets a written answer (N13), an anonymous one none',
    params: ComplaintParams,
    body: Type.Object({ finding: Type.String({ minLength: 4, maxLength: 2000 }) }, { additionalProperties: false }),
    response: { 200: ComplaintView, ...refusals(404, 409) },
  },
})

export const PenaltyView = Type.Object({
  id: IdField,
  province: ProvinceField,
  enterprise: nullable(Type.Object({ id: IdField, name: Type.String() })),
  person: nullable(Type.Object({ id: IdField, name: Type.String(), idNumberMasked: Type.String() })),
  agency: Type.String(),
  reference: Type.String(),
  decidedOn: DateField,
  text: Type.String(),
  enteredBy: Type.String(),
  enteredAt: InstantField,
  /** Certificates of the person's that a revocation could be proposed for (R42-1). */
  certificates: Type.Array(Type.Object({ id: IdField, trade: TradeField })),
})
export type PenaltyView = Static<typeof PenaltyView>

export const listPenalties = endpoint({
  method: 'GET',
  url: '/v1/penalties',
  config: { access: { act: 'read_supervision' } },
  schema: {
    summary: 'The penalty decisions received in copy (R44-2), newest first',
    response: { 200: Type.Object({ penalties: Type.Array(PenaltyView) }) },
  },
})

export const recordPenalty = endpoint({
  method: 'POST',
  url: '/v1/penalties',
  config: { access: { act: 'record_supervision' } },
  schema: {
    summary:
      'Enters a penalty decision that a supervision agency sent a copy of (R44-2, N12): what was decided, never a sum',
    body: Type.Object(
      {
        province: ProvinceField,
        enterpriseId: nullable(IdField),
        /** One of the platform's people, by name and ID number. */
        person: nullable(
          Type.Object(
            { name: Type.String({ maxLength: 80 }), idNumber: Type.String({ maxLength: 40 }) },
            { additionalProperties: false },
          ),
        ),
        agency: NameField,
        reference: NameField,
        decidedOn: DateField,
        text: Type.String({ minLength: 4, maxLength: 2000 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: PenaltyView, ...refusals(403, 404, 422) },
  },
})

export const LetterView = Type.Object({
  id: IdField,
  province: ProvinceField,
  toName: Type.String(),
  problems: Type.Array(Type.String()),
  recommendation: Type.String(),
  spotCheck: nullable(Type.Object({ id: IdField, name: Type.String() })),
  writtenBy: Type.String(),
  writtenAt: InstantField,
})
export type LetterView = Static<typeof LetterView>

export const listLetters = endpoint({
  method: 'GET',
  url: '/v1/recommendation-letters',
  config: { access: { act: 'read_supervision' } },
  schema: {
    summary: 'The recommendation letters of supervision agencies (R41-1), newest first',
    response: { 200: Type.Object({ letters: Type.Array(LetterView) }) },
  },
})

export const writeLetter = endpoint({
  method: 'POST',
  url: '/v1/recommendation-letters',
  config: { access: { act: 'write_recommendation' } },
  schema: {
    summary:
      'Writes a recommendation letter (监察建议函) to the training department of the same level or to the lower government (R41-1, N10)',
    body: Type.Object(
      {
        province: ProvinceField,
        toName: NameField,
        problems: Type.Array(Type.String({ minLength: 2, maxLength: 400 }), { minItems: 1, maxItems: 20 }),
        recommendation: Type.String({ minLength: 4, maxLength: 2000 }),
        /** The spot check that it rests on. */
        spotCheckId: nullable(IdField),
      },
      { additionalProperties: false },
    ),
    response: { 200: LetterView, ...refusals(403, 404) },
  },
})
