import type { RequestOf } from '@kaochang/contract/endpoints'
import type { registerCourse } from '@kaochang/contract/training'
import { findEnterpriseRow } from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import * as store from '@kaochang/database/training'
import { transact } from '@kaochang/database/transact'
import type { EnterpriseId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { allow, invariant, refuse } from '@kaochang/domain/outcome'
import { checkCourse } from '@kaochang/domain/training/check-training'
import { archiveClock } from '@kaochang/domain/training/training'
import { startDuty } from '../duty/keep-duties.ts'
import type { Deps } from '../deps.ts'
import { reachesEnterprise } from '../enterprise/reach.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'

/**
 * Enters a course that is over, with its file (R09-1). An enterprise enters its own; a course open to several is the
 * province's to enter. The institution is one of the province's register, or the enterprise itself where it trains its own (R07-1).
 */
export async function registerCourseFor(
  { db, clock }: Deps,
  actor: Actor,
  asked: RequestOf<typeof registerCourse>['body'],
) {
  const course = { ...asked, startedOn: readDay(asked.startedOn), closedOn: readDay(asked.closedOn) }
  return transact(db, async (tx) => {
    const institution = await store.findInstitution(tx, course.institutionId)
    if (!institution) return refuse({ code: 'not_found' })
    const { province } = institution
    const organiser =
      course.enterpriseId === null ? null : await findEnterpriseRow(tx, course.enterpriseId as EnterpriseId)
    if (organiser === undefined) return refuse({ code: 'not_found' })
    const allowed =
      organiser === null
        ? actor.may('record_training', { level: 'province', province })
        : organiser.province === province && reachesEnterprise(actor, 'record_training', organiser)
    if (!allowed) return refuse({ code: 'not_found' })
    if (institution.kind === 'enterprise' && !trainsFor(institution.enterpriseId, organiser))
      return refuse({ code: 'institution_not_for_this_enterprise' })

    const at = clock.now()
    const checked = checkCourse(course, { today: civilDateAt(at), withdrawnOn: institution.withdrawnOn })
    if (!checked.ok) return checked
    const id = await store.insertCourse(tx, {
      ...course,
      enterpriseId: organiser?.id ?? null,
      enteredBy: actor.id,
      enteredAt: at,
    })
    const { kind, category, hours } = course
    await startDuty(
      tx,
      archiveClock(category),
      course.closedOn,
      {
        subject: { kind: 'course', id },
        title: course.name,
        province,
        city: null,
        enterpriseId: organiser?.id ?? null,
        personId: null,
      },
      at,
    )
    const facts = { kind, category, hours, institutionId: institution.id, enterpriseId: organiser?.id ?? null }
    await noteAct(tx, { at, staffId: actor.id, act: 'register_course', subject: `course:${id}`, facts })
    const made = await store.findCourse(tx, id)
    invariant(made, 'a course that was just entered is there')
    return allow(made)
  })
}

/** An enterprise that trains by itself trains its own people and those of the enterprises under it. */
function trainsFor(
  trainer: EnterpriseId | null,
  organiser: { readonly id: EnterpriseId; readonly higherEnterpriseId: EnterpriseId | null } | null,
): boolean {
  return organiser !== null && (organiser.id === trainer || organiser.higherEnterpriseId === trainer)
}
