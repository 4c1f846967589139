import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { LETTERS, OPTION_LIMIT } from '@kaochang/domain/bank/item'
import type { Mend, RowFault } from './item-file.ts'
import { tidyText } from './tidy-text.ts'

export type ReadOptions = { readonly texts: readonly string[]; readonly mends: readonly Mend[] }
export type OptionsFault = Extract<
  RowFault,
  { code: 'option_letters_broken' | 'options_ambiguous' | 'options_too_many' }
>
export type OptionsOutcome = Outcome<ReadOptions, OptionsFault>

/** Ten options with as many marks again inside their text; more is no list of options, and slow to divide. */
const MOST_PIECES = 30

/** `A.`, `A、`, `A：`, `(A)`, `a)` … */
const MARKED_LETTER = /^[(（【[]?\s*([A-Ja-jＡ-Ｊａ-ｊ])\s*[)）】\].．。、:：,，]+\s*/
/** `A强制性` */
const BARE_LETTER = /^([A-JＡ-Ｊ])/
const IN_RUNNING_TEXT = /(?:^|(?<=[\s;；|]))[(（]?[A-J][)）]?[.．、:：]/g

/** `letter` is the place of the letter in the alphabet; `text` the piece without it. */
type Piece = { readonly whole: string; readonly letter: number | null; readonly marked: boolean; readonly text: string }

/**
 * The options an author wrote into one cell, in the order of their letters. `**` or `##` separate them,
 * else line breaks, else the letters themselves (A.… B.…), whatever the header promises.
 *
 * Letters are taken off when they run A, B, C … Where marks were also put inside the text ("**C**A和**B"), the
 * pieces are put together again if that can be done in one way only; refused when it can be done in
 * several, when a letter is missing or comes twice, and when a piece is not clearly cut off from the one
 * before: a guess would be an option nobody wrote.
 */
export function readOptions(cell: string): OptionsOutcome {
  const cut = piecesOf(cell)
  if (cut.length > MOST_PIECES) return tooMany(cut.length)
  const pieces = cut.map(pieceOf)
  if (!lettered(pieces)) return allow({ texts: pieces.map(({ whole }) => whole), mends: [] })

  if (runs(pieces)) return allow({ texts: keptLetters(pieces), mends: [] })
  if (runs(byLetter(pieces)))
    return allow({ texts: byLetter(pieces).map(({ text }) => text), mends: ['option_letters_reordered'] })

  const letters = pieces.map(({ letter }) => (letter === null ? '?' : LETTERS.charAt(letter))).join('')
  const [way, another] = waysToRun(pieces)
  if (way === undefined) return refuse({ code: 'option_letters_broken', letters })
  if (another !== undefined || !clearlyCut(pieces, way)) return refuse({ code: 'options_ambiguous', letters })
  return allow({ texts: textsOf(pieces, way), mends: ['option_marks_kept_as_text'] })
}

/**
 * The options an author gave a cell each. A letter is taken off only where every cell has one with a mark
 * after it and they run A, B, C …; cells left empty at the end are no options.
 */
export function readOptionCells(cells: readonly string[]): OptionsOutcome {
  if (cells.length > MOST_PIECES) return tooMany(cells.length)
  const texts = cells.map(tidyText)
  while (texts.at(-1) === '') texts.pop()
  const pieces = texts.map(pieceOf)
  const lettered = runs(pieces) && pieces.every(({ marked, text }) => marked && text !== '')
  return allow({ texts: lettered ? pieces.map(({ text }) => text) : texts, mends: [] })
}

function tooMany(found: number): OptionsOutcome {
  return refuse({ code: 'options_too_many', found, most: OPTION_LIMIT.most })
}

