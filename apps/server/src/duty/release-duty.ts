import type { Database, Transaction } from '@kaochang/database/client'
import type { DutyRow } from '@kaochang/database/duty'
import { findEarliestEnd } from '@kaochang/database/result'
import type { SessionRow } from '@kaochang/database/session'
import type { SessionId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { RULES } from '@kaochang/domain/law/rules'
import { type ReleaseDuty, releaseDeadline, releaseDuty } from '@kaochang/domain/result/release-duty'
import { readCalendar } from '../law/read-calendar.ts'
import { meetDuty, startDuty } from './keep-duties.ts'

type Held = Pick<SessionRow, 'id' | 'name' | 'category' | 'province' | 'purpose'>

/**
 * Starts the clock by which a session's scores must be published, from the end of its earliest sitting (A1). None runs
 * when nobody sat it, nor for a spot check, whose results the law sets no day for, nor for a
 * rehearsal, which has none.
 */
export async function startReleaseDuty(tx: Transaction, session: Held, at: Instant): Promise<void> {
  if (session.purpose !== 'assessment') return
  const earliestEnd = await findEarliestEnd(tx, session.id)
  if (earliestEnd === null) return
  const { name: title, province, category } = session
  const duty = { subject: aboutSession(session.id), title, province, city: null, enterpriseId: null, personId: null }
  await startDuty(tx, RULES[category].scoreRelease, civilDateAt(earliestEnd), duty, at)
}

/** The scores were published: on the day of `at`, however late that is. */
export async function meetReleaseDuty(tx: Transaction, session: Held, at: Instant): Promise<void> {
  await meetDuty(tx, RULES[session.category].scoreRelease, aboutSession(session.id), at)
}

/**
 * How the duty to publish stands; null while nobody sat the exam, so that nothing is owed. While the session has not
 * ended the clock is not started, and it is worked out as it will be.
 *
 * @param kept the clock as it was started, when it was
 */
export async function readReleaseDuty(
  db: Database | Transaction,
  session: Pick<Held, 'category' | 'province'>,
  { kept, earliestEnd }: { kept: DutyRow | undefined; earliestEnd: Instant | null },
  { at, publishedAt }: { at: Instant; publishedAt: Instant | null },
): Promise<ReleaseDuty | null> {
  if (earliestEnd === null) return null
  const calendar = await readCalendar(db, session.province)
  const counted = releaseDeadline(session.category, civilDateAt(earliestEnd), calendar)
  const publishedOn: CivilDate | null = publishedAt === null ? null : civilDateAt(publishedAt)
  const owed = kept ? { ...counted, due: kept.due, provisional: kept.provisional } : counted
  return releaseDuty(owed, { today: civilDateAt(at), publishedOn }, calendar)
}

export function aboutSession(id: SessionId) {
  return { kind: 'session', id } as const
}
