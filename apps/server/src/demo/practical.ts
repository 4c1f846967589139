import { listRoster } from '@kaochang/database/session'
import type { BankId, RoomId, SessionId, SiteId, SittingId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { standardsOn } from '@kaochang/domain/practical/standards'
import { endSessions } from '../clockwork/end-sessions.ts'
import type { Actor } from '../people/access.ts'
import { checkInPracticalFor } from '../practical/check-in-practical.ts'
import { finishPracticalFor, markPracticalFor } from '../practical/mark-practical.ts'
import { schedulePracticalFor } from '../practical/schedule-practical.ts'
import { addToRosterFor } from '../session/add-to-roster.ts'
import { announceSessionFor } from '../session/announce-session.ts'
import { closeSessionFor } from '../session/close-session.ts'
import { addRoomFor } from '../session/edit-sites.ts'
import { openSessionFor } from '../session/open-session.ts'
import { scheduleSessionFor } from '../session/schedule-session.ts'
import { sealSessionFor } from '../session/seal-session.ts'
import { demoActor } from './demo-actors.ts'
import { type TurnedDeps, given, holdSession, releaseSession } from './hold-session.ts'
import { demoPerson } from './people.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The gas inspectors who pass their knowledge exam with these marks; the last two fail it. */
const KNOWLEDGE = [92, 88, 85, 83, 90, 81, 86, 94, 80, 84, 76, 71]

/** Of those who passed, so many sit the practical exam that is over; the others sit today's. */
const PRACTICAL = [9_250, 8_000, 7_950, 8_825, 9_100, 8_475]

/** Their numbers begin above those of the managers'. */
const FIRST_PERSON = 401

type Place = { readonly siteId: SiteId; readonly roomIds: readonly RoomId[] }

/**
 * The practical exam (art. 27): gas inspectors pass their knowledge exam and have it published; most of them have sat
 * and been published in the practical exam, with one whom the examiners did not agree on at first; and today's session
 * is open, with one candidate agreed on, one in dispute, one half marked, and one checked in.
 */
export async function demoPractical(
  deps: TurnedDeps,
  { site, gas, now }: { site: Place; gas: BankId; now: Instant },
): Promise<void> {
  const today = civilDateAt(now)
  const [officer, chief, scorer, publisher, one, other] = await Promise.all(
    ['officer-shanxi', 'chief', 'scorer', 'publisher', 'examiner-1', 'examiner-2'].map((login) =>
      demoActor(deps, login),
    ),
  )
  invariant(officer && chief && scorer && publisher && one && other, 'the demonstration’s staff has been appointed')
  const room = { siteId: site.siteId, roomIds: site.roomIds.slice(0, 1) }
  const workshop = await aWorkshop(deps, site)
  const people = KNOWLEDGE.map((_, index) => demoPerson(FIRST_PERSON + index))

  const knowledgeAt = nineOn(addDays(today, -14))
  deps.turn((knowledgeAt - 24 * HOUR) as Instant)
  const knowledge = given(
    await scheduleSessionFor(deps, officer, {
      name: '煤矿瓦斯检查作业安全生产知识考试（第一期）',
      blueprint: 'operator-gas-inspection',
      bankIds: [gas],
      siteId: room.siteId,
      roomIds: [...room.roomIds],
      startsAt: knowledgeAt,
      admissionMinutes: 60,
      lateEntryMinutes: 30,
      earliestHandInMinutes: 0,
      restDayConfirmed: true,
    }),
  )
  await prepare(deps, officer, knowledge.id, people)
  const marks = await inRosterOrder(deps, knowledge.id, people, KNOWLEDGE)
  await holdSession(deps, { sessionId: knowledge.id, startsAt: knowledgeAt, chief }, marks)
  await releaseSession(deps, {
    sessionId: knowledge.id,
    at: (knowledgeAt + 3 * 24 * HOUR) as Instant,
    scorer,
    publisher,
  })

  const passed = people.filter((_, index) => (KNOWLEDGE[index] ?? 0) >= 80)
  const sat = passed.slice(0, PRACTICAL.length)
  const heldAt = nineOn(addDays(today, -9))
  const held = await aPractical(deps, officer, { room: workshop, startsAt: heldAt, people: sat, which: '第一期' })
  deps.turn((heldAt - 30 * MINUTE) as Instant)
  given(await openSessionFor(deps, chief, held))
  const points = await inRosterOrder(deps, held, sat, PRACTICAL)
  for (const [index, { sittingId, ticket }] of (await listRoster(deps.db, held)).entries()) {
    deps.turn((heldAt + index * 30 * MINUTE) as Instant)
    given(await checkInPracticalFor(deps, one, held, ticket))
    const total = points[index] ?? 0
    // Over one of them they differ by half a point, confer, and agree.
    const first = total === 7_950 ? total + 50 : total
    await mark(deps, one, sittingId, first)
    await mark(deps, other, sittingId, total)
    if (first !== total) given(await markPracticalFor(deps, one, sittingId, { marks: sheet(total) }))
  }
  deps.turn((heldAt + 5 * HOUR) as Instant)
  given(await closeSessionFor(deps, chief, held, '全部考生评分一致'))
  await endSessions(deps)
  await releaseSession(deps, { sessionId: held, at: (heldAt + 4 * 24 * HOUR) as Instant, scorer, publisher })

  // Who failed takes it again today.
  const failed = sat.filter((_, index) => PRACTICAL[index] === 7_950)
  const startsAt = (Math.floor(now / MINUTE) * MINUTE) as Instant
  const open = await aPractical(deps, officer, {
    room: workshop,
    startsAt,
    people: [...passed.slice(PRACTICAL.length), ...failed],
    which: '今日',
  })
  deps.turn((startsAt - 30 * MINUTE) as Instant)
  given(await openSessionFor(deps, chief, open))
  const [agreed, disputed, half, waiting] = await listRoster(deps.db, open)
  for (const entry of [agreed, disputed, half, waiting]) {
    invariant(entry, 'today’s practical session has four candidates')
    given(await checkInPracticalFor(deps, one, open, entry.ticket))
  }
  if (!agreed || !disputed || !half) return
  await mark(deps, one, agreed.sittingId, 8_900)
  await mark(deps, other, agreed.sittingId, 8_900)
  await mark(deps, one, disputed.sittingId, 8_150)
  await mark(deps, other, disputed.sittingId, 7_900)
  await mark(deps, one, half.sittingId, 8_600)
}

/** Where practical exams are held: a place without terminals. Its name sorts after those of the computer rooms. */
async function aWorkshop(deps: TurnedDeps, { siteId, roomIds }: Place): Promise<Place> {
  const admin = await demoActor(deps, 'admin')
  const site = given(await addRoomFor(deps, admin, siteId, { name: '考评场地（实操）', seatCount: 12 }))
  const added = site.rooms.filter(({ id }) => !roomIds.includes(id))
  return { siteId, roomIds: added.map(({ id }) => id) }
}

type Person = ReturnType<typeof demoPerson>

async function aPractical(
  deps: TurnedDeps,
  officer: Actor,
  { room, startsAt, people, which }: { room: Place; startsAt: Instant; people: readonly Person[]; which: string },
): Promise<SessionId> {
  const { name, trade, subjects, minutes } = standard()
  deps.turn((startsAt - 24 * HOUR) as Instant)
  const { id } = given(
    await schedulePracticalFor(deps, officer, {
      name: `煤矿瓦斯检查作业实际操作考试（${which}）`,
      standard: {
        name,
        trade,
        subjects: subjects.map(({ code, title, full }) => ({ code, title: { ...title }, full })),
      },
      siteId: room.siteId,
      roomIds: [...room.roomIds],
      startsAt,
      durationMinutes: minutes,
      admissionMinutes: 60,
      lateEntryMinutes: 720,
      restDayConfirmed: true,
    }),
  )
  await prepare(deps, officer, id, people)
  return id
}

async function prepare(deps: TurnedDeps, officer: Actor, id: SessionId, people: readonly Person[]) {
  const taken = given(await addToRosterFor(deps, officer, id, [...people]))
  invariant(taken.problems.length === 0, `the demonstration’s people may all sit: ${JSON.stringify(taken.problems)}`)
  given(await announceSessionFor(deps, officer, id))
  given(await sealSessionFor(deps, officer, id))
}

/** One examiner's whole sheet. */
async function mark(deps: TurnedDeps, examiner: Actor, sittingId: SittingId, total: number) {
  given(await markPracticalFor(deps, examiner, sittingId, { marks: sheet(total) }))
  given(await finishPracticalFor(deps, examiner, sittingId))
}

/** Points that add up to a total: something is taken off each subject, the rest off the first that can spare it. */
function sheet(total: number) {
  const { subjects } = standard()
  let off = subjects.reduce((sum, { full }) => sum + full, 0) - total
  return subjects.map(({ code, full }, index) => {
    const share = Math.min(full, index === subjects.length - 1 ? off : Math.ceil(off / 2 / 50) * 50)
    off -= share
    return { subject: code, points: full - share, note: null }
  })
}

function standard() {
  const found = standardsOn('2026-01-01' as CivilDate).find(({ trade }) => trade === 'gas_inspection')
  invariant(found, 'there is a standard for gas inspection')
  return found
}

/** What belongs to each person, in the order of the roster's tickets. */
async function inRosterOrder<Of>(
  deps: TurnedDeps,
  id: SessionId,
  people: readonly Person[],
  of: readonly Of[],
): Promise<Of[]> {
  const roster = await listRoster(deps.db, id)
  return roster.flatMap(({ name, idNumberMasked }) => {
    const index = people.findIndex(
      (person) => person.name === name && idNumberMasked.endsWith(person.idNumber.slice(-4)),
    )
    const own = of[index]
    return own === undefined ? [] : [own]
  })
}

function nineOn(date: CivilDate): Instant {
  return (startOfDay(date) + 9 * HOUR) as Instant
}
