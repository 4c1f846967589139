import { type CivilDate, readCivilDate } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

declare const idNumberBrand: unique symbol

/**
 * A resident identity number (公民身份号码) of 18 characters that passed `readIdNumber`. It identifies a person
 * for life: show it only through `maskIdNumber`, and never put it in a log, a URL, a metric or an error.
 */
export type IdNumber = string & { readonly [idNumberBrand]: true }

/** No refusal repeats a character of the number, so that it may be shown and logged. */
export type IdNumberRefusal =
  | { code: 'id_number_length'; length: number; wanted: readonly number[] }
  | { code: 'id_number_characters'; position: number }
  | { code: 'id_number_birth_date' }
  | { code: 'id_number_check_digit' }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

/**
 * Reads an identity number (GB 11643-1999). Full-width characters, spaces and a lower-case x are accepted, and
 * the 15 digits of cards issued before 1999 become the 18 that the same person carries today: one person has one
 * number, however it is written (A51). The birth date must be a day that exists. The region code is not checked:
 * codes are withdrawn as counties merge, and the numbers made with them stay valid. A number that passes is well
 * formed; who carries it is for the card reader to prove.
 */
export function readIdNumber(text: string): Outcome<IdNumber, IdNumberRefusal> {
  const typed = [
    ...text
      .replaceAll(/[\uFF01-\uFF5E]/g, asHalfWidth)
      .replaceAll(/\s/g, '')
      .toUpperCase(),
  ]
  if (typed.length !== 18 && typed.length !== 15)
    return refuse({ code: 'id_number_length', length: typed.length, wanted: [18, 15] })

  const unreadable = typed.findIndex((character, index) => !(index === 17 ? /[\dX]/ : /\d/).test(character))
  if (unreadable >= 0) return refuse({ code: 'id_number_characters', position: unreadable + 1 })

  const written = typed.join('')
  // Every 15-digit number was given in the twentieth century.
  const body = written.length === 15 ? `${written.slice(0, 6)}19${written.slice(6)}` : written.slice(0, 17)
  if (!birthDateIn(body)) return refuse({ code: 'id_number_birth_date' })

  const number = body + checkCharacter(body)
  if (written.length === 18 && written !== number) return refuse({ code: 'id_number_check_digit' })
  return allow(number as IdNumber)
}

/** `1101**********002X`: enough to tell two candidates of a room apart, and no birth date. */
export function maskIdNumber(number: IdNumber): string {
  return `${number.slice(0, 4)}**********${number.slice(-4)}`
}

/** The birth date that the number carries: a date of the calendar, never an instant (F42). */
export function birthDateOf(number: IdNumber): CivilDate {
  return birthDateIn(number) as CivilDate
}

/** The sex that the number carries: odd sequence numbers are given to men, even ones to women. */
export function sexOf(number: IdNumber): 'male' | 'female' {
  return Number(number[16]) % 2 === 1 ? 'male' : 'female'
}

/**
 * The number of the holder's special-operation certificates (特种作业操作证): the letter T and the identity number.
 * It is one number for several trades, so it is no key on its own, and it is as private as the number inside it.
 */
export function operatorCertificateNumber(number: IdNumber): string {
  return `T${number}`
}

function birthDateIn(number: string) {
  return readCivilDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)
}

/** ISO 7064 MOD 11-2. */
function checkCharacter(body: string) {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

function asHalfWidth(character: string) {
  return String.fromCodePoint(character.charCodeAt(0) - 0xfee0)
}
