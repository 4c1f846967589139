import { listRecords } from '@kaochang/database/sitting'
import type { SittingId } from '@kaochang/domain/ids'
import type pg from 'pg'
import type { Bot, Made } from './bot.ts'
import { checkInvariants } from './invariants.ts'
import type { Examinee } from './sealed-exam.ts'

/** The saves a record holds, as the bots make them, straight from the table. */
export async function savesOf(pool: pg.Pool, id: SittingId): Promise<Made[]> {
  const records = await listRecords(pool, [{ id, after: 0 }])
  return (records.get(id) ?? []).flatMap(({ event }) =>
    event.type === 'answer_saved' ? [{ seq: event.seq, item: event.item, response: event.response }] : [],
  )
}

/**
 * How much of what was acknowledged is stored as it was made. When all of it is, everything else that must hold after a
 * fault holds too, or this throws.
 */
export async function checkStored(
  pool: pg.Pool,
  examinees: readonly Examinee[],
  bots: readonly Bot[],
): Promise<{ acked: number; lost: number }> {
  const seen = examinees.map(({ sittingId }, index) => {
    const bot = bots[index]
    if (!bot) throw new Error('There are not as many bots as examinees')
    return { sittingId, made: bot.made, acked: bot.acked() }
  })
  let lost = 0
  for (const { sittingId, made, acked } of seen) {
    const stored = new Map((await savesOf(pool, sittingId)).map((save) => [save.seq, save]))
    const promised = made.slice(0, acked)
    lost += promised.filter((save) => JSON.stringify(stored.get(save.seq)) !== JSON.stringify(save)).length
  }
  if (lost === 0) await checkInvariants(pool, { seen })
  return { acked: seen.reduce((sum, { acked }) => sum + acked, 0), lost }
}
