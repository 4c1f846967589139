import { type Employment, type Enterprise, listDelegations, readApplicantRecord } from '@kaochang/database/application'
import { listCertificateEvents, listCertificatesOf } from '@kaochang/database/certificate'
import type { Database, Transaction } from '@kaochang/database/client'
import { type PersonAssessment, judgedResults, listAssessments } from '@kaochang/database/result'
import type {
  Absence,
  ApplicationBasis,
  ApplicationPurpose,
  HeldCertificate,
  TrainingWaiver,
} from '@kaochang/domain/application/application'
import type { BarEvent } from '@kaochang/domain/application/bars'
import { checkAppointment } from '@kaochang/domain/application/check-appointment'
import { checkOperator, fittingTraining } from '@kaochang/domain/application/check-operator'
import type { Finding } from '@kaochang/domain/application/finding'
import { type FilingRefusal, mayFile } from '@kaochang/domain/application/may-file'
import { type Authority, type RoutingRefusal, routeApplication } from '@kaochang/domain/application/route-application'
import { standingOf } from '@kaochang/domain/certificate/certificate'
import { leadsToCertificate } from '@kaochang/domain/certificate/check-issue'
import type { PersonId } from '@kaochang/domain/ids'
import { type CivilDate, addDays } from '@kaochang/domain/instant'
import { type Standing, assessmentEnd, standings, isAssessment } from '@kaochang/domain/law/attempts'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import type { RulesVersion } from '@kaochang/domain/law/rules'
import { type Outcome, invariant } from '@kaochang/domain/outcome'
import type { Education, WorkPeriod } from '@kaochang/domain/people/background'
import type { Province } from '@kaochang/domain/people/roles'
import type { Training } from '@kaochang/domain/training/training'
import { readRules } from '../law/read-rules.ts'
import { type RulesFor, readRulesFor } from '../law/rules-for.ts'

/** Whom and what an application is about. */
export type CaseAsked = {
  readonly personId: PersonId
  readonly category: ExamCategory
  readonly trade: string | null
  readonly employment: Pick<Employment, 'id' | 'post' | 'trade' | 'startedOn' | 'endedOn' | 'awayFrom'> | null
}

type NamedTraining = Training & { readonly name: string; readonly institution: string }

/** A person's record and history as it stands on a day, ready for the rules of any purpose. */
export type Case = {
  readonly education: Education | null
  readonly work: readonly WorkPeriod[]
  readonly certificate: HeldCertificate | null
  readonly courses: readonly NamedTraining[]
  /** The course an application of this purpose rests on. */
  readonly training: (purpose: ApplicationPurpose) => NamedTraining | null
  /** Whether an application may be made at all. */
  readonly mayFile: (
    purpose: ApplicationPurpose,
    waiver: TrainingWaiver,
    appliedOn?: CivilDate,
  ) => Outcome<true, FilingRefusal>
  /** The conditions of arts. 11, 22, 25 and 29, one by one. */
  readonly findings: (
    purpose: ApplicationPurpose,
    waiver: TrainingWaiver,
    submittedOn: CivilDate | null,
  ) => readonly Finding[]
  /** The version that an assessment opened on this day is judged by. */
  readonly rulesVersion: RulesVersion
}

/**
 * Reads everything the rules on applications want to know of a person.
 *
 * @param province the authority's, whose choices among the rules count; null for the national one
 * @param on the day it is judged on: eligibility and training go by the day of the decision
 */
export async function readCase(
  db: Database | Transaction,
  { personId, category, trade, employment }: CaseAsked,
  province: Province | null,
  on: CivilDate,
): Promise<Case> {
  const { education, work, posts, attended, falsePapers } = await readApplicantRecord(db, personId)
  const rules = (await readRules(db, province)).on(category, on)
  const assessed = (await listAssessments(db, [personId])).filter(({ purpose }) => isAssessment(purpose))
  const rulesFor = await readRulesFor(db, assessed, on)
  const certificates = await readCertificates(db, personId)
  const same = assessed.filter((past) => past.category === category && past.trade === trade)
  const related = category === 'operator' ? same : assessed.filter((past) => past.category !== 'operator')
  const earlier = related.flatMap((past) => standingsOf(past, rulesFor))
  const failedOn = lastFailure(earlier)
  const trainings = attended.map(trainingOf)
  const certificate = latest(certificates, { category, trade, on })
  const absence = absenceOf(employment, posts, on)
  const firstPostOn =
    posts
      .filter((post) => post.category === 'operator')
      .map(({ startedOn }) => startedOn)
      .toSorted()[0] ?? null
  const barEvents = [...falsePapers, ...revocations(certificates)]
  const certificatePending = isPending(same, certificates, rulesFor)

  const training = (purpose: ApplicationPurpose) => {
    if (category !== 'operator' || trade === null) return null
    const found = fittingTraining(trainings, { purpose, trade, failedOn }, on)
    return trainings.find(({ id }) => id === found?.id) ?? null
  }

  return {
    education,
    work,
    certificate,
    courses: trainings,
    training,
    rulesVersion: rules.version,
    mayFile: (purpose, waiver, appliedOn) => {
      const course = waiver === 'no' ? training(purpose) : null
      const trainedOn = course?.result === 'passed' ? course.closedOn : null
      return mayFile(
        { purpose, category, rules, earlier, barEvents, trainedOn, certificate, certificatePending, absence },
        on,
        appliedOn,
      )
    },
    findings: (purpose, waiver, submittedOn) => {
      if (purpose === 'reassessment') return []
      if (category !== 'operator') return checkAppointment({ post: employment?.post ?? '', education, work }, on)
      invariant(trade !== null, 'an operator applies for a trade')
      const course = training(purpose)
      return checkOperator(
        { purpose, trade, education, work, firstPostOn, training: course, failedOn, waiver, certificate, submittedOn },
        on,
      )
    },
  }
}

