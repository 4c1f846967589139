import { type Static, Type } from 'typebox'
import { CARD_READERS, CARD_REFUSALS, IDENTITY_PROOFS, LONG_TERM } from '@kaochang/domain/people/card-reading'
import { IDENTITY_CHECKS } from '@kaochang/domain/session/identity-check'
import { IRREGULARITY_KINDS } from '@kaochang/domain/sitting/irregularity'
import { CAMERA_STANDINGS, CONSENTS } from '@kaochang/domain/sitting/photograph'
import { SEB_VERDICTS } from '@kaochang/domain/session/safe-exam-browser'
import { endpoint } from './endpoint.ts'
import { DateField, IdField, InstantField, ReasonField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

/** How a candidate's part in the session looks from the room. */
export const ROOM_STATES = ['expected', 'checked_in', 'signed_in', 'ready', 'answering', 'paused', 'ended'] as const

/** As a sign-in said it, and `lost` where the browser no longer says it. */
export const SEB_STANDINGS = [...SEB_VERDICTS, 'lost'] as const

/** How a candidate's photographs stand; null where the session takes none. */
export const PhotographsStanding = nullable(
  Type.Object({
    consent: oneOf(CONSENTS),
    /** The chief invigilator let them sit without. */
    excused: Type.Boolean(),
    camera: oneOf(CAMERA_STANDINGS),
    count: Type.Integer(),
    lastTakenAt: nullable(InstantField),
  }),
)
export type PhotographsStanding = Static<typeof PhotographsStanding>

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
  /** How it was confirmed, and why without a card if it was so; null until it is. */
  identityProof: nullable(oneOf(IDENTITY_PROOFS)),
  overrideReason: nullable(Type.String()),
  /** What has read the candidate's own card; null where nothing has. */
  cardRead: nullable(oneOf(CARD_READERS)),
  rulesAccepted: Type.Boolean(),
  connected: Type.Boolean(),
  answeredCount: Type.Integer(),
  itemCount: Type.Integer(),
  lastSavedAt: nullable(InstantField),
  lastHeardAt: nullable(InstantField),
  startedAt: nullable(InstantField),
  closesAt: nullable(InstantField),
  grantedMs: Type.Integer(),
  pausedAt: nullable(InstantField),
  /** How long nobody could answer, as measured, and how much of it has been made good. */
  lostMs: Type.Integer(),
  lostMadeGoodMs: Type.Integer(),
  irregularityCount: Type.Integer(),
  endedAt: nullable(InstantField),
  endReason: nullable(Type.String()),
  screenEventCount: Type.Integer(),
  /** What the sign-in said of Safe Exam Browser, and `lost` when a later request said less; null where nothing is asked. */
  seb: nullable(oneOf(SEB_STANDINGS)),
  sebExcused: Type.Boolean(),
  photographs: PhotographsStanding,
})
export type RoomSitting = Static<typeof RoomSitting>

/** A terminal that refused five wrong sign-ins and waits for an invigilator. */
export const LockedTerminal = Type.Object({ terminalId: IdField, seatNumber: Type.Integer() })

/** Who asked, when, and why. */
export const Asked = Type.Object({ by: Type.String(), at: InstantField, reason: nullable(Type.String()) })

