import type { BackgroundBody, PersonFileView } from '@kaochang/contract/enterprise'
import * as store from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'
import { getPersonFile } from './person-file.ts'
import { reachesEnterprise } from './reach.ts'

/** Writes a person's education, work history and skill grade, as their enterprise knows them (R08-1). */
export async function keepBackgroundFor(
  { db, clock }: Deps,
  actor: Actor,
  enterpriseId: string,
  personId: string,
  { education, work, skillGrade }: BackgroundBody,
): Promise<Outcome<PersonFileView, { code: 'not_found' }>> {
  const graduatedOn = education?.graduatedOn == null ? null : readDay(education.graduatedOn)
  const periods = work.map((period) => ({
    ...period,
    from: readDay(period.from),
    to: period.to === null ? null : readDay(period.to),
  }))
  return transact(db, async (tx): Promise<Outcome<PersonFileView, { code: 'not_found' }>> => {
    const enterprise = await store.findEnterpriseRow(tx, enterpriseId as EnterpriseId)
    if (!enterprise || !reachesEnterprise(actor, 'edit_people', enterprise)) return refuse({ code: 'not_found' })
    const person = await store.findPersonAt(tx, enterprise.id, personId as PersonId)
    if (!person) return refuse({ code: 'not_found' })
    // Whoever left and has a post elsewhere is that enterprise's to write about.
    const elsewhere = await store.listCurrentPosts(tx, [person.id])
    if (elsewhere.some((post) => post.enterpriseId !== enterprise.id)) return refuse({ code: 'not_found' })
    const at = clock.now()
    await store.upsertBackground(tx, {
      personId: person.id,
      enterpriseId: enterprise.id,
      education: education && { ...education, graduatedOn },
      work: periods,
      skillLevel: skillGrade,
      changedAt: at,
      changedBy: actor.id,
    })
    const facts = { enterpriseId: enterprise.id, level: education?.level ?? null, periods: work.length }
    await noteAct(tx, { at, staffId: actor.id, act: 'keep_background', subject: `person:${person.id}`, facts })
    return allow(await getPersonFile(tx, enterprise.id, person.id, civilDateAt(at)))
  })
}
