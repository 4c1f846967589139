import type { reviseItem } from '@kaochang/contract/bank'
import type { RequestOf } from '@kaochang/contract/endpoints'
import { type StoredItem, appendItemVersion, findTwins, lockItem } from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import { type ItemProblem, TRUE_FALSE_OPTIONS, itemProblems, sortedLetters } from '@kaochang/domain/bank/item'
import type { BankId, ItemId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { newItem } from './new-item.ts'

export type ReviseRefusal =
  | { code: 'not_found' }
  | { code: 'item_retired' }
  | { code: 'item_changed_meanwhile'; version: number }
  | { code: 'item_has_problems'; problems: readonly ItemProblem[] }
  | { code: 'item_stands_already'; itemId: ItemId }

/** Writes a new version of an item. Papers drawn from an earlier version keep it. */
export async function reviseItemFor(
  { db, clock }: Deps,
  actor: Actor,
  bankId: BankId,
  itemId: ItemId,
  { from, key: typedKey, ...typed }: RequestOf<typeof reviseItem>['body'],
): Promise<Outcome<StoredItem, ReviseRefusal>> {
  const options = typed.kind === 'true_false' ? TRUE_FALSE_OPTIONS : typed.options.map((text) => text.trim())
  const content = { ...typed, stem: typed.stem.trim(), options }
  const key = sortedLetters(typedKey.trim())
  const problems = itemProblems({ content, key })
  if (problems.length > 0) return refuse({ code: 'item_has_problems', problems })

  const at = clock.now()
  const item = newItem({ content, key })
  return db.transaction(async (tx) => {
    const kept = await lockItem(tx, bankId, itemId)
    if (!kept) return refuse({ code: 'not_found' })
    if (kept.retiredAt !== null) return refuse({ code: 'item_retired' })
    if (kept.currentVersion !== from) return refuse({ code: 'item_changed_meanwhile', version: kept.currentVersion })
    const twin = (await findTwins(tx, bankId, [item.fingerprintHash])).get(item.fingerprintHash)
    if (twin && twin !== itemId) return refuse({ code: 'item_stands_already', itemId: twin })

    const version = from + 1
    await appendItemVersion(tx, itemId, version, item, { by: actor.id, at })
    await noteAct(tx, { at, staffId: actor.id, act: 'revise_item', subject: `item:${itemId}`, facts: { version } })
    return allow({ ...content, id: itemId, version, key, retiredAt: null, createdAt: at })
  })
}
