import { listPool } from '@kaochang/database/bank'
import type { Database, Transaction } from '@kaochang/database/client'
import type { BankId } from '@kaochang/domain/ids'
import type { PoolItem } from '@kaochang/domain/paper/draw-paper'
import { withoutTwins } from '@kaochang/domain/paper/without-twins'

/** An item that could be drawn, with the hash of its wording. */
export type FrozenItem = PoolItem & { readonly contentHash: string }

/**
 * Everything a session could draw from its banks, sorted by id: a question that stands in two banks once,
 * as the national one, so that no paper asks it twice.
 */
export async function readPool(db: Database | Transaction, bankIds: readonly BankId[]): Promise<FrozenItem[]> {
  const listed = (await listPool(db, bankIds)).toSorted(byId)
  return withoutTwins(listed, ({ fingerprintHash }) => fingerprintHash)
    .map(({ id, version, bank, kind, area, optionCount, keepsOptionOrder, contentHash }) => {
      return { id, version, bank, kind, area, optionCount, keepsOptionOrder, contentHash }
    })
    .toSorted(byId)
}

// Compares code units, not letters: a locale must never decide who sits which paper.
function byId(a: { readonly id: string }, b: { readonly id: string }) {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
