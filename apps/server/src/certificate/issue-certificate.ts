import type { IssueRow, issueCertificates } from '@kaochang/contract/certificate'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import {
  appendCertificateEvents,
  findCertificate,
  insertCertificate,
  isNumberOfAnother,
  listCertifiables,
  lockAssessment,
} from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import {
  type CertificateNumberRefusal,
  maskCertificateNumber,
  plainNumber,
  readCertificateNumber,
} from '@kaochang/domain/certificate/certificate-number'
import {
  type IssueRefusal,
  certificateClock,
  leadsToCertificate,
  mayIssue,
} from '@kaochang/domain/certificate/check-issue'
import type { CertificateId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { deadline } from '@kaochang/domain/law/deadline'
import { readTrade } from '@kaochang/domain/law/trades'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { readIdNumber } from '@kaochang/domain/people/id-number'
import type { Deps } from '../deps.ts'
import { meetDuty, startDuty } from '../duty/keep-duties.ts'
import { readCalendar } from '../law/read-calendar.ts'
import type { Actor } from '../people/access.ts'
import { idNumberLookup, openIdNumber } from '../people/id-number-secrets.ts'
import { announceCertificate } from './announce-certificate.ts'
import { certificateNumberLookup, newVerificationCode, sealCertificateNumber } from './certificate-number-secrets.ts'
import { placeOfCertificate } from './certificate-place.ts'
import { certificateSubject } from './certificate-words.ts'
import { readHeld } from './read-certificate.ts'
import { listWaiting, readPasses } from './waiting-certificates.ts'

export type IssuingRefusal =
  | IssueRefusal
  | CertificateNumberRefusal
  | { code: 'not_found' }
  | { code: 'certificate_number_taken' }

/**
 * Issues the certificate of a passed assessment under the number that the national system gave it (R19-1, R27-7, R28-2,
 * R29-3). What the issue brings with it happens in the same transaction: the clock to issue is met, however late; the
 * clocks of the certificate start; a certificate that is renewed is told so; the issue is published (N7).
 */
export async function issueCertificateFor(
  deps: Pick<Deps, 'db' | 'clock' | 'secrets'>,
  actor: Actor,
  assessmentId: string,
  typed: string,
): Promise<Outcome<CertificateId, IssuingRefusal>> {
  return transact(deps.db, async (tx): Promise<Outcome<CertificateId, IssuingRefusal>> => {
    const at = deps.clock.now()
    const on = civilDateAt(at)
    if (!(await lockAssessment(tx, assessmentId))) return refuse({ code: 'not_found' })
    const [assessed] = await readPasses(tx, await listCertifiables(tx, [assessmentId]), on)
    if (!assessed) return refuse({ code: 'not_found' })
    const { certifiable, pass } = assessed
    const { category, trade, purpose, personId, province, city, certificateId } = certifiable
    const place = placeOfCertificate({ province, actingCity: city, employerIds: [] })
    if (!actor.may('issue_certificate', place)) return refuse({ code: 'not_found' })

    const held = await readHeld(tx, personId, on)
    const may = mayIssue({ category, trade, purpose, pass, issued: certificateId !== null, held, on })
    if (!may.ok) return may
    invariant(pass !== null && leadsToCertificate(purpose), 'a certificate is issued for a pass')
    const number = readCertificateNumber(typed, category, openIdNumber(deps.secrets, certifiable.idNumberSealed))
    if (!number.ok) return number
    const numberLookup = certificateNumberLookup(deps.secrets, number.value)
    if (await isNumberOfAnother(tx, { numberLookup, personId })) return refuse({ code: 'certificate_number_taken' })

    const { renews, ...dates } = may.value
    const predecessor = held.find(({ id }) => id === renews)?.certificate ?? null
    const id = await insertCertificate(tx, {
      ...dates,
      trade,
      personId,
      enterpriseId: certifiable.enterpriseId,
      assessmentId,
      holderName: certifiable.name,
      numberSealed: sealCertificateNumber(deps.secrets, number.value),
      numberLookup,
      numberMasked: maskCertificateNumber(number.value),
      province,
      actingCity: city,
      firstIssuedOn: predecessor?.firstIssuedOn ?? dates.issuedOn,
      verificationCode: newVerificationCode(),
      renews,
      issuedBy: actor.id,
      issuedAt: at,
    })
    if (!id) return refuse({ code: 'certificate_number_taken' })

    const { clock, from } = certificateClock(category, purpose, pass)
    const { due } = deadline(clock, from, await readCalendar(tx, province))
    const about = { at, onDate: on, reason: null, reference: null, staffId: actor.id }
    await appendCertificateEvents(tx, [
      { ...about, certificateId: id, kind: 'issued', facts: { purpose, due, late: on > due, renews } },
      ...(renews === null
        ? []
        : [{ ...about, certificateId: renews, kind: 'renewed' as const, facts: { renewedBy: id } }]),
    ])
    await meetDuty(tx, clock, { kind: 'assessment', id: assessmentId }, at)
    await startClocks(tx, id, at)
    if (renews !== null) {
      const { appliedAt } = certifiable
      const appliedOn = appliedAt === null ? on : civilDateAt(appliedAt)
      await meetDuty(tx, 'operator.renewalMark', { kind: 'certificate', id: renews }, at, appliedOn)
    }
    const facts = { category, trade, renews, due, late: on > due }
    await noteAct(tx, { at, staffId: actor.id, act: 'issue_certificate', subject: `certificate:${id}`, facts })
    return allow(id)
  })
}

/** Starts the clocks of a certificate that was just issued, and publishes it. */
export async function startClocks(tx: Transaction, id: CertificateId, at: Instant) {
  const certificate = await findCertificate(tx, id)
  invariant(certificate, 'a certificate that was kept is found')
  const { category, holderName, province, actingCity, enterpriseId, personId } = certificate
  const about = {
    subject: { kind: 'certificate', id } as const,
    title: `${holderName} ${certificateSubject(certificate).zh}`,
    province,
    city: actingCity,
    enterpriseId,
    personId,
  }
  if (category === 'operator') {
    const { due } = await startDuty(tx, 'operator.validity', certificate.validFrom, about, at)
    await startDuty(tx, 'operator.renewalMark', due, about, at)
  } else {
    await startDuty(tx, 'manager.cycle', certificate.issuedOn, about, at)
  }
  await announceCertificate(tx, certificate, 'issued', { at, by: certificate.issuedBy })
}

type RowRefusal =
  | IssuingRefusal
  | { code: 'nobody_waiting' }
  | { code: 'several_waiting'; trades: readonly (string | null)[] }

/**
 * Issues a list as it comes from the national system, row by row. Whose a row is stands in it: the assessment, the ID
 * number, or a special-operation number, which holds the ID number.
 */
export async function issueCertificatesFor(
  deps: Pick<Deps, 'db' | 'clock' | 'secrets'>,
  actor: Actor,
  rows: readonly IssueRow[],
): Promise<ResponseOf<typeof issueCertificates>> {
  const waiting = (await listWaiting(deps.db, civilDateAt(deps.clock.now()))).filter(({ certifiable }) =>
    actor.may('issue_certificate', placeOfCertificate({ ...certifiable, actingCity: certifiable.city })),
  )
  const byLookup = Map.groupBy(waiting, ({ certifiable }) => certifiable.idNumberLookup)

  function find(row: IssueRow): Outcome<string, RowRefusal> {
    if (row.assessmentId !== undefined) return allow(row.assessmentId)
    const idNumber = readIdNumber(row.idNumber ?? plainNumber(row.number).replace(/^T/, ''))
    const own = idNumber.ok ? (byLookup.get(idNumberLookup(deps.secrets, idNumber.value)) ?? []) : []
    const trade = row.trade === undefined ? undefined : readTrade(row.trade)
    const meant = row.trade === undefined ? own : own.filter(({ certifiable }) => certifiable.trade === trade)
    const [first, ...others] = meant
    if (!first) return refuse({ code: 'nobody_waiting' })
    if (others.length === 0) return allow(first.certifiable.assessmentId)
    return refuse({ code: 'several_waiting', trades: meant.map(({ certifiable }) => certifiable.trade).toSorted() })
  }

  const names = new Map(waiting.map(({ certifiable }) => [certifiable.assessmentId, certifiable.name]))
  const issued: ResponseOf<typeof issueCertificates>['issued'] = []
  const problems: ResponseOf<typeof issueCertificates>['problems'] = []
  for (const [index, row] of rows.entries()) {
    const found = find(row)
    const outcome = found.ok ? await issueCertificateFor(deps, actor, found.value, row.number) : found
    if (found.ok && outcome.ok)
      issued.push({ row: index + 1, id: outcome.value, holderName: names.get(found.value) ?? '' })
    else if (!outcome.ok) problems.push({ row: index + 1, refusal: { ...outcome.refusal } })
  }
  return { issued, problems }
}
