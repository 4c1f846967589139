import { appendApplicationAct, listUnasked, lockApplication, updateApplication } from '@kaochang/database/application'
import { noteAct } from '@kaochang/database/people'
import { ASKING_WORKDAYS, countsAsComplete } from '@kaochang/domain/application/advance-application'
import type { ApplicationId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { startOrganising } from '../application/application-duties.ts'
import { progressOf, readPapers } from '../application/papers.ts'
import type { Deps } from '../deps.ts'
import { readCalendar } from '../law/read-calendar.ts'

const DAY_MS = 86_400_000

/** No authority leaves so many unasked on one day; what is over is taken on the next. */
const MOST_A_DAY = 5_000

/**
 * Counts as complete the papers of every application that nobody asked about in five working days: from the day it came,
 * and with it the sixty days (A16, Administrative Licensing Law art. 32). Whether the person meets the conditions
 * remains to be decided: an exam may not be given because nobody looked (R17-4).
 */
export async function countUnasked({ db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>): Promise<void> {
  // Five working days are never fewer than five days; the calendar is asked for each of the few that are older.
  const before = (clock.now() - ASKING_WORKDAYS * DAY_MS) as Instant
  for (const { id, province, submittedAt } of await listUnasked(db, before, MOST_A_DAY)) {
    try {
      const waiting = { state: 'submitted', submittedOn: submittedAt && civilDateAt(submittedAt) } as const
      // Looked at first without holding anything: one whose time is not up must not feel the clockwork.
      const calendar = await readCalendar(db, province)
      if (!countsAsComplete({ ...waiting, complete: false, asked: false }, civilDateAt(clock.now()), calendar)) continue
      await countOne({ db, clock }, id)
    } catch (err) {
      log.error({ applicationId: id, err }, 'clockwork')
    }
  }
}

async function countOne({ db, clock }: Pick<Deps, 'db' | 'clock'>, id: ApplicationId) {
  await db.transaction(async (tx) => {
    const application = await lockApplication(tx, id)
    if (!application || application.submittedAt === null) return
    const at = clock.now()
    const { asked, missing } = await readPapers(tx, application)
    const calendar = await readCalendar(tx, application.province)
    if (!countsAsComplete(progressOf(application, asked), civilDateAt(at), calendar)) return
    const { submittedAt } = application
    await updateApplication(tx, id, { completeAt: submittedAt })
    const facts = { missing: missing.map(({ anyOf }) => anyOf) }
    await appendApplicationAct(tx, { applicationId: id, at, staffId: null, act: 'counted_as_accepted', facts })
    await startOrganising(tx, application, civilDateAt(submittedAt), at)
    await noteAct(tx, { at, staffId: null, act: 'count_as_complete', subject: `application:${id}`, facts })
  })
}
