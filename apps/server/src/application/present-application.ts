import type {
  ApplicantView,
  ApplicationLine,
  ApplicationView,
  DelegationView,
  FindingView,
  RunningClock,
} from '@kaochang/contract/application'
import {
  type Application,
  type ApplicationAct,
  type DelegationRow,
  listApplicants,
  listApplicationActs,
  listNoticesAbout,
  listRunningClocks,
  findOpenApplication,
} from '@kaochang/database/application'
import type { Database } from '@kaochang/database/client'
import { askingDue, isOpen } from '@kaochang/domain/application/advance-application'
import { APPLICATION_PURPOSES, type DocumentKind } from '@kaochang/domain/application/application'
import type { Finding } from '@kaochang/domain/application/finding'
import { delegationFor, openBases } from '@kaochang/domain/application/route-application'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { Calendar } from '@kaochang/domain/law/calendar'
import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { invariant } from '@kaochang/domain/outcome'
import type { NoticeFacts } from '@kaochang/domain/notice/notice'
import { readCalendar } from '../law/read-calendar.ts'
import type { Actor } from '../people/access.ts'
import { progressOf, readPapers } from './papers.ts'
import { enterprisesOf, isApplying } from './reach.ts'
import { type Case, readCase } from './read-case.ts'

type RunningDuty = Awaited<ReturnType<typeof listRunningClocks>>[number]

/** Applications as lists show them, each with the clocks that run for it. */
export async function presentLines(
  db: Database,
  applications: readonly Application[],
  at: Instant,
): Promise<ApplicationLine[]> {
  const subjects = applications.flatMap(({ id, employmentId }) => (employmentId === null ? [id] : [id, employmentId]))
  const running = Map.groupBy(await listRunningClocks(db, subjects), ({ subjectId }) => subjectId)
  const calendars = new Map<string | null, Calendar>()
  for (const province of new Set(applications.map((application) => application.province)))
    calendars.set(province, await readCalendar(db, province))
  return applications.map((application) => {
    const { id, employmentId, province, state } = application
    const calendar = calendars.get(province)
    invariant(calendar, 'every authority’s calendar was read')
    // What the post owes is the application's until it is decided, and the exam's after that.
    const ofPost =
      employmentId !== null && (isOpen(state) || state === 'accepted') ? running.get(employmentId) : undefined
    return presentLine(application, [...(running.get(id) ?? []), ...(ofPost ?? [])], calendar, civilDateAt(at))
  })
}

function presentLine(
  application: Application,
  running: readonly RunningDuty[],
  calendar: Calendar,
  today: CivilDate,
): ApplicationLine {
  const { id, purpose, category, trade, person, enterprise, employment, province, city, basis, state } = application
  const { late, asksTrainingWaiver: waiver, createdAt, submittedAt, completeAt, decidedAt } = application
  const asking = askingDue(progressOf(application, false), calendar)
  const clocks: RunningClock[] = [
    ...(asking ? [{ clock: 'asking', ...asking, strict: asking.due, overdue: today > asking.due }] : []),
    ...running.map((duty) => presentClock(duty, today)),
  ]
  return {
    id,
    purpose,
    category,
    trade,
    person: { name: person.name, idNumberMasked: person.idNumberMasked },
    enterprise: enterprise.name,
    post: employment && { code: employment.post, title: employment.title },
    authority: { province, city },
    basis,
    state,
    late,
    waiver,
    createdAt,
    submittedAt,
    completeAt,
    decidedAt,
    clocks,
  }
}

export function presentClock(
  { clock, due, strict, provisional }: Pick<RunningDuty, 'clock' | 'due' | 'strict' | 'provisional'>,
  today: CivilDate,
): RunningClock {
  return { clock, due, strict, provisional, overdue: today > due }
}

/**
 * One application whole. What was found when it was decided is shown as it was found; before that the rules are asked
 * afresh, so that the clerk sees today what the officer would.
 */
export async function presentApplication(
  db: Database,
  actor: Actor,
  application: Application,
  at: Instant,
): Promise<ApplicationView> {
  const { id, purpose, asksTrainingWaiver, province, submittedAt, trainingId } = application
  const [line] = await presentLines(db, [application], at)
  invariant(line, 'a line for an application')
  const { documents, required, present, lacking } = await readPapers(db, application)
  const acts = await listApplicationActs(db, id)
  const found = await readCase(db, application, province, civilDateAt(at))
  const submittedOn = submittedAt && civilDateAt(submittedAt)
  const decided = acts.findLast(({ act }) => act === 'accepted' || act === 'refused')
  const findings = decided
    ? ((decided.facts['findings'] ?? []) as readonly Finding[])
    : found.findings(purpose, asksTrainingWaiver, submittedOn)
  const may = isOpen(application.state)
    ? found.mayFile(purpose, asksTrainingWaiver, submittedOn ?? civilDateAt(at))
    : ({ ok: true } as const)
  return {
    ...line,
    appointedOn: application.employment?.startedOn ?? null,
    documents: documents.map((document) => ({
      id: document.id,
      kind: document.kind,
      fileName: document.fileName,
      mediaType: document.mediaType,
      sizeBytes: document.sizeBytes,
      sha256: document.sha256,
      uploadedAt: document.uploadedAt,
      replacedAt: document.replacedAt,
    })),
    required: required.map(({ anyOf, article }) => ({
      anyOf: [...anyOf],
      article,
      present: anyOf.some((kind) => present.includes(kind)),
    })),
    lacking: application.state === 'supplement_asked' ? [...lacking] : [],
    steps: acts.map((act) => presentStep(act, actor)),
    findings: findings.map(presentFinding),
    barred: may.ok ? null : { ...may.refusal },
    record: presentRecord(found, application, trainingId),
    notices: (await listNoticesAbout(db, id)).map(({ id: noticeId, code, addressee, toName, enterpriseId }) => ({
      id: noticeId,
      code,
      addressee,
      toName,
      readable: !isApplying(actor) || (enterpriseId !== null && enterprisesOf(actor).includes(enterpriseId)),
    })),
  }
}

