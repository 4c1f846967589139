import type { BankKind } from '../bank/bank.ts'

/** Of twins in several banks, the national one is kept. */
const PRECEDENCE: readonly BankKind[] = ['national', 'unified', 'provincial']

/**
 * Leaves one of every question: the same question may stand in the national and in a provincial bank, and
 * a paper must not ask it twice. `twinKey` says what makes two items the same (`fingerprint`, or its hash).
 */
export function withoutTwins<T extends { readonly bank: BankKind }>(
  pool: readonly T[],
  twinKey: (item: T) => string,
): T[] {
  const kept = new Map<string, T>()
  for (const bank of PRECEDENCE) {
    for (const item of pool) {
      const key = twinKey(item)
      if (item.bank === bank && !kept.has(key)) kept.set(key, item)
    }
  }
  return [...kept.values()]
}
