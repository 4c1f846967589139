import {
  type Certificate,
  type CertificateEntry,
  listCertificateEvents,
  listCertificatesOf,
} from '@kaochang/database/certificate'
import type { Database, Transaction } from '@kaochang/database/client'
import { type CertificateStanding, standingOf } from '@kaochang/domain/certificate/certificate'
import type { Held } from '@kaochang/domain/certificate/check-issue'
import type { CertificateId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'

/** A certificate with its history and how it stands on a day. */
export type Read = {
  readonly certificate: Certificate
  readonly events: readonly CertificateEntry[]
  readonly standing: CertificateStanding
}

/** Reads the histories of certificates, and says how each stands on a day. */
export async function readCertificates(
  db: Database | Transaction,
  found: readonly Certificate[],
  on: CivilDate,
): Promise<Read[]> {
  const events = await listCertificateEvents(
    db,
    found.map(({ id }) => id),
  )
  return found.map((certificate) => {
    const own = events.get(certificate.id) ?? []
    return { certificate, events: own, standing: standingOf(certificate, own, on) }
  })
}

/** One certificate that was found, read. */
export async function readCertificateOf(
  db: Database | Transaction,
  certificate: Certificate,
  on: CivilDate,
): Promise<Read> {
  const [read] = await readCertificates(db, [certificate], on)
  if (!read) throw new Error('What was asked for is read')
  return read
}

/** Everything a person holds or held, as the rule on a further certificate reads it. */
export async function readHeld(
  db: Database | Transaction,
  personId: PersonId,
  on: CivilDate,
): Promise<(Held<CertificateId> & Read)[]> {
  const all = await readCertificates(db, await listCertificatesOf(db, [personId]), on)
  return all.map((read) => {
    const { id, category, trade, validThrough } = read.certificate
    return { ...read, id, category, trade, validThrough, revokedOn: revokedOn(read) }
  })
}

/** The day a certificate was revoked; null for one that was not. */
export function revokedOn({ events }: Pick<Read, 'events'>): CivilDate | null {
  return events.find(({ kind }) => kind === 'revoked')?.onDate ?? null
}
