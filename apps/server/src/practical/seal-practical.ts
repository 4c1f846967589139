import type { Transaction } from '@kaochang/database/client'
import { listRosterPlaces } from '@kaochang/database/paper'
import { insertPracticalSeal } from '@kaochang/database/practical'
import { type SessionRow, advanceSession } from '@kaochang/database/session'
import { canonical } from '@kaochang/domain/canonical'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { allow, invariant } from '@kaochang/domain/outcome'
import type { PracticalStandard } from '@kaochang/domain/practical/standard'
import { sha256 } from '../hashing.ts'
import { rosterHashOf } from '../paper/draw-session.ts'

export const standardHashOf = (standard: PracticalStandard) => sha256(canonical(standard))

/** The standard that a practical session is marked by. */
export function standardOf({ practicalStandard }: Pick<SessionRow, 'practicalStandard'>): PracticalStandard {
  invariant(practicalStandard, 'a practical session has a standard')
  return practicalStandard
}

/** Closes a practical session's roster and its standard, so that a change of either shows afterwards. */
export async function sealPractical(tx: Transaction, session: SessionRow, { by, at }: { by: StaffId; at: Instant }) {
  const roster = await listRosterPlaces(tx, session.id)
  const rosterHash = rosterHashOf(roster)
  const standardHash = standardHashOf(standardOf(session))
  await insertPracticalSeal(tx, { sessionId: session.id, rosterHash, standardHash, sealedBy: by, sealedAt: at })
  await advanceSession(tx, session.id, 'sealed', at)
  return allow({ candidateCount: roster.length, rosterHash, standardHash })
}
