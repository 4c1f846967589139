import { type Outcome, allow, refuse } from '../outcome.ts'

declare const personNameBrand: unique symbol

/** A person's name as it stands on the identity card, read by `readPersonName`. */
export type PersonName = string & { readonly [personNameBrand]: true }

/** `position` counts characters from 1, without the spaces around the name; `character` is written `U+202E`. */
export type PersonNameRefusal =
  | { code: 'name_hidden_character'; position: number; character: string }
  | { code: 'name_character'; position: number; character: string }
  | { code: 'name_separator_misplaced' }
  | { code: 'name_length'; letters: number; least: number; most: number }

const LEAST_LETTERS = 2
const MOST_LETTERS = 40

// What a screen does not show, or what turns the order of its neighbours: controls, bidi controls, zero-width
// characters, variation selectors, blank fillers, half surrogates. Two names that look the same must be the same.
const HIDDEN = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029]/u
// U+3007, the round zero, stands in names and is no letter to Unicode.
const LETTER = /[\p{L}〇]/u
const IN_A_NAME = /[\p{L}〇\p{M}\p{Zs}·•‧∙⋅・･．'’-]/u
const WELL_SEPARATED = /^[\p{L}〇]\p{M}{0,3}(?:[·' -]?[\p{L}〇]\p{M}{0,3})*$/u

/**
 * Reads a person's name (A73). It is brought to NFC and trimmed; the dots that keyboards offer become `·`, and
 * spaces beside a Chinese character, which rosters use to align short names, are left out. Letters of every
 * script are allowed, with rare Chinese characters beyond the BMP counted as one letter each.
 */
export function readPersonName(text: string): Outcome<PersonName, PersonNameRefusal> {
  const characters = [...text.trim().normalize('NFC')]
  const hidden = characters.findIndex((character) => HIDDEN.test(character))
  if (hidden >= 0) return refuse({ code: 'name_hidden_character', ...pointedOut(characters, hidden) })
  const unfit = characters.findIndex((character) => !IN_A_NAME.test(character))
  if (unfit >= 0) return refuse({ code: 'name_character', ...pointedOut(characters, unfit) })

  const letters = characters.filter((character) => LETTER.test(character)).length
  if (letters < LEAST_LETTERS || letters > MOST_LETTERS)
    return refuse({ code: 'name_length', letters, least: LEAST_LETTERS, most: MOST_LETTERS })

  const name = characters
    .join('')
    .replaceAll(/[•‧∙⋅・･．]/g, '·')
    .replaceAll('’', "'")
    .replaceAll(/\p{Zs}+/gu, ' ')
    .replaceAll(/ (?=\p{Script=Han}|·)|(?<=\p{Script=Han}|·) /gu, '')
  return WELL_SEPARATED.test(name) ? allow(name as PersonName) : refuse({ code: 'name_separator_misplaced' })
}

function pointedOut(characters: readonly string[], index: number) {
  const codePoint = characters[index]?.codePointAt(0) ?? 0
  return { position: index + 1, character: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}` }
}
