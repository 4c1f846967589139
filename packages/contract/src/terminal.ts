import { CONSENTS } from '@kaochang/domain/sitting/photograph'
import { SEB_VERDICTS } from '@kaochang/domain/session/safe-exam-browser'
import { OWN_CHECKS } from '@kaochang/domain/session/terminal-check'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { InstantField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'
import { FRAME_LIMIT_BYTES, POSTS_URL } from './socket/protocol.ts'

/** What a terminal shows before anybody signs in. */
export const TerminalView = Type.Object({
  siteName: Type.String(),
  roomName: Type.String(),
  seatNumber: Type.Integer(),
  locked: Type.Boolean(),
  /** An exam that is announced for this room, or goes on in it, takes photographs. */
  camera: Type.Boolean(),
  serverAt: InstantField,
})
export type TerminalView = Static<typeof TerminalView>

export const readTerminal = endpoint({
  method: 'GET',
  url: '/v1/terminal',
  config: { access: 'terminal' },
  schema: { summary: 'Which seat this terminal is', response: { 200: TerminalView, ...refusals(401) } },
})

const FactField = nullable(Type.Integer({ minimum: -1e12, maximum: 1e12 }))

/** Numbers behind a self-check; null where one could not be found out. */
export const FactsView = Type.Object(
  {
    width: FactField,
    height: FactField,
    clockAheadMs: FactField,
    roundTripMs: FactField,
    chromeVersion: FactField,
    freeMb: FactField,
  },
  { additionalProperties: false },
)

const Checks = Type.Array(oneOf(OWN_CHECKS), { maxItems: OWN_CHECKS.length, uniqueItems: true })

export const reportSelfCheck = endpoint({
  method: 'POST',
  url: '/v1/terminal/self-check',
  config: { access: 'terminal' },
  schema: {
    summary:
      'What a terminal that waits found out about itself: once a minute, and when it changes. Nothing of any person is in it',
    body: Type.Object(
      { build: Type.String({ pattern: '^[\\w.-]{1,60}$' }), failing: Checks, noted: Checks, facts: FactsView },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        /** Whether this is the client that is served now. */
        currentBuild: Type.Boolean(),
        /** What this very request says of Safe Exam Browser, and whether the next session in the room requires it. */
        seb: nullable(oneOf(SEB_VERDICTS)),
        sebRequired: Type.Boolean(),
      }),
      ...refusals(401, 429),
    },
  },
})

export const enrolTerminal = endpoint({
  method: 'POST',
  url: '/v1/terminal/enrol',
  config: { access: 'open' },
  schema: {
    summary: 'Turns this browser into the terminal of a seat, with a one-time code',
    body: Type.Object({ code: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    response: { 200: TerminalView, ...refusals(403, 429) },
  },
})

const SignInBody = Type.Object(
  { ticket: Type.String({ maxLength: 40 }), idNumber: Type.String({ maxLength: 40 }) },
  { additionalProperties: false },
)

/** What is asked of the terminal's camera, and how far it has come: for a page that is loaded again as well. */
const PhotographsAsked = Type.Object({
  everyMinutes: Type.Integer(),
  /** The number of the notice to be shown. */
  notice: Type.Integer(),
  /** Until when a photograph taken now is kept. */
  retainUntil: InstantField,
  consent: oneOf(CONSENTS),
  checkedIn: Type.Boolean(),
  /** The last one since the start; null when there is none. */
  lastTakenAt: nullable(InstantField),
})
export type PhotographsAsked = Static<typeof PhotographsAsked>

/** For the candidate to say "that is me", and what the rules screen tells of the exam. */
export const CandidateView = Type.Object({
  name: Type.String(),
  idNumberMasked: Type.String(),
  ticket: Type.String(),
  seatNumber: Type.Integer(),
  exam: Type.Object({
    name: Type.String(),
    startsAt: InstantField,
    durationMinutes: Type.Integer(),
    itemCount: Type.Integer(),
    trueFalseCount: Type.Integer(),
    singleChoiceCount: Type.Integer(),
    multipleResponseCount: Type.Integer(),
    earliestHandInMinutes: Type.Integer(),
    lateEntryMinutes: Type.Integer(),
    attempt: Type.Integer(),
  }),
  /** Whether there is a photo on file to be shown. */
  portrait: Type.Boolean(),
  /** Null where no photographs are taken, and for whoever was excused. */
  photographs: nullable(PhotographsAsked),
})
export type CandidateView = Static<typeof CandidateView>

export const signInCandidate = endpoint({
  method: 'POST',
  url: '/v1/terminal/sign-in',
  config: { access: 'terminal' },
  schema: {
    summary: 'Signs a candidate in at the seat drawn for them, inside the admission window',
    body: SignInBody,
    response: { 200: CandidateView, ...refusals(401, 409, 423, 429) },
  },
})

export const readSignedIn = endpoint({
  method: 'GET',
  url: '/v1/terminal/candidate',
  config: { access: 'sitting' },
  schema: {
    summary: 'Who is signed in at this terminal, after a reload',
    response: { 200: CandidateView, ...refusals(401) },
  },
})

/** Frames said by post in one exchange. */
export const FRAMES_PER_POST = 64

export const exchangeFrames = endpoint({
  method: 'POST',
  url: POSTS_URL,
  config: { access: 'sitting' },
  schema: {
    summary:
      'The line to a sitting for networks that refuse WebSockets: the same frames as texts, brought and fetched by posts. One that waits is answered with the first word, or after four seconds',
    body: Type.Object(
      {
        /** Null opens a line. */
        line: nullable(Type.String({ maxLength: 64 })),
        /** The number of the last frame heard: those up to it are forgotten, those after it told again. */
        heardUpTo: Type.Integer({ minimum: 0 }),
        frames: Type.Array(Type.String({ maxLength: FRAME_LIMIT_BYTES }), { maxItems: FRAMES_PER_POST }),
        wait: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        line: Type.String(),
        frames: Type.Array(Type.Object({ number: Type.Integer(), text: Type.String() })),
        /** The line has ended, as a WebSocket ends: the code and the reason. */
        closed: nullable(Type.Object({ code: Type.Integer(), reason: Type.String() })),
      }),
      ...refusals(401, 403),
    },
  },
})

export const signOutCandidate = endpoint({
  method: 'POST',
  url: '/v1/terminal/sign-out',
  config: { access: 'sitting' },
  schema: {
    summary: '"Not me", or the next candidate: forgets who was signed in here',
    response: { 204: Type.Null() },
  },
})

export const signInForResult = endpoint({
  method: 'POST',
  url: '/v1/candidate/sign-in',
  config: { access: 'open' },
  schema: {
    summary: 'Opens a candidate’s own pages, in any browser',
    body: SignInBody,
    response: { 200: Type.Object({ name: Type.String() }), ...refusals(401, 429) },
  },
})

export const signOutOfResult = endpoint({
  method: 'POST',
  url: '/v1/candidate/sign-out',
  config: { access: 'candidate' },
  schema: { summary: 'Closes the candidate’s own pages', response: { 204: Type.Null() } },
})
