import type { Outcome, Refusal } from '@kaochang/domain/outcome'
import type { Database, Transaction } from './client.ts'

/** Does an act in one transaction: what it allows is kept, and what it refuses leaves no trace. */
export async function transact<O extends Outcome<unknown, Refusal>>(
  db: Database,
  act: (tx: Transaction) => Promise<O>,
): Promise<O> {
  const rollback = new Error('The act was refused')
  let refused: O | undefined
  try {
    return await db.transaction(async (tx) => {
      const outcome = await act(tx)
      if (outcome.ok) return outcome
      refused = outcome
      throw rollback
    })
  } catch (err) {
    if (refused !== undefined && err === rollback) return refused
    throw err
  }
}
