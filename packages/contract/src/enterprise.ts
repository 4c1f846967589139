import { OVERSIGHTS } from '@kaochang/domain/enterprise/oversight'
import { SKILL_GRADES } from '@kaochang/domain/enterprise/mentor'
import { POST_WARNINGS, type PostWarning } from '@kaochang/domain/enterprise/post-warnings'
import { CATEGORIES } from '@kaochang/domain/law/categories'
import { CLOCKS, type ClockName } from '@kaochang/domain/law/deadline'
import { EDUCATION_LEVELS } from '@kaochang/domain/people/background'
import { TRADE_CODES } from '@kaochang/domain/law/trades'
import { COURSE_KINDS, TRAINING_RESULTS } from '@kaochang/domain/training/training'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { CityField, DateField, IdField, InstantField, ProvinceField, nullable, oneOf } from './fields.ts'
import { RefusalBody, refusals } from './refusal.ts'

const ShortText = Type.String({ minLength: 2, maxLength: 120 })
const PostField = Type.String({ maxLength: 60, description: 'a code of law/posts' })
const TradeField = oneOf(TRADE_CODES)

const EnterpriseFields = {
  name: ShortText,
  province: ProvinceField,
  city: CityField,
  oversight: oneOf(OVERSIGHTS),
  appointingBody: ShortText,
  email: nullable(Type.String({ maxLength: 120, pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' })),
  higherEnterpriseId: nullable(IdField),
} as const

export const EnterpriseView = Type.Object({
  id: IdField,
  creditCode: Type.String(),
  ...EnterpriseFields,
  higherEnterpriseName: nullable(Type.String()),
  /** People with a post there now. */
  peopleCount: Type.Integer(),
  overdueCount: Type.Integer(),
})
export type EnterpriseView = Static<typeof EnterpriseView>

/** A clock of the board, as whoever owes it sees it. */
export const ClockView = Type.Object({
  id: IdField,
  clock: oneOf(Object.keys(CLOCKS) as [ClockName, ...ClockName[]]),
  personId: nullable(IdField),
  /** The post it is about, where it is about one. */
  employmentId: nullable(IdField),
  title: Type.String(),
  fromDate: DateField,
  due: DateField,
  strict: DateField,
  provisional: Type.Boolean(),
  metOn: nullable(DateField),
  lapsedBecause: nullable(Type.String()),
  closed: Type.Boolean(),
  /** Past its day and still owed. */
  overdue: Type.Boolean(),
})
export type ClockView = Static<typeof ClockView>

const MentorFields = {
  mentorName: Type.String({ minLength: 2, maxLength: 40 }),
  mentorSkillGrade: nullable(oneOf(SKILL_GRADES)),
  mentorYears: Type.Integer({ minimum: 0, maximum: 60 }),
  mentorViolations: Type.Boolean(),
  startedOn: DateField,
} as const

export const PostView = Type.Object({
  id: IdField,
  category: oneOf(CATEGORIES),
  post: PostField,
  title: Type.String(),
  trade: nullable(Type.String()),
  underground: Type.Boolean(),
  startedOn: DateField,
  endedOn: nullable(DateField),
  endReason: nullable(Type.String()),
  awayFrom: nullable(DateField),
  adjustmentReason: nullable(oneOf(['art_11_not_met', 'failed_retake', 'failed_reassessment'])),
  mentorship: nullable(
    Type.Object({
      ...MentorFields,
      signedOn: nullable(DateField),
      warnings: Type.Array(oneOf(['mentor_below_intermediate', 'mentor_under_three_years', 'mentor_with_violations'])),
    }),
  ),
  warnings: Type.Array(oneOf(Object.keys(POST_WARNINGS) as [PostWarning, ...PostWarning[]])),
})
export type PostView = Static<typeof PostView>

/** A person as one enterprise sees them: with the posts they have or had there, and no others. */
export const PersonView = Type.Object({
  id: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  posts: Type.Array(PostView),
  clocks: Type.Array(ClockView),
})
export type PersonView = Static<typeof PersonView>

export const EducationBody = Type.Object(
  {
    level: oneOf(EDUCATION_LEVELS),
    coalRelated: Type.Boolean(),
    subject: Type.String({ maxLength: 80 }),
    school: Type.String({ maxLength: 80 }),
    graduatedOn: nullable(DateField),
  },
  { additionalProperties: false },
)
export const WorkPeriodBody = Type.Object(
  {
    employer: Type.String({ minLength: 1, maxLength: 120 }),
    post: Type.String({ maxLength: 80 }),
    kind: oneOf(['coal', 'coal_safety', 'other']),
    from: DateField,
    to: nullable(DateField),
  },
  { additionalProperties: false },
)
export const BackgroundBody = Type.Object(
  {
    education: nullable(EducationBody),
    work: Type.Array(WorkPeriodBody, { maxItems: 40 }),
    skillGrade: nullable(oneOf(SKILL_GRADES)),
  },
  { additionalProperties: false },
)
export type BackgroundBody = Static<typeof BackgroundBody>

/** A training of a person, with the course it was and how it ended (R08-1, R48-1). */
export const PersonTrainingView = Type.Object({
  id: IdField,
  courseId: IdField,
  courseName: Type.String(),
  institution: Type.String(),
  kind: oneOf(COURSE_KINDS),
  category: oneOf(CATEGORIES),
  trade: nullable(Type.String()),
  startedOn: DateField,
  closedOn: DateField,
  hoursAttended: Type.Integer(),
  points: nullable(Type.Integer()),
  result: oneOf(TRAINING_RESULTS),
  certificateNumber: nullable(Type.String()),
})
export type PersonTrainingView = Static<typeof PersonTrainingView>

export const PersonCertificateView = Type.Object({
  id: IdField,
  category: oneOf(CATEGORIES),
  trade: nullable(Type.String()),
  numberMasked: Type.String(),
  issuedOn: DateField,
  validThrough: nullable(DateField),
  /** Revoked or cancelled. */
  ended: Type.Boolean(),
})

export const PersonFileView = Type.Object({
  enterpriseId: IdField,
  person: PersonView,
  background: Type.Object({
    education: nullable(EducationBody),
    work: Type.Array(WorkPeriodBody),
    skillGrade: nullable(oneOf(SKILL_GRADES)),
    changedAt: nullable(InstantField),
  }),
  trainings: Type.Array(PersonTrainingView),
  certificates: Type.Array(PersonCertificateView),
})
export type PersonFileView = Static<typeof PersonFileView>

const PostBody = {
  post: PostField,
  title: nullable(Type.String({ maxLength: 120 })),
  trade: nullable(TradeField),
  underground: Type.Boolean(),
  startedOn: DateField,
} as const

/** One person of a list as they are entered. `moved` says that they left the enterprise they are registered with. */
export const EntryBody = Type.Object(
  {
    name: Type.String({ maxLength: 80 }),
    idNumber: Type.String({ maxLength: 40 }),
    ...PostBody,
    education: nullable(EducationBody),
    skillGrade: nullable(oneOf(SKILL_GRADES)),
    moved: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type EntryBody = Static<typeof EntryBody>

export const TrainingPlanView = Type.Object({
  year: Type.Integer(),
  body: Type.String(),
  staffNames: Type.String(),
  plan: Type.String(),
  budgetPercent: Type.Integer(),
})

const EnterpriseParams = Type.Object({ enterpriseId: IdField })
const PersonParams = Type.Object({ enterpriseId: IdField, personId: IdField })
const EmploymentParams = Type.Object({ employmentId: IdField })
const WhyField = Type.String({ minLength: 2, maxLength: 120 })

export const listEnterprises = endpoint({
  method: 'GET',
  url: '/v1/enterprises',
  config: { access: { act: 'read_enterprises' } },
  schema: {
    summary: 'The enterprises within the reader’s reach',
    response: { 200: Type.Object({ enterprises: Type.Array(EnterpriseView) }) },
  },
})

export const registerEnterprise = endpoint({
  method: 'POST',
  url: '/v1/enterprises',
  config: { access: { act: 'edit_enterprise' } },
  schema: {
    summary: 'Registers a coal enterprise under its unified social credit code (GB 32100, R04-1, R16-1)',
    body: Type.Object(
      { creditCode: Type.String({ maxLength: 40 }), ...EnterpriseFields },
      { additionalProperties: false },
    ),
    response: { 200: EnterpriseView, ...refusals(403, 409, 422) },
  },
})

export const changeEnterprise = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId',
  config: { access: { act: 'edit_enterprise' } },
  schema: {
    summary: 'Corrects what is registered of an enterprise; its credit code and province stay',
    params: EnterpriseParams,
    body: Type.Object(
      {
        name: EnterpriseFields.name,
        city: EnterpriseFields.city,
        oversight: EnterpriseFields.oversight,
        appointingBody: EnterpriseFields.appointingBody,
        email: EnterpriseFields.email,
        higherEnterpriseId: EnterpriseFields.higherEnterpriseId,
      },
      { additionalProperties: false },
    ),
    response: { 200: EnterpriseView, ...refusals(404, 422) },
  },
})

export const readEnterprise = endpoint({
  method: 'GET',
  url: '/v1/enterprises/:enterpriseId',
  config: { access: { act: 'read_enterprises' } },
  schema: {
    summary: 'One enterprise at a glance: its people by category, and what is under way',
    params: EnterpriseParams,
    response: {
      200: Type.Object({
        enterprise: EnterpriseView,
        people: Type.Array(Type.Object({ category: oneOf(CATEGORIES), count: Type.Integer() })),
        /** Null for whoever may not read the people of the enterprise. */
        counts: nullable(
          Type.Object({
            applicationsUnderWay: Type.Integer(),
            certificatesValid: Type.Integer(),
            notices: Type.Integer(),
            mustBeAdjusted: Type.Integer(),
          }),
        ),
        plans: Type.Array(TrainingPlanView),
      }),
      ...refusals(404),
    },
  },
})

export const keepTrainingPlan = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId/training-plans',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Reports the training plan of a year; a later report replaces it (R06-1)',
    params: EnterpriseParams,
    body: Type.Object(
      {
        year: Type.Integer({ minimum: 2018, maximum: 2100 }),
        body: ShortText,
        staffNames: ShortText,
        plan: Type.String({ minLength: 2, maxLength: 4000 }),
        budgetPercent: Type.Integer({ minimum: 0, maximum: 100 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: TrainingPlanView, ...refusals(404) },
  },
})

export const listPeople = endpoint({
  method: 'GET',
  url: '/v1/enterprises/:enterpriseId/people',
  config: { access: { act: 'read_people' } },
  schema: {
    summary: 'The people with a post in the enterprise, and on request those who had one, with their clocks',
    params: EnterpriseParams,
    querystring: Type.Object({ former: Type.Optional(oneOf(['yes'])) }, { additionalProperties: false }),
    response: { 200: Type.Object({ people: Type.Array(PersonView) }), ...refusals(404) },
  },
})

export const enterPeople = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId/people',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary:
      'Takes people onto the roll, each with a post. Good rows go in; every other row is named with its reason (R02-1, R17-1, R17-2)',
    params: EnterpriseParams,
    body: Type.Object(
      { rows: Type.Array(EntryBody, { minItems: 1, maxItems: 2000 }) },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        added: Type.Integer(),
        unchanged: Type.Integer(),
        problems: Type.Array(Type.Object({ row: Type.Integer(), name: Type.String(), refusal: RefusalBody })),
      }),
      ...refusals(404, 422),
    },
  },
})

