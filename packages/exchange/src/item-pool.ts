import type { BankKind } from '@kaochang/domain/bank/bank'
import { fingerprint, keepsOptionOrder } from '@kaochang/domain/bank/item'
import type { ItemId } from '@kaochang/domain/ids'
import type { PoolItem } from '@kaochang/domain/paper/draw-paper'
import type { ReadItem } from './item-file.ts'

/**
 * Items straight from a file as a pool to draw papers from, without a database. An item's id is the first
 * 16 hexadecimal digits of the hash of its bank's kind and its fingerprint: the same question has the same
 * id in every file of that bank, wherever its row stands.
 *
 * `hash` is SHA-256 of a text's UTF-8, in hexadecimal.
 */
export function poolFrom(items: readonly ReadItem[], bank: BankKind, hash: (text: string) => string): PoolItem[] {
  return items.map(({ content }) => ({
    id: hash(`${bank}\n${fingerprint(content)}`).slice(0, 16) as ItemId,
    version: 1,
    bank,
    kind: content.kind,
    area: content.area,
    optionCount: content.options.length,
    keepsOptionOrder: keepsOptionOrder(content),
  }))
}
