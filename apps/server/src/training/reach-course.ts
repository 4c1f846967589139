import type { Database } from '@kaochang/database/client'
import { type EnterpriseRow, listEnterprises } from '@kaochang/database/enterprise'
import type { Course } from '@kaochang/database/training'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Act } from '@kaochang/domain/people/permission'
import { reachesEnterprise } from '../enterprise/reach.ts'
import type { Actor } from '../people/access.ts'

/** Who asks with which act, and the enterprises they reach with it. */
export type CourseReach = {
  readonly actor: Actor
  readonly act: Act
  readonly enterprises: readonly Pick<EnterpriseRow, 'id' | 'province' | 'higherEnterpriseId'>[]
}

/**
 * Whether somebody may do an act on a course: their province's; their enterprise's own, or one that its higher enterprise
 * organised for it (R35-1); or one that is open to every enterprise of the province. In a course that is not their
 * own they meet their own people and nobody else's.
 */
export function reachesCourse(
  { actor, act, enterprises }: CourseReach,
  { province, enterpriseId }: Pick<Course, 'province' | 'enterpriseId'>,
): boolean {
  if (actor.may(act, { level: 'province', province })) return true
  if (enterpriseId === null) return enterprises.some((enterprise) => enterprise.province === province)
  return enterprises.some(({ id, higherEnterpriseId }) => id === enterpriseId || higherEnterpriseId === enterpriseId)
}

/** The enterprises somebody reaches with an act, which decide the courses and the people that they see. */
export async function courseReachOf(db: Database, actor: Actor, act: Act, today: CivilDate): Promise<CourseReach> {
  const enterprises = await listEnterprises(db, today)
  return { actor, act, enterprises: enterprises.filter((one) => reachesEnterprise(actor, act, one)) }
}
