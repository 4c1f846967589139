import { hasStaff } from '@kaochang/database/people'
import { persons } from '@kaochang/database/schema/people'
import { seats, sessions, sittings, terminals } from '@kaochang/database/schema/session'
import { listRoster } from '@kaochang/database/session'
import type { BankId, RoomId, SessionId, SiteId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newToken, sha256 } from '../hashing.ts'
import type { Actor } from '../people/access.ts'
import { issueEnrolmentCodes } from '../people/enrol-terminal.ts'
import { openIdNumber } from '../people/id-number-secrets.ts'
import { addToRosterFor } from '../session/add-to-roster.ts'
import { announceSessionFor } from '../session/announce-session.ts'
import { addRoomFor, createSiteFor } from '../session/edit-sites.ts'
import { openSessionFor } from '../session/open-session.ts'
import { scheduleSessionFor } from '../session/schedule-session.ts'
import { sealSessionFor } from '../session/seal-session.ts'
import { checkInFor } from '../sitting/check-in.ts'
import { openLiveSittings } from '../sitting/open-live-sittings.ts'
import { demoApplications } from './applications.ts'
import { demoCertificates } from './certificates.ts'
import { appointDemoStaff, demoActor } from './demo-actors.ts'
import { type DemoBanks, loadDemoBanks } from './demo-banks.ts'
import { type Performances, type TurnedDeps, given, holdSession, releaseSession } from './hold-session.ts'
import { demoLaw } from './law.ts'
import { demoEnterprises } from './enterprises.ts'
import { demoNotices } from './notices.ts'
import { demoPractical } from './practical.ts'
import { demoSupervision } from './supervision.ts'
import { DEMO_PASSWORD, DEMO_STAFF, demoPerson } from './people.ts'

/** What the demonstration tells whoever started it, one line each. */
export type DemoGuide = { readonly lines: readonly string[] }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Late entry of a whole day: a newcomer may come back to the open sessions after lunch. */
const OPEN_ALL_DAY_MINUTES = 1_440

/** How many of each open session have been checked in already, so that a terminal can be tried at once. */
const CHECKED_IN = 3

/**
 * Loads the demonstration into an empty installation, and sees to it at every later start that a session of
 * each kind is open now. Everything is done by the acts that people do, in their order, only at other times.
 *
 * @param url the database's, for sittings of its own with a clock that can be turned
 */
export async function loadDemo(deps: Deps, url: string): Promise<DemoGuide> {
  let at = deps.clock.now()
  const clock = { ...deps.clock, now: () => at }
  const past = await openLiveSittings({ url, clock, log: deps.log })
  const turned: TurnedDeps = { ...deps, clock, sittings: past, turn: (to) => (at = to) }
  try {
    if (!(await hasStaff(deps.db))) await loadEverything(turned, deps.clock.now())
    await keepSessionsOpen(turned, deps.clock.now())
  } finally {
    await past.close()
  }
  return guide(deps)
}