export const RoomBoard = Type.Object({
  session: Type.Object({
    id: IdField,
    name: Type.String(),
    startsAt: InstantField,
    state: Type.String(),
    durationMinutes: Type.Integer(),
    /** Whether a sign-in without Safe Exam Browser is refused, so that somebody may need to be excused. */
    sebRequired: Type.Boolean(),
    /** `reader`: nobody sits whose card was not read, but by the chief invigilator's word. */
    identity: oneOf(IDENTITY_CHECKS),
  }),
  room: Type.Object({ id: IdField, name: Type.String(), seatCount: Type.Integer() }),
  startedAt: nullable(InstantField),
  /** What the first of two people has asked for, and waits for the second. */
  startAsked: nullable(Asked),
  endAsked: nullable(Asked),
  endedAt: nullable(InstantField),
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

/** A card as the reader's own program tells it (README, "An ID-card reader at the desk"). Nothing else of it is taken. */
export const ReadCard = Type.Object(
  {
    name: Type.String({ maxLength: 80 }),
    idNumber: Type.String({ maxLength: 40 }),
    validFrom: DateField,
    validUntil: Type.Union([DateField, Type.Literal(LONG_TERM)]),
    readAt: InstantField,
  },
  { additionalProperties: false },
)

/** Whose card it must be; absent where whoever brings it is to be found by it. */
const ReadFor = Type.Optional(IdField)

export const checkIn = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/check-in',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary:
      'Checks a candidate in by admission ticket, by ID card or by the number a keyboard reader typed, and draws a free seat at random; asking again gives the same seat',
    params: InRoom,
    body: Type.Union([
      Type.Object({ ticket: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
      Type.Object({ card: ReadCard, sittingId: ReadFor }, { additionalProperties: false }),
      Type.Object({ idNumber: Type.String({ maxLength: 40 }), sittingId: ReadFor }, { additionalProperties: false }),
    ]),
    response: { 200: RoomSitting, ...refusals(404, 409, 422) },
  },
})

export const startRoom = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/start',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary:
      'Starts the exam in this room once two people have asked, one of them the chief invigilator: whoever is ready begins now, the others when they are ready',
    params: InRoom,
    response: { 200: RoomBoard, ...refusals(403, 404, 409) },
  },
})

export const confirmIdentity = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/confirm-identity',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary:
      'The invigilator has compared the person with the ID card and the ticket; the seat opens. Where the session asks for a card reader, not before it has read the candidate’s card',
    params: OneSitting,
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const overrideIdentity = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/override-identity',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'The chief invigilator confirms an identity that no card reader has, with a reason; the seat opens',
    params: OneSitting,
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
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
      {
        minutes: Type.Integer({ minimum: 1, maximum: 60 }),
        reason: ReasonField,
        /** It makes good time that was measured as lost. */
        forLostTime: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

const WithReason = Type.Object({ reason: ReasonField }, { additionalProperties: false })

export const pauseSitting = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/pause',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Lets one candidate’s sitting rest, with a reason: no time passes until it goes on',
    params: OneSitting,
    body: WithReason,
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const resumeSitting = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/resume',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Lets a sitting that rests go on, with the time that was left',
    params: OneSitting,
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const moveSitting = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/move',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary:
      'Moves a candidate to a free seat with an enrolled terminal, with a reason; the old terminal is shut out at once',
    params: OneSitting,
    body: WithReason,
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

const Message = Type.Object({ text: Type.String({ minLength: 1, maxLength: 300 }) }, { additionalProperties: false })

export const tellSitting = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/tell',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Shows a message on one candidate’s screen',
    params: OneSitting,
    body: Message,
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const tellRoom = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/tell',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Shows a message on every screen of the room where somebody sits',
    params: InRoom,
    body: Message,
    response: { 200: RoomBoard, ...refusals(404, 409) },
  },
})

export const pauseRoom = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/pause',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Lets every sitting of the room that has begun rest, with a reason',
    params: InRoom,
    body: WithReason,
    response: { 200: RoomBoard, ...refusals(404, 409) },
  },
})

export const resumeRoom = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/resume',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Lets every sitting of the room that rests go on',
    params: InRoom,
    response: { 200: RoomBoard, ...refusals(404, 409) },
  },
})

export const grantRoomTime = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/grant-time',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Gives everybody in the room who has not ended more time, with a reason',
    params: InRoom,
    body: Type.Object(
      { minutes: Type.Integer({ minimum: 1, maximum: 60 }), reason: ReasonField },
      { additionalProperties: false },
    ),
    response: { 200: RoomBoard, ...refusals(404, 409) },
  },
})

