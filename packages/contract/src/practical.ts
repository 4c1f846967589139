import { TRADE_CODES } from '@kaochang/domain/law/trades'
import { SESSION_STATES } from '@kaochang/domain/session/session'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { DateField, HundredthsField, IdField, InstantField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'
import { SessionView, StandardView } from './session.ts'

/** A standard that is offered to whoever schedules. `demonstration` is no national marking sheet, and screens say so. */
export const OfferedStandardView = Type.Intersect([
  StandardView,
  Type.Object({
    trade: oneOf(TRADE_CODES),
    from: DateField,
    source: oneOf(['demonstration']),
    minutes: Type.Integer(),
  }),
])
export type OfferedStandardView = Static<typeof OfferedStandardView>

export const listStandards = endpoint({
  method: 'GET',
  url: '/v1/practical/standards',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary: 'What the practical exam of each trade can be marked by (R27-4)',
    response: { 200: Type.Object({ standards: Type.Array(OfferedStandardView) }) },
  },
})

const Title = Type.String({ minLength: 1, maxLength: 80 })

export const schedulePractical = endpoint({
  method: 'POST',
  url: '/v1/practical/sessions',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary: 'Schedules a practical exam of a trade, by the subjects of its standard, which add up to 100 points',
    body: Type.Object(
      {
        name: Type.String({ minLength: 2, maxLength: 80 }),
        standard: Type.Object(
          {
            name: Type.String({ minLength: 2, maxLength: 80 }),
            trade: oneOf(TRADE_CODES),
            subjects: Type.Array(
              Type.Object(
                {
                  code: Type.String({ pattern: '^[A-Za-z0-9]{1,8}$' }),
                  title: Type.Object({ zh: Title, en: Title }, { additionalProperties: false }),
                  full: Type.Integer({ minimum: 1, maximum: 10_000 }),
                },
                { additionalProperties: false },
              ),
              { minItems: 1, maxItems: 20 },
            ),
          },
          { additionalProperties: false },
        ),
        siteId: IdField,
        roomIds: Type.Array(IdField, { minItems: 1, maxItems: 50 }),
        startsAt: InstantField,
        durationMinutes: Type.Integer({ minimum: 5, maximum: 240 }),
        admissionMinutes: Type.Integer({ minimum: 5, maximum: 240 }),
        /** Candidates come one after the other: for so long after the start the last may still check in. */
        lateEntryMinutes: Type.Integer({ minimum: 0, maximum: 720 }),
        restDayConfirmed: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    response: { 200: SessionView, ...refusals(404, 422) },
  },
})

/** How far a candidate's practical exam is. */
export const PRACTICAL_STATES = ['expected', 'checked_in', 'marking', 'differing', 'agreed', 'absent'] as const

export const MarkView = Type.Object({
  subject: Type.String(),
  points: HundredthsField,
  note: nullable(Type.String()),
})

export const PracticalPlace = Type.Object({
  sittingId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  enterprise: Type.String(),
  ticket: Type.String(),
  attempt: Type.Integer(),
  room: Type.Object({ id: IdField, name: Type.String() }),
  state: oneOf(PRACTICAL_STATES),
  /** Who marks, and whether each has finished. What they give is in `sheets`. */
  examiners: Type.Array(
    Type.Object({ id: IdField, name: Type.String(), own: Type.Boolean(), finished: Type.Boolean() }),
  ),
  /** The reader's own marks; null for whoever has given none. */
  own: nullable(Type.Object({ marks: Type.Array(MarkView), finished: Type.Boolean() })),
  /** Both sheets, once both have finished; null before: neither examiner sees the other's until then. */
  sheets: nullable(
    Type.Array(
      Type.Object({
        examinerId: IdField,
        examiner: Type.String(),
        own: Type.Boolean(),
        marks: Type.Array(MarkView),
      }),
    ),
  ),
  /** The subjects in which the two differ. */
  differing: Type.Array(Type.String()),
  /** The points they agree on; null before. */
  points: nullable(HundredthsField),
  passed: nullable(Type.Boolean()),
})
export type PracticalPlace = Static<typeof PracticalPlace>

export const PracticalBoard = Type.Object({
  session: Type.Object({
    id: IdField,
    name: Type.String(),
    trade: nullable(Type.String()),
    startsAt: InstantField,
    state: oneOf(SESSION_STATES),
    siteName: Type.String(),
    standard: StandardView,
  }),
  cutScore: HundredthsField,
  /** Whether the reader may mark here. */
  mayMark: Type.Boolean(),
  places: Type.Array(PracticalPlace),
})
export type PracticalBoard = Static<typeof PracticalBoard>

const OneSession = Type.Object({ sessionId: IdField })
const OneSitting = Type.Object({ sittingId: IdField })

export const readPractical = endpoint({
  method: 'GET',
  url: '/v1/practical/sessions/:sessionId',
  config: { access: { act: 'read_practical' } },
  schema: {
    summary: 'A practical session’s candidates and how far the marking of each is',
    params: OneSession,
    response: { 200: PracticalBoard, ...refusals(404) },
  },
})

export const checkInPractical = endpoint({
  method: 'POST',
  url: '/v1/practical/sessions/:sessionId/check-in',
  config: { access: { act: 'mark_practical' } },
  schema: {
    summary: 'The examiner has compared the person with the ID card and the ticket; they may be examined',
    params: OneSession,
    body: Type.Object({ ticket: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    response: { 200: PracticalPlace, ...refusals(404, 409) },
  },
})

export const markPractical = endpoint({
  method: 'POST',
  url: '/v1/practical/sittings/:sittingId/marks',
  config: { access: { act: 'mark_practical' } },
  schema: {
    summary: 'An examiner’s marks for some subjects. Those given before stay in the record; the last of each counts',
    params: OneSitting,
    body: Type.Object(
      {
        marks: Type.Array(
          Type.Object(
            {
              subject: Type.String({ maxLength: 8 }),
              points: HundredthsField,
              note: nullable(Type.String({ maxLength: 200 })),
            },
            { additionalProperties: false },
          ),
          { minItems: 1, maxItems: 20 },
        ),
      },
      { additionalProperties: false },
    ),
    response: { 200: PracticalPlace, ...refusals(404, 409, 422) },
  },
})

export const finishPractical = endpoint({
  method: 'POST',
  url: '/v1/practical/sittings/:sittingId/finish',
  config: { access: { act: 'mark_practical' } },
  schema: {
    summary: 'The examiner’s sheet is complete. When both are, each sees the other’s; equal sheets are the score',
    params: OneSitting,
    response: { 200: PracticalPlace, ...refusals(404, 409) },
  },
})
