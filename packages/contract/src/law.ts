import { clockNames, type ClockName } from '@kaochang/domain/law/deadline'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { DateField, IdField, InstantField, ProvinceField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

/** A day, or a span with both ends: `2027-10-01/2027-10-07`. */
const SpanField = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(/\\d{4}-\\d{2}-\\d{2})?$' })
const DaysField = Type.Array(SpanField, { maxItems: 400 })

/** What a change of the calendar does to one running clock. */
export const MoveView = Type.Object({
  dutyId: IdField,
  clock: oneOf(clockNames as [ClockName, ...ClockName[]]),
  title: Type.String(),
  oldDue: DateField,
  newDue: DateField,
  wasProvisional: Type.Boolean(),
  provisional: Type.Boolean(),
})
export type MoveView = Static<typeof MoveView>

/** The running clocks that count by the calendar, how many of them change, and the first of those that do. */
export const MovesView = Type.Object({
  running: Type.Integer(),
  moved: Type.Integer(),
  becameFirm: Type.Integer(),
  /** How many move or become firm. */
  changed: Type.Integer(),
  moves: Type.Array(MoveView),
})
export type MovesView = Static<typeof MovesView>

export const NoticeProblemView = Type.Object({
  code: Type.String(),
  severity: oneOf(['problem', 'warning']),
  at: Type.String(),
})
export type NoticeProblemView = Static<typeof NoticeProblemView>

const Decision = {
  proposedBy: Type.String(),
  proposedById: IdField,
  proposedAt: InstantField,
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(InstantField),
  decision: nullable(oneOf(['confirmed', 'rejected'])),
}

export const EnteredNoticeView = Type.Object({
  id: IdField,
  version: Type.String(),
  year: Type.Integer(),
  publishedOn: DateField,
  address: Type.String(),
  rest: DaysField,
  work: DaysField,
  ...Decision,
})
export type EnteredNoticeView = Static<typeof EnteredNoticeView>

export const readCalendarOfChina = endpoint({
  method: 'GET',
  url: '/v1/calendar',
  config: { access: { act: 'read_law' } },
  schema: {
    summary: 'The notices of rest days that deadlines are counted by, those entered here with who did it',
    response: {
      200: Type.Object({
        version: Type.String(),
        firmThrough: DateField,
        missingYear: nullable(Type.Integer()),
        shipped: Type.Array(
          Type.Object({
            version: Type.String(),
            year: Type.Integer(),
            publishedOn: DateField,
            address: Type.String(),
            rest: DaysField,
            work: DaysField,
          }),
        ),
        entered: Type.Array(EnteredNoticeView),
      }),
    },
  },
})

export const checkCalendarNotice = endpoint({
  method: 'POST',
  url: '/v1/calendar/check',
  config: { access: { act: 'propose_law' } },
  schema: {
    summary: 'Reads a notice from its words, from lines of days or from a holiday-cn file, and says what it would move',
    body: Type.Object(
      {
        text: Type.String({ minLength: 1, maxLength: 60_000 }),
        year: nullable(Type.Integer({ minimum: 2000, maximum: 2100 })),
        publishedOn: nullable(DateField),
        address: nullable(Type.String({ maxLength: 400 })),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        year: nullable(Type.Integer()),
        publishedOn: nullable(DateField),
        address: nullable(Type.String()),
        rest: Type.Array(SpanField),
        work: Type.Array(SpanField),
        problems: Type.Array(NoticeProblemView),
        /** Null while there are problems. */
        moves: nullable(MovesView),
      }),
      ...refusals(403),
    },
  },
})

export const proposeCalendarNotice = endpoint({
  method: 'POST',
  url: '/v1/calendar/notices',
  config: { access: { act: 'propose_law' } },
  schema: {
    summary: 'The first of two people enters a notice of rest days; nothing is counted by it yet',
    body: Type.Object(
      {
        year: Type.Integer({ minimum: 2018, maximum: 2100 }),
        publishedOn: DateField,
        address: Type.String({ minLength: 1, maxLength: 400 }),
        rest: DaysField,
        work: DaysField,
      },
      { additionalProperties: false },
    ),
    response: { 200: EnteredNoticeView, ...refusals(403, 422) },
  },
})