async function loadEverything(deps: TurnedDeps, now: Instant): Promise<void> {
  const today = civilDateAt(now)
  deps.turn(nineOn(addDays(today, -60)))
  await appointDemoStaff(
    deps,
    DEMO_STAFF.filter(({ atSite, enterprise }) => !atSite && !enterprise),
  )
  const banks = await loadDemoBanks(deps)
  const admin = await demoActor(deps, 'admin')
  const shanxi = await aSite(deps, admin, {
    province: '14',
    name: '太原煤矿安全考试中心（演示）',
    address: '太原市迎泽区演示路 1 号',
    today,
  })
  await aSite(deps, admin, {
    province: '52',
    name: '贵阳煤矿安全考试中心（演示）',
    address: '贵阳市观山湖区演示路 2 号',
    today,
  })
  await appointDemoStaff(
    deps,
    DEMO_STAFF.filter(({ atSite }) => atSite),
    { siteId: shanxi.siteId },
  )
  await demoEnterprises(deps, today)

  // Released twelve days ago, with passes to the very line and fails just below it.
  const released: Performances = [96, 91, 88, 85, 83, 80, 79, 74, 66, 92, 81, null]
  const first = nineOn(addDays(today, -16))
  const held = await aManagersSession(deps, {
    site: shanxi,
    banks,
    startsAt: first,
    name: '煤矿安全生产管理人员考核（第一期）',
    people: range(1, 12),
  })
  const [chief, scorer, publisher] = await Promise.all(
    ['chief', 'scorer', 'publisher'].map((login) => demoActor(deps, login)),
  )
  invariant(chief && scorer && publisher, 'the demonstration’s staff has been appointed')
  await holdSession(deps, { sessionId: held, startsAt: first, chief }, released)
  await releaseSession(deps, { sessionId: held, at: (first + 3 * 24 * HOUR) as Instant, scorer, publisher })

  // Ended yesterday and scored: two people have yet to release it. Two of those who failed sit their retake here.
  const second = nineOn(addDays(today, -1))
  const waiting = await aManagersSession(deps, {
    site: shanxi,
    banks,
    startsAt: second,
    name: '煤矿安全生产管理人员考核（第二期）',
    people: [...(await failedPeople(deps, held, 2)), ...range(13, 24)],
  })
  await holdSession(deps, { sessionId: waiting, startsAt: second, chief }, [
    82,
    77,
    95,
    90,
    88,
    86,
    84,
    82,
    80,
    78,
    71,
    93,
    89,
    null,
  ])

  await demoApplications(deps, now)
  await demoPractical(deps, { site: shanxi, gas: banks.gas, now })
  await demoCertificates(deps, now)
  await demoSupervision(deps, now)

  deps.turn((now - HOUR) as Instant)
  const officer = await demoActor(deps, 'officer-guizhou')
  const guizhou = await findSite(deps, '52')
  const coming = await aSession(deps, officer, {
    site: guizhou,
    bankIds: [banks.national, banks.guizhou],
    blueprint: 'principal',
    startsAt: nineOn(addDays(today, 14)),
    name: '煤矿企业主要负责人考核（贵州）',
    lateEntryMinutes: 30,
  })
  given(await announceSessionFor(deps, officer, coming))
  await demoLaw(deps)
  await demoNotices(deps)
}

/** Opens a managers' and an operators' session now, unless one of the kind is open and may still be entered. */
async function keepSessionsOpen(deps: TurnedDeps, now: Instant): Promise<void> {
  const site = await findSite(deps, '14')
  const banks = await findBanks(deps)
  const startsAt = (Math.floor(now / MINUTE) * MINUTE) as Instant
  const chief = await demoActor(deps, 'chief')
  for (const kind of ['manager', 'operator'] as const) {
    if (await isOneOpen(deps, kind, now)) continue
    const from = await countPeople(deps)
    const isManager = kind === 'manager'
    const sessionId = await aSealedSession(deps, {
      site: { ...site, roomIds: site.roomIds.slice(isManager ? 0 : 1, isManager ? 1 : 2) },
      bankIds: isManager ? [banks.national, banks.shanxi] : [banks.gas],
      blueprint: isManager ? 'manager' : 'operator-gas-inspection',
      startsAt,
      name: isManager ? '煤矿安全生产管理人员考核（今日）' : '煤矿瓦斯检查作业安全生产知识考试（今日）',
      people: range(from + 1, from + 24),
      lateEntryMinutes: OPEN_ALL_DAY_MINUTES,
    })
    deps.turn((startsAt - 30 * MINUTE) as Instant)
    given(await openSessionFor(deps, chief, sessionId))
    await checkSomeIn(deps, sessionId, chief)
  }
}

type DemoSite = { readonly siteId: SiteId; readonly roomIds: readonly RoomId[] }

