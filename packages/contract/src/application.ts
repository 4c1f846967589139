import {
  APPLICATION_BASES,
  APPLICATION_PURPOSES,
  APPLICATION_STATES,
  DOCUMENT_KINDS,
} from '@kaochang/domain/application/application'
import { VERDICTS } from '@kaochang/domain/application/finding'
import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { COMPONENTS } from '@kaochang/domain/law/rules'
import { ADDRESSEES } from '@kaochang/domain/notice/notice'
import { EDUCATION_LEVELS } from '@kaochang/domain/people/background'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { CityField, DateField, IdField, InstantField, ProvinceField, ReasonField, nullable, oneOf } from './fields.ts'
import { RefusalBody, refusals } from './refusal.ts'

export const PurposeField = oneOf(APPLICATION_PURPOSES)
export const DocumentKindField = oneOf(DOCUMENT_KINDS)
const Article = Type.String({ maxLength: 8, description: 'of Order 92' })

const Authority = Type.Object({ province: nullable(ProvinceField), city: nullable(CityField) })

/** A clock that runs for an application: until when the authority may ask for papers (A16), or a statutory one. */
const RunningClock = Type.Object({
  clock: Type.String(),
  due: DateField,
  /** The day before any rolling: the one to plan by. */
  strict: DateField,
  provisional: Type.Boolean(),
  overdue: Type.Boolean(),
})
export type RunningClock = Static<typeof RunningClock>

export const ApplicationLine = Type.Object({
  id: IdField,
  purpose: PurposeField,
  category: oneOf(EXAM_CATEGORIES),
  trade: nullable(Type.String()),
  person: Type.Object({ name: Type.String(), idNumberMasked: Type.String() }),
  enterprise: Type.String(),
  /** A code of `law/posts`, and the words of the appointment where it has its own; null where no post is known. */
  post: nullable(Type.Object({ code: Type.String(), title: Type.String() })),
  authority: Authority,
  basis: oneOf(APPLICATION_BASES),
  state: oneOf(APPLICATION_STATES),
  late: oneOf(['in_time', 'late', 'no_clock']),
  waiver: oneOf(['no', 'asked', 'granted']),
  createdAt: InstantField,
  submittedAt: nullable(InstantField),
  completeAt: nullable(InstantField),
  decidedAt: nullable(InstantField),
  clocks: Type.Array(RunningClock),
})
export type ApplicationLine = Static<typeof ApplicationLine>

const FindingView = Type.Object({
  code: Type.String(),
  article: Type.String(),
  verdict: oneOf(VERDICTS),
  zh: Type.String(),
  en: Type.String(),
})
export type FindingView = Static<typeof FindingView>

const DocumentView = Type.Object({
  id: IdField,
  kind: DocumentKindField,
  fileName: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
  uploadedAt: InstantField,
  /** When another took its place; null while it counts. */
  replacedAt: nullable(InstantField),
})
export type DocumentView = Static<typeof DocumentView>

/** What is asked for; any one of these papers. */
const RequiredPaper = Type.Object({
  anyOf: Type.Array(DocumentKindField),
  article: Type.String(),
  present: Type.Boolean(),
})

const Ground = Type.Object({ zh: Type.String(), en: Type.String(), article: Type.String() })

const StepView = Type.Object({
  at: InstantField,
  act: oneOf([
    'submitted',
    'supplement_asked',
    'supplemented',
    'counted_as_accepted',
    'accepted',
    'refused',
    'withdrawn',
  ]),
  /** Whoever did it, to the side that did it; null to the other, and for what the platform does by itself. */
  by: nullable(Type.String()),
  reason: nullable(Type.String()),
  missing: Type.Array(DocumentKindField),
  grounds: Type.Array(Ground),
  falsePapers: Type.Boolean(),
})

