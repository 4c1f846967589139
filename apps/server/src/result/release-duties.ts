import type { ReleaseDuty } from '@kaochang/contract/result'
import { listDuties } from '@kaochang/database/result'
import type { Database } from '@kaochang/database/client'
import type { Instant } from '@kaochang/domain/instant'
import type { SessionPlace } from '../session/reach.ts'
import { dutyOf } from './score-sheet.ts'

/**
 * The sessions whose scores are owed or were published, most pressing first: what is overdue, what falls due
 * next, and then what has been published, the latest first, with what was late still marked so (A47).
 */
export async function listReleaseDutiesFor(
  db: Database,
  reached: (session: SessionPlace) => boolean,
  at: Instant,
): Promise<ReleaseDuty[]> {
  const duties = (await listDuties(db)).filter(({ session }) => reached(session))
  return duties
    .map(({ session, sittingCount, earliestEnd, proposedBy, release }): ReleaseDuty => {
      const { id, name, category, province, state, endedAt } = session
      return {
        sessionId: id,
        name,
        category,
        province,
        state: state === 'released' || state === 'scored' ? state : 'ended',
        endedAt,
        due: dutyOf(category, earliestEnd, { at, publishedAt: release?.publishedAt ?? null }),
        sittingCount,
        proposedBy,
        publishedAt: release?.publishedAt ?? null,
        releasedLate: release?.overdue ?? false,
      }
    })
    .toSorted(byPressure)
}

function byPressure(a: ReleaseDuty, b: ReleaseDuty) {
  if ((a.publishedAt === null) !== (b.publishedAt === null)) return a.publishedAt === null ? -1 : 1
  if (a.publishedAt !== null && b.publishedAt !== null) return b.publishedAt - a.publishedAt
  // ISO dates sort as text; a session that owes nothing comes after all that do.
  const [one, other] = [a.due?.due ?? '9999', b.due?.due ?? '9999']
  return one < other ? -1 : one > other ? 1 : (a.endedAt ?? 0) - (b.endedAt ?? 0)
}