/** The authority an application goes to, by the delegations that stand on a day. */
export async function routeFor(
  db: Database | Transaction,
  asked: {
    readonly purpose: ApplicationPurpose
    readonly category: ExamCategory
    readonly trade: string | null
    readonly basis: ApplicationBasis
    readonly enterprise: Pick<Enterprise, 'province' | 'city' | 'oversight'>
    readonly household: { readonly province: string; readonly city: string } | null
    readonly certificate: HeldCertificate | null
  },
  on: CivilDate,
): Promise<Outcome<Authority, RoutingRefusal>> {
  return routeApplication(asked, await listDelegations(db), on)
}

/** Where a person stands in an assessment. One that ended without a last failure or pass leaves no attempts open. */
function standingsOf(past: PersonAssessment, rulesFor: RulesFor): Standing[] {
  const all = standings(rulesFor(past), past.purpose, judgedResults(past, rulesFor(past)))
  const closed = past.closedAt !== null
  return closed ? all.filter(({ state }) => state !== 'first_attempt' && state !== 'retake_available') : all
}

/** The day of the last failure that asks for training again (R27-8). */
function lastFailure(earlier: readonly Standing[]): CivilDate | null {
  const days = earlier.flatMap(({ afterwards, failedOn }) => (afterwards === 'retrain' && failedOn ? [failedOn] : []))
  return days.toSorted().at(-1) ?? null
}

type CertificateOnFile = Awaited<ReturnType<typeof readCertificates>>[number]

async function readCertificates(db: Database | Transaction, personId: PersonId) {
  const certificates = await listCertificatesOf(db, [personId])
  const events = await listCertificateEvents(
    db,
    certificates.map(({ id }) => id),
  )
  return certificates.map((certificate) => ({ ...certificate, events: events.get(certificate.id) ?? [] }))
}

/** The last certificate of a category and trade that was neither revoked nor cancelled; it may have expired. */
function latest(
  certificates: readonly CertificateOnFile[],
  { category, trade, on }: { category: ExamCategory; trade: string | null; on: CivilDate },
): HeldCertificate | null {
  const standing = certificates.filter((certificate) => {
    if (certificate.category !== category || certificate.trade !== trade) return false
    const { state } = standingOf(certificate, certificate.events, on)
    return state !== 'revoked' && state !== 'cancelled'
  })
  const [newest] = standing.toSorted((a, b) => (a.issuedOn > b.issuedOn ? -1 : 1))
  if (!newest) return null
  const { issuedOn, validFrom, validThrough, province, actingCity } = newest
  return { issuedOn, validFrom, validThrough, province, actingCity }
}

function revocations(certificates: readonly CertificateOnFile[]): BarEvent[] {
  return certificates.flatMap(({ category, events }) =>
    events.flatMap(({ kind, onDate }): BarEvent[] =>
      kind === 'revoked' ? [{ kind: 'revoked', category, decidedOn: onDate }] : [],
    ),
  )
}

/** Whether an assessment that leads to a certificate was passed, and the certificate is still to come. */
function isPending(
  same: readonly PersonAssessment[],
  certificates: readonly CertificateOnFile[],
  rulesFor: RulesFor,
): boolean {
  return same.some(
    (past) =>
      leadsToCertificate(past.purpose) &&
      assessmentEnd(rulesFor(past), past.purpose, judgedResults(past, rulesFor(past)))?.outcome === 'passed' &&
      !certificates.some(({ assessmentId }) => assessmentId === past.id),
  )
}

function trainingOf({
  training,
  course,
  institution,
}: Awaited<ReturnType<typeof readApplicantRecord>>['attended'][number]): NamedTraining {
  const { id, hoursAttended, points, passed, certificateNumber } = training
  const { kind, category, trade, startedOn, closedOn, name } = course
  return {
    id,
    kind,
    category,
    trade,
    startedOn,
    closedOn,
    hoursAttended,
    points: points,
    result: passed,
    certificateNumber,
    name,
    institution,
  }
}

/**
 * How long the person has been away from the trade (R30-1): since they left the post they hold, or between an earlier
 * post of the same trade and this one.
 */
function absenceOf(employment: CaseAsked['employment'], posts: readonly Employment[], on: CivilDate): Absence | null {
  if (!employment) return null
  if (employment.awayFrom !== null) return { from: employment.awayFrom, until: on }
  const before = posts
    .filter(({ id, trade }) => id !== employment.id && trade !== null && trade === employment.trade)
    .flatMap(({ endedOn }) => (endedOn !== null && endedOn < employment.startedOn ? [endedOn] : []))
    .toSorted()
    .at(-1)
  return before === undefined ? null : { from: addDays(before, 1), until: employment.startedOn }
}
