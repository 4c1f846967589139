import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Database, Transaction } from './client.ts'
import { staffActs } from './schema/people.ts'

/** One act of a member of staff, for the log that is only ever added to. */
export type StaffAct = {
  readonly at: Instant
  /** Null only for what the platform does by itself. */
  readonly staffId: StaffId | null
  /** What was done, as a verb: the act of the permission table where there is one, such as `seal_session`. */
  readonly act: string
  /** What it was done to: its kind and its id, as `session:1b4e…`. */
  readonly subject: `${string}:${string}`
  /** What explains it: counts, states, ids, a reason. Never a secret, an answer or an ID number. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** Notes an act of staff. Give it the transaction of the act itself, so that neither stands without the other. */
export async function noteAct(db: Database | Transaction, act: StaffAct): Promise<void> {
  await db.insert(staffActs).values(act)
}
