import { CATEGORIES } from '@kaochang/domain/law/categories'
import { TRADE_CODES } from '@kaochang/domain/law/trades'
import { COURSE_KINDS, TRAINING_RESULTS } from '@kaochang/domain/training/training'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { DateField, HundredthsField, IdField, ProvinceField, ReasonField, nullable, oneOf } from './fields.ts'
import { RefusalBody, refusals } from './refusal.ts'

export const InstitutionView = Type.Object({
  id: IdField,
  province: ProvinceField,
  name: Type.String(),
  kind: oneOf(['institution', 'enterprise']),
  enterpriseId: nullable(IdField),
  reportedOn: DateField,
  reference: Type.String(),
  withdrawnOn: nullable(DateField),
})
export type InstitutionView = Static<typeof InstitutionView>

export const listInstitutions = endpoint({
  method: 'GET',
  url: '/v1/training-institutions',
  config: { access: { act: 'read_training' } },
  schema: {
    summary: 'Who may train in the provinces that the reader’s places lie in (R07-1)',
    response: { 200: Type.Object({ institutions: Type.Array(InstitutionView) }) },
  },
})

export const registerInstitution = endpoint({
  method: 'POST',
  url: '/v1/training-institutions',
  config: { access: { act: 'edit_institutions' } },
  schema: {
    summary: 'Registers who trains, after teachers and facilities were reported in writing (R07-1)',
    body: Type.Object(
      {
        province: ProvinceField,
        name: Type.String({ minLength: 2, maxLength: 120 }),
        /** The enterprise that trains its own people; null for an institution. */
        enterpriseId: nullable(IdField),
        reportedOn: DateField,
        reference: Type.String({ minLength: 2, maxLength: 120 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: InstitutionView, ...refusals(403, 404, 409, 422) },
  },
})

export const withdrawInstitution = endpoint({
  method: 'POST',
  url: '/v1/training-institutions/:institutionId/withdraw',
  config: { access: { act: 'edit_institutions' } },
  schema: {
    summary: 'Takes somebody out of the register of who may train, from today on',
    params: Type.Object({ institutionId: IdField }),
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
    response: { 200: InstitutionView, ...refusals(404, 409) },
  },
})

const CourseFields = {
  name: Type.String({ minLength: 2, maxLength: 120 }),
  kind: oneOf(COURSE_KINDS),
  category: oneOf(CATEGORIES),
  trade: nullable(oneOf(TRADE_CODES)),
  hours: Type.Integer({ minimum: 1, maximum: 2000 }),
  startedOn: DateField,
  closedOn: DateField,
  place: Type.String({ minLength: 2, maxLength: 200 }),
  teachers: Type.String({ minLength: 2, maxLength: 400 }),
  outline: Type.String({ minLength: 2, maxLength: 200 }),
  plan: nullable(Type.String({ maxLength: 4000 })),
  handouts: nullable(Type.String({ maxLength: 4000 })),
  report: nullable(Type.String({ maxLength: 4000 })),
} as const

export const CourseView = Type.Object({
  id: IdField,
  institution: Type.Object({ id: IdField, name: Type.String() }),
  /** The enterprise that organised it; null for a course open to several. */
  enterprise: nullable(Type.Object({ id: IdField, name: Type.String() })),
  ...CourseFields,
  trade: nullable(Type.String()),
  /** The last day its file is kept (R09-2, R09-3, R09-4). */
  keptThrough: DateField,
  /** Of the people whom the reader may see. */
  traineeCount: Type.Integer(),
  certifiedCount: Type.Integer(),
})
export type CourseView = Static<typeof CourseView>

export const TraineeView = Type.Object({
  id: IdField,
  personId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  hoursAttended: Type.Integer(),
  points: nullable(Type.Integer()),
  result: oneOf(TRAINING_RESULTS),
  certificateNumber: nullable(Type.String()),
})
export type TraineeView = Static<typeof TraineeView>

export const listCourses = endpoint({
  method: 'GET',
  url: '/v1/courses',
  config: { access: { act: 'read_training' } },
  schema: {
    summary:
      'The courses within the reader’s reach, the latest first: an enterprise’s own, its higher enterprise’s, and open ones',
    response: { 200: Type.Object({ courses: Type.Array(CourseView) }) },
  },
})

export const registerCourse = endpoint({
  method: 'POST',
  url: '/v1/courses',
  config: { access: { act: 'record_training' } },
  schema: {
    summary:
      'Enters a course that is over, with its file (R09-1). Refused under the least hours of its kind (R25-1, R29-1, R35-2, R35-3)',
    body: Type.Object(
      { institutionId: IdField, enterpriseId: nullable(IdField), ...CourseFields },
      { additionalProperties: false },
    ),
    response: { 200: CourseView, ...refusals(403, 404, 422) },
  },
})

export const readCourse = endpoint({
  method: 'GET',
  url: '/v1/courses/:courseId',
  config: { access: { act: 'read_training' } },
  schema: {
    summary: 'One course with those of its people whom the reader may see',
    params: Type.Object({ courseId: IdField }),
    response: { 200: Type.Object({ course: CourseView, trainees: Type.Array(TraineeView) }), ...refusals(404) },
  },
})

export const recordTrainings = endpoint({
  method: 'POST',
  url: '/v1/courses/:courseId/trainings',
  config: { access: { act: 'record_training' } },
  schema: {
    summary:
      'Records who attended, for how long and how they came out. A certificate needs the hours and a passed exam (R48-1); what is recorded stays',
    params: Type.Object({ courseId: IdField }),
    body: Type.Object(
      {
        rows: Type.Array(
          Type.Object(
            {
              personId: IdField,
              hoursAttended: Type.Integer({ minimum: 0, maximum: 2000 }),
              points: nullable(HundredthsField),
              result: oneOf(TRAINING_RESULTS),
              certificateNumber: nullable(Type.String({ minLength: 2, maxLength: 60 })),
            },
            { additionalProperties: false },
          ),
          { minItems: 1, maxItems: 500 },
        ),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        recorded: Type.Integer(),
        problems: Type.Array(Type.Object({ row: Type.Integer(), name: Type.String(), refusal: RefusalBody })),
      }),
      ...refusals(404),
    },
  },
})
