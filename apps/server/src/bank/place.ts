import type { BankKind } from '@kaochang/domain/bank/bank'
import type { Place } from '@kaochang/domain/people/permission'

/** Whose a bank is: a province's own, or the nation's. */
export function placeOf({ kind, province }: { kind: BankKind; province: string | null }): Place {
  return kind === 'provincial' && province !== null ? { level: 'province', province } : { level: 'nation' }
}