export const ApplicationView = Type.Object({
  ...ApplicationLine.properties,
  appointedOn: nullable(DateField),
  documents: Type.Array(DocumentView),
  required: Type.Array(RequiredPaper),
  /** What the authority asked for and has not come since. */
  lacking: Type.Array(DocumentKindField),
  steps: Type.Array(StepView),
  /** What the rules found, condition by condition. */
  findings: Type.Array(FindingView),
  /** Why no application may be made at all, such as a bar that runs; null when one may. */
  barred: nullable(RefusalBody),
  /** What the findings rest on, to be compared with the papers. */
  record: Type.Object({
    education: nullable(
      Type.Object({
        level: oneOf(EDUCATION_LEVELS),
        coalRelated: Type.Boolean(),
        subject: Type.String(),
        school: Type.String(),
        graduatedOn: nullable(DateField),
      }),
    ),
    work: Type.Array(
      Type.Object({
        employer: Type.String(),
        post: Type.String(),
        kind: oneOf(['coal', 'coal_safety', 'other']),
        from: DateField,
        to: nullable(DateField),
      }),
    ),
    training: nullable(
      Type.Object({ name: Type.String(), institution: Type.String(), hours: Type.Integer(), closedOn: DateField }),
    ),
    certificate: nullable(
      Type.Object({ issuedOn: DateField, validThrough: nullable(DateField), province: nullable(ProvinceField) }),
    ),
  }),
  notices: Type.Array(
    Type.Object({
      id: IdField,
      code: Type.String(),
      addressee: oneOf(ADDRESSEES),
      toName: Type.String(),
      /** Whether the reader may open it: an enterprise opens what was written to it. */
      readable: Type.Boolean(),
    }),
  ),
})
export type ApplicationView = Static<typeof ApplicationView>

const ApplicationParams = Type.Object({ applicationId: IdField })

/** Somebody of the enterprise with what may be applied for from their post. */
const ApplicantView = Type.Object({
  employmentId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  category: oneOf(EXAM_CATEGORIES),
  post: Type.Object({ code: Type.String(), title: Type.String() }),
  trade: nullable(Type.String()),
  startedOn: DateField,
  enterprise: Type.String(),
  /** The application of this category and trade that is open; null when none is. */
  openApplicationId: nullable(IdField),
  /** What may be applied for today, and how each might go: the first of `bases` is the ordinary one. */
  purposes: Type.Array(Type.Object({ purpose: PurposeField, bases: Type.Array(oneOf(APPLICATION_BASES)) })),
  /** Why nothing may be applied for; null when something may. */
  refusal: nullable(RefusalBody),
})
export type ApplicantView = Static<typeof ApplicantView>

export const listApplicants = endpoint({
  method: 'GET',
  url: '/v1/applicants',
  config: { access: { act: 'apply' } },
  schema: {
    summary: 'The people of the reader’s enterprise whose posts are assessed, and what may be applied for today',
    response: { 200: Type.Object({ applicants: Type.Array(ApplicantView) }) },
  },
})

export const listApplications = endpoint({
  method: 'GET',
  url: '/v1/applications',
  config: { access: { act: 'read_applications' } },
  schema: {
    summary:
      'The applications of the reader’s enterprise, or to the reader’s authority, those that wait longest first; drafts are the enterprise’s alone',
    querystring: Type.Object(
      {
        state: Type.Optional(oneOf(APPLICATION_STATES)),
        category: Type.Optional(oneOf(EXAM_CATEGORIES)),
        text: Type.Optional(Type.String({ maxLength: 60 })),
        page: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,4}$' })),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        applications: Type.Array(ApplicationLine),
        total: Type.Integer(),
        page: Type.Integer(),
        /** How many stand in each state, whatever the filters are. */
        counts: Type.Array(Type.Object({ state: oneOf(APPLICATION_STATES), count: Type.Integer() })),
      }),
    },
  },
})