async function aSite(
  deps: TurnedDeps,
  admin: Actor,
  { province, name, address, today }: { province: string; name: string; address: string; today: CivilDate },
): Promise<DemoSite> {
  const accreditedFrom = addDays(today, -365)
  const site = given(await createSiteFor(deps, admin, { province, name, address, accreditedFrom, accreditedTo: null }))
  for (const room of ['第一考场', '第二考场'])
    given(await addRoomFor(deps, admin, site.id, { name: room, seatCount: 30 }))
  const made = await findSite(deps, province)
  const rows = await deps.db.select({ id: seats.id, roomId: seats.roomId }).from(seats)
  const here = rows.filter(({ roomId }) => made.roomIds.includes(roomId))
  // Every seat has a terminal from the start. Nobody holds its token: a newcomer enrols a browser in its place.
  const enrolledAt = deps.clock.now()
  await deps.db.insert(terminals).values(
    here.map(({ id }) => ({
      seatId: id,
      tokenHash: sha256(newToken()),
      enrolledBy: admin.id,
      enrolledAt,
      createdAt: enrolledAt,
    })),
  )
  return made
}

async function aManagersSession(
  deps: TurnedDeps,
  {
    site,
    banks,
    startsAt,
    name,
    people,
  }: { site: DemoSite; banks: DemoBanks; startsAt: Instant; name: string; people: readonly number[] },
) {
  const bankIds = [banks.national, banks.shanxi]
  const lateEntryMinutes = 30
  return aSealedSession(deps, {
    site: { ...site, roomIds: site.roomIds.slice(0, 1) },
    bankIds,
    blueprint: 'manager',
    startsAt,
    name,
    people,
    lateEntryMinutes,
  })
}

type Planned = {
  readonly site: DemoSite
  readonly bankIds: readonly BankId[]
  readonly blueprint: string
  readonly startsAt: Instant
  readonly name: string
  readonly lateEntryMinutes: number
}

/** A session of the Shanxi authority with its roster, announced and with its papers drawn, the day before. */
async function aSealedSession(
  deps: TurnedDeps,
  { people, ...planned }: Planned & { people: readonly number[] },
): Promise<SessionId> {
  const officer = await demoActor(deps, 'officer-shanxi')
  deps.turn((planned.startsAt - 24 * HOUR) as Instant)
  const sessionId = await aSession(deps, officer, planned)
  const rows = people.map(demoPerson)
  const taken = given(await addToRosterFor(deps, officer, sessionId, rows))
  invariant(taken.problems.length === 0, `the demonstration’s people may all sit: ${JSON.stringify(taken.problems)}`)
  given(await announceSessionFor(deps, officer, sessionId))
  given(await sealSessionFor(deps, officer, sessionId))
  return sessionId
}

async function aSession(
  deps: TurnedDeps,
  officer: Actor,
  { site, bankIds, blueprint, startsAt, name, lateEntryMinutes }: Planned,
): Promise<SessionId> {
  const session = given(
    await scheduleSessionFor(deps, officer, {
      name,
      blueprint,
      bankIds: [...bankIds],
      siteId: site.siteId,
      roomIds: [...site.roomIds],
      startsAt,
      admissionMinutes: 60,
      lateEntryMinutes,
      earliestHandInMinutes: 0,
      restDayConfirmed: true,
    }),
  )
  return session.id
}

/** Checks a few candidates in, so that a newcomer finds seats drawn and terminals to try. */
async function checkSomeIn(deps: TurnedDeps, sessionId: SessionId, chief: Actor) {
  const roster = await listRoster(deps.db, sessionId)
  for (const { ticket, room } of roster.slice(0, CHECKED_IN))
    given(await checkInFor(deps, chief, { sessionId, roomId: room.id }, { ticket }))
}

async function findSite({ db }: Deps, province: string): Promise<DemoSite> {
  const { rows } = await db.execute<{ site_id: SiteId; room_id: RoomId }>(
    sql`select s.id as site_id, r.id as room_id from sites s join rooms r on r.site_id = s.id
      where s.province = ${province} order by s.created_at, r.name`,
  )
  const [first] = rows
  invariant(first, `the demonstration has a site in ${province}`)
  return {
    siteId: first.site_id,
    roomIds: rows.filter(({ site_id }) => site_id === first.site_id).map(({ room_id }) => room_id),
  }
}

