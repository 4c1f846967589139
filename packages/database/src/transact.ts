import { setTimeout as pause } from 'node:timers/promises'
import type { Outcome, Refusal } from '@kaochang/domain/outcome'
import type { Database, Transaction } from './client.ts'
import { databaseFault } from './fault.ts'

/** Another transaction was in the way, and PostgreSQL gave this one up: the same act may simply be done again. */
const IN_THE_WAY = new Set(['40001', '40P01'])

const ATTEMPTS = 4

/**
 * Does an act in one transaction: what it allows is kept, and what it refuses leaves no trace. One that PostgreSQL gives
 * up for the sake of another transaction is done again, three times at most; nothing of it was kept.
 *
 * @param act does nothing but through `tx`, since it may be done more than once
 */
export async function transact<O extends Outcome<unknown, Refusal>>(
  db: Database,
  act: (tx: Transaction) => Promise<O>,
): Promise<O> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(db, act)
    } catch (err) {
      if (attempt === ATTEMPTS || !IN_THE_WAY.has(databaseFault(err)?.code ?? '')) throw err
      // Two who met once must not meet again in step.
      await pause(Math.random() * 20 * 2 ** attempt)
    }
  }
}

async function once<O extends Outcome<unknown, Refusal>>(
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
