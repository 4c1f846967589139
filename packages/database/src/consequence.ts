import type { EnterpriseId, PersonId, SessionId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { and, asc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { applications } from './schema/application.ts'
import { duties } from './schema/duty.ts'
import { employments, enterprises } from './schema/enterprise.ts'
import { persons } from './schema/people.ts'
import { assessments, sittings } from './schema/session.ts'
import { spotCheckPeople } from './schema/supervision.ts'

/** Where a person works now, as far as it decides whom a notice goes to. */
export type Employer = {
  readonly enterpriseId: EnterpriseId | null
  readonly name: string
  readonly email: string | null
  /** Null where the enterprise is known by name alone. */
  readonly appointingBody: string | null
}

/**
 * The employer of each person: the enterprise of the current post of that category, else of any current post, else the
 * name that stands with the person.
 */
export async function listEmployers(
  db: Database | Transaction,
  personIds: readonly PersonId[],
  category: ExamCategory,
): Promise<Map<PersonId, Employer>> {
  if (personIds.length === 0) return new Map()
  const named = await db
    .select({ id: persons.id, name: persons.enterprise })
    .from(persons)
    .where(sql`${persons.id} = any(${sql.param([...personIds])}::uuid[])`)
  const posts = await db
    .select({ personId: employments.personId, enterprise: enterprises })
    .from(employments)
    .innerJoin(enterprises, eq(enterprises.id, employments.enterpriseId))
    .where(and(sql`${employments.personId} = any(${sql.param([...personIds])}::uuid[])`, isNull(employments.endedOn)))
    // The last one written below is the one that counts.
    .orderBy(sql`${employments.category} = ${category}`, asc(employments.startedOn), asc(employments.id))
  const employers = new Map<PersonId, Employer>(
    named.map(({ id, name }) => [id, { enterpriseId: null, name, email: null, appointingBody: null }]),
  )
  for (const { personId, enterprise } of posts) {
    const { id, name, email, appointingBody } = enterprise
    employers.set(personId, { enterpriseId: id, name, email, appointingBody })
  }
  return employers
}

/**
 * Whether an assessment answers an order of art. 40: one that was given before it was opened, and that no other
 * assessment of the person in the category had answered.
 */
export async function answersOrder(
  tx: Transaction,
  assessment: { id: string; personId: PersonId; category: ExamCategory; openedAt: Instant },
): Promise<boolean> {
  const { id, personId, category, openedAt } = assessment
  const [order] = await tx
    .select({ at: spotCheckPeople.orderedAt })
    .from(spotCheckPeople)
    .where(
      and(
        eq(spotCheckPeople.personId, personId),
        eq(spotCheckPeople.category, category),
        isNotNull(spotCheckPeople.orderedAt),
        lte(spotCheckPeople.orderedAt, openedAt),
        sql`not exists (select from ${assessments} other where other.person_id = ${personId}
          and other.category = ${category} and other.purpose = 'reassessment' and other.id <> ${id}
          and other.opened_at >= ${spotCheckPeople.orderedAt} and other.opened_at < ${new Date(openedAt).toISOString()}::timestamptz)`,
      ),
    )
    .limit(1)
  return order !== undefined
}

/**
 * Ends the clocks of the applications whose applicants could sit this session (A15): the exam was organised for them,
 * whether or not they came.
 */
export async function meetOrganiseDuties(
  tx: Transaction,
  sessionId: SessionId,
  heldOn: CivilDate,
  at: Instant,
): Promise<void> {
  const organised = tx
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(sittings, sql`${sittings.assessmentId} = ${applications.assessmentId}`)
    .where(eq(sittings.sessionId, sessionId))
  await tx
    .update(duties)
    .set({ metOn: heldOn, closedAt: at })
    .where(
      and(
        eq(duties.clock, 'operator.organise'),
        eq(duties.subjectKind, 'application'),
        inArray(duties.subjectId, organised),
        isNull(duties.closedAt),
      ),
    )
}
