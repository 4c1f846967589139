import { databaseFault } from '@kaochang/database/client'
import { findLastService, listRoomsInGap, lockGaps } from '@kaochang/database/gap'
import { noteAct } from '@kaochang/database/people'
import { insertIrregularity } from '@kaochang/database/room'
import type { Instant } from '@kaochang/domain/instant'
import type { Deps } from '../deps.ts'
import { roomKey } from '../sitting/room-watch.ts'

const TICK_MS = 1_000

/** A shorter silence costs nobody anything: terminals keep their lines through it (F21). */
const GAP_MS = 15_000

export type GapDeps = Pick<Deps, 'db' | 'clock' | 'log' | 'watch'>

/**
 * Notices that the service stood still: this machine was frozen, or no server ran at all. Whoever sat in a room meanwhile
 * lost time that nobody there can measure; the platform notes it as an irregularity of the room, and whether time is
 * granted is for people to decide (F41).
 *
 * A silence is taken by two clocks, since a frozen machine may have stopped its own counter: by that counter, and by
 * the database's clock. Where another process went on serving, its records show it, and nothing is noted.
 */
export function startGapWatch(deps: GapDeps): { readonly stop: () => Promise<void> } {
  let last = { steady: performance.now(), at: deps.clock.now() }
  let round = note(async () => {
    const servedAt = await findLastService(deps.db, deps.watch.processId)
    if (servedAt !== null) await noteGap(deps, { from: servedAt, to: deps.clock.now() })
  })
  const timer = setInterval(() => {
    const now = { steady: performance.now(), at: deps.clock.now() }
    const silentMs = Math.max(now.steady - last.steady, now.at - last.at)
    const to = now.at
    last = now
    if (silentMs < GAP_MS) return
    const from = Math.floor(to - silentMs) as Instant
    round = round.then(() => note(() => noteGap(deps, { from, to })))
  }, TICK_MS)
  timer.unref()

  async function note(work: () => Promise<unknown>) {
    await work().catch((err: unknown) =>
      deps.log.error({ fault: databaseFault(err) ?? null }, 'a gap in the service could not be noted'),
    )
  }

  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}

/**
 * Notes, in every room where an exam went on, that nothing was served between two instants. Says in how many rooms; none
 * for a silence too short, or one that another process has noted.
 */
export async function noteGap(
  { db, log, watch }: GapDeps,
  gap: { readonly from: Instant; readonly to: Instant },
): Promise<number> {
  const seconds = Math.round((gap.to - gap.from) / 1_000)
  if (gap.to - gap.from < GAP_MS) return 0
  const [from, to] = [gap.from, gap.to].map(beijingClock)
  const reason =
    `平台停顿 ${seconds} 秒（${from} 至 ${to}），其间未保存任何作答，请决定是否为全考室补时 / ` +
    `the platform stood still for ${seconds} s (${from} to ${to}) and saved nothing: decide whether the room is granted time`
  const rooms = await db.transaction(async (tx) => {
    await lockGaps(tx)
    const found = await listRoomsInGap(tx, gap)
    for (const room of found) {
      await insertIrregularity(tx, { ...room, sittingId: null, kind: 'lost_time', reason, notedBy: null, at: gap.to })
      const facts = { sessionId: room.sessionId, kind: 'lost_time', seconds }
      await noteAct(tx, { at: gap.to, staffId: null, act: 'note_irregularity', subject: `room:${room.roomId}`, facts })
    }
    return found
  })
  log.warn({ seconds, roomCount: rooms.length }, 'the service stood still')
  for (const { sessionId, roomId } of rooms) watch.touch(roomKey(sessionId, roomId))
  return rooms.length
}

function beijingClock(at: Instant) {
  return new Date(at + 8 * 3_600_000).toISOString().slice(11, 19)
}