async function findBanks({ db }: Deps): Promise<DemoBanks> {
  const { rows } = await db.execute<{ id: BankId; kind: string; province: string | null }>(
    sql`select id, kind, province from banks where notice is not null order by created_at`,
  )
  const find = (kind: string, province: string | null) => {
    const found = rows.find((bank) => bank.kind === kind && bank.province === province)
    invariant(found, `the demonstration has a ${kind} bank`)
    return found.id
  }
  return {
    national: find('national', null),
    shanxi: find('provincial', '14'),
    guizhou: find('provincial', '52'),
    gas: find('unified', null),
  }
}

async function isOneOpen({ db }: Deps, category: 'manager' | 'operator', now: Instant): Promise<boolean> {
  const open = await db
    .select({ startsAt: sessions.startsAt, settings: sessions.settings })
    .from(sessions)
    .where(and(eq(sessions.category, category), eq(sessions.component, 'knowledge'), eq(sessions.state, 'open')))
  return open.some(({ startsAt, settings }) => startsAt + settings.lateEntryMinutes * MINUTE > now)
}

async function countPeople({ db }: Deps): Promise<number> {
  const [row] = await db.select({ count: count() }).from(persons)
  return row?.count ?? 0
}

/** Whose retake is pending, as numbers of `demoPerson`. */
async function failedPeople({ db }: Deps, sessionId: SessionId, most: number): Promise<number[]> {
  const { rows } = await db.execute<{ name: string; masked: string }>(
    sql`select p.name, p.id_number_masked as masked from results r join sittings s on s.id = r.sitting_id
      join persons p on p.id = s.person_id where s.session_id = ${sessionId} and not r.passed order by r.points limit ${most}`,
  )
  return range(1, 12).filter((number) => {
    const { name, idNumber } = demoPerson(number)
    return rows.some((row) => row.name === name && row.masked.endsWith(idNumber.slice(-4)))
  })
}

/** What a newcomer needs to try every role: accounts, and candidates at seats with the codes to enrol a browser there. */
async function guide(deps: Deps): Promise<DemoGuide> {
  const chief = await demoActor(deps, 'chief')
  const accounts = DEMO_STAFF.map(({ login, name, title }) => `${login.padEnd(20)} ${title}，${name}`)
  const seated = await deps.db
    .select({
      ticket: sittings.ticket,
      name: persons.name,
      sealed: persons.idNumberSealed,
      exam: sessions.name,
      seat: seats,
      startedAt: sittings.startedAt,
    })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .innerJoin(seats, eq(seats.id, sittings.seatId))
    .where(and(eq(sessions.state, 'open'), isNull(sittings.endedAt)))
    .orderBy(sessions.name, sittings.ticket)
  const candidates: string[] = []
  for (const { ticket, name, sealed, exam, seat } of seated.slice(0, 2 * CHECKED_IN)) {
    const [code] = given(await issueEnrolmentCodes(deps, chief, { roomId: seat.roomId, seatIds: [seat.id] }))
    candidates.push(
      `${exam}：${name}，${seat.number} 号机位；终端登记码 ${code?.code}，准考证号 ${ticket}，身份证号 ${openIdNumber(deps.secrets, sealed)}`,
    )
  }
  const published = await deps.db
    .select({ ticket: sittings.ticket, name: persons.name, sealed: persons.idNumberSealed })
    .from(sittings)
    .innerJoin(persons, eq(persons.id, sittings.personId))
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(eq(sessions.state, 'released'))
    .orderBy(sittings.ticket)
    .limit(3)
  const results = published.map(
    ({ ticket, name, sealed }) =>
      `成绩查询 / result：${name}，准考证号 ${ticket}，身份证号 ${openIdNumber(deps.secrets, sealed)}`,
  )
  return {
    lines: [`工作人员口令都是 / every staff password: ${DEMO_PASSWORD}`, ...accounts, ...candidates, ...results],
  }
}

/** Nine in the morning in Beijing. */
function nineOn(date: CivilDate): Instant {
  return (startOfDay(date) + 9 * HOUR) as Instant
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
