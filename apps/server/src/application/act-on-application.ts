import { type Application, findApplication, lockApplication } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { ApplicationId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, type Refusal, allow, refuse } from '@kaochang/domain/outcome'
import type { Act } from '@kaochang/domain/people/permission'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { reachesApplication } from './reach.ts'

type Facts = Readonly<Record<string, unknown>>
type RefusalOf<O extends Outcome<unknown, Refusal>> = Extract<O, { ok: false }>['refusal']

export type OnApplication = {
  readonly applicationId: string
  /** What the person must be allowed to do with the application. */
  readonly act: Act
  /** What the log of acts says was done. */
  readonly note: string
}

/**
 * One act of staff on one application, in one transaction that holds it: `step` decides, keeps, and says what the log
 * of acts shall know. An application out of the person's reach is not found (A16).
 */
export async function actOnApplication<Step extends Outcome<Facts, Refusal>>(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  { applicationId, act, note }: OnApplication,
  step: (tx: Transaction, application: Application, at: Instant) => Promise<Step>,
): Promise<Outcome<Application, RefusalOf<Step> | { code: 'not_found' }>> {
  return transact(db, async (tx): Promise<Outcome<Application, RefusalOf<Step> | { code: 'not_found' }>> => {
    const application = await lockApplication(tx, applicationId as ApplicationId)
    if (!application || !reachesApplication(actor, act, application)) return refuse({ code: 'not_found' })
    const at = clock.now()
    const done: Outcome<Facts, Refusal> = await step(tx, application, at)
    if (!done.ok) return done
    await noteAct(tx, {
      at,
      staffId: actor.id,
      act: note,
      subject: `application:${application.id}`,
      facts: done.value,
    })
    return allow(await getApplication(tx, application.id))
  })
}

export async function getApplication(tx: Transaction, id: ApplicationId): Promise<Application> {
  const application = await findApplication(tx, id)
  if (!application) throw new Error(`There is no application ${id}`)
  return application
}
