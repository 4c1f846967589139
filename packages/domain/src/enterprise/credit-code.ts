import { type Outcome, allow, refuse } from '../outcome.ts'

declare const creditCodeBrand: unique symbol

/** A unified social credit code (统一社会信用代码) that passed `readCreditCode`. */
export type CreditCode = string & { readonly [creditCodeBrand]: true }

export type CreditCodeRefusal =
  | { code: 'credit_code_length'; length: number; wanted: number }
  | { code: 'credit_code_characters'; position: number }
  | { code: 'credit_code_check_character' }

/** Digits and capital letters without I, O, S, V and Z, in the order that gives each its value. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

/**
 * Reads a unified social credit code (GB 32100-2015): 18 characters, of which the last is a check character by
 * ISO 7064 with modulus 31 and weights of powers of three. Full-width characters, spaces and lower case are accepted.
 */
export function readCreditCode(text: string): Outcome<CreditCode, CreditCodeRefusal> {
  const typed = [...text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()]
  if (typed.length !== LENGTH) return refuse({ code: 'credit_code_length', length: typed.length, wanted: LENGTH })
  const unreadable = typed.findIndex((character) => !CHARACTERS.includes(character))
  if (unreadable >= 0) return refuse({ code: 'credit_code_characters', position: unreadable + 1 })
  const body = typed.slice(0, -1).join('')
  if (typed.at(-1) !== creditCodeCheck(body)) return refuse({ code: 'credit_code_check_character' })
  return allow(typed.join('') as CreditCode)
}

/** The check character that belongs to the first seventeen. */
export function creditCodeCheck(body: string): string {
  let sum = 0
  let weight = 1
  for (const character of body) {
    sum += CHARACTERS.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return CHARACTERS.charAt((31 - (sum % 31)) % 31)
}
