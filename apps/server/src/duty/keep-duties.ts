import type { Transaction } from '@kaochang/database/client'
import { type DutySubject, type NewDuty, closeDuty, insertDuty } from '@kaochang/database/duty'
import { holdCalendar } from '@kaochang/database/law'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type ClockName, type Deadline, deadline } from '@kaochang/domain/law/deadline'
import { readCalendar } from '../law/read-calendar.ts'

/**
 * Starts a statutory clock, in the transaction of the act that starts it. One that runs already for the same subject
 * goes on as it was.
 *
 * @param from the date `CLOCKS[clock].starts` names
 */
export async function startDuty(
  tx: Transaction,
  clock: ClockName,
  from: CivilDate,
  duty: NewDuty,
  at: Instant,
): Promise<Deadline> {
  await holdCalendar(tx, 'read')
  const counted = deadline(clock, from, await readCalendar(tx, duty.province))
  await insertDuty(tx, duty, counted, at)
  return counted
}

/** Ends a clock because what it asks for was done. Late stays late (A47). */
export async function meetDuty(
  tx: Transaction,
  clock: ClockName,
  subject: DutySubject,
  at: Instant,
  metOn: CivilDate = civilDateAt(at),
): Promise<void> {
  await closeDuty(tx, clock, subject, { metOn }, at)
}

/** Ends a clock because nothing is owed any more: the person left the post, the application was withdrawn. */
export async function lapseDuty(
  tx: Transaction,
  clock: ClockName,
  subject: DutySubject,
  because: string,
  at: Instant,
): Promise<void> {
  await closeDuty(tx, clock, subject, { lapsedBecause: because }, at)
}