export const readPeopleList = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId/people-lists',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary:
      'Reads a list of people, .xlsx or .csv as octets with its name in x-file-name, and stores nothing: what was understood, and what was not by row',
    params: EnterpriseParams,
    response: {
      200: Type.Object({
        rows: Type.Array(Type.Object({ row: Type.Integer(), entry: EntryBody })),
        problems: Type.Array(Type.Object({ row: Type.Integer(), name: Type.String(), refusal: RefusalBody })),
        unreadColumns: Type.Array(Type.String()),
      }),
      ...refusals(404, 422),
    },
  },
})

export const readPerson = endpoint({
  method: 'GET',
  url: '/v1/enterprises/:enterpriseId/people/:personId',
  config: { access: { act: 'read_people' } },
  schema: {
    summary:
      'One person’s file as the enterprise keeps it (R08-1): posts, education, work, trainings, clocks, certificates',
    params: PersonParams,
    response: { 200: PersonFileView, ...refusals(404) },
  },
})

export const keepBackground = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId/people/:personId/background',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Writes a person’s education, work history and skill grade (R08-1)',
    params: PersonParams,
    body: BackgroundBody,
    response: { 200: PersonFileView, ...refusals(404, 422) },
  },
})

export const addPost = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId/people/:personId/posts',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Gives somebody of the enterprise a further post beside those they have (A29)',
    params: PersonParams,
    body: Type.Object(PostBody, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})

