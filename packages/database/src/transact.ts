import type { Outcome, Refusal } from '@kaochang/domain/outcome'
import type { Database, Transaction } from './client.ts'

/** Carries a refusal out of a transaction, so that PostgreSQL rolls it back on the way. */
class Refused<R extends Refusal> extends Error {
  readonly refusal: R
  constructor(refusal: R) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Does an act in one transaction: what it allows is kept, and what it refuses leaves no trace. */
export async function transact<Value, R extends Refusal>(
  db: Database,
  act: (tx: Transaction) => Promise<Outcome<Value, R>>,
): Promise<Outcome<Value, R>> {
  let refused: Refused<R> | undefined
  try {
    return await db.transaction(async (tx) => {
      const outcome = await act(tx)
      if (outcome.ok) return outcome
      refused = new Refused(outcome.refusal)
      throw refused
    })
  } catch (err) {
    if (refused !== undefined && err === refused) return { ok: false, refusal: refused.refusal }
    throw err
  }
}
