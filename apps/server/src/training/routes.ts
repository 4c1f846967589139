import * as contract from '@kaochang/contract/training'
import type { CourseView, InstitutionView } from '@kaochang/contract/training'
import { listPeopleAt } from '@kaochang/database/enterprise'
import * as store from '@kaochang/database/training'
import { civilDateAt } from '@kaochang/domain/instant'
import type { Act } from '@kaochang/domain/people/permission'
import { deadline } from '@kaochang/domain/law/deadline'
import { officialCalendar } from '@kaochang/domain/law/calendar'
import { archiveClock } from '@kaochang/domain/training/training'
import type { Routes } from '../app.ts'
import { type Actor, actorOf } from '../people/access.ts'
import { type CourseReach, courseReachOf, reachesCourse } from './reach-course.ts'
import { recordTrainingsFor } from './record-trainings.ts'
import { registerCourseFor } from './register-course.ts'
import { registerInstitutionFor, withdrawInstitutionFor } from './register-institution.ts'

/** Who trains, courses, and who was in them. */
export const trainingRoutes: Routes = (app, deps) => {
  const { db, clock } = deps

  const reachOf = (actor: Actor, act: Act) => courseReachOf(db, actor, act, civilDateAt(clock.now()))

  /** Of a course's people those with a post, now or before, in an enterprise the reader reaches. */
  async function traineesFor({ actor, act, enterprises }: CourseReach, courses: readonly store.Course[]) {
    const trainees = await store.listTrainees(
      db,
      courses.map(({ id }) => id),
    )
    const own = new Set(enterprises.map(({ id }) => id))
    const at = await listPeopleAt(db, [...new Set(trainees.map(({ personId }) => personId))])
    const seen = new Set(at.filter(({ enterpriseId }) => own.has(enterpriseId)).map(({ personId }) => personId))
    const provinces = new Set(
      courses.flatMap(({ id, province }) => (actor.may(act, { level: 'province', province }) ? [id] : [])),
    )
    return trainees.filter(({ courseId, personId }) => provinces.has(courseId) || seen.has(personId))
  }

  async function presentCourses(reach: CourseReach, courses: readonly store.Course[]): Promise<CourseView[]> {
    const byCourse = Map.groupBy(await traineesFor(reach, courses), ({ courseId }) => courseId)
    return courses.map((course) => presentCourse(course, byCourse.get(course.id) ?? []))
  }

  app.route({
    ...contract.listInstitutions,
    handler: async (request) => {
      const { grants } = actorOf(request)
      const institutions = await store.listInstitutions(db)
      const everywhere = grants.some(({ jurisdiction }) => jurisdiction.level === 'nation')
      const provinces = new Set(
        grants.flatMap(({ jurisdiction }) => ('province' in jurisdiction ? jurisdiction.province : [])),
      )
      return {
        institutions: institutions
          .filter(({ province }) => everywhere || provinces.has(province))
          .map(presentInstitution),
      }
    },
  })

  app.route({
    ...contract.registerInstitution,
    handler: async (request, reply) => {
      const registered = await registerInstitutionFor(deps, actorOf(request), request.body)
      return registered.ok ? presentInstitution(registered.value) : reply.refuse(registered.refusal)
    },
  })

  app.route({
    ...contract.withdrawInstitution,
    handler: async (request, reply) => {
      const { params, body } = request
      const withdrawn = await withdrawInstitutionFor(deps, actorOf(request), params.institutionId, body.reason)
      return withdrawn.ok ? presentInstitution(withdrawn.value) : reply.refuse(withdrawn.refusal)
    },
  })

  app.route({
    ...contract.listCourses,
    handler: async (request) => {
      const reach = await reachOf(actorOf(request), 'read_training')
      const courses = (await store.listCourses(db)).filter((course) => reachesCourse(reach, course))
      return { courses: await presentCourses(reach, courses) }
    },
  })

  app.route({
    ...contract.registerCourse,
    handler: async (request, reply) => {
      const registered = await registerCourseFor(deps, actorOf(request), request.body)
      return registered.ok ? presentCourse(registered.value, []) : reply.refuse(registered.refusal)
    },
  })

  app.route({
    ...contract.readCourse,
    handler: async (request, reply) => {
      const reach = await reachOf(actorOf(request), 'read_training')
      const course = await store.findCourse(db, request.params.courseId)
      if (!course || !reachesCourse(reach, course)) return reply.refuse({ code: 'not_found' })
      const trainees = await traineesFor(reach, [course])
      return {
        course: presentCourse(course, trainees),
        trainees: trainees.map(({ courseId: _, ...trainee }) => trainee),
      }
    },
  })

  app.route({
    ...contract.recordTrainings,
    handler: async (request, reply) => {
      const reach = await reachOf(actorOf(request), 'record_training')
      const course = await store.findCourse(db, request.params.courseId)
      if (!course || !reachesCourse(reach, course)) return reply.refuse({ code: 'not_found' })
      return recordTrainingsFor(deps, reach, course, request.body.rows)
    },
  })
}

function presentInstitution(institution: store.Institution): InstitutionView {
  const { id, province, name, kind, enterpriseId, reportedOn, reference, withdrawnOn } = institution
  return { id, province, name, kind, enterpriseId, reportedOn, reference, withdrawnOn }
}

function presentCourse(
  course: store.Course,
  trainees: readonly { readonly certificateNumber: string | null }[],
): CourseView {
  const { id, name, kind, category, trade, hours, startedOn, closedOn, place, teachers, outline } = course
  const { plan, handouts, report } = course
  return {
    id,
    name,
    kind,
    category,
    trade: trade,
    hours,
    startedOn,
    closedOn,
    place,
    teachers,
    outline,
    plan,
    handouts,
    report,
    institution: { id: course.institutionId, name: course.institutionName },
    enterprise: course.enterpriseId && { id: course.enterpriseId, name: course.enterpriseName ?? '' },
    // Years do not roll, so no notice moves this day.
    keptThrough: deadline(archiveClock(category), closedOn, officialCalendar()).due,
    traineeCount: trainees.length,
    certifiedCount: trainees.filter(({ certificateNumber }) => certificateNumber !== null).length,
  }
}
