import type { Overview, OverviewRoom, SeatStandingView } from '@kaochang/contract/overview'
import { type OverviewRow, listOverview } from '@kaochang/database/overview'
import { listProcesses } from '@kaochang/database/process'
import type { SeatStanding, StandingBy } from '@kaochang/database/terminal-report'
import { type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { FAILED_SIGN_IN_LIMIT, TERMINAL_LIFE_MS } from '../people/sign-ins.ts'
import { reaches } from '../session/reach.ts'

/** All rooms as they stood at an instant of the database's clock. Nobody is shown it whole without reaching all of it. */
export type ReadOverview = Omit<Overview, 'rooms'> & { readonly rows: readonly OverviewRow[] }

type OverviewDeps = Pick<Deps, 'db' | 'clock' | 'sittings' | 'candidateBuild'>

/** What decides how terminals stand at an instant. */
export function standingBy({ candidateBuild }: Pick<Deps, 'candidateBuild'>, at: Instant): StandingBy {
  return {
    at,
    build: candidateBuild,
    lockedFrom: FAILED_SIGN_IN_LIMIT,
    enrolledAfter: (at - TERMINAL_LIFE_MS) as Instant,
  }
}

/** Reads all rooms of today and tomorrow, whoever will be shown them: one query for the rooms and one for the servers. */
export async function readAllRooms({ db, clock, sittings, candidateBuild }: OverviewDeps): Promise<ReadOverview> {
  const at = clock.now()
  const today = civilDateAt(at)
  const [rows, processes] = await Promise.all([
    listOverview(
      db,
      { from: startOfDay(today), today: startOfDay(addDays(today, 1)), until: startOfDay(addDays(today, 2)) },
      standingBy({ candidateBuild }, at),
    ),
    listProcesses(db, at),
  ])
  return {
    serverAt: at,
    durable: sittings.durable(),
    processes: processes.map(({ id, name, startedAt, canary, canaryAt }) => ({
      id,
      name,
      startedAt,
      canary,
      canaryAt,
    })),
    rows,
  }
}

/**
 * The rooms that somebody reaches.
 *
 * @param known what was found before of this very actor, by whose and where a session is: many rooms lie in one place
 */
export function reachedRooms(actor: Actor, { rows }: ReadOverview, known = new Map<string, boolean>()): OverviewRow[] {
  return rows.filter((row) => {
    const place = `${row.province ?? ''}/${row.purpose}/${row.siteId}`
    const reached = known.get(place) ?? reaches(actor, 'read_overview', row)
    known.set(place, reached)
    return reached
  })
}

export function presentOverview(
  { serverAt, durable, processes }: ReadOverview,
  rows: readonly OverviewRow[],
): Overview {
  return { serverAt, durable, processes, rooms: rows.map(presentRow) }
}

function presentRow(row: OverviewRow): OverviewRoom {
  const { siteId, siteName, siteProvince, lastIrregularityKind: kind, lastIrregularityAt: at } = row
  return {
    sessionId: row.sessionId,
    sessionName: row.sessionName,
    startsAt: row.startsAt,
    admissionOpensAt: row.admissionOpensAt,
    papersDrawn: row.state !== 'announced',
    site: { id: siteId, name: siteName, province: siteProvince },
    roomId: row.roomId,
    roomName: row.roomName,
    state: stateOf(row),
    startedAt: row.startedAt,
    expected: row.expected,
    seated: row.seated,
    answering: row.answering,
    paused: row.paused,
    ended: row.ended,
    amber: row.amber,
    red: row.red,
    silentSince: row.silentSince,
    lostMs: row.lostMs,
    lostCount: row.lostCount,
    irregularityCount: row.irregularityCount,
    lastIrregularity: kind === null || at === null ? null : { kind, at },
    terminals:
      row.startedAt !== null || row.endedAt !== null
        ? null
        : {
            enrolled: row.enrolledCount,
            ready: row.readyCount,
            troubledCount: row.troubledCount,
            troubled: row.troubled.map(presentSeat),
          },
  }
}

export function presentSeat(seat: SeatStanding): SeatStandingView {
  return { ...seat, failing: [...seat.failing], noted: [...seat.noted], facts: seat.facts && { ...seat.facts } }
}

function stateOf({ state, startedAt, endedAt }: OverviewRow): OverviewRoom['state'] {
  if (endedAt !== null) return 'ended'
  if (state !== 'open') return 'announced'
  return startedAt === null ? 'open' : 'started'
}