export const endRoom = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/end',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary:
      'Ends the exam in this room once two people have asked, one of them the chief invigilator: who still answers hands in what is saved',
    params: InRoom,
    body: WithReason,
    response: { 200: RoomBoard, ...refusals(403, 404, 409) },
  },
})

export const IrregularityView = Type.Object({
  kind: oneOf(IRREGULARITY_KINDS),
  reason: Type.String(),
  at: InstantField,
  notedBy: nullable(Type.String()),
  seatNumber: nullable(Type.Integer()),
  name: nullable(Type.String()),
})

export const noteIrregularity = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/rooms/:roomId/irregularities',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Notes an irregularity of the room (sitting null) or of one candidate; it stands in the room record',
    params: InRoom,
    body: Type.Object(
      { sittingId: nullable(IdField), kind: oneOf(IRREGULARITY_KINDS), reason: ReasonField },
      { additionalProperties: false },
    ),
    response: { 200: RoomBoard, ...refusals(404, 409) },
  },
})

/** The room record (考场记录单): what is printed, signed by the invigilators, and kept. */
export const RoomRecord = Type.Object({
  session: Type.Object({ name: Type.String(), startsAt: InstantField, durationMinutes: Type.Integer() }),
  site: Type.Object({ name: Type.String(), address: Type.String() }),
  room: Type.String(),
  startedAt: nullable(InstantField),
  startedBy: Type.Array(Type.String()),
  endedAt: nullable(InstantField),
  endedBy: Type.Array(Type.String()),
  counts: Type.Object({ expected: Type.Integer(), sat: Type.Integer(), absent: Type.Integer(), ended: Type.Integer() }),
  candidates: Type.Array(
    Type.Object({
      seatNumber: nullable(Type.Integer()),
      ticket: Type.String(),
      name: Type.String(),
      startedAt: nullable(InstantField),
      endedAt: nullable(InstantField),
      endReason: nullable(Type.String()),
      answeredCount: Type.Integer(),
      grantedMs: Type.Integer(),
      pausedMs: Type.Integer(),
      lostMs: Type.Integer(),
      seb: nullable(oneOf(SEB_STANDINGS)),
      sebExcused: Type.Boolean(),
      photographs: PhotographsStanding,
      /** How the identity was confirmed, and by whom; why without a card stands among the events. */
      identityProof: nullable(oneOf(IDENTITY_PROOFS)),
      identityConfirmedBy: nullable(Type.String()),
      /** The short code of the record’s last link, as on the candidate’s receipt. */
      code: nullable(Type.String()),
      /** Pauses, moves, grants and the like, in order, with who did them. */
      events: Type.Array(
        Type.Object({
          at: InstantField,
          what: Type.String(),
          by: nullable(Type.String()),
          reason: nullable(Type.String()),
        }),
      ),
    }),
  ),
  irregularities: Type.Array(IrregularityView),
  /** Cards that were read and refused; `name` is that of the candidate they were read for. */
  refusedCards: Type.Array(
    Type.Object({
      at: InstantField,
      seatNumber: nullable(Type.Integer()),
      name: nullable(Type.String()),
      idNumberMasked: Type.String(),
      nameRead: nullable(Type.String()),
      refusal: oneOf(CARD_REFUSALS),
      readBy: Type.String(),
    }),
  ),
  printedAt: InstantField,
})
export type RoomRecord = Static<typeof RoomRecord>

export const readRoomRecord = endpoint({
  method: 'GET',
  url: '/v1/sessions/:sessionId/rooms/:roomId/record',
  config: { access: { act: 'read_room' } },
  schema: {
    summary: 'The room record (考场记录单), as it stands',
    params: InRoom,
    response: { 200: RoomRecord, ...refusals(404) },
  },
})

export const excuseSeb = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/excuse-safe-exam-browser',
  config: { access: { act: 'invigilate' } },
  schema: {
    summary: 'Lets one candidate sign in without Safe Exam Browser, with a reason that stands among the irregularities',
    params: OneSitting,
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
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
