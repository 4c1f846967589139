import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { COMPONENTS } from '@kaochang/domain/law/rules'
import { IDENTITY_CHECKS } from '@kaochang/domain/session/identity-check'
import { SESSION_STATES } from '@kaochang/domain/session/session'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  ContentAreaField,
  DateField,
  HundredthsField,
  IdField,
  InstantField,
  ItemKindField,
  ProvinceField,
  ReasonField,
  nullable,
  oneOf,
} from './fields.ts'
import { RefusalBody, refusals } from './refusal.ts'

export const SeatView = Type.Object({
  id: IdField,
  number: Type.Integer(),
  enrolled: Type.Boolean(),
})
export const RoomView = Type.Object({ id: IdField, name: Type.String(), seats: Type.Array(SeatView) })
export const SiteView = Type.Object({
  id: IdField,
  province: ProvinceField,
  name: Type.String(),
  address: Type.String(),
  accreditedFrom: DateField,
  accreditedTo: nullable(DateField),
  rooms: Type.Array(RoomView),
})
export type SiteView = Static<typeof SiteView>

export const listSites = endpoint({
  method: 'GET',
  url: '/v1/sites',
  config: { access: { act: 'read_sites' } },
  schema: {
    summary: 'The exam sites within the reader’s reach',
    response: { 200: Type.Object({ sites: Type.Array(SiteView) }) },
  },
})

export const createSite = endpoint({
  method: 'POST',
  url: '/v1/sites',
  config: { access: { act: 'edit_site' } },
  schema: {
    summary: 'Designates an exam site (R18-1)',
    body: Type.Object(
      {
        province: ProvinceField,
        name: Type.String({ minLength: 2, maxLength: 80 }),
        address: Type.String({ minLength: 2, maxLength: 200 }),
        accreditedFrom: DateField,
        accreditedTo: nullable(DateField),
      },
      { additionalProperties: false },
    ),
    response: { 200: SiteView, ...refusals(403) },
  },
})

export const addRoom = endpoint({
  method: 'POST',
  url: '/v1/sites/:siteId/rooms',
  config: { access: { act: 'edit_site' } },
  schema: {
    summary: 'Adds a room with its numbered seats',
    params: Type.Object({ siteId: IdField }),
    body: Type.Object(
      { name: Type.String({ minLength: 1, maxLength: 40 }), seatCount: Type.Integer({ minimum: 1, maximum: 200 }) },
      { additionalProperties: false },
    ),
    response: { 200: SiteView, ...refusals(404, 409) },
  },
})

export const issueEnrolmentCodes = endpoint({
  method: 'POST',
  url: '/v1/rooms/:roomId/enrolment-codes',
  config: { access: { act: 'enrol_terminal' } },
  schema: {
    summary:
      'Makes one-time enrolment codes, good for eight hours, for the seats named; a seat’s old terminal is revoked when its code is used',
    params: Type.Object({ roomId: IdField }),
    body: Type.Object(
      { seatIds: Type.Array(IdField, { minItems: 1, maxItems: 200 }) },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        codes: Type.Array(
          Type.Object({ seatId: IdField, seatNumber: Type.Integer(), code: Type.String(), expiresAt: InstantField }),
        ),
      }),
      ...refusals(404),
    },
  },
})

export const SectionView = Type.Object({
  kind: ItemKindField,
  area: nullable(ContentAreaField),
  count: Type.Integer(),
  pointsEach: HundredthsField,
})
export const BlueprintView = Type.Object({
  name: Type.String(),
  title: Type.Object({ zh: Type.String(), en: Type.String() }),
  category: oneOf(EXAM_CATEGORIES),
  sources: oneOf(['national_and_provincial', 'unified']),
  durationMinutes: Type.Integer(),
  sections: Type.Array(SectionView),
})

/** A bank as whoever schedules an exam sees it: by name and never by item. */
export const DrawableBank = Type.Object({
  id: IdField,
  name: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  trade: nullable(Type.String()),
  itemCount: Type.Integer(),
  notice: nullable(Type.String()),
})

export const listBlueprints = endpoint({
  method: 'GET',
  url: '/v1/blueprints',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary: 'The blueprints, and the banks the reader’s authority could draw from',
    response: { 200: Type.Object({ blueprints: Type.Array(BlueprintView), banks: Type.Array(DrawableBank) }) },
  },
})

