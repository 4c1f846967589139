import type { IdNumber } from '@kaochang/domain/people/id-number'
import { keyedHash } from '../hashing.ts'
import { seal, unseal } from '../sealing.ts'
import type { Secrets } from '../secrets.ts'

const PURPOSE = 'kaochang id number'

/**
 * What a person is found by: HMAC-SHA-256 of the ID number in base64url. A plain hash would not do: a
 * county and a year have some 365,000 numbers, and all of them can be tried (A77). The key is not in the database.
 */
export function idNumberLookup({ idLookupKey }: Pick<Secrets, 'idLookupKey'>, idNumber: IdNumber): string {
  return keyedHash(idLookupKey, `id-number:${idNumber}`)
}

/** The ID number as it is stored. */
export function sealIdNumber({ idCipherKey }: Pick<Secrets, 'idCipherKey'>, idNumber: IdNumber): Uint8Array {
  return seal(idCipherKey, PURPOSE, Buffer.from(idNumber, 'ascii'))
}

/**
 * The ID number out of its sealed form, for the few acts that may show one.
 *
 * @throws Error when the bytes were sealed with another key, or changed since.
 */
export function openIdNumber({ idCipherKey }: Pick<Secrets, 'idCipherKey'>, sealed: Uint8Array): IdNumber {
  return unseal(idCipherKey, PURPOSE, sealed).toString('ascii') as IdNumber
}
