import type { BankView, ItemView } from '@kaochang/contract/bank'
import type { Bank, BankCell, StoredItem } from '@kaochang/database/bank'

export function presentBank(bank: Bank, cells: readonly BankCell[]): BankView {
  const { id, kind, province, trade, name, state, notice, filingReference, filedAt } = bank
  const itemCount = cells.reduce((sum, { count }) => sum + count, 0)
  return { id, kind, province, trade, name, state, notice, filingReference, filedAt, itemCount, cells: [...cells] }
}

/** For the bank's own administrators: this is the one view that holds a key. */
export function presentItem({ options, ...item }: StoredItem): ItemView {
  return { ...item, options: [...options] }
}
