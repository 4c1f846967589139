import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { IdField, InstantField, ReasonField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

/** How a candidate's part in the session looks from the room. */
export const ROOM_STATES = ['expected', 'checked_in', 'signed_in', 'ready', 'answering', 'ended'] as const

export const RoomSitting = Type.Object({
  sittingId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  enterprise: Type.String(),
  ticket: Type.String(),
  attempt: Type.Integer(),
  seatNumber: nullable(Type.Integer()),
  state: oneOf(ROOM_STATES),
  identityConfirmed: Type.Boolean(),
  rulesAccepted: Type.Boolean(),
  connected: Type.Boolean(),
  answeredCount: Type.Integer(),
  itemCount: Type.Integer(),
  lastSavedAt: nullable(InstantField),
  lastHeardAt: nullable(InstantField),
  startedAt: nullable(InstantField),
  closesAt: nullable(InstantField),
  grantedMs: Type.Integer(),
  endedAt: nullable(InstantField),
  endReason: nullable(Type.String()),
  screenEventCount: Type.Integer(),
})
export type RoomSitting = Static<typeof RoomSitting>

/** A terminal that refused five wrong sign-ins and waits for an invigilator. */
export const LockedTerminal = Type.Object({ terminalId: IdField, seatNumber: Type.Integer() })

export const RoomBoard = Type.Object({
  session: Type.Object({
    id: IdField,
    name: Type.String(),
    startsAt: InstantField,
    state: Type.String(),
    durationMinutes: Type.Integer(),
  }),
  room: Type.Object({ id: IdField, name: Type.String(), seatCount: Type.Integer() }),
  startedAt: nullable(InstantField),
  /** The database's clock when this was read: the room's clock goes by it. */
  serverAt: InstantField,
  durable: Type.Boolean(),
  sittings: Type.Array(RoomSitting),
  lockedTerminals: Type.Array(LockedTerminal),
})
export type RoomBoard = Static<typeof RoomBoard>

const InRoom = Type.Object({ sessionId: IdField, roomId: IdField })
const OneSitting = Type.Object({ sittingId: IdField })

export const readRoom = endpoint({
  method: 'GET',
  url: '/v1/sessions/:sessionId/rooms/:roomId',
  config: { access: { act: 'read_room' } },
  schema: { summary: 'The room as it stands', params: InRoom, response: { 200: RoomBoard, ...refusals(404) } },
})

/**
 * The same, live: a WebSocket with the member of staff's cookie, on which a whole `RoomBoard` is sent at once, after
 * something in the room has changed, and every five seconds. The server closes it with 4401 when its reader may not
 * see the room any more.
 */
export const ROOM_WATCH_URL = '/v1/sessions/:sessionId/rooms/:roomId/watch'

export const checkIn = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/check-in',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary:
      'Checks a candidate in by admission ticket and draws a free seat at random; asking again gives the same seat',
    params: InRoom,
    body: Type.Object({ ticket: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const startRoom = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/start',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Starts the exam in this room: whoever is ready begins now, the others when they are ready',
    params: InRoom,
    response: { 200: RoomBoard, ...refusals(404, 409) },
  },
})

export const confirmIdentity = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/confirm-identity',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'The invigilator has compared the person with the ID card and the ticket; the seat opens',
    params: OneSitting,
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const grantTime = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/grant-time',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Gives one candidate more time, with a reason',
    params: OneSitting,
    body: Type.Object(
      { minutes: Type.Integer({ minimum: 1, maximum: 60 }), reason: ReasonField },
      { additionalProperties: false },
    ),
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const endSitting = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/end',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Ends one candidate’s sitting, with a reason; what was saved is handed in',
    params: OneSitting,
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const unlockTerminal = endpoint({
  method: 'POST',
  url: '/v1/terminals/:terminalId/unlock',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Opens a terminal that locked itself after five wrong sign-ins',
    params: Type.Object({ terminalId: IdField }),
    response: { 204: Type.Null(), ...refusals(404) },
  },
})
