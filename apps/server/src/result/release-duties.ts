import type { ReleaseDuty } from '@kaochang/contract/result'
import { listSessionDuties } from '@kaochang/database/duty'
import { listDuties } from '@kaochang/database/result'
import type { Database } from '@kaochang/database/client'
import type { Instant } from '@kaochang/domain/instant'
import { readReleaseDuty } from '../duty/release-duty.ts'
import type { SessionPlace } from '../session/reach.ts'

/**
 * The sessions whose scores are owed or were published, most pressing first: what is overdue, what falls due
 * next, and then what has been published, the latest first, with what was late still marked so (A47).
 */
export async function listReleaseDutiesFor(
  db: Database,
  reached: (session: SessionPlace) => boolean,
  at: Instant,
): Promise<ReleaseDuty[]> {
  const owed = (await listDuties(db)).filter(({ session }) => reached(session))
  const kept = await listSessionDuties(
    db,
    owed.map(({ session }) => session.id),
  )
  const duties: ReleaseDuty[] = []
  for (const { session, sittingCount, earliestEnd, proposedBy, release } of owed) {
    const { id, name, category, component, province, state, endedAt } = session
    const publishedAt = release?.publishedAt ?? null
    duties.push({
      sessionId: id,
      name,
      category,
      component,
      province,
      state: state === 'released' || state === 'scored' ? state : 'ended',
      endedAt,
      due: await readReleaseDuty(db, session, { kept: kept.get(id), earliestEnd }, { at, publishedAt }),
      sittingCount,
      proposedBy,
      publishedAt,
      releasedLate: release?.overdue ?? false,
    })
  }
  return duties.toSorted(byPressure)
}

function byPressure(a: ReleaseDuty, b: ReleaseDuty) {
  if ((a.publishedAt === null) !== (b.publishedAt === null)) return a.publishedAt === null ? -1 : 1
  if (a.publishedAt !== null && b.publishedAt !== null) return b.publishedAt - a.publishedAt
  // ISO dates sort as text; a session that owes nothing comes after all that do.
  const [one, other] = [a.due?.due ?? '9999', b.due?.due ?? '9999']
  return one < other ? -1 : one > other ? 1 : (a.endedAt ?? 0) - (b.endedAt ?? 0)
}
