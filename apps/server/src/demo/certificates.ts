import { appendCertificateEvents, findCertificate, insertCertificate } from '@kaochang/database/certificate'
import { employments, enterprises } from '@kaochang/database/schema/enterprise'
import { persons } from '@kaochang/database/schema/people'
import { assessments } from '@kaochang/database/schema/session'
import { datesAtIssue } from '@kaochang/domain/certificate/certificate'
import { maskCertificateNumber, readCertificateNumber } from '@kaochang/domain/certificate/certificate-number'
import type { CertificateId, EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { addMonths } from '@kaochang/domain/law/deadline'
import { invariant } from '@kaochang/domain/outcome'
import { type IdNumber, maskIdNumber, operatorCertificateNumber } from '@kaochang/domain/people/id-number'
import { eq } from 'drizzle-orm'
import {
  certificateNumberLookup,
  newVerificationCode,
  sealCertificateNumber,
} from '../certificate/certificate-number-secrets.ts'
import { endCertificates } from '../certificate/end-certificates.ts'
import { issueCertificateFor, startClocks } from '../certificate/issue-certificate.ts'
import { askPracticalAgainFor } from '../certificate/practical-again.ts'
import { decideRevocationFor, proposeRevocationFor } from '../certificate/revoke-certificate.ts'
import { listWaiting } from '../certificate/waiting-certificates.ts'
import { idNumberLookup, openIdNumber, sealIdNumber } from '../people/id-number-secrets.ts'
import { demoActor } from './demo-actors.ts'
import { type TurnedDeps, given } from './hold-session.ts'
import { demoPerson } from './people.ts'

const HOUR = 3_600_000

/** People who were certified before the platform was there. */
const FIRST_PERSON = 501

/** Of those who passed, one in so many is left for a newcomer to issue. */
const LEFT_WAITING = 4

/**
 * Certificates of every kind: those of the published sessions, but for a few that wait; and some carried over from years
 * ago, so that one ends soon, one is renewed, one asks for the practical exam again, one was revoked, and one manager's
 * three-yearly assessment was missed.
 */
export async function demoCertificates(deps: TurnedDeps, now: Instant): Promise<void> {
  const today = civilDateAt(now)
  const officer = await demoActor(deps, 'officer-shanxi')
  const publisher = await demoActor(deps, 'publisher')
  const employer = await anEmployer(deps)
  const carry = (number: number, earlier: Omit<Earlier, 'employer'>) =>
    carryOver(deps, number, { ...earlier, employer })

  const gas = { category: 'operator', trade: 'gas_inspection' } as const
  const renewed = await carry(0, { ...gas, on: addDays(addMonths(today, -72), 40) })
  await carry(1, { ...gas, on: addDays(addMonths(today, -72), 75) })
  await carry(2, { category: 'manager', trade: null, on: addDays(addMonths(today, -36), -20) })
  const away = await carry(3, { category: 'operator', trade: 'hoist', on: addMonths(today, -30) })
  const revoked = await carry(4, { category: 'operator', trade: 'blasting', on: addMonths(today, -14) })
  await carry(0, { ...gas, on: addDays(today, -12), renews: renewed })

  deps.turn(tenOn(addDays(today, -11)))
  const absence = { awayFrom: addMonths(today, -8), reason: '离岗八个月后申请返岗' }
  given(await askPracticalAgainFor(deps, officer, away.id, absence))
  given(
    await proposeRevocationFor(deps, officer, revoked.id, {
      ground: 'accident',
      reference: '晋煤监事调（演示）2 号',
      reason: '调查报告认定对放炮事故负有直接责任',
    }),
  )
  deps.turn(tenOn(addDays(today, -10)))
  given(await decideRevocationFor(deps, publisher, revoked.id, { decision: 'revoke', reason: '经核实，同意撤销' }))

  deps.turn(tenOn(addDays(today, -2)))
  const waiting = (await listWaiting(deps.db, today)).filter(({ certifiable }) => certifiable.province === '14')
  for (const [index, { certifiable }] of waiting.entries()) {
    if (index % LEFT_WAITING === 0) continue
    const { assessmentId, category, idNumberSealed } = certifiable
    const number = numberOf(category, openIdNumber(deps.secrets, idNumberSealed), today, index + 1)
    given(await issueCertificateFor(deps, officer, assessmentId, number))
  }
  deps.turn((now - 2 * HOUR) as Instant)
  await endCertificates(deps)
}

/** A manager's number is the authority's own, as the national system might give it; the demonstration counts up. */
function numberOf(category: ExamCategory, idNumber: IdNumber, on: CivilDate, count: number) {
  if (category === 'operator') return operatorCertificateNumber(idNumber)
  return `晋煤安(演示)${on.slice(0, 4)}${String(count).padStart(4, '0')}`
}

type Employer = { readonly id: EnterpriseId; readonly name: string }
type Carried = { readonly id: CertificateId; readonly personId: PersonId }
type Earlier = {
  readonly category: ExamCategory
  readonly trade: string | null
  /** The day of issue. */
  readonly on: CivilDate
  readonly employer: Employer
  readonly renews?: Carried
}

/**
 * Carries over a certificate from before the platform: its exams were held elsewhere, so its assessment has no sittings.
 * It stands in the tables as its issue would have left it, with its clocks and its publication.
 */
async function carryOver(deps: TurnedDeps, number: number, earlier: Earlier): Promise<Carried> {
  const { category, trade, on, employer, renews } = earlier
  deps.turn(tenOn(on))
  const { db, clock, secrets } = deps
  const at = clock.now()
  const { name, idNumber } = demoPerson(FIRST_PERSON + number)
  const personId = renews?.personId ?? (await employ(deps, number, earlier))
  const read = readCertificateNumber(numberOf(category, idNumber, on, 9_000 + number), category, idNumber)
  invariant(read.ok, 'the demonstration’s numbers can be read')
  return db.transaction(async (tx) => {
    const [assessment] = await tx
      .insert(assessments)
      .values({ personId, category, trade, purpose: renews ? 'renewal' : 'first', openedAt: at, closedAt: at })
      .returning({ id: assessments.id })
    const old = renews && (await findCertificate(tx, renews.id))
    const id = await insertCertificate(tx, {
      ...datesAtIssue(category, { issuedOn: on, passedOn: addDays(on, -14) }, old ?? null),
      trade,
      personId,
      enterpriseId: employer.id,
      assessmentId: assessment?.id ?? '',
      holderName: name,
      numberSealed: sealCertificateNumber(secrets, read.value),
      numberLookup: certificateNumberLookup(secrets, read.value),
      numberMasked: maskCertificateNumber(read.value),
      province: '14',
      actingCity: null,
      firstIssuedOn: old?.firstIssuedOn ?? on,
      verificationCode: newVerificationCode(),
      renews: old?.id ?? null,
      issuedBy: null,
      issuedAt: at,
    })
    invariant(id, 'nobody of the demonstration has this certificate yet')
    const about = { at, onDate: on, reason: null, reference: null, staffId: null }
    await appendCertificateEvents(tx, [
      { ...about, certificateId: id, kind: 'issued', facts: {} },
      ...(old ? [{ ...about, certificateId: old.id, kind: 'renewed' as const, facts: { renewedBy: id } }] : []),
    ])
    await startClocks(tx, id, at)
    return { id, personId }
  })
}

async function employ(
  { db, clock, secrets }: TurnedDeps,
  number: number,
  { category, trade, on, employer }: Earlier,
): Promise<PersonId> {
  const { name, idNumber } = demoPerson(FIRST_PERSON + number)
  const [person] = await db
    .insert(persons)
    .values({
      name,
      idNumberLookup: idNumberLookup(secrets, idNumber),
      idNumberSealed: sealIdNumber(secrets, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
      enterprise: employer.name,
      createdAt: clock.now(),
    })
    .returning({ id: persons.id })
  invariant(person, 'a person of the demonstration is kept')
  await db.insert(employments).values({
    personId: person.id,
    enterpriseId: employer.id,
    category,
    post: category === 'operator' ? 'special_operator' : 'deputy_mine_director.safety',
    title: category === 'operator' ? '特种作业人员' : '安全副矿长',
    trade,
    underground: category === 'operator',
    startedOn: addDays(on, -200),
    enteredAt: clock.now(),
  })
  return person.id
}

async function anEmployer({ db }: TurnedDeps): Promise<Employer> {
  const [employer] = await db
    .select({ id: enterprises.id, name: enterprises.name })
    .from(enterprises)
    .where(eq(enterprises.province, '14'))
    .orderBy(enterprises.createdAt, enterprises.name)
    .limit(1)
  invariant(employer, 'the demonstration has an enterprise in Shanxi')
  return employer
}

/** Ten in the morning in Beijing. */
function tenOn(date: CivilDate): Instant {
  return (startOfDay(date) + 10 * HOUR) as Instant
}
