import { type StoredItem, listItemVersions, lockItem, retireItem } from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import type { BankId, ItemId } from '@kaochang/domain/ids'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'

/** Takes an item out of future draws, for a reason. Papers that hold it, and their scores, stay as they are. */
export async function retireItemFor(
  { db, clock }: Deps,
  actor: Actor,
  bankId: BankId,
  itemId: ItemId,
  reason: string,
): Promise<Outcome<StoredItem, { code: 'not_found' } | { code: 'item_retired' }>> {
  const at = clock.now()
  return db.transaction(async (tx) => {
    const kept = await lockItem(tx, bankId, itemId)
    if (!kept) return refuse({ code: 'not_found' })
    if (kept.retiredAt !== null) return refuse({ code: 'item_retired' })
    await retireItem(tx, itemId, at)
    await noteAct(tx, { at, staffId: actor.id, act: 'retire_item', subject: `item:${itemId}`, facts: { reason } })
    const [newest] = await listItemVersions(tx, bankId, itemId)
    invariant(newest, 'an item has a version')
    return allow(newest)
  })
}
