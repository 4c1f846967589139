import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { RefusalCode } from '@kaochang/contract/refusal'
import type { recordTrainings } from '@kaochang/contract/training'
import type { Transaction } from '@kaochang/database/client'
import { listPeopleAt } from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import { type Course, findPersonNames, insertTraining } from '@kaochang/database/training'
import type { PersonId } from '@kaochang/domain/ids'
import { findPost } from '@kaochang/domain/law/posts'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { checkAttendance, organisedByTheRightOne } from '@kaochang/domain/training/check-training'
import type { Deps } from '../deps.ts'
import type { CourseReach } from './reach-course.ts'

type Row = RequestOf<typeof recordTrainings>['body']['rows'][number]
type Answer = ResponseOf<typeof recordTrainings>

/**
 * Records who was in a course. Only people on a roll within reach; a certificate only on the hours and a passed exam (R48-1);
 * team leaders only in a course of the next higher enterprise (R35-1). What is recorded stays. Good rows go in, and
 * every other is named with its reason.
 */
export async function recordTrainingsFor(
  { db, clock }: Deps,
  reach: CourseReach,
  course: Course,
  rows: readonly Row[],
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const at = clock.now()
    const personIds = rows.map(({ personId }) => personId as PersonId)
    const names = await findPersonNames(tx, personIds)
    const posts = await ownPosts(tx, reach, personIds)
    const problems: Answer['problems'][number][] = []
    let recorded = 0
    for (const [index, row] of rows.entries()) {
      const own = posts.get(row.personId as PersonId)
      const checked = own ? checkRow(course, row, own, reach) : refuse({ code: 'person_not_on_the_roll' })
      const entered = { enteredBy: reach.actor.id, enteredAt: at }
      const done: Outcome<true, { code: RefusalCode }> = !checked.ok
        ? checked
        : (await insertTraining(tx, { ...trainingOf(course.id, row), ...entered }))
          ? allow(true)
          : refuse({ code: 'training_recorded_already' })
      if (done.ok) recorded += 1
      // The name only of somebody whom the reader may see.
      else problems.push({ row: index + 1, name: own ? (names.get(row.personId) ?? '') : '', refusal: done.refusal })
    }
    const facts = { recorded, refused: problems.length }
    await noteAct(tx, { at, staffId: reach.actor.id, act: 'record_trainings', subject: `course:${course.id}`, facts })
    return { recorded, problems }
  })
}

type OwnPost = Awaited<ReturnType<typeof listPeopleAt>>[number]

/** The posts people have, or had, in the enterprises the reader reaches. */
async function ownPosts(tx: Transaction, { enterprises }: CourseReach, personIds: readonly PersonId[]) {
  const own = new Set(enterprises.map(({ id }) => id))
  const posts = (await listPeopleAt(tx, personIds)).filter(({ enterpriseId }) => own.has(enterpriseId))
  return Map.groupBy(posts, ({ personId }) => personId)
}

function checkRow(course: Course, row: Row, posts: readonly OwnPost[], { enterprises }: CourseReach) {
  const leads = posts.find(({ post, endedOn }) => endedOn === null && findPost(post)?.teamLeader === true)
  const employer = leads && enterprises.find(({ id }) => id === leads.enterpriseId)
  if (course.category === 'worker' && employer && !organisedByTheRightOne(employer, course.enterpriseId))
    return refuse({ code: 'team_leader_trained_elsewhere', article: '35' })
  return checkAttendance(course, { ...row, points: row.points })
}

function trainingOf(courseId: string, { personId, hoursAttended, points, result, certificateNumber }: Row) {
  return { courseId, personId: personId as PersonId, hoursAttended, points, passed: result, certificateNumber }
}