function piecesOf(cell: string): string[] {
  if (/\*\*|##/.test(cell)) return withoutLeadingBlank(cell.split(/\*{2,}|#{2,}/))
  const text = tidyText(cell)
  if (text === '') return []
  if (text.includes('\n')) return text.split(/\n+/)
  const starts = [...text.matchAll(IN_RUNNING_TEXT)].map(({ index }) => index)
  return starts[0] === 0 && starts.length >= 2 ? starts.map((start, n) => text.slice(start, starts[n + 1])) : [text]
}

/** Nothing stands before the separator that leads a cell, and nothing after one that ends it. */
function withoutLeadingBlank(pieces: string[]) {
  const from = pieces[0]?.trim() === '' ? 1 : 0
  const to = pieces.at(-1)?.trim() === '' ? pieces.length - 1 : pieces.length
  return pieces.slice(from, to)
}

function pieceOf(piece: string): Piece {
  const whole = tidyText(piece)
  const marked = MARKED_LETTER.exec(whole)
  const found = marked ?? BARE_LETTER.exec(whole)
  if (found?.[1] === undefined) return { whole, letter: null, marked: false, text: whole }
  const letter = LETTERS.indexOf(found[1].normalize('NFKC').toUpperCase())
  return { whole, letter, marked: marked !== null, text: whole.slice(found[0].length).trim() }
}

/** Whether the pieces were meant to have letters, rather than to begin with one by chance, as CO2 does. */
function lettered(pieces: readonly Piece[]) {
  if (pieces.some(({ marked }) => marked) || runs(byLetter(pieces))) return true
  return pieces[0]?.letter === 0 && pieces.slice(1).some(({ letter }) => letter !== null)
}

/** Whether the letters are A, B, C … in order, each once. */
function runs(pieces: readonly Piece[]) {
  return pieces.length >= 2 && pieces.every(({ letter }, index) => letter === index)
}

function byLetter(pieces: readonly Piece[]) {
  return [...pieces].sort((a, b) => (a.letter ?? -1) - (b.letter ?? -1))
}

/** Options such as A类, B类, C类 are nothing without their letters: then the letters belong to the text. */
function keptLetters(pieces: readonly Piece[]) {
  const alike = new Set(pieces.map(({ text }) => text)).size === 1
  const bare = pieces.every(({ marked, text }) => !marked && text !== '')
  return pieces.map(({ whole, text }) => (alike && bare ? whole : text))
}

/**
 * The ways (two at most) to choose the pieces at which the options A, B, C … begin: the first piece is A,
 * no option is empty, and no letter is left over that no option has.
 */
function waysToRun(pieces: readonly Piece[]): number[][] {
  const last = Math.max(...pieces.map(({ letter }) => letter ?? 0))
  const ways: number[][] = []
  const choose = (way: readonly number[]) => {
    if (ways.length > 1) return
    if (way.length === last + 1) {
      if (textsOf(pieces, way).every((text) => text !== '')) ways.push([...way])
      return
    }
    const before = way.at(-1)
    if (before === undefined) {
      if (pieces[0]?.letter === 0) choose([0])
      return
    }
    // An option that is a bare letter holds the next piece too.
    for (let at = before + (pieces[before]?.text === '' ? 2 : 1); at < pieces.length; at++) {
      if (pieces[at]?.letter === way.length) choose([...way, at])
    }
  }
  if (last >= 1) choose([])
  return ways
}

function textsOf(pieces: readonly Piece[], way: readonly number[]) {
  return way.map((start, n) => [pieces[start]?.text ?? '', ...inside(pieces, way, n)].join(''))
}

function inside(pieces: readonly Piece[], way: readonly number[], n: number) {
  return pieces.slice((way[n] ?? 0) + 1, way[n + 1] ?? pieces.length).map(({ whole }) => whole)
}

/**
 * Whether each option that was cut was clearly cut inside: right after its letter ("C**A和**B"), in a bracket
 * ("D二氧化碳（**CO2)"), or, with another option following, in a formula or unit ("0.3MP**A"). Elsewhere the
 * next piece may be an option of its own under a mistaken letter.
 */
function clearlyCut(pieces: readonly Piece[], way: readonly number[]) {
  return way.every((start, n) => {
    const text = pieces[start]?.text ?? ''
    if (inside(pieces, way, n).length === 0 || text === '') return true
    const next = pieces[start + 1]
    return next?.marked === false && (/[(（[【]$/.test(text) || (n < way.length - 1 && /[A-Za-z0-9]$/.test(text)))
  })
}
