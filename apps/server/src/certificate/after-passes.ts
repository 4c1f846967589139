import { appendCertificateEvents, listCertifiables } from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { certificateClock, leadsToCertificate } from '@kaochang/domain/certificate/check-issue'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { isAssessment } from '@kaochang/domain/law/attempts'
import { meetDuty, startDuty } from '../duty/keep-duties.ts'
import { certificateSubject } from './certificate-words.ts'
import { readHeld } from './read-certificate.ts'
import { type Assessed, readPasses } from './waiting-certificates.ts'

/**
 * What follows from passes that were just published, in the transaction that publishes them: the clock to issue starts
 * for a first certificate or a renewal (R19-1, R27-7, R29-3); after an absence the certificate holds for work again
 * (R30-1); a reassessment begins three new years (R20-1).
 *
 * @param assessmentIds those that ended with this publication, passed or not
 */
export async function actOnPasses(tx: Transaction, assessmentIds: readonly string[], at: Instant): Promise<void> {
  for (const { certifiable, pass } of await readPasses(
    tx,
    await listCertifiables(tx, assessmentIds),
    civilDateAt(at),
  )) {
    if (pass === null) continue
    if (leadsToCertificate(certifiable.purpose)) await startIssuing(tx, certifiable, certifiable.purpose, pass, at)
    else if (isAssessment(certifiable.purpose)) await noteOnCertificate(tx, certifiable, pass, at)
  }
}

type Certifiable = Assessed['certifiable']
type Pass = NonNullable<Assessed['pass']>

async function startIssuing(
  tx: Transaction,
  certifiable: Certifiable,
  purpose: 'first' | 'renewal',
  pass: Pass,
  at: Instant,
) {
  if (certifiable.certificateId !== null) return
  const { clock, from } = certificateClock(certifiable.category, purpose, pass)
  await startDuty(tx, clock, from, { subject: subjectOf(certifiable), ...aboutOf(certifiable) }, at)
}

/** A pass that leaves the certificate the person has its number and dates. */
async function noteOnCertificate(tx: Transaction, certifiable: Certifiable, { passedOn }: Pass, at: Instant) {
  const { category, trade, personId, assessmentId } = certifiable
  const held = (await readHeld(tx, personId, civilDateAt(at))).find(
    (each) => each.category === category && each.trade === trade && each.standing.stands,
  )
  if (!held) return
  const about = { certificateId: held.id, at, reason: null, reference: null, facts: { assessmentId }, staffId: null }
  if (category === 'operator') {
    await appendCertificateEvents(tx, [{ ...about, onDate: passedOn, kind: 'practical_again_passed' }])
    return
  }
  await appendCertificateEvents(tx, [{ ...about, onDate: passedOn, kind: 'cycle_passed' }])
  const subject = { kind: 'certificate', id: held.id } as const
  await meetDuty(tx, 'manager.cycle', subject, at, passedOn)
  await startDuty(tx, 'manager.cycle', passedOn, { subject, ...aboutOf(certifiable) }, at)
}

function subjectOf({ assessmentId }: Certifiable) {
  return { kind: 'assessment', id: assessmentId } as const
}

function aboutOf(certifiable: Certifiable) {
  const { name, province, city, enterpriseId, personId } = certifiable
  return { title: `${name} ${certificateSubject(certifiable).zh}`, province, city, enterpriseId, personId }
}