export const draftApplications = endpoint({
  method: 'POST',
  url: '/v1/applications',
  config: { access: { act: 'apply' } },
  schema: {
    summary: 'Drafts an application for each of the posts named; whoever cannot apply is named with the reason',
    body: Type.Object(
      {
        employmentIds: Type.Array(IdField, { minItems: 1, maxItems: 100, uniqueItems: true }),
        purpose: oneOf(['first', 'renewal', 'practical_again']),
        basis: oneOf(APPLICATION_BASES),
        household: nullable(Type.Object({ province: ProvinceField, city: CityField }, { additionalProperties: false })),
        asksTrainingWaiver: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        drafted: Type.Array(ApplicationLine),
        problems: Type.Array(Type.Object({ employmentId: IdField, name: Type.String(), refusal: RefusalBody })),
      }),
      ...refusals(404),
    },
  },
})

export const readApplication = endpoint({
  method: 'GET',
  url: '/v1/applications/:applicationId',
  config: { access: { act: 'read_applications' } },
  schema: {
    summary: 'One application: its papers, its steps, and what the rules find, condition by condition',
    params: ApplicationParams,
    response: { 200: ApplicationView, ...refusals(404) },
  },
})

export const uploadDocument = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/documents/:kind',
  config: { access: { act: 'apply' } },
  schema: {
    summary:
      'Adds a paper, sent as the one file of a multipart form: PDF, JPEG or PNG by its content, at most 5 MB. It is kept encrypted',
    params: Type.Object({ applicationId: IdField, kind: DocumentKindField }),
    response: { 200: ApplicationView, ...refusals(404, 409, 422) },
  },
})

export const setDocumentAside = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/set-aside',
  config: { access: { act: 'apply' } },
  schema: {
    summary: 'Takes a paper out of the application; it is kept, and counts no more',
    params: ApplicationParams,
    body: Type.Object({ documentId: IdField }, { additionalProperties: false }),
    response: { 200: ApplicationView, ...refusals(404, 409) },
  },
})

/** A paper itself, under its own content type: not JSON, and so beside the endpoints that the browser calls. */
export const DOCUMENT_URL = '/v1/applications/:applicationId/papers/:documentId'

export const submitApplication = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/submit',
  config: { access: { act: 'apply' } },
  schema: {
    summary:
      'Hands the application in. Late is flagged and not refused (R17-2); papers may be missing, and the authority then asks for them once (A16)',
    params: ApplicationParams,
    response: { 200: ApplicationView, ...refusals(404, 409, 422) },
  },
})

export const supplementApplication = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/supplement',
  config: { access: { act: 'apply' } },
  schema: {
    summary: 'Hands in the papers that were asked for: the application is complete from this day',
    params: ApplicationParams,
    response: { 200: ApplicationView, ...refusals(404, 409, 422) },
  },
})

export const withdrawApplication = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/withdraw',
  config: { access: { act: 'apply' } },
  schema: {
    summary: 'Takes the application back before it is decided',
    params: ApplicationParams,
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
    response: { 200: ApplicationView, ...refusals(404, 409) },
  },
})

export const askForPapers = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/ask',
  config: { access: { act: 'review_application' } },
  schema: {
    summary: 'Asks, once, for everything that is missing, within five working days of the application (A16)',
    params: ApplicationParams,
    body: Type.Object(
      { missing: Type.Array(DocumentKindField, { minItems: 1, maxItems: 7, uniqueItems: true }), note: ReasonField },
      { additionalProperties: false },
    ),
    response: { 200: ApplicationView, ...refusals(404, 409, 422) },
  },
})

export const acceptApplication = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/accept',
  config: { access: { act: 'review_application' } },
  schema: {
    summary: 'Accepts the application, by the rules of this day, and opens the assessment',
    params: ApplicationParams,
    body: Type.Object(
      { papersVerified: Type.Boolean({ description: 'that what the findings leave to be verified was looked at' }) },
      { additionalProperties: false },
    ),
    response: { 200: ApplicationView, ...refusals(404, 409, 422) },
  },
})