function presentFinding({ code, article, verdict, zh, en }: Finding): FindingView {
  return { code, article, verdict, zh, en }
}

const BY_THE_ENTERPRISE: readonly ApplicationAct['act'][] = ['submitted', 'supplemented', 'withdrawn']

/** A step with its facts. Who in the other house did it is that house's to know. */
function presentStep({ at, act, staffName, facts }: ApplicationAct, actor: Actor): ApplicationView['steps'][number] {
  const ours = isApplying(actor) === BY_THE_ENTERPRISE.includes(act)
  const reason = facts['reason']
  return {
    at,
    act,
    by: ours ? staffName : null,
    reason: typeof reason === 'string' ? reason : null,
    missing: ((facts['missing'] ?? []) as readonly (DocumentKind | readonly DocumentKind[])[]).flatMap((kind) => kind),
    grounds: ((facts['grounds'] ?? []) as NoticeFacts['reasons']).map(({ zh, en, article }) => ({ zh, en, article })),
    falsePapers: facts['falsePapers'] === true,
  }
}

function presentRecord(found: Case, { purpose }: Application, trainingId: string | null): ApplicationView['record'] {
  const { education, work, certificate } = found
  const training = found.courses.find(({ id }) => id === trainingId) ?? found.training(purpose)
  return {
    education: education && { ...education },
    work: work.map(({ employer, post, kind, from, to }) => ({ employer, post, kind, from, to })),
    training: training && {
      name: training.name,
      institution: training.institution,
      hours: training.hoursAttended,
      closedOn: training.closedOn,
    },
    certificate: certificate && {
      issuedOn: certificate.issuedOn,
      validThrough: certificate.validThrough,
      province: certificate.province,
    },
  }
}

/** The people of the enterprises somebody applies for, each with what may be applied for today. */
export async function presentApplicants(db: Database, actor: Actor, at: Instant): Promise<ApplicantView[]> {
  const on = civilDateAt(at)
  const views: ApplicantView[] = []
  for (const { employment, enterprise, person } of await listApplicants(db, enterprisesOf(actor))) {
    const category = EXAM_CATEGORIES.find((each) => each === employment.category)
    if (!category) continue
    const { trade } = employment
    const asked = { personId: person.id, category, trade, employment }
    const found = await readCase(db, asked, enterprise.province, on)
    const judged = APPLICATION_PURPOSES.filter((purpose) => isFor(category, purpose)).map((purpose) => ({
      purpose,
      // Training may be waived, which is asked for later: here it keeps nobody from being shown.
      may: found.mayFile(purpose, 'no'),
    }))
    const purposes = judged.filter(({ may }) => may.ok)
    const first = judged[0]?.may
    views.push({
      employmentId: employment.id,
      name: person.name,
      idNumberMasked: person.idNumberMasked,
      category,
      post: { code: employment.post, title: employment.title },
      trade,
      startedOn: employment.startedOn,
      enterprise: enterprise.name,
      openApplicationId: (await findOpenApplication(db, { personId: person.id, category, trade })) ?? null,
      purposes: purposes.map(({ purpose }) => ({ purpose, bases: [...openBases(category, purpose)] })),
      refusal: purposes.length === 0 && first && !first.ok ? { ...first.refusal } : null,
    })
  }
  return views
}

/** What the authority begins is nobody's to apply for; only operators renew or come back to a trade. */
function isFor(category: (typeof EXAM_CATEGORIES)[number], purpose: (typeof APPLICATION_PURPOSES)[number]) {
  return purpose === 'first' || (category === 'operator' && purpose !== 'reassessment')
}

export function presentDelegation(delegation: DelegationRow, at: Instant): DelegationView {
  const { id, province, city, trades, fromDate, toDate, reference, enteredAt } = delegation
  const anyTrade = trades?.[0] ?? null
  return {
    id,
    province,
    city,
    trades: trades && [...trades],
    fromDate,
    toDate,
    reference,
    enteredAt,
    inForce: delegationFor(delegation, anyTrade, [delegation], civilDateAt(at)) !== undefined,
  }
}
