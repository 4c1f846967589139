import type { Database, Transaction } from '@kaochang/database/client'
import { type Recounted, listRunning, recountDuties } from '@kaochang/database/duty'
import { MOVABLE_CLOCKS } from '@kaochang/domain/duty/duty-standing'
import type { Instant } from '@kaochang/domain/instant'
import { deadline } from '@kaochang/domain/law/deadline'
import type { Province } from '@kaochang/domain/people/roles'
import { type CalendarChange, type Calendars, readCalendars } from '../law/read-calendar.ts'

/** What a change of the calendar would make of the clocks that run. Nothing is written. */
export async function previewRecount(db: Database, change: CalendarChange): Promise<Recounted[]> {
  const province = 'choice' in change ? change.choice.province : undefined
  return count(await listRunning(db, MOVABLE_CLOCKS, { province, hold: false }), await readCalendars(db, change))
}

/**
 * Counts every running clock again that a calendar can move, in the transaction that changed the calendar and holds it
 * (see `holdCalendar`). What has ended is never touched.
 *
 * @param province whose clocks alone are counted; undefined for everybody's
 */
export async function recount(tx: Transaction, province: Province | undefined, at: Instant): Promise<Recounted[]> {
  const running = await listRunning(tx, MOVABLE_CLOCKS, { province, hold: true })
  const recounted = count(running, await readCalendars(tx))
  await recountDuties(tx, recounted, at)
  return recounted
}

function count(running: Awaited<ReturnType<typeof listRunning>>, calendars: Calendars): Recounted[] {
  return running.map((old) => ({
    id: old.id,
    old,
    counted: deadline(old.clock, old.fromDate, calendars(old.province)),
  }))
}

/** Those whose day moves or becomes firm: what people have to look at. */
export function moved(recounted: readonly Recounted[]): Recounted[] {
  return recounted.filter(({ old, counted }) => old.due !== counted.due || old.provisional !== counted.provisional)
}
