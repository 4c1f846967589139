import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Training } from '@kaochang/domain/training/training'
import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { enterprises } from './schema/enterprise.ts'
import { persons } from './schema/people.ts'
import { courses, trainingInstitutions, trainings } from './schema/training.ts'

export type Institution = typeof trainingInstitutions.$inferSelect

/** A course with who gave it, who organised it, and the province it belongs to. */
export type Course = typeof courses.$inferSelect & {
  readonly province: string
  readonly institutionName: string
  readonly enterpriseName: string | null
}

/** Who may train, by province and name. */
export async function listInstitutions(db: Database | Transaction): Promise<Institution[]> {
  return db
    .select()
    .from(trainingInstitutions)
    .orderBy(asc(trainingInstitutions.province), asc(trainingInstitutions.name), asc(trainingInstitutions.id))
}

export async function findInstitution(db: Database | Transaction, id: string): Promise<Institution | undefined> {
  const [row] = await db.select().from(trainingInstitutions).where(eq(trainingInstitutions.id, id))
  return row
}

/** Registers who trains. Undefined when the province has the name already. */
export async function insertInstitution(
  tx: Transaction,
  institution: typeof trainingInstitutions.$inferInsert,
): Promise<Institution | undefined> {
  const [row] = await tx.insert(trainingInstitutions).values(institution).onConflictDoNothing().returning()
  return row
}

export async function setWithdrawn(tx: Transaction, id: string, withdrawnOn: CivilDate): Promise<void> {
  await tx.update(trainingInstitutions).set({ withdrawnOn }).where(eq(trainingInstitutions.id, id))
}

/** The courses, the latest first; all of them, or those named. */
export async function listCourses(db: Database | Transaction, ids?: readonly string[]): Promise<Course[]> {
  const rows = await db
    .select({
      course: courses,
      province: trainingInstitutions.province,
      institutionName: trainingInstitutions.name,
      enterpriseName: enterprises.name,
    })
    .from(courses)
    .innerJoin(trainingInstitutions, eq(trainingInstitutions.id, courses.institutionId))
    .leftJoin(enterprises, eq(enterprises.id, courses.enterpriseId))
    .where(ids && inArray(courses.id, [...ids]))
    .orderBy(desc(courses.closedOn), asc(courses.name), asc(courses.id))
  return rows.map(({ course, ...beside }) => ({ ...course, ...beside }))
}

export async function findCourse(db: Database | Transaction, id: string): Promise<Course | undefined> {
  const [course] = await listCourses(db, [id])
  return course
}

export async function insertCourse(tx: Transaction, course: typeof courses.$inferInsert): Promise<string> {
  const [row] = await tx.insert(courses).values(course).returning({ id: courses.id })
  if (!row) throw new Error('The insert gave no course back')
  return row.id
}

/** Everybody who was in these courses, by name. Whom of them a reader may see is for the caller to say. */
export async function listTrainees(db: Database | Transaction, courseIds: readonly string[]) {
  if (courseIds.length === 0) return []
  return db
    .select({
      id: trainings.id,
      courseId: trainings.courseId,
      personId: trainings.personId,
      name: persons.name,
      idNumberMasked: persons.idNumberMasked,
      hoursAttended: trainings.hoursAttended,
      points: trainings.points,
      result: trainings.passed,
      certificateNumber: trainings.certificateNumber,
    })
    .from(trainings)
    .innerJoin(persons, eq(persons.id, trainings.personId))
    .where(inArray(trainings.courseId, [...courseIds]))
    .orderBy(asc(persons.name), asc(persons.id))
}

/** Records a person's part in a course. False when it is recorded already: what is recorded stays. */
export async function insertTraining(tx: Transaction, training: typeof trainings.$inferInsert): Promise<boolean> {
  const [row] = await tx.insert(trainings).values(training).onConflictDoNothing().returning({ id: trainings.id })
  return row !== undefined
}

/** A training as the rules read it, with the course it was. */
export type PersonTraining = Training & {
  readonly personId: PersonId
  readonly courseId: string
  readonly courseName: string
  readonly institution: string
  /** The enterprise that organised the course; null for an open one. */
  readonly organiserId: EnterpriseId | null
}

/** The trainings of people, the latest first, whoever organised them. */
export async function listTrainings(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<PersonTraining[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .select({ training: trainings, course: courses, institution: trainingInstitutions.name })
    .from(trainings)
    .innerJoin(courses, eq(courses.id, trainings.courseId))
    .innerJoin(trainingInstitutions, eq(trainingInstitutions.id, courses.institutionId))
    .where(inArray(trainings.personId, [...personIds]))
    .orderBy(desc(courses.closedOn), asc(trainings.id))
  return rows.map(({ training, course, institution }) => ({
    id: training.id,
    personId: training.personId,
    courseId: course.id,
    courseName: course.name,
    institution,
    organiserId: course.enterpriseId,
    kind: course.kind,
    category: course.category,
    trade: course.trade,
    startedOn: course.startedOn,
    closedOn: course.closedOn,
    hoursAttended: training.hoursAttended,
    points: training.points,
    result: training.passed,
    certificateNumber: training.certificateNumber,
  }))
}

/** The names of people, by their ids. */
export async function findPersonNames(
  db: Database | Transaction,
  personIds: readonly PersonId[],
): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(inArray(persons.id, [...personIds]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
