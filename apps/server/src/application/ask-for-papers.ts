import { appendApplicationAct, updateApplication } from '@kaochang/database/application'
import { mayAsk } from '@kaochang/domain/application/advance-application'
import type { DocumentKind } from '@kaochang/domain/application/application'
import { civilDateAt } from '@kaochang/domain/instant'
import { allow } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readCalendar } from '../law/read-calendar.ts'
import type { Actor } from '../people/access.ts'
import { actOnApplication } from './act-on-application.ts'
import { stopOrganising } from './application-duties.ts'
import { mayActNow } from './may-act-now.ts'
import { progressOf, readPapers } from './papers.ts'

/**
 * Asks, once, for everything that is missing (A16). A paper that is there but cannot be used may be asked for as well: then
 * the papers were not complete, and the clock that ran from them stops.
 */
export async function askForPapersFor(
  deps: Deps,
  actor: Actor,
  applicationId: string,
  { missing, note }: { missing: readonly DocumentKind[]; note: string },
) {
  const on = { applicationId, act: 'review_application', note: 'ask_for_papers' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const now = await mayActNow(tx, actor, application, at)
    if (!now.ok) return now
    const { asked } = await readPapers(tx, application)
    const calendar = await readCalendar(tx, application.province)
    const may = mayAsk(progressOf(application, asked), civilDateAt(at), calendar)
    if (!may.ok) return may
    const { id } = application
    await updateApplication(tx, id, { state: 'supplement_asked', completeAt: null })
    const facts = { missing, reason: note }
    await appendApplicationAct(tx, { applicationId: id, at, staffId: actor.id, act: 'supplement_asked', facts })
    await stopOrganising(tx, application, 'papers_asked', at)
    return allow({ missing })
  })
}
