import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { DutyView, listDuties } from '@kaochang/contract/duty'
import type { Database } from '@kaochang/database/client'
import {
  type BoardDuty,
  type DutyFilter,
  type DutyReach,
  countBoard,
  listBoard,
  listDutyPlaces,
} from '@kaochang/database/duty'
import { LASTING_CLOCKS, OWED_CLOCKS, dutyStanding, missingNoticeYear } from '@kaochang/domain/duty/duty-standing'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { calendarOf, lastAnnouncedYear } from '@kaochang/domain/law/calendar'
import { CLOCKS } from '@kaochang/domain/law/deadline'
import { PERMISSIONS, may } from '@kaochang/domain/people/permission'
import { type Calendars, listNotices, readCalendars } from '../law/read-calendar.ts'
import type { Actor } from '../people/access.ts'

const PAGE_SIZE = 50

type Query = RequestOf<typeof listDuties>['querystring']

/** One page of the duties board for a reader. */
export async function readBoardFor(
  db: Database,
  actor: Actor,
  { page: asked, ...query }: Query,
  at: Instant,
): Promise<ResponseOf<typeof listDuties>> {
  const reach = reachOf(actor)
  const today = civilDateAt(at)
  const page = Number(asked ?? 1)
  const which = { today, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { duties, total } = await listBoard(db, reach, filterOf(query), which)
  const overdue = await countBoard(db, reach, filterOf({ kind: 'owed', state: 'overdue' }), today)
  const calendars = await readCalendars(db)
  const notices = await listNotices(db)
  const { version, firmThrough } = calendarOf(notices)
  const missingYear = missingNoticeYear(lastAnnouncedYear(notices), today)
  return {
    duties: duties.map((duty) => presentDuty(duty, today, calendars)),
    total,
    overdue,
    page,
    pageSize: PAGE_SIZE,
    ...(await listDutyPlaces(db, reach)),
    calendar: { version, firmThrough, missingYear },
  }
}

/** A province of the largest size has some ten thousand certificates; a file holds no more than this. */
const MOST_IN_A_FILE = 100_000

/** Every duty the filters let through, for a file. */
export async function listBoardFor(
  db: Database,
  actor: Actor,
  query: Omit<Query, 'page'>,
  at: Instant,
): Promise<DutyView[]> {
  const today = civilDateAt(at)
  const which = { today, limit: MOST_IN_A_FILE, offset: 0 }
  const { duties } = await listBoard(db, reachOf(actor), filterOf(query), which)
  const calendars = await readCalendars(db)
  return duties.map((duty) => presentDuty(duty, today, calendars))
}

function filterOf({
  kind = 'owed',
  state = 'running',
  clock,
  province,
  city,
  enterprise,
}: Omit<Query, 'page'>): DutyFilter {
  const known = kind === 'owed' ? OWED_CLOCKS : LASTING_CLOCKS
  return {
    state,
    clocks: clock === undefined ? known : known.filter((name) => name === clock),
    province: province ?? null,
    city: city ?? null,
    enterpriseId: enterprise ?? null,
  }
}

/** Whose duties a member of staff reads: those of each place they hold the act in. */
function reachOf({ grants }: Actor): DutyReach {
  const places = grants
    .filter(({ role }) => PERMISSIONS.read_duties.includes(role))
    .map((grant) => ({
      ...grant.jurisdiction,
      everywhere: may([grant], 'read_duties', { level: 'province', province: '' }),
    }))
  return {
    everywhere: places.some((place) => place.everywhere),
    nation: places.some(({ level }) => level === 'nation'),
    provinces: places.flatMap((place) => (place.level === 'province' ? [place.province] : [])),
    cities: places.flatMap((place) => (place.level === 'city' ? [place.city] : [])),
    enterprises: places.flatMap((place) => (place.level === 'enterprise' ? [place.enterpriseId] : [])),
  }
}

function presentDuty(duty: BoardDuty, today: CivilDate, calendars: Calendars): DutyView {
  const { id, clock, title, province, city, enterpriseId, enterpriseName, fromDate, due, strict, metOn } = duty
  const standing = dutyStanding({ clock, due, closed: duty.closedAt !== null, metOn }, today, calendars(province))
  return {
    id,
    clock,
    article: CLOCKS[clock].article,
    title,
    subject: { kind: duty.subjectKind, id: duty.subjectId },
    personId: duty.personId,
    province,
    city,
    enterprise: enterpriseId && { id: enterpriseId, name: enterpriseName ?? '' },
    from: fromDate,
    due,
    strict,
    provisional: duty.provisional,
    calendar: duty.calendar,
    ...standing,
    metOn,
    lapsedBecause: duty.lapsedBecause,
    recounts: duty.recounts.map(({ at, oldDue, newDue, oldCalendar, newCalendar }) => ({
      at,
      oldDue,
      newDue,
      oldCalendar,
      newCalendar,
    })),
  }
}
