import { listCyclesMissed, listRunOut, lockCertificate } from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { insertNotice } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import type { CertificateId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { addMonths } from '@kaochang/domain/law/deadline'
import { issuerName } from '@kaochang/domain/notice/authority'
import type { Deps } from '../deps.ts'
import type { HeldCertificate } from './act-on-certificate.ts'
import { append, lapseClocks } from './amend-certificate.ts'
import { announceCertificate } from './announce-certificate.ts'
import { certificateSubject } from './certificate-words.ts'
import { readCertificateOf } from './read-certificate.ts'

/** No transaction and no list of a round is longer. */
const MOST_A_ROUND = 500

/**
 * Writes down what time does to certificates: one that ran out is struck off and published, once (R38-1); a missed
 * three-yearly assessment is noted, and told to the enterprise and the authority, once (A32). Any number of processes may
 * do so at once.
 */
export async function endCertificates(deps: Pick<Deps, 'db' | 'clock' | 'log'>): Promise<void> {
  const today = civilDateAt(deps.clock.now())
  for (const id of await listRunOut(deps.db, today, MOST_A_ROUND)) await onCertificate(deps, id, strikeOff)
  // Whoever last passed in the last three years is not overdue; whoever passed before that is looked at closely.
  for (const id of await listCyclesMissed(deps.db, addMonths(today, -36), MOST_A_ROUND))
    await onCertificate(deps, id, noteMissedCycle)
}

async function strikeOff(tx: Transaction, held: HeldCertificate): Promise<void> {
  const { certificate, events, standing, at } = held
  if (standing.stands || events.some(({ kind }) => kind === 'cancelled' || kind === 'revoked')) return
  await append(tx, held, null, { kind: 'cancelled', reason: null, reference: null, facts: { ground: 'expired' } })
  await lapseClocks(tx, held, '有效期届满')
  await announceCertificate(tx, certificate, { cancelled: 'expired' }, { at, by: null })
  const facts = { ground: 'expired' }
  await noteAct(tx, { at, staffId: null, act: 'cancel_certificate', subject: `certificate:${certificate.id}`, facts })
}

async function noteMissedCycle(tx: Transaction, held: HeldCertificate): Promise<void> {
  const { certificate, events, standing, at } = held
  const { id, province, holderName, enterprise, enterpriseId, personId } = certificate
  const lastTold = events.findLast(({ kind }) => kind === 'cycle_passed' || kind === 'cycle_overdue')
  if (standing.state !== 'cycle_overdue' || lastTold?.kind === 'cycle_overdue') return
  await append(tx, held, null, {
    kind: 'cycle_overdue',
    reason: null,
    reference: null,
    facts: { due: standing.cycleDue },
  })
  const authority = issuerName('assessment_authority', province, null).zh
  const addressees = [
    { addressee: 'training_department', toName: authority } as const,
    ...(enterprise === null ? [] : [{ addressee: 'enterprise', toName: enterprise.name } as const]),
  ]
  for (const to of addressees) {
    await insertNotice(
      tx,
      {
        code: 'N14',
        province,
        ...to,
        toEmail: null,
        enterpriseId: to.addressee === 'enterprise' ? enterpriseId : null,
        personId,
        about: `certificate:${id}/${standing.cycleDue ?? ''}`,
        facts: {
          person: holderName,
          reasons: [],
          lines: [
            { zh: '类别', en: 'For', value: certificateSubject(certificate).zh },
            { zh: '证号', en: 'Number', value: certificate.numberMasked },
            { zh: '应考核日期', en: 'To be assessed by', value: standing.cycleDue ?? '' },
          ],
        },
        producedBy: null,
      },
      at,
    )
  }
}

/** Works on a certificate in a transaction that holds it. One that fails does not stop the others. */
async function onCertificate(
  { db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>,
  id: CertificateId,
  work: (tx: Transaction, held: HeldCertificate) => Promise<void>,
) {
  try {
    await db.transaction(async (tx) => {
      const certificate = await lockCertificate(tx, id)
      if (!certificate) return
      const at = clock.now()
      const on = civilDateAt(at)
      await work(tx, { ...(await readCertificateOf(tx, certificate, on)), at, on })
    })
  } catch (err) {
    log.error({ certificateId: id, err }, 'clockwork')
  }
}
