import { type Certificate, findCertificate, lockCertificate } from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { CertificateView } from '@kaochang/contract/certificate'
import type { CertificateId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, type Refusal, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Act } from '@kaochang/domain/people/permission'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { reachesCertificate } from './certificate-place.ts'
import { presentCertificate } from './present-certificate.ts'
import { type Read, readCertificateOf } from './read-certificate.ts'

type RefusalOf<O extends Outcome<unknown, Refusal>> = Extract<O, { ok: false }>['refusal']
type Facts = Readonly<Record<string, unknown>>

/** A certificate held for an act, with the moment of the act and its day. */
export type HeldCertificate = Read & { readonly at: Instant; readonly on: CivilDate }

/**
 * One act of staff on one certificate, in one transaction that holds it: `step` decides, keeps, and says what the log of
 * acts shall know. A certificate out of the person's reach is not found (A16).
 */
export async function actOnCertificate<Step extends Outcome<Facts, Refusal>>(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  { certificateId, act, note }: { certificateId: string; act: Act; note: string },
  step: (tx: Transaction, held: HeldCertificate) => Promise<Step>,
): Promise<Outcome<CertificateView, RefusalOf<Step> | { code: 'not_found' }>> {
  type Done = Outcome<CertificateView, RefusalOf<Step> | { code: 'not_found' }>
  return transact(db, async (tx): Promise<Done> => {
    const certificate = await lockCertificate(tx, certificateId as CertificateId)
    if (!certificate || !reachesCertificate(actor, act, certificate)) return refuse({ code: 'not_found' })
    const at = clock.now()
    const on = civilDateAt(at)
    const done: Outcome<Facts, Refusal> = await step(tx, { ...(await readCertificateOf(tx, certificate, on)), at, on })
    if (!done.ok) return done
    await noteAct(tx, { at, staffId: actor.id, act: note, subject: `certificate:${certificate.id}`, facts: done.value })
    return allow(await presentCertificate(tx, await readCertificateOf(tx, await readAgain(tx, certificate), on)))
  })
}

/** The row as the act left it. */
async function readAgain(tx: Transaction, { id }: Certificate): Promise<Certificate> {
  const certificate = await findCertificate(tx, id)
  invariant(certificate, 'a certificate that is held is found')
  return certificate
}