export const transferPost = endpoint({
  method: 'POST',
  url: '/v1/employments/:employmentId/transfer',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Moves somebody from one post to another; whether clocks start anew is for A5 to say',
    params: EmploymentParams,
    body: Type.Object(PostBody, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})

export const endPost = endpoint({
  method: 'POST',
  url: '/v1/employments/:employmentId/end',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Ends a post on its last day; its running clocks lapse',
    params: EmploymentParams,
    body: Type.Object({ endedOn: DateField, reason: WhyField }, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})

export const leavePost = endpoint({
  method: 'POST',
  url: '/v1/employments/:employmentId/away',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Writes down the first day off the post; an operator’s six months begin (R30-1)',
    params: EmploymentParams,
    body: Type.Object({ awayFrom: DateField }, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})

export const comeBack = endpoint({
  method: 'POST',
  url: '/v1/employments/:employmentId/back',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Writes down the first day back at work; refused until what arts. 30 and 37 ask for was passed',
    params: EmploymentParams,
    body: Type.Object({ backOn: DateField }, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})

export const beginMentorship = endpoint({
  method: 'POST',
  url: '/v1/employments/:employmentId/mentorship',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Puts a new underground worker under a mentor; the four months begin (R36-1, R36-2)',
    params: EmploymentParams,
    body: Type.Object(MentorFields, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})

export const signMentorship = endpoint({
  method: 'POST',
  url: '/v1/employments/:employmentId/mentorship/sign',
  config: { access: { act: 'edit_people' } },
  schema: {
    summary: 'Records the certificate that the mentor signed after four full months (R36-1)',
    params: EmploymentParams,
    body: Type.Object({ signedOn: DateField }, { additionalProperties: false }),
    response: { 200: PersonFileView, ...refusals(404, 409, 422) },
  },
})
