import { Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { IdField, nullable } from './fields.ts'
import { refusals } from './refusal.ts'

/** The most simulated candidates of one rehearsal, and the longest it may be planned for. */
export const REHEARSAL_LIMITS = { seats: 1_000, minutes: 240 } as const

export const openRehearsal = endpoint({
  method: 'POST',
  url: '/v1/rehearsals',
  config: { access: { act: 'run_room' } },
  schema: {
    summary:
      'Opens a rehearsal at a site: a room of its own with a seat and a simulated candidate each, a paper from banks in force, and check-in open. No result of it ever counts',
    body: Type.Object(
      {
        siteId: IdField,
        seats: Type.Integer({ minimum: 1, maximum: REHEARSAL_LIMITS.seats }),
        minutes: Type.Integer({ minimum: 1, maximum: REHEARSAL_LIMITS.minutes }),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        sessionId: IdField,
        roomId: IdField,
        itemCount: Type.Integer(),
        seatIds: Type.Array(IdField),
        /** What each of them types at a terminal. The identity numbers are nobody's. */
        candidates: Type.Array(Type.Object({ sittingId: IdField, ticket: Type.String(), idNumber: Type.String() })),
      }),
      ...refusals(404, 409, 503),
    },
  },
})

export const readRehearsed = endpoint({
  method: 'GET',
  url: '/v1/rehearsals/:sessionId/sittings/:sittingId',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'What the record on disk holds of one simulated candidate, to compare with what was acknowledged',
    params: Type.Object({ sessionId: IdField, sittingId: IdField }),
    response: {
      200: Type.Object({
        /** The number of the first entry that does not follow from those before it; null when all do. */
        brokenAt: nullable(Type.Integer()),
        lostMs: Type.Integer(),
        ended: Type.Boolean(),
        saves: Type.Array(
          Type.Object({
            seq: Type.Integer(),
            item: Type.Integer(),
            response: Type.String(),
            marked: Type.Boolean(),
          }),
        ),
      }),
      ...refusals(404),
    },
  },
})
