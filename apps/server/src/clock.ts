import type { Instant } from '@kaochang/domain/instant'
import type pg from 'pg'

/** The one clock that deadlines are judged by: the database's, read between two looks by our own steady counter. */
export type Clock = {
  readonly now: () => Instant
  /** How far this machine's wall clock is ahead of the database's, as last measured. */
  readonly driftMs: () => number
  readonly close: () => void
}

const LOOK_EVERY_MS = 5_000

/**
 * Opens the database's clock. `performance.now()` carries it from one look to the next, so a step of this
 * machine's wall clock moves no deadline. A look that finds the database's clock behind where we already
 * were holds time still until it has caught up: no deadline is judged by a clock that runs backwards.
 */
export async function openClock(pool: pg.Pool): Promise<Clock> {
  let offset = await look(pool)
  let floor = 0
  const timer = setInterval(() => {
    look(pool).then(
      (measured) => (offset = measured),
      // Without the database there is nothing to look at: the counter goes on by itself.
      () => undefined,
    )
  }, LOOK_EVERY_MS)
  timer.unref()

  function now() {
    floor = Math.max(floor, Math.floor(performance.now() + offset))
    return floor as Instant
  }
  return {
    now,
    driftMs: () => Date.now() - (performance.now() + offset),
    close: () => clearInterval(timer),
  }
}

/** The database's time minus our counter: of three looks the one with the shortest way there and back. */
async function look(pool: pg.Pool): Promise<number> {
  let best = { tripMs: Infinity, offset: 0 }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const left = performance.now()
    const { rows } = await pool.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at')
    const tripMs = performance.now() - left
    if (tripMs < best.tripMs) best = { tripMs, offset: Number(rows[0]?.at) - (left + tripMs / 2) }
  }
  return best.offset
}
