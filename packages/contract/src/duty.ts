import { BOARD_STATES } from '@kaochang/domain/duty/duty-standing'
import { clockNames, type ClockName } from '@kaochang/domain/law/deadline'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { CityField, DateField, IdField, InstantField, ProvinceField, nullable, oneOf } from './fields.ts'

const ClockField = oneOf(clockNames as [ClockName, ...ClockName[]])

/** What an official notice made of a day that was counted before it. */
export const RecountView = Type.Object({
  at: InstantField,
  oldDue: DateField,
  newDue: DateField,
  oldCalendar: Type.String(),
  newCalendar: Type.String(),
})

/** One statutory clock as the board shows it. A provisional day may still move and is never shown as firm. */
export const DutyView = Type.Object({
  id: IdField,
  clock: ClockField,
  article: Type.String(),
  title: Type.String(),
  subject: Type.Object({ kind: Type.String(), id: IdField }),
  personId: nullable(IdField),
  province: nullable(ProvinceField),
  city: nullable(CityField),
  enterprise: nullable(Type.Object({ id: IdField, name: Type.String() })),
  from: DateField,
  due: DateField,
  /** The day before any rolling, and the one to plan by. */
  strict: DateField,
  provisional: Type.Boolean(),
  calendar: Type.String(),
  state: oneOf(['due', 'overdue', 'reached', 'lasting', 'met', 'late', 'lapsed']),
  /** Working days left; negative when overdue; null where nothing is counted down. */
  workdaysLeft: nullable(Type.Integer()),
  metOn: nullable(DateField),
  lapsedBecause: nullable(Type.String()),
  recounts: Type.Array(RecountView),
})
export type DutyView = Static<typeof DutyView>

/** Clocks by which somebody owes something; or those that only last, such as a bar, a validity or an archive. */
const KindField = oneOf(['owed', 'lasting'])

const Filters = {
  kind: Type.Optional(KindField),
  state: Type.Optional(oneOf(BOARD_STATES)),
  clock: Type.Optional(ClockField),
  province: Type.Optional(ProvinceField),
  city: Type.Optional(CityField),
  enterprise: Type.Optional(IdField),
}

export const listDuties = endpoint({
  method: 'GET',
  url: '/v1/duties',
  config: { access: { act: 'read_duties' } },
  schema: {
    summary: 'The duties board: every statutory clock within the reader’s reach, the most overdue first',
    querystring: Type.Object(
      { ...Filters, page: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,5}$' })) },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        duties: Type.Array(DutyView),
        total: Type.Integer(),
        /** How many of the clocks by which something is owed are past their day. */
        overdue: Type.Integer(),
        page: Type.Integer(),
        pageSize: Type.Integer(),
        /** What the running clocks can be narrowed to. */
        cities: Type.Array(CityField),
        enterprises: Type.Array(Type.Object({ id: IdField, name: Type.String() })),
        calendar: Type.Object({
          version: Type.String(),
          firmThrough: DateField,
          /** The year whose holiday notice is missing since 1 November; null while none is. */
          missingYear: nullable(Type.Integer()),
        }),
      }),
    },
  },
})

/** The same list as a file, all pages in one. It answers `text/csv`, which `call` does not read. */
export const DUTIES_FILE_URL = '/v1/duties.csv'
export const DutyFileQuery = Type.Object(Filters, { additionalProperties: false })
