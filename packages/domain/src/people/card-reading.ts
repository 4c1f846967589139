import { type CivilDate, type Instant, readCivilDate } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { readPersonName } from './person-name.ts'

/** What stands on a card that never expires, in the place of a date. */
export const LONG_TERM = '长期'

/** What an ID-card reader says of a card. A card holds more; nothing else is taken. */
export type CardReading = {
  readonly name: string
  readonly idNumber: string
  readonly validFrom: CivilDate
  readonly validUntil: CivilDate | typeof LONG_TERM
  readonly readAt: Instant
}

/**
 * What read a card: `reader` says everything of it. `keyboard_reader` types the number and nothing else, as anybody
 * could with a keyboard: it proves that a number was brought, and is kept apart from the other for that.
 */
export const CARD_READERS = ['reader', 'keyboard_reader'] as const
export type CardReader = (typeof CARD_READERS)[number]

/** How a candidate's identity was confirmed: by looking, by a card, or by the chief invigilator's word. */
export const IDENTITY_PROOFS = ['eyes', ...CARD_READERS, 'override'] as const
export type IdentityProof = (typeof IDENTITY_PROOFS)[number]

/** Why a card does not confirm anybody, in order of precedence. `card_unknown`: nobody who is expected holds it. */
export const CARD_REFUSALS = [
  'card_unknown',
  'card_of_another',
  'card_name_differs',
  'card_not_valid_yet',
  'card_expired',
] as const

export type CardRefusal =
  | { readonly code: 'card_unknown'; readonly room?: string }
  | { readonly code: 'card_of_another' }
  | { readonly code: 'card_name_differs' }
  | { readonly code: 'card_not_valid_yet'; readonly validFrom: CivilDate }
  | { readonly code: 'card_expired'; readonly validUntil: CivilDate }

/** What was typed or scanned at the invigilator's desk. */
export type DeskEntry = { readonly ticket: string } | { readonly idNumber: string }

/**
 * Tells an ID number from an admission ticket by its length, so that one field takes both; whether it is a right one
 * is judged later. A ticket has twelve digits.
 */
export function readDeskEntry(text: string): DeskEntry {
  const typed = text.normalize('NFKC').replaceAll(/\s/g, '')
  return /^(?:\d{15}|\d{17}[\dXx])$/.test(typed) ? { idNumber: typed } : { ticket: text.trim() }
}

/** What a reader's program answered, as a reading and nothing more; undefined when it is none. */
export function cardReadingFrom(answer: unknown): CardReading | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { name, idNumber, validFrom, validUntil, readAt } = answer as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || name.trim() === '' || name.length > 80) return undefined
  if (typeof idNumber !== 'string' || idNumber.length > 40) return undefined
  if (typeof validFrom !== 'string' || typeof validUntil !== 'string' || !Number.isSafeInteger(readAt)) return undefined
  const from = readCivilDate(validFrom)
  const until = validUntil === LONG_TERM ? LONG_TERM : readCivilDate(validUntil)
  return from && until && { name, idNumber, validFrom: from, validUntil: until, readAt: readAt as Instant }
}

/**
 * Whether a card is that of the person who is expected, and good on a day.
 *
 * @param says what the card says; null of a `keyboard_reader`, which knows the number alone
 * @param expected the name on the roster, and whether the card's number is theirs, in whichever form it is written (A51)
 */
export function judgeCard(
  says: Pick<CardReading, 'name' | 'validFrom' | 'validUntil'> | null,
  expected: { readonly name: string; readonly holdsNumber: boolean },
  today: CivilDate,
): Outcome<true, CardRefusal> {
  if (!expected.holdsNumber) return refuse({ code: 'card_of_another' })
  if (says === null) return allow(true)
  const { name, validFrom, validUntil } = says
  if (!sameName(name, expected.name)) return refuse({ code: 'card_name_differs' })
  if (today < validFrom) return refuse({ code: 'card_not_valid_yet', validFrom })
  // A card is good to the end of its last day.
  if (validUntil !== LONG_TERM && today > validUntil) return refuse({ code: 'card_expired', validUntil })
  return allow(true)
}

/** Spaces and the forms of the middle dot make no difference; a letter does. */
function sameName(one: string, other: string) {
  const [read, expected] = [readPersonName(one), readPersonName(other)]
  return read.ok && expected.ok && read.value === expected.value
}
