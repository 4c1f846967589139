import { endElapsed, listSessionsWithoutDuty } from '@kaochang/database/duty'
import { lockFreeSession } from '@kaochang/database/session'
import { LASTING_CLOCKS } from '@kaochang/domain/duty/duty-standing'
import { civilDateAt } from '@kaochang/domain/instant'
import type { Deps } from '../deps.ts'
import { startReleaseDuty } from '../duty/release-duty.ts'

/** What a clock that only lasted ends of. */
const OVER = '期限届满 / over'

/**
 * Ends the clocks that only last, once their last day is over; and starts the clock of sessions that ended before
 * clocks were kept. Any number of processes may do so at once.
 */
export async function endDuties({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const at = clock.now()
  await endElapsed(db, LASTING_CLOCKS, { today: civilDateAt(at), because: OVER, at })
  for (const { id } of await listSessionsWithoutDuty(db))
    await db.transaction(async (tx) => {
      const session = await lockFreeSession(tx, id)
      if (session) await startReleaseDuty(tx, session, clock.now())
    })
}
