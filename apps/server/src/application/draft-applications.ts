import type { draftApplications } from '@kaochang/contract/application'
import type { RequestOf } from '@kaochang/contract/endpoints'
import { type Application, findPostHeld, insertApplication } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { FilingRefusal } from '@kaochang/domain/application/may-file'
import type { RoutingRefusal } from '@kaochang/domain/application/route-application'
import type { ApplicationId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { getApplication } from './act-on-application.ts'
import { enterprisesOf } from './reach.ts'
import { readCase, routeFor } from './read-case.ts'

type Asked = RequestOf<typeof draftApplications>['body']
type PostHeld = NonNullable<Awaited<ReturnType<typeof findPostHeld>>>

export type DraftRefusal =
  | FilingRefusal
  | RoutingRefusal
  | { code: 'category_has_no_exam'; article: string }
  | { code: 'post_ended'; endedOn: CivilDate }
  | { code: 'application_open_already' }

export type Drafted = {
  readonly drafted: readonly Application[]
  readonly problems: readonly { employmentId: string; name: string; refusal: DraftRefusal }[]
}

/**
 * Drafts an application for each of the posts named. Whoever cannot apply is named with the reason, and keeps nobody
 * else from it; a post that is none of the enterprise's is not found, and neither is the rest.
 */
export async function draftApplicationsFor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  asked: Asked,
): Promise<Outcome<Drafted, { code: 'not_found' }>> {
  return transact(db, async (tx) => {
    const at = clock.now()
    const drafted: Application[] = []
    const problems: Drafted['problems'][number][] = []
    for (const employmentId of asked.employmentIds) {
      const held = await findPostHeld(tx, employmentId, enterprisesOf(actor))
      if (!held) return refuse({ code: 'not_found' })
      const made = await draftOne(tx, actor, held, asked, at)
      if (made.ok) drafted.push(await getApplication(tx, made.value))
      else problems.push({ employmentId, name: held.person.name, refusal: made.refusal })
    }
    return allow({ drafted, problems })
  })
}

async function draftOne(
  tx: Transaction,
  actor: Actor,
  { employment, enterprise, person }: PostHeld,
  { purpose, basis, household, asksTrainingWaiver }: Asked,
  at: Instant,
): Promise<Outcome<ApplicationId, DraftRefusal>> {
  const on = civilDateAt(at)
  const { id: employmentId, trade, endedOn } = employment
  const category = EXAM_CATEGORIES.find((each) => each === employment.category)
  if (!category) return refuse({ code: 'category_has_no_exam', article: '32' })
  if (endedOn !== null && endedOn < on) return refuse({ code: 'post_ended', endedOn })

  const waiver = asksTrainingWaiver && category === 'operator' && purpose === 'first' ? 'asked' : 'no'
  const near = basis === 'household' && household !== null ? household.province : enterprise.province
  const found = await readCase(tx, { personId: person.id, category, trade, employment }, near, on)
  const may = found.mayFile(purpose, waiver)
  if (!may.ok) return may
  const { certificate } = found
  const route = await routeFor(tx, { purpose, category, trade, basis, enterprise, household, certificate }, on)
  if (!route.ok) return route

  const id = await insertApplication(tx, {
    purpose,
    personId: person.id,
    enterpriseId: enterprise.id,
    employmentId,
    category,
    trade,
    ...route.value,
    basis,
    trainingId: waiver === 'no' ? (found.training(purpose)?.id ?? null) : null,
    asksTrainingWaiver: waiver,
    state: 'draft',
    late: 'no_clock',
    createdBy: actor.id,
    createdAt: at,
  })
  if (!id) return refuse({ code: 'application_open_already' })
  const facts = { purpose, category, trade, basis, employmentId }
  await noteAct(tx, { at, staffId: actor.id, act: 'draft_application', subject: `application:${id}`, facts })
  return allow(id)
}
