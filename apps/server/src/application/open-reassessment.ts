import { appendApplicationAct, findPostHeld, insertApplication } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { findEnterpriseRow, lockPerson } from '@kaochang/database/enterprise'
import type { FilingRefusal } from '@kaochang/domain/application/may-file'
import type { ApplicationId, EnterpriseId, PersonId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { openAssessment } from './accept-application.ts'
import { readCase, routeFor } from './read-case.ts'

export type Reassessment = {
  readonly personId: PersonId
  readonly category: 'principal' | 'manager'
  /** The enterprise by which it is routed (R16-1, R16-2). */
  readonly enterpriseId: EnterpriseId
  /** The post; null where the person is known without one. */
  readonly employmentId: string | null
  /** The three years are over (R20-1), or a spot check was failed (R40-2). */
  readonly because: 'cycle_due' | 'spot_check_failed'
  /** What it rests on, as `certificate:…` or `spot_check_person:…`. */
  readonly reference: `${string}:${string}`
  /** Null for what the platform does by itself. */
  readonly by: StaffId | null
}

/**
 * Begins an assessment on the authority's own motion, in the transaction of the act that causes it: an application of
 * purpose `reassessment`, accepted as it is made, and the assessment it opens. No paper is asked for and no condition
 * of art. 11 judged again. Refused while a bar runs or another assessment of the category is open, which then is the one to pass.
 */
export async function openReassessment(
  tx: Transaction,
  { personId, category, enterpriseId, employmentId, because, reference, by }: Reassessment,
  at: Instant,
): Promise<
  Outcome<
    { readonly applicationId: ApplicationId; readonly assessmentId: string },
    FilingRefusal | { code: 'application_open_already' }
  >
> {
  await lockPerson(tx, personId)
  const on = civilDateAt(at)
  const purpose = 'reassessment'
  const enterprise = await findEnterpriseRow(tx, enterpriseId)
  invariant(enterprise, 'a reassessment is of somebody of an enterprise')
  const asked = {
    purpose,
    category,
    trade: null,
    basis: 'work',
    enterprise,
    household: null,
    certificate: null,
  } as const
  const route = await routeFor(tx, asked, on)
  invariant(route.ok, 'principals and managers are routed by their enterprise')
  const held = employmentId === null ? undefined : await findPostHeld(tx, employmentId, [enterpriseId])
  const employment = held?.employment ?? null
  const found = await readCase(tx, { personId, category, trade: null, employment }, route.value.province, on)
  const may = found.mayFile(purpose, 'no')
  if (!may.ok) return may

  const { rulesVersion } = found
  const assessmentId = await openAssessment(tx, { personId, category, trade: null, purpose }, rulesVersion, at)
  const applicationId = await insertApplication(tx, {
    purpose,
    personId,
    enterpriseId,
    employmentId: employment?.id ?? null,
    category,
    trade: null,
    ...route.value,
    basis: 'work',
    asksTrainingWaiver: 'no',
    state: 'accepted',
    late: 'no_clock',
    submittedAt: at,
    completeAt: at,
    decidedAt: at,
    decidedBy: by,
    rulesVersion,
    assessmentId,
    createdBy: by,
    createdAt: at,
  })
  if (!applicationId) return refuse({ code: 'application_open_already' })
  const facts = { because, reference, rulesVersion, assessmentId, findings: [] }
  await appendApplicationAct(tx, { applicationId, at, staffId: by, act: 'accepted', facts })
  return allow({ applicationId, assessmentId })
}
