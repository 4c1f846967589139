import type { CertificateNumber } from '@kaochang/domain/certificate/certificate-number'
import { randomBytes } from 'node:crypto'
import { keyedHash } from '../hashing.ts'
import { seal, unseal } from '../sealing.ts'
import type { Secrets } from '../secrets.ts'

const PURPOSE = 'kaochang certificate number'

/** What a certificate is found by: a keyed hash, since an operator's number is the holder's ID number (3.4, A77). */
export function certificateNumberLookup({ idLookupKey }: Pick<Secrets, 'idLookupKey'>, number: string): string {
  return keyedHash(idLookupKey, `certificate-number:${number}`)
}

/** The number as it is stored. */
export function sealCertificateNumber(
  { idCipherKey }: Pick<Secrets, 'idCipherKey'>,
  number: CertificateNumber,
): string {
  return Buffer.from(seal(idCipherKey, PURPOSE, Buffer.from(number))).toString('base64url')
}

/**
 * The number out of its sealed form, for the certificate itself.
 *
 * @throws Error when it was sealed with another key, or changed since.
 */
export function openCertificateNumber(
  { idCipherKey }: Pick<Secrets, 'idCipherKey'>,
  sealed: string,
): CertificateNumber {
  return unseal(idCipherKey, PURPOSE, Buffer.from(sealed, 'base64url')).toString() as CertificateNumber
}

/**
 * What a certificate's QR code leads to: 128 bits of chance. Nobody can guess one, so a forged code leads nowhere, and
 * the register cannot be read out by trying (A58).
 */
export function newVerificationCode(): string {
  return randomBytes(16).toString('base64url')
}
