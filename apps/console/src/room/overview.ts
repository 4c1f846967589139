import type { Overview, OverviewRoom } from '@kaochang/contract/overview'
import type { ServerProcess } from '@kaochang/contract/process'
import { sameDay } from '../time/beijing-time.ts'

/** What a room asks of whoever sees all of them, the most pressing first. */
export const ROOM_CONCERNS = ['lost', 'silent', 'not_ready', 'lost_time', 'none'] as const
export type RoomConcern = (typeof ROOM_CONCERNS)[number]

/** Before that, computers may still be switched off and papers not drawn. */
const READY_BEFORE_MS = 60 * 60_000

/** A process tries itself every half hour; one that has not for so long is not well because it once was. */
export const CANARY_STALE_MS = 45 * 60_000

/** Whether the doors of a room are still to be opened, so that it can be asked if it is ready. */
export function isBefore({ state }: OverviewRoom): boolean {
  return state === 'announced' || state === 'open'
}

export function concernOf(room: OverviewRoom, at: number): RoomConcern {
  if (room.red > 0) return 'lost'
  if (room.amber > 0) return 'silent'
  if (isBefore(room) && room.startsAt - at <= READY_BEFORE_MS && lacks(room).length > 0) return 'not_ready'
  return room.lostMs > 0 ? 'lost_time' : 'none'
}

/** What a room lacks to begin: its papers, or as many terminals that are ready as there are candidates. */
function lacks({ papersDrawn, terminals, expected }: OverviewRoom): ('papers' | 'terminals')[] {
  const short = terminals !== null && terminals.ready < expected
  return [...(papersDrawn ? [] : ['papers' as const]), ...(short ? ['terminals' as const] : [])]
}

/** What a site lacks to open its doors. */
export type Missing =
  | { readonly what: 'papers'; readonly session: string }
  | { readonly what: 'terminals'; readonly room: string; readonly ready: number; readonly expected: number }
  | { readonly what: 'servers' }
  | { readonly what: 'saving' }

/**
 * What these rooms lack before their doors open; empty when they can. Null when there is nothing to open any more.
 */
export function missingOf(
  rooms: readonly OverviewRoom[],
  { processes, durable }: Pick<Overview, 'processes' | 'durable'>,
  at: number,
): Missing[] | null {
  const before = rooms.filter(isBefore)
  if (before.length === 0) return null
  const undrawn = new Map(before.filter(({ papersDrawn }) => !papersDrawn).map((room) => [room.sessionId, room]))
  return [
    ...[...undrawn.values()].map(({ sessionName }) => ({ what: 'papers' as const, session: sessionName })),
    ...before.flatMap((room): Missing[] =>
      room.terminals !== null && lacks(room).includes('terminals')
        ? [{ what: 'terminals', room: room.roomName, ready: room.terminals.ready, expected: room.expected }]
        : [],
    ),
    ...(processes.length > 0 && processes.every((process) => isWell(process, at))
      ? []
      : [{ what: 'servers' as const }]),
    ...(durable ? [] : [{ what: 'saving' as const }]),
  ]
}

/** Whether a server process has proved itself lately, by a candidate with known answers. */
export function isWell({ canary, canaryAt }: ServerProcess, at: number): boolean {
  return canary?.ok === true && canaryAt !== null && at - canaryAt <= CANARY_STALE_MS
}

export type RoomTotals = {
  readonly rooms: number
  readonly expected: number
  readonly seated: number
  readonly answering: number
  readonly paused: number
  readonly ended: number
  readonly amber: number
  readonly red: number
  readonly lostMs: number
  readonly irregularities: number
  /** Of the rooms whose doors are still to be opened. */
  readonly ready: number
  readonly enrolled: number
  readonly silentSince: number | null
}

export function totalsOf(rooms: readonly OverviewRoom[]): RoomTotals {
  const sum = (of: (room: OverviewRoom) => number) => rooms.reduce((total, room) => total + of(room), 0)
  const silences = rooms.flatMap(({ silentSince }) => (silentSince === null ? [] : [silentSince]))
  return {
    rooms: rooms.length,
    expected: sum(({ expected }) => expected),
    seated: sum(({ seated }) => seated),
    answering: sum(({ answering }) => answering),
    paused: sum(({ paused }) => paused),
    ended: sum(({ ended }) => ended),
    amber: sum(({ amber }) => amber),
    red: sum(({ red }) => red),
    lostMs: sum(({ lostMs }) => lostMs),
    irregularities: sum(({ irregularityCount }) => irregularityCount),
    ready: sum(({ terminals }) => terminals?.ready ?? 0),
    enrolled: sum(({ terminals }) => terminals?.enrolled ?? 0),
    silentSince: silences.length > 0 ? Math.min(...silences) : null,
  }
}

/** The rooms of a site on one day. */
export type SiteDay = {
  readonly key: string
  readonly site: OverviewRoom['site']
  readonly tomorrow: boolean
  /** Trouble first. */
  readonly rooms: readonly { readonly room: OverviewRoom; readonly concern: RoomConcern }[]
  /** The most pressing of its rooms'. */
  readonly concern: RoomConcern
}

/** Calls rooms by number: 第2考场 stands before 第10考场. */
const byName = new Intl.Collator('zh-CN', { numeric: true })

const STATES: readonly OverviewRoom['state'][] = ['started', 'open', 'announced', 'ended']

/** By site and day: today first, within it trouble first. Nothing is left out. */
export function bySite(rooms: readonly OverviewRoom[], at: number): SiteDay[] {
  const keyOf = (room: OverviewRoom) => `${isTomorrow(room, at) ? 1 : 0} ${room.site.id}`
  const groups = new Map<string, OverviewRoom[]>()
  for (const room of rooms) groups.set(keyOf(room), [...(groups.get(keyOf(room)) ?? []), room])
  return [...groups]
    .flatMap(([key, some]): SiteDay[] => {
      const [first] = some
      if (!first) return []
      const ordered = some.map((room) => ({ room, concern: concernOf(room, at) })).sort(inRoomOrder)
      const concern = ordered[0]?.concern ?? 'none'
      return [{ key, site: first.site, tomorrow: isTomorrow(first, at), rooms: ordered, concern }]
    })
    .sort(
      (one, other) =>
        Number(one.tomorrow) - Number(other.tomorrow) ||
        rank(one.concern) - rank(other.concern) ||
        byName.compare(one.site.name, other.site.name) ||
        byName.compare(one.key, other.key),
    )
}

type Ranked = SiteDay['rooms'][number]

function inRoomOrder(one: Ranked, other: Ranked): number {
  return (
    rank(one.concern) - rank(other.concern) ||
    STATES.indexOf(one.room.state) - STATES.indexOf(other.room.state) ||
    one.room.startsAt - other.room.startsAt ||
    byName.compare(one.room.roomName, other.room.roomName)
  )
}

function rank(concern: RoomConcern) {
  return ROOM_CONCERNS.indexOf(concern)
}

/** Everything that is not of a day to come is of today: also what should have been closed days ago. */
function isTomorrow({ startsAt }: OverviewRoom, at: number) {
  return startsAt > at && !sameDay(startsAt, at)
}