export const previewDraw = endpoint({
  method: 'POST',
  url: '/v1/blueprints/preview',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary: 'Whether a blueprint can be met from the banks named: asked, available, and what is short by how much',
    body: Type.Object(
      { blueprint: Type.String({ maxLength: 60 }), bankIds: Type.Array(IdField, { maxItems: 3 }) },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        cells: Type.Array(
          Type.Object({
            kind: ItemKindField,
            area: nullable(ContentAreaField),
            asked: Type.Integer(),
            national: Type.Integer(),
            provincial: Type.Integer(),
            unified: Type.Integer(),
            /** How many would be taken from the national and from the provincial bank; null when the draw is refused. */
            takes: nullable(
              Type.Object({ national: Type.Integer(), provincial: Type.Integer(), unified: Type.Integer() }),
            ),
          }),
        ),
        nationalCount: nullable(Type.Integer()),
        itemCount: Type.Integer(),
        refusal: nullable(RefusalBody),
      }),
      ...refusals(422),
    },
  },
})

export const SubjectView = Type.Object({
  code: Type.String(),
  title: Type.Object({ zh: Type.String(), en: Type.String() }),
  full: HundredthsField,
})
export const StandardView = Type.Object({
  name: Type.String(),
  trade: Type.String(),
  subjects: Type.Array(SubjectView),
})

export const SessionView = Type.Object({
  id: IdField,
  name: Type.String(),
  category: oneOf(EXAM_CATEGORIES),
  trade: nullable(Type.String()),
  component: oneOf(COMPONENTS),
  province: nullable(ProvinceField),
  site: Type.Object({ id: IdField, name: Type.String(), address: Type.String() }),
  rooms: Type.Array(
    Type.Object({ id: IdField, name: Type.String(), seatCount: Type.Integer(), startedAt: nullable(InstantField) }),
  ),
  blueprint: BlueprintView,
  /** What a practical exam is marked by (R27-4); null for a knowledge exam. */
  practicalStandard: nullable(StandardView),
  banks: Type.Array(Type.Object({ id: IdField, name: Type.String(), kind: Type.String() })),
  startsAt: InstantField,
  admissionOpensAt: InstantField,
  admissionClosesAt: InstantField,
  settings: Type.Object({
    admissionMinutes: Type.Integer(),
    lateEntryMinutes: Type.Integer(),
    earliestHandInMinutes: Type.Integer(),
    graceSeconds: Type.Integer(),
    /** Photographs from the terminals' cameras, every so many minutes; null for none. */
    photographs: nullable(Type.Object({ everyMinutes: Type.Integer() })),
    identity: oneOf(IDENTITY_CHECKS),
  }),
  /** What is asked of Safe Exam Browser; null where nothing is. Keys stay on the server: whoever has one can pretend. */
  safeExamBrowser: nullable(
    Type.Object({
      required: Type.Boolean(),
      /** The first eight digits of the Config Key, to know it by. */
      configKeyBegins: nullable(Type.String()),
      browserExamKeyCount: Type.Integer(),
    }),
  ),
  state: oneOf(SESSION_STATES),
  candidateCount: Type.Integer(),
  announcedAt: nullable(InstantField),
  endedAt: nullable(InstantField),
  releasedAt: nullable(InstantField),
  /** SHA-256 commitments of the draw, once sealed: they can be written down before the exam and checked after it. */
  seal: nullable(
    Type.Object({
      poolHash: Type.String(),
      blueprintHash: Type.String(),
      rosterHash: Type.String(),
      secretCommitment: Type.String(),
      sealedAt: InstantField,
    }),
  ),
})
export type SessionView = Static<typeof SessionView>

const SessionParams = Type.Object({ sessionId: IdField })

export const listSessions = endpoint({
  method: 'GET',
  url: '/v1/sessions',
  config: { access: { act: 'read_sessions' } },
  schema: {
    summary: 'The sessions within the reader’s reach, newest first',
    response: { 200: Type.Object({ sessions: Type.Array(SessionView) }) },
  },
})

export const readSession = endpoint({
  method: 'GET',
  url: '/v1/sessions/:sessionId',
  config: { access: { act: 'read_sessions' } },
  schema: { summary: 'One session', params: SessionParams, response: { 200: SessionView, ...refusals(404) } },
})

export const scheduleSession = endpoint({
  method: 'POST',
  url: '/v1/sessions',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary:
      'Schedules a session. Refused when the banks cannot meet the blueprint, and on a rest day unless that is confirmed',
    body: Type.Object(
      {
        name: Type.String({ minLength: 2, maxLength: 80 }),
        blueprint: Type.String({ maxLength: 60 }),
        bankIds: Type.Array(IdField, { minItems: 1, maxItems: 3 }),
        siteId: IdField,
        roomIds: Type.Array(IdField, { minItems: 1, maxItems: 50 }),
        startsAt: InstantField,
        admissionMinutes: Type.Integer({ minimum: 5, maximum: 240 }),
        lateEntryMinutes: Type.Integer({ minimum: 0, maximum: 120 }),
        earliestHandInMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
        photographs: Type.Optional(
          nullable(
            Type.Object({ everyMinutes: Type.Integer({ minimum: 5, maximum: 60 }) }, { additionalProperties: false }),
          ),
        ),
        restDayConfirmed: Type.Boolean(),
        /** What confirms who a candidate is; `eyes` where nothing is said. */
        identity: Type.Optional(oneOf(IDENTITY_CHECKS)),
      },
      { additionalProperties: false },
    ),
    response: { 200: SessionView, ...refusals(404, 422) },
  },
})

