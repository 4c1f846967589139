import { listRecords, listSealed } from '@kaochang/database/sitting'
import type { SittingId } from '@kaochang/domain/ids'
import { refold } from '@kaochang/domain/sitting/record'
import { unbegun } from '@kaochang/domain/sitting/sitting'
import { termsOf } from '@kaochang/domain/sitting/terms'
import { sha256 } from '@kaochang/server/hashing'
import type pg from 'pg'
import type { Bot, Made } from './bot.ts'
import type { Examinee } from './sealed-exam.ts'

/** The saves a record holds, as the bots make them, straight from the table. */
export async function savesOf(pool: pg.Pool, id: SittingId): Promise<Made[]> {
  const records = await listRecords(pool, [{ id, after: 0 }])
  return (records.get(id) ?? []).flatMap(({ event }) =>
    event.type === 'answer_saved' ? [{ seq: event.seq, item: event.item, response: event.response }] : [],
  )
}

/** The invariants that hold after every fault: what was acknowledged is stored, once, in order, and the chain is whole. */
export async function checkStored(
  pool: pg.Pool,
  examinees: readonly Examinee[],
  bots: readonly Bot[],
): Promise<{ acked: number; lost: number }> {
  const ids = examinees.map(({ sittingId }) => sittingId)
  const sealed = new Map((await listSealed(pool, ids)).map((row) => [row.id, row]))
  const records = await listRecords(
    pool,
    ids.map((id) => ({ id, after: 0 })),
  )
  let acked = 0
  let lost = 0
  for (const [index, { sittingId }] of examinees.entries()) {
    const bot = bots[index]
    const row = sealed.get(sittingId)
    if (!bot || !row) throw new Error('There are not as many bots as examinees')
    const stored = new Map((await savesOf(pool, sittingId)).map((save) => [save.seq, save]))
    const promised = bot.made.slice(0, bot.acked())
    acked += promised.length
    lost += promised.filter((save) => JSON.stringify(stored.get(save.seq)) !== JSON.stringify(save)).length
    if (lost > 0) continue
    const terms = termsOf({ durationMinutes: row.blueprint.durationMinutes, settings: row.settings }, row.paper)
    const folded = refold(sha256, unbegun(sittingId, terms), records.get(sittingId) ?? [])
    if (!folded.ok) throw new Error(`The record of bot ${index} is broken at ${folded.refusal.number}`)
    if (folded.value.lastSeq < bot.acked()) throw new Error(`Bot ${index} was promised more than its record holds`)
  }
  return { acked, lost }
}
