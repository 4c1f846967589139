import type {
  CertificateEntryView,
  CertificateSummary,
  CertificateView,
  MyCertificate,
  PublicCertificate,
} from '@kaochang/contract/certificate'
import { type CertificateEntry, findSuccessor } from '@kaochang/database/certificate'
import type { Database, Transaction } from '@kaochang/database/client'
import { renewalMarkOf } from '@kaochang/domain/certificate/certificate'
import { barAfterRevocation } from '@kaochang/domain/certificate/revocation'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Secrets } from '../secrets.ts'
import { openCertificateNumber } from './certificate-number-secrets.ts'
import { type Read, revokedOn } from './read-certificate.ts'

export function presentSummary({ certificate, standing }: Read): CertificateSummary {
  const { id, category, trade, holderName, idNumberMasked, numberMasked, enterprise } = certificate
  const { province, actingCity, issuedOn, validFrom, validThrough } = certificate
  const { state, mayWork, cycleDue, renewed, revocationProposed } = standing
  return {
    id,
    category,
    trade,
    holderName,
    idNumberMasked,
    numberMasked,
    enterprise: enterprise?.name ?? null,
    province,
    actingCity,
    issuedOn,
    validFrom,
    validThrough,
    state,
    mayWork,
    cycleDue,
    renewed,
    revocationProposed,
  }
}

/** A certificate with its history, for staff. */
export async function presentCertificate(db: Database | Transaction, read: Read): Promise<CertificateView> {
  const { certificate, events, standing } = read
  const successor = standing.renewed ? await findSuccessor(db, certificate.id) : undefined
  const proposal = standing.revocationProposed
    ? events.findLast(({ kind }) => kind === 'revocation_proposed')
    : undefined
  return {
    ...presentSummary(read),
    assessmentId: certificate.assessmentId,
    firstIssuedOn: certificate.firstIssuedOn,
    lastDay: standing.lastDay,
    renewalMark: renewalMark(read),
    barredThrough: barredThrough(read),
    verification: verificationPath(certificate.verificationCode),
    renews: certificate.renews,
    renewedBy: successor?.id ?? null,
    revocationProposedById: proposal?.staffId ?? null,
    history: events.map(presentEntry),
  }
}

/** What anybody may know: nothing that is not printed on the certificate, with the numbers masked, and how it stands. */
export function presentPublic({ certificate, events, standing }: Read): PublicCertificate {
  const { category, trade, holderName, idNumberMasked, numberMasked, province } = certificate
  const { firstIssuedOn, issuedOn, validFrom, validThrough } = certificate
  const { state, mayWork, lastDay, cycleDue } = standing
  return {
    category,
    trade,
    holderName,
    idNumberMasked,
    numberMasked,
    issuer: province,
    firstIssuedOn,
    issuedOn,
    validFrom,
    validThrough,
    state,
    mayWork,
    lastDay,
    cycleDue,
    reissuedOn: events.findLast(({ kind }) => kind === 'reissued')?.onDate ?? null,
  }
}

/** A certificate to its holder. */
export function presentMine(secrets: Secrets, publicUrl: URL, read: Read): MyCertificate {
  const { certificate } = read
  return {
    id: certificate.id,
    ...presentPublic(read),
    number: openCertificateNumber(secrets, certificate.numberSealed),
    enterprise: certificate.enterprise?.name ?? null,
    renewalMark: renewalMark(read),
    barredThrough: barredThrough(read),
    verificationUrl: verificationUrl(publicUrl, certificate.verificationCode),
  }
}

/** Where the QR code leads to. */
export function verificationUrl(publicUrl: URL, code: string): string {
  return new URL(verificationPath(code), publicUrl).href
}

function verificationPath(code: string) {
  return `/verify/${code}`
}

function renewalMark({ certificate: { validThrough }, standing: { stands, renewed } }: Read): CivilDate | null {
  return stands && !renewed && validThrough !== null ? renewalMarkOf(validThrough) : null
}

function barredThrough(read: Read): CivilDate | null {
  return barAfterRevocation([revokedOn(read)])?.barredThrough ?? null
}

function presentEntry({
  kind,
  at,
  onDate,
  staffName,
  reason,
  reference,
  facts,
}: CertificateEntry): CertificateEntryView {
  const { ground, changes, awayFrom } = facts as Partial<Pick<CertificateEntryView, 'ground' | 'changes' | 'awayFrom'>>
  return {
    kind,
    at,
    onDate,
    by: staffName,
    reason,
    reference,
    ground: ground ?? null,
    changes: changes ?? [],
    awayFrom: awayFrom ?? null,
  }
}
