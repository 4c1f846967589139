import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ClockName, Deadline } from '@kaochang/domain/law/deadline'
import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { duties } from './schema/duty.ts'

/** What a statutory clock is about. */
export type DutySubject = {
  readonly kind: 'session' | 'application' | 'assessment' | 'certificate' | 'employment' | 'course'
  readonly id: string
}

export type NewDuty = {
  readonly subject: DutySubject
  readonly title: string
  readonly province: string | null
  readonly city: string | null
  readonly enterpriseId: EnterpriseId | null
  readonly personId: PersonId | null
}

/** Starts a clock. One that runs already for the same subject goes on as it was. */
export async function insertDuty(tx: Transaction, duty: NewDuty, deadline: Deadline, at: Instant): Promise<void> {
  const { subject, ...about } = duty
  const { clock, from, due, strict, provisional, calendar } = deadline
  await tx
    .insert(duties)
    .values({
      ...about,
      clock,
      subjectKind: subject.kind,
      subjectId: subject.id,
      fromDate: from,
      due,
      strict,
      provisional,
      calendar,
      openedAt: at,
    })
    .onConflictDoNothing()
}

/** Ends a running clock: what was owed was done on a day, or nothing is owed any more. Does nothing when none runs. */
export async function closeDuty(
  tx: Transaction,
  clock: ClockName,
  subject: DutySubject,
  how: { readonly metOn: CivilDate } | { readonly lapsedBecause: string },
  at: Instant,
): Promise<void> {
  await tx
    .update(duties)
    .set({ ...how, closedAt: at })
    .where(
      and(
        eq(duties.clock, clock),
        eq(duties.subjectKind, subject.kind),
        eq(duties.subjectId, subject.id),
        isNull(duties.closedAt),
      ),
    )
}
