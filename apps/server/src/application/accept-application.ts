import {
  type Application,
  appendApplicationAct,
  insertAssessment,
  updateApplication,
} from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { lockPerson } from '@kaochang/database/enterprise'
import { closeAssessments, listAssessments } from '@kaochang/database/result'
import { mayAccept } from '@kaochang/domain/application/advance-application'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { RulesVersion } from '@kaochang/domain/law/rules'
import { allow } from '@kaochang/domain/outcome'
import { isAssessment } from '@kaochang/domain/law/attempts'
import { notePracticalAgain } from '../certificate/practical-again.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnApplication } from './act-on-application.ts'
import { startOrganising } from './application-duties.ts'
import { mayActNow } from './may-act-now.ts'
import { progressOf, readPapers } from './papers.ts'
import { readCase } from './read-case.ts'

/**
 * Accepts an application: judged by the rules of this day, which are pinned to it, it opens the assessment (R17-3). The
 * sixty days run from the day its papers were complete (R26-2).
 *
 * @param papersVerified that the officer looked at what the findings leave to be verified (R25-2)
 */
export async function acceptApplicationFor(deps: Deps, actor: Actor, applicationId: string, papersVerified: boolean) {
  const on = { applicationId, act: 'review_application', note: 'accept_application' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const now = await mayActNow(tx, actor, application, at)
    if (!now.ok) return now
    await lockPerson(tx, application.personId)
    const today = civilDateAt(at)
    const { id, purpose, asksTrainingWaiver, province, submittedAt, completeAt } = application
    const found = await readCase(tx, application, province, today)
    const submittedOn = submittedAt && civilDateAt(submittedAt)
    const findings = found.findings(purpose, asksTrainingWaiver, submittedOn)
    const { asked } = await readPapers(tx, application)
    const may = mayAccept(progressOf(application, asked), findings, papersVerified)
    if (!may.ok) return may
    const mayFile = found.mayFile(purpose, asksTrainingWaiver, submittedOn ?? today)
    if (!mayFile.ok) return mayFile

    const { rulesVersion } = found
    const assessmentId = await openAssessment(tx, application, rulesVersion, at)
    await updateApplication(tx, id, {
      state: 'accepted',
      decidedAt: at,
      decidedBy: actor.id,
      rulesVersion,
      assessmentId,
      asksTrainingWaiver: asksTrainingWaiver === 'asked' ? 'granted' : asksTrainingWaiver,
      trainingId: asksTrainingWaiver === 'no' ? (found.training(purpose)?.id ?? null) : null,
    })
    const { personId, trade } = application
    if (purpose === 'practical_again' && trade !== null)
      await notePracticalAgain(tx, { personId, trade, applicationId: id, by: actor.id }, at)
    const facts = { rulesVersion, assessmentId, findings, papersVerified }
    await appendApplicationAct(tx, { applicationId: id, at, staffId: actor.id, act: 'accepted', facts })
    if (completeAt !== null) await startOrganising(tx, application, civilDateAt(completeAt), at)
    return allow({ rulesVersion, assessmentId })
  })
}

/**
 * Opens the assessment. One of the same category and trade that is still open had lapsed, or no application could have been
 * made: it ends here (A11).
 */
export async function openAssessment(
  tx: Transaction,
  { personId, category, trade, purpose }: Pick<Application, 'personId' | 'category' | 'trade' | 'purpose'>,
  rulesVersion: RulesVersion,
  at: Instant,
): Promise<string> {
  const lapsed = (await listAssessments(tx, [personId])).filter(
    (past) =>
      past.closedAt === null && past.category === category && past.trade === trade && isAssessment(past.purpose),
  )
  await closeAssessments(
    tx,
    lapsed.map(({ id }) => id),
    at,
  )
  return insertAssessment(tx, { personId, category, trade, purpose, rulesVersion, openedAt: at })
}