export const readCalendarNotice = endpoint({
  method: 'GET',
  url: '/v1/calendar/notices/:calendarNoticeId',
  config: { access: { act: 'read_law' } },
  schema: {
    summary: 'One entered notice with what its confirmation would move, or null once it is decided',
    params: Type.Object({ calendarNoticeId: IdField }),
    response: { 200: Type.Object({ notice: EnteredNoticeView, moves: nullable(MovesView) }), ...refusals(404) },
  },
})

const DecisionBody = Type.Object({ decision: oneOf(['confirmed', 'rejected']) }, { additionalProperties: false })

export const decideCalendarNotice = endpoint({
  method: 'POST',
  url: '/v1/calendar/notices/:calendarNoticeId/decide',
  config: { access: { act: 'confirm_law' } },
  schema: {
    summary: 'The second, another person: confirms the notice, and every running clock is counted again by it',
    params: Type.Object({ calendarNoticeId: IdField }),
    body: DecisionBody,
    response: { 200: Type.Object({ notice: EnteredNoticeView, moves: MovesView }), ...refusals(403, 404, 409) },
  },
})

export const LawChoiceView = Type.Object({
  id: IdField,
  province: ProvinceField,
  /** `rules.operator`, or a reading such as `A30`. */
  name: Type.String(),
  value: Type.Unknown(),
  fromDate: DateField,
  reference: Type.String(),
  ...Decision,
})
export type LawChoiceView = Static<typeof LawChoiceView>

export const listLawChoices = endpoint({
  method: 'GET',
  url: '/v1/law/choices',
  config: { access: { act: 'read_law' } },
  schema: {
    summary: 'What a province chose where the law leaves a choice, confirmed or not; open to every role everywhere',
    querystring: Type.Object({ province: ProvinceField }, { additionalProperties: false }),
    response: { 200: Type.Object({ today: DateField, choices: Type.Array(LawChoiceView) }) },
  },
})

const ChoiceBody = {
  province: ProvinceField,
  name: Type.String({ minLength: 1, maxLength: 40 }),
  value: Type.Union([Type.String({ maxLength: 40 }), Type.Array(DateField, { maxItems: 400 })]),
}

export const previewLocalRestDays = endpoint({
  method: 'POST',
  url: '/v1/law/rest-days/preview',
  config: { access: { act: 'propose_law' } },
  schema: {
    summary: 'What a province’s local rest days would move (A30), before anything is proposed',
    body: Type.Object(
      { province: ProvinceField, days: Type.Array(DateField, { maxItems: 400 }) },
      { additionalProperties: false },
    ),
    response: { 200: MovesView, ...refusals(403, 422) },
  },
})

export const proposeLawChoice = endpoint({
  method: 'POST',
  url: '/v1/law/choices',
  config: { access: { act: 'propose_law' } },
  schema: {
    summary: 'The first of two people of a province chooses where the law leaves a choice',
    body: Type.Object(
      { ...ChoiceBody, fromDate: DateField, reference: Type.String({ minLength: 2, maxLength: 200 }) },
      { additionalProperties: false },
    ),
    response: { 200: LawChoiceView, ...refusals(403, 422) },
  },
})

export const readLawChoice = endpoint({
  method: 'GET',
  url: '/v1/law/choices/:choiceId',
  config: { access: { act: 'read_law' } },
  schema: {
    summary: 'One choice, and for local rest days that are not decided what they would move',
    params: Type.Object({ choiceId: IdField }),
    response: { 200: Type.Object({ choice: LawChoiceView, moves: nullable(MovesView) }), ...refusals(404) },
  },
})

export const decideLawChoice = endpoint({
  method: 'POST',
  url: '/v1/law/choices/:choiceId/decide',
  config: { access: { act: 'confirm_law' } },
  schema: {
    summary: 'The second, another person of the province: the choice holds from its day on',
    params: Type.Object({ choiceId: IdField }),
    body: DecisionBody,
    response: { 200: Type.Object({ choice: LawChoiceView, moves: nullable(MovesView) }), ...refusals(403, 404, 409) },
  },
})
