import type { ExamCategory } from '../law/categories.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type IdNumber, operatorCertificateNumber } from '../people/id-number.ts'

declare const certificateNumberBrand: unique symbol

/** A certificate's number as the national system gave it. An operator's holds the ID number and is as private as that. */
export type CertificateNumber = string & { readonly [certificateNumberBrand]: true }

/** No refusal repeats a character of the number, so that it may be shown and logged. */
export type CertificateNumberRefusal =
  | { code: 'certificate_number_length'; length: number; wanted: readonly [least: number, most: number] }
  | { code: 'certificate_number_characters'; position: number }
  | { code: 'certificate_number_not_the_holders'; article: string }

const LENGTHS = [6, 40] as const

/**
 * Reads a certificate's number as it was typed or pasted from the national system. Numbers are given there and never
 * here (R28-2). A special-operation certificate's is the letter T and the holder's own ID number (3.4), so anything
 * else is somebody else's certificate; a manager's may be any text that looks like a number.
 *
 * @param idNumber the holder's
 */
export function readCertificateNumber(
  text: string,
  category: ExamCategory,
  idNumber: IdNumber,
): Outcome<CertificateNumber, CertificateNumberRefusal> {
  const typed = plainNumber(text)
  const [least, most] = LENGTHS
  if (typed.length < least || typed.length > most)
    return refuse({ code: 'certificate_number_length', length: typed.length, wanted: LENGTHS })
  const unreadable = [...typed].findIndex((character) => !/[0-9A-Z\p{Script=Han}()[\]〔〕\-/.]/u.test(character))
  if (unreadable >= 0) return refuse({ code: 'certificate_number_characters', position: unreadable + 1 })
  if (!/\d/.test(typed)) return refuse({ code: 'certificate_number_characters', position: typed.length })
  if (category === 'operator' && typed !== operatorCertificateNumber(idNumber))
    return refuse({ code: 'certificate_number_not_the_holders', article: '28' })
  return allow(typed as CertificateNumber)
}

/** A number without what typing and pasting add: spaces, full-width characters, lower case. */
export function plainNumber(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
}

/**
 * A number as the public sees it: `T1101**********002X`. Enough to tell whose it may be, and no birth date. Of a
 * manager's number the middle is hidden too, because some authorities build it from the ID number.
 */
export function maskCertificateNumber(number: CertificateNumber): string {
  const characters = [...number]
  if (characters.length === 19) return `${number.slice(0, 5)}**********${number.slice(-4)}`
  const shown = Math.max(1, Math.floor(characters.length / 4))
  const hidden = characters.length - 2 * shown
  return [...characters.slice(0, shown), '*'.repeat(hidden), ...characters.slice(-shown)].join('')
}
