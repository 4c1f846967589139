import type { BankView, ItemView } from '@kaochang/contract/bank'
import type { MeView } from '@kaochang/contract/people'
import type { EndpointNamed, ResponseOf } from '@kaochang/contract/endpoints'
import type { DueView, ScoreSheet } from '@kaochang/contract/result'
import type { Overview, OverviewRoom } from '@kaochang/contract/overview'
import type { RoomBoard, RoomSitting } from '@kaochang/contract/room'
import type { SessionView, SiteView } from '@kaochang/contract/session'
import { ACTS, type Act, PERMISSIONS } from '@kaochang/domain/people/permission'
import type { Role } from '@kaochang/domain/people/roles'
import type { Answers } from './console-stage.ts'

/** What a server of one province might say: answers for every page, to be changed where a test needs it. */

export const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const MINUTE = 60_000

/** Friday 2026-09-25, 09:30 in Beijing: the start of every session here. */
export const STARTS_AT = Date.UTC(2026, 8, 25, 1, 30)

export function aMember(...roles: readonly Role[]): MeView {
  const acts: Act[] = ACTS.filter((act) => PERMISSIONS[act].some((role) => roles.includes(role)))
  const grants = roles.map((role) => ({ role, level: 'province' as const, province: '14', siteId: null }))
  return { id: id(1), login: 'li.wei', name: '李卫', grants, acts }
}

export const bank: BankView = {
  id: id(101),
  kind: 'provincial',
  province: '14',
  trade: null,
  name: '山西省煤矿安全生产管理人员题库',
  state: 'draft',
  notice: null,
  filingReference: null,
  filedAt: null,
  itemCount: 12,
  cells: [{ kind: 'single_choice', area: 'law', count: 12 }],
}

export const item: ItemView = {
  id: id(111),
  version: 2,
  kind: 'single_choice',
  area: 'law',
  stem: '安全生产的方针是什么？',
  options: ['安全第一', '效益第一', '速度第一'],
  key: 'A',
  clause: null,
  edition: null,
  retiredAt: null,
  createdAt: STARTS_AT,
}

export const site: SiteView = {
  id: id(201),
  province: '14',
  name: '太原考点',
  address: '迎泽区一号',
  accreditedFrom: '2026-01-01',
  accreditedTo: null,
  rooms: [
    {
      id: id(301),
      name: '第一考场',
      seats: [
        { id: id(311), number: 1, enrolled: true },
        { id: id(312), number: 2, enrolled: false },
      ],
    },
  ],
}

export const session: SessionView = {
  id: id(401),
  name: '2026 年第三期管理人员考试',
  category: 'manager',
  trade: null,
  component: 'knowledge',
  practicalStandard: null,
  province: '14',
  site: { id: site.id, name: site.name, address: site.address },
  rooms: [{ id: id(301), name: '第一考场', seatCount: 2, startedAt: null }],
  blueprint: {
    name: 'manager',
    title: { zh: '管理人员考试', en: 'Managers' },
    category: 'manager',
    sources: 'national_and_provincial',
    durationMinutes: 120,
    sections: [],
  },
  banks: [{ id: bank.id, name: bank.name, kind: bank.kind }],
  startsAt: STARTS_AT,
  admissionOpensAt: STARTS_AT - 45 * MINUTE,
  admissionClosesAt: STARTS_AT + 30 * MINUTE,
  settings: {
    admissionMinutes: 45,
    lateEntryMinutes: 30,
    earliestHandInMinutes: 30,
    graceSeconds: 10,
    photographs: null,
    identity: 'eyes',
  },
  safeExamBrowser: null,
  state: 'open',
  candidateCount: 1,
  announcedAt: STARTS_AT - 9 * 24 * 60 * MINUTE,
  endedAt: null,
  releasedAt: null,
  seal: {
    poolHash: 'pool',
    blueprintHash: 'blueprint',
    rosterHash: 'roster',
    secretCommitment: 'secret',
    sealedAt: STARTS_AT - 60 * MINUTE,
  },
}

