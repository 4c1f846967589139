import type { Pool } from 'pg'

/**
 * Lets several things happen at the same moment: holds rows that all of them need, waits until all of them
 * wait, and lets go.
 *
 * @param lock a statement that locks the rows, such as `select … for update`.
 * @throws Error when one of them was done without the rows.
 */
export async function heldUp<T>(
  pool: Pool,
  lock: { text: string; values: unknown[] },
  acts: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = await pool.connect()
  try {
    await holder.query('begin')
    await holder.query(lock)
    let done = 0
    const under = acts.map((act) => act().finally(() => (done += 1)))
    // Asked outside the holder's transaction, which would see the same moment for ever.
    while ((await countWaiting(pool)) < acts.length)
      if (done > 0) throw new Error('The rows that were held were not needed')
    await holder.query('commit')
    return await Promise.all(under)
  } finally {
    await holder.query('rollback')
    holder.release()
  }
}

async function countWaiting(pool: Pool) {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows[0]?.waiting ?? 0
}
