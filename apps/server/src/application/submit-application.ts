import { type Application, appendApplicationAct, updateApplication } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { meetPostDuties } from '@kaochang/database/enterprise'
import { maySubmit, maySupplement } from '@kaochang/domain/application/advance-application'
import { renewalMark } from '@kaochang/domain/application/check-operator'
import { type CivilDate, civilDateAt } from '@kaochang/domain/instant'
import { deadline } from '@kaochang/domain/law/deadline'
import { allow } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readCalendar } from '../law/read-calendar.ts'
import type { Actor } from '../people/access.ts'
import { actOnApplication } from './act-on-application.ts'
import { startOrganising } from './application-duties.ts'
import { asRequired, readPapers } from './papers.ts'
import { type Case, readCase } from './read-case.ts'

/**
 * Hands an application in. Late is flagged and never refused (R17-2); papers may be missing, and then no clock of the
 * authority's starts: it asks for them once (A16). Whoever may not apply at all is refused here (R19-4, R42-2, R27-8).
 */
export async function submitApplicationFor(deps: Deps, actor: Actor, applicationId: string) {
  const on = { applicationId, act: 'apply', note: 'submit_application' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const may = maySubmit(application)
    if (!may.ok) return may
    const today = civilDateAt(at)
    const { id, purpose, asksTrainingWaiver, province } = application
    const found = await readCase(tx, application, province, today)
    const mayFile = found.mayFile(purpose, asksTrainingWaiver)
    if (!mayFile.ok) return mayFile

    const { missing } = await readPapers(tx, application)
    const complete = missing.length === 0
    const late = await lateness(tx, application, found, today)
    await updateApplication(tx, id, {
      state: 'submitted',
      submittedAt: at,
      completeAt: complete ? at : null,
      late,
      trainingId: asksTrainingWaiver === 'no' ? (found.training(purpose)?.id ?? null) : null,
    })
    const facts = { missing: missing.map(({ anyOf }) => anyOf), late }
    await appendApplicationAct(tx, { applicationId: id, at, staffId: actor.id, act: 'submitted', facts })
    if (complete) await startOrganising(tx, application, today, at)
    // What is owed in thirty days is to apply, and it was done on this day.
    if (application.category !== 'operator') await meetPostDuties(tx, 'manager.apply', application, today, at)
    return allow(facts)
  })
}

/** Hands in what was asked for. The application is complete from this day, and the clock runs from it (A16, R26-2). */
export async function supplementApplicationFor(deps: Deps, actor: Actor, applicationId: string) {
  const on = { applicationId, act: 'apply', note: 'supplement_application' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const { lacking, missing } = await readPapers(tx, application)
    const unasked = missing.filter(({ anyOf }) => !anyOf.some((kind) => lacking.includes(kind)))
    const may = maySupplement(application, [...asRequired(lacking), ...unasked])
    if (!may.ok) return may
    const { id } = application
    await updateApplication(tx, id, { state: 'submitted', completeAt: at })
    await appendApplicationAct(tx, { applicationId: id, at, staffId: actor.id, act: 'supplemented', facts: {} })
    await startOrganising(tx, application, civilDateAt(at), at)
    return allow({})
  })
}

/**
 * Whether an application comes after its day: thirty days from the appointment (R17-2), or sixty before a certificate
 * ends (R29-1). A post that started no clock has no day (A5).
 */
async function lateness(
  tx: Transaction,
  { purpose, category, province, employment }: Application,
  { certificate }: Case,
  on: CivilDate,
): Promise<Application['late']> {
  if (purpose === 'renewal' && certificate?.validThrough) {
    return on <= renewalMark(certificate.validThrough) ? 'in_time' : 'late'
  }
  const from = employment?.clocksFrom ?? null
  if (category === 'operator' || from === null) return 'no_clock'
  const { due } = deadline('manager.apply', from, await readCalendar(tx, province))
  return on <= due ? 'in_time' : 'late'
}
