import type { NewItem } from '@kaochang/database/bank'
import { type ItemContent, type Key, fingerprint } from '@kaochang/domain/bank/item'
import { canonical } from '@kaochang/domain/canonical'
import { sha256 } from '../hashing.ts'

/** An item with the hashes it is known by: the question's own, and that of exactly this wording. */
export function newItem({ content, key }: { content: ItemContent; key: Key }): NewItem {
  return { content, key, fingerprintHash: sha256(fingerprint(content)), contentHash: sha256(canonical(content)) }
}