export const refuseApplication = endpoint({
  method: 'POST',
  url: '/v1/applications/:applicationId/refuse',
  config: { access: { act: 'review_application' } },
  schema: {
    summary:
      'Refuses the application in writing (N2 to applicant, enterprise and appointing body; N5 to applicant and enterprise), for what the rules found and for the grounds added',
    params: ApplicationParams,
    body: Type.Object(
      {
        grounds: Type.Array(Type.Object({ article: Article, reason: ReasonField }, { additionalProperties: false }), {
          maxItems: 10,
        }),
        falsePapers: Type.Boolean({
          description: 'bars the person for a year (Administrative Licensing Law, art. 78)',
        }),
      },
      { additionalProperties: false },
    ),
    response: { 200: ApplicationView, ...refusals(404, 409, 422) },
  },
})

const WaitingView = Type.Object({
  assessmentId: IdField,
  applicationId: nullable(IdField),
  name: Type.String(),
  idNumberMasked: Type.String(),
  enterprise: Type.String(),
  purpose: PurposeField,
  component: oneOf(COMPONENTS),
  attempt: Type.Integer(),
  /** The clock that asks for this exam, the most urgent first; null where none runs. */
  clock: nullable(RunningClock),
  since: DateField,
})
export type WaitingView = Static<typeof WaitingView>

export const listWaiting = endpoint({
  method: 'GET',
  url: '/v1/sessions/:sessionId/waiting',
  config: { access: { act: 'edit_roster' } },
  schema: {
    summary:
      'The accepted applicants, and those with a retake, who wait for a session like this; the oldest duty first',
    params: Type.Object({ sessionId: IdField }),
    response: { 200: Type.Object({ waiting: Type.Array(WaitingView) }), ...refusals(404) },
  },
})

export const placeWaiting = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/roster/waiting',
  config: { access: { act: 'edit_roster' } },
  schema: {
    summary: 'Takes people who wait for it onto the roster',
    params: Type.Object({ sessionId: IdField }),
    body: Type.Object(
      { assessmentIds: Type.Array(IdField, { minItems: 1, maxItems: 2000, uniqueItems: true }) },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        added: Type.Integer(),
        unchanged: Type.Integer(),
        problems: Type.Array(Type.Object({ assessmentId: IdField, name: Type.String(), refusal: RefusalBody })),
      }),
      ...refusals(404, 409, 422),
    },
  },
})

const DelegationView = Type.Object({
  id: IdField,
  province: ProvinceField,
  city: CityField,
  trades: nullable(Type.Array(Type.String())),
  fromDate: DateField,
  toDate: nullable(DateField),
  reference: Type.String(),
  enteredAt: InstantField,
  /** Whether it is in force today. */
  inForce: Type.Boolean(),
})
export type DelegationView = Static<typeof DelegationView>

export const listDelegations = endpoint({
  method: 'GET',
  url: '/v1/delegations',
  config: { access: { act: 'delegate' } },
  schema: {
    summary: 'The cities that the reader’s province delegated to, the latest first (R23-2)',
    response: { 200: Type.Object({ delegations: Type.Array(DelegationView) }) },
  },
})

export const enterDelegation = endpoint({
  method: 'POST',
  url: '/v1/delegations',
  config: { access: { act: 'delegate' } },
  schema: {
    summary: 'Enters a delegation to a prefecture-level city, with its scope, dates and reference (R23-2)',
    body: Type.Object(
      {
        province: ProvinceField,
        city: CityField,
        trades: nullable(Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20, uniqueItems: true })),
        fromDate: DateField,
        toDate: nullable(DateField),
        reference: Type.String({ minLength: 2, maxLength: 120 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: DelegationView, ...refusals(403, 409, 422) },
  },
})

export const endDelegation = endpoint({
  method: 'POST',
  url: '/v1/delegations/:delegationId/end',
  config: { access: { act: 'delegate' } },
  schema: {
    summary: 'Ends a delegation with a day, its last; what is open with the city is the province’s from the next',
    params: Type.Object({ delegationId: IdField }),
    body: Type.Object({ toDate: DateField, reason: ReasonField }, { additionalProperties: false }),
    response: { 200: DelegationView, ...refusals(404, 422) },
  },
})