export const entry: ResponseOf<EndpointNamed<'GET /v1/sessions/:sessionId/roster'>>['roster'][number] = {
  sittingId: id(501),
  name: '张三',
  idNumberMasked: '1101**********002X',
  enterprise: '大同某某煤矿有限公司',
  ticket: '128252781621',
  attempt: 2,
  room: { id: id(301), name: '第一考场' },
}

export function aSitting(number: number, changed: Partial<RoomSitting> = {}): RoomSitting {
  return {
    sittingId: id(500 + number),
    name: `考生${number}`,
    idNumberMasked: '1101**********002X',
    enterprise: '大同某某煤矿有限公司',
    ticket: `T${number}`,
    attempt: 1,
    seatNumber: number,
    state: 'answering',
    identityConfirmed: true,
    identityProof: 'eyes',
    overrideReason: null,
    cardRead: null,
    rulesAccepted: true,
    connected: true,
    answeredCount: 40,
    itemCount: 100,
    lastSavedAt: STARTS_AT,
    lastHeardAt: STARTS_AT + 10 * MINUTE,
    startedAt: STARTS_AT,
    closesAt: STARTS_AT + 120 * MINUTE,
    grantedMs: 0,
    pausedAt: null,
    lostMs: 0,
    lostMadeGoodMs: 0,
    irregularityCount: 0,
    endedAt: null,
    endReason: null,
    screenEventCount: 0,
    seb: null,
    sebExcused: false,
    photographs: null,
    ...changed,
  }
}

/** The room ten minutes after the start. */
export function aBoard(sittings: RoomSitting[], changed: Partial<RoomBoard> = {}): RoomBoard {
  return {
    session: {
      id: session.id,
      name: session.name,
      startsAt: STARTS_AT,
      state: 'open',
      durationMinutes: 120,
      sebRequired: false,
      identity: 'eyes',
    },
    room: { id: id(301), name: '第一考场', seatCount: 30 },
    startedAt: STARTS_AT,
    startAsked: null,
    endAsked: null,
    endedAt: null,
    serverAt: STARTS_AT + 10 * MINUTE,
    durable: true,
    sittings,
    lockedTerminals: [],
    ...changed,
  }
}

export const due: DueView = { due: '2026-10-09', provisional: false, article: '18', workdaysLeft: 3, overdue: false }

export const duty: ResponseOf<EndpointNamed<'GET /v1/release-duties'>>['duties'][number] = {
  sessionId: session.id,
  name: session.name,
  category: 'manager',
  component: 'knowledge',
  province: '14',
  state: 'scored',
  endedAt: STARTS_AT + 150 * MINUTE,
  due,
  sittingCount: 2,
  proposedBy: null,
  publishedAt: null,
  releasedLate: false,
}

export const board: ResponseOf<EndpointNamed<'GET /v1/duties'>> = {
  duties: [
    {
      id: id(601),
      clock: 'manager.scoreRelease',
      article: '18',
      title: session.name,
      subject: { kind: 'session', id: session.id },
      personId: null,
      province: '14',
      city: null,
      enterprise: null,
      from: '2026-09-25',
      due: '2026-10-09',
      strict: '2026-10-09',
      provisional: false,
      calendar: 'cn-2025-11-04',
      state: 'due',
      workdaysLeft: 3,
      metOn: null,
      lapsedBecause: null,
      recounts: [],
    },
  ],
  total: 1,
  overdue: 0,
  page: 1,
  pageSize: 50,
  cities: ['1402'],
  enterprises: [],
  calendar: { version: 'cn-2025-11-04', firmThrough: '2026-12-20', missingYear: null },
}

export const sheet: ScoreSheet = {
  session: { id: session.id, name: session.name, component: 'knowledge', state: 'scored' },
  due,
  cutScore: 8000,
  sittings: [8000, 7950].map((points, index) => ({
    sittingId: id(501 + index),
    name: `考生${index + 1}`,
    idNumberMasked: '1101**********002X',
    ticket: `T${index + 1}`,
    attempt: 1,
    points,
    passed: points >= 8000,
    endReason: 'handed_in',
    byArea: [{ area: 'law' as const, points, full: 10_000 }],
    undecidedLateFrames: 0,
  })),
  absentCount: 1,
  passedCount: 1,
  distribution: [0, 0, 0, 0, 0, 0, 0, 1, 1, 0],
  digest: 'fingerprint-of-the-scores',
  verified: { recordsEqual: 2, papersEqual: 2, scoresEqual: 2, of: 2, findings: [] },
  proposal: null,
  release: null,
}