export const announceSession = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/announce',
  config: { access: { act: 'announce_session' } },
  schema: {
    summary: 'Announces the session to the public, in advance (R16-3, N1)',
    params: SessionParams,
    response: { 200: SessionView, ...refusals(404, 409, 422) },
  },
})

const SebKey = Type.String({ pattern: '^[0-9a-fA-F]{64}$' })

export const setSafeExamBrowser = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/safe-exam-browser',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary:
      'Asks for Safe Exam Browser in a session before its doors open, by its unencrypted configuration or by keys; or asks for nothing',
    params: SessionParams,
    body: Type.Object(
      {
        asked: nullable(
          Type.Object(
            {
              /** Whether a sign-in without it is refused until an invigilator excuses the candidate. */
              required: Type.Boolean(),
              /** A `.seb` file in base 64, from which the Config Key is worked out. */
              configuration: nullable(Type.String({ maxLength: 900_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' })),
              configKey: nullable(SebKey),
              browserExamKeys: Type.Array(SebKey, { maxItems: 20 }),
            },
            { additionalProperties: false },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    response: { 200: SessionView, ...refusals(404, 409, 422) },
  },
})

export const RosterEntry = Type.Object({
  sittingId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  enterprise: Type.String(),
  ticket: Type.String(),
  attempt: Type.Integer(),
  room: Type.Object({ id: IdField, name: Type.String() }),
})
export type RosterEntry = Static<typeof RosterEntry>

/** A row of the list that was not taken, with the reason in both languages. */
export const RosterProblem = Type.Object({ row: Type.Integer(), name: Type.String(), refusal: RefusalBody })

export const readRoster = endpoint({
  method: 'GET',
  url: '/v1/sessions/:sessionId/roster',
  config: { access: { act: 'read_roster' } },
  schema: {
    summary: 'Who is on the roster; also what the admission tickets are printed from',
    params: SessionParams,
    response: { 200: Type.Object({ roster: Type.Array(RosterEntry) }), ...refusals(404) },
  },
})

export const addToRoster = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/roster',
  config: { access: { act: 'edit_roster' } },
  schema: {
    summary: 'Takes a list of people onto the roster. Good rows go in; every other row is named with its reason',
    params: SessionParams,
    body: Type.Object(
      {
        rows: Type.Array(
          Type.Object(
            {
              name: Type.String({ maxLength: 80 }),
              idNumber: Type.String({ maxLength: 40 }),
              enterprise: Type.String({ minLength: 2, maxLength: 80 }),
            },
            { additionalProperties: false },
          ),
          { minItems: 1, maxItems: 2000 },
        ),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({ added: Type.Integer(), unchanged: Type.Integer(), problems: Type.Array(RosterProblem) }),
      ...refusals(404, 409, 422),
    },
  },
})

export const sealSession = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/seal',
  config: { access: { act: 'schedule_session' } },
  schema: {
    summary: 'Closes the roster, freezes the banks, commits to a secret, then draws and stores every paper',
    params: SessionParams,
    response: { 200: SessionView, ...refusals(404, 409, 422) },
  },
})

export const openSession = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/open',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Opens the session for check-in, from the start of the admission window',
    params: SessionParams,
    response: { 200: SessionView, ...refusals(404, 409, 503) },
  },
})

export const closeSession = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/close',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Ends the session once nobody is answering any more; scoring follows by itself',
    params: SessionParams,
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
    response: { 200: SessionView, ...refusals(404, 409) },
  },
})

/** What the public may know of a session (N1). */
export const listAnnouncements = endpoint({
  method: 'GET',
  url: '/v1/announcements',
  config: { access: 'open' },
  schema: {
    summary: 'Announced sessions that have not ended, for the public',
    response: {
      200: Type.Object({
        announcements: Type.Array(
          Type.Object({
            name: Type.String(),
            category: oneOf(EXAM_CATEGORIES),
            component: oneOf(COMPONENTS),
            province: nullable(ProvinceField),
            siteName: Type.String(),
            siteAddress: Type.String(),
            startsAt: InstantField,
            durationMinutes: Type.Integer(),
            announcedAt: InstantField,
          }),
        ),
      }),
    },
  },
})
