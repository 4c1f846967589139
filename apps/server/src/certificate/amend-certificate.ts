import type {
  CertificateEntryView,
  cancelCertificate,
  reissueCertificate,
  updateCertificate,
} from '@kaochang/contract/certificate'
import type { RequestOf } from '@kaochang/contract/endpoints'
import {
  type NewCertificate,
  appendCertificateEvents,
  findEnterpriseOfCertificate,
  getSealedIdNumber,
  isNumberOfAnother,
  updateCertificate as keepUpdate,
} from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { maskCertificateNumber, readCertificateNumber } from '@kaochang/domain/certificate/certificate-number'
import { mayAmend, mayCancel } from '@kaochang/domain/certificate/check-change'
import { allow, refuse } from '@kaochang/domain/outcome'
import { readPersonName } from '@kaochang/domain/people/person-name'
import type { Deps } from '../deps.ts'
import { lapseDuty } from '../duty/keep-duties.ts'
import type { Actor } from '../people/access.ts'
import { openIdNumber } from '../people/id-number-secrets.ts'
import { type HeldCertificate, actOnCertificate } from './act-on-certificate.ts'
import { announceCertificate } from './announce-certificate.ts'
import { certificateNumberLookup, openCertificateNumber, sealCertificateNumber } from './certificate-number-secrets.ts'

/** Issues a lost or damaged certificate again: the same number, the same dates (R31-1). */
export async function reissueCertificateFor(
  deps: Deps,
  actor: Actor,
  certificateId: string,
  { cause, reference }: RequestOf<typeof reissueCertificate>['body'],
) {
  const on = { certificateId, act: 'issue_certificate', note: 'reissue_certificate' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const may = mayAmend(held.standing)
    if (!may.ok) return may
    await append(tx, held, actor, { kind: 'reissued', reason: null, reference, facts: { ground: cause } })
    return allow({ cause, reference })
  })
}

/**
 * Updates what a certificate records, on the holder's written request that was reviewed and confirmed (R31-2). What it
 * said before stays in its history.
 */
export async function updateCertificateFor(
  deps: Deps,
  actor: Actor,
  certificateId: string,
  { reference, reason, ...wanted }: RequestOf<typeof updateCertificate>['body'],
) {
  const on = { certificateId, act: 'issue_certificate', note: 'update_certificate' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const may = mayAmend(held.standing)
    if (!may.ok) return may
    const read = await readUpdate(tx, deps, held, wanted)
    if (!read.ok) return read
    const { changed, changes } = read.value
    if (changes.length === 0) return refuse({ code: 'nothing_to_update' })
    await keepUpdate(tx, held.certificate.id, changed)
    await append(tx, held, actor, { kind: 'updated', reason, reference, facts: { changes } })
    return allow({ fields: changes.map(({ field }) => field), reference })
  })
}

type Changed = Partial<
  Pick<NewCertificate, 'holderName' | 'numberSealed' | 'numberLookup' | 'numberMasked' | 'enterpriseId'>
>

/** The columns that change, and what the history says of each: numbers masked. */
async function readUpdate(
  tx: Transaction,
  { secrets }: Pick<Deps, 'secrets'>,
  { certificate }: HeldCertificate,
  wanted: Pick<RequestOf<typeof updateCertificate>['body'], 'holderName' | 'number' | 'enterpriseId'>,
) {
  const changed: Changed = {}
  const changes: CertificateEntryView['changes'] = []
  if (wanted.holderName !== undefined) {
    const name = readPersonName(wanted.holderName)
    if (!name.ok)
      return refuse({ code: name.refusal.code === 'name_length' ? 'name_length' : 'name_characters' } as const)
    if (name.value !== certificate.holderName) {
      changed.holderName = name.value
      changes.push({ field: 'holderName', from: certificate.holderName, to: name.value })
    }
  }
  if (wanted.number !== undefined) {
    const { personId, category, numberMasked } = certificate
    const idNumber = openIdNumber(secrets, await getSealedIdNumber(tx, personId))
    const number = readCertificateNumber(wanted.number, category, idNumber)
    if (!number.ok) return number
    const numberLookup = certificateNumberLookup(secrets, number.value)
    if (await isNumberOfAnother(tx, { numberLookup, personId })) return refuse({ code: 'certificate_number_taken' })
    if (number.value !== openCertificateNumber(secrets, certificate.numberSealed)) {
      const masked = maskCertificateNumber(number.value)
      changed.numberSealed = sealCertificateNumber(secrets, number.value)
      changed.numberLookup = numberLookup
      changed.numberMasked = masked
      changes.push({ field: 'number', from: numberMasked, to: masked })
    }
  }
  if (wanted.enterpriseId !== undefined) {
    const enterprise = await findEnterpriseOfCertificate(tx, wanted.enterpriseId)
    if (!enterprise) return refuse({ code: 'enterprise_unknown' })
    if (enterprise.id !== certificate.enterpriseId) {
      changed.enterpriseId = enterprise.id
      changes.push({ field: 'enterprise', from: certificate.enterprise?.name ?? '', to: enterprise.name })
    }
  }
  return allow({ changed, changes })
}

/** Strikes a certificate off, and publishes it (注销, A27). */
export async function cancelCertificateFor(
  deps: Deps,
  actor: Actor,
  certificateId: string,
  { ground, reference, reason }: RequestOf<typeof cancelCertificate>['body'],
) {
  const on = { certificateId, act: 'issue_certificate', note: 'cancel_certificate' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const may = mayCancel(held.standing)
    if (!may.ok) return may
    await append(tx, held, actor, { kind: 'cancelled', reason, reference, facts: { ground } })
    await lapseClocks(tx, held, '证件已注销')
    await announceCertificate(tx, held.certificate, { cancelled: ground }, { at: held.at, by: actor.id })
    return allow({ ground, reference })
  })
}

/** Ends the clocks of a certificate that no longer stands: nothing is owed by it any more. */
export async function lapseClocks(
  tx: Transaction,
  { certificate, at }: Pick<HeldCertificate, 'certificate' | 'at'>,
  because: string,
): Promise<void> {
  const subject = { kind: 'certificate', id: certificate.id } as const
  for (const clock of ['operator.validity', 'operator.renewalMark', 'manager.cycle'] as const)
    await lapseDuty(tx, clock, subject, because, at)
}

type Appended = Pick<Parameters<typeof appendCertificateEvents>[1][number], 'kind' | 'reason' | 'reference' | 'facts'>

/** Adds to the history of a certificate that is held. */
export async function append(
  tx: Transaction,
  { certificate, at, on }: HeldCertificate,
  by: Pick<Actor, 'id'> | null,
  ...events: readonly Appended[]
): Promise<void> {
  const about = { certificateId: certificate.id, at, onDate: on, staffId: by?.id ?? null }
  await appendCertificateEvents(
    tx,
    events.map((event) => ({ ...about, ...event })),
  )
}