/** A room in the overview, ten minutes after its start. */
export function aRoomInNumbers(number: number, changed: Partial<OverviewRoom> = {}): OverviewRoom {
  return {
    sessionId: session.id,
    sessionName: session.name,
    startsAt: STARTS_AT,
    admissionOpensAt: STARTS_AT - 45 * MINUTE,
    papersDrawn: true,
    site: { id: site.id, name: site.name, province: '14' },
    roomId: id(300 + number),
    roomName: `第${number}考场`,
    state: 'started',
    startedAt: STARTS_AT,
    expected: 30,
    seated: 29,
    answering: 29,
    paused: 0,
    ended: 0,
    amber: 0,
    red: 0,
    silentSince: null,
    lostMs: 0,
    lostCount: 0,
    irregularityCount: 0,
    lastIrregularity: null,
    terminals: null,
    ...changed,
  }
}

/** All rooms ten minutes after the start, with a server that is well. */
export function anOverview(rooms: OverviewRoom[], changed: Partial<Overview> = {}): Overview {
  const canary = { ok: true, step: null, fault: null, tookMs: 80 }
  const process = { id: id(901), name: 'exam-1 4711', startedAt: STARTS_AT, canary, canaryAt: STARTS_AT }
  return { serverAt: STARTS_AT + 10 * MINUTE, durable: true, processes: [process], rooms, ...changed }
}

/** Everything a page may ask while it is looked at, for somebody who may do everything in the province. */
export function answersFor(me: MeView | null): Answers {
  return {
    'GET /v1/setup': { needed: false, demo: false },
    ...(me ? { 'GET /v1/staff/me': me } : {}),
    'GET /v1/staff': {
      staff: [{ id: id(2), login: 'wang.min', name: '王敏', grants: aMember('scorer').grants, disabledAt: null }],
    },
    'GET /v1/banks': { banks: [bank] },
    'GET /v1/banks/:bankId': bank,
    'GET /v1/banks/:bankId/items': { items: [item], total: 1, page: 1 },
    'GET /v1/banks/:bankId/items/:itemId': { versions: [item, { ...item, version: 1, stem: '安全生产方针？' }] },
    'GET /v1/filings': { filings: [bank] },
    'GET /v1/sites': { sites: [site] },
    'GET /v1/server-processes': {
      at: STARTS_AT,
      processes: [
        {
          id: id(901),
          name: 'exam-1 4711',
          startedAt: STARTS_AT,
          canary: { ok: true, step: null, fault: null, tookMs: 80 },
          canaryAt: STARTS_AT,
        },
      ],
    },
    'GET /v1/overview': anOverview([aRoomInNumbers(1)]),
    'GET /v1/sites/:siteId/terminals': { at: STARTS_AT, rooms: [] },
    'GET /v1/blueprints': { blueprints: [session.blueprint], banks: [{ ...bank, state: 'filed' }] },
    'GET /v1/sessions': { sessions: [session] },
    'GET /v1/sessions/:sessionId': session,
    'GET /v1/sessions/:sessionId/roster': { roster: [entry] },
    'GET /v1/sessions/:sessionId/rooms/:roomId': () => aBoard([aSitting(1)]),
    'GET /v1/sessions/:sessionId/scores': sheet,
    'GET /v1/release-duties': { duties: [duty] },
    'GET /v1/duties': board,
    'GET /v1/calendar': {
      version: 'cn-2025-11-04',
      firmThrough: '2026-12-20',
      missingYear: null,
      shipped: [],
      entered: [],
    },
    'GET /v1/law/choices': { today: '2026-10-09', choices: [] },
  }
}
