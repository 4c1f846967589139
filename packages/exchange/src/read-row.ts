import {
  type ItemContent,
  type ItemProblem,
  itemProblems,
  type Key,
  TRUE_FALSE_OPTIONS,
} from '@kaochang/domain/bank/item'
import type { Mend, Place, ReadItem, RowFault, RowProblem } from './item-file.ts'
import type { Numbered } from './item-number.ts'
import { readArea } from './read-area.ts'
import { readKey, readTruth } from './read-key.ts'
import { readKind } from './read-kind.ts'
import { readOptionCells, readOptions } from './read-options.ts'
import { rowProblem } from './row-words.ts'
import { tidyText, unseenCharacter } from './tidy-text.ts'

export type Field = 'kind' | 'stem' | 'options' | 'key' | 'category' | 'clause' | 'edition'

/** A row as its author wrote it, before anything in it is understood. */
export type WrittenRow = {
  readonly place: Place
  readonly kind: string
  readonly stem: string
  readonly options: string | readonly string[]
  readonly key: string
  readonly categories: readonly string[]
  readonly clause: string
  readonly edition: string
  /** Cells that could not become text at all. */
  readonly faults: readonly { readonly column: string | null; readonly fault: RowFault }[]
  /** The column a field stands in; the n-th option's where options have cells of their own. */
  readonly columnOf: (field: Field, option?: number) => string | null
}

/** Banks taken from older systems name a picture where it stood. */
const PICTURE_FILE = /\.(?:png|jpe?g|gif|bmp|webp)(?![A-Za-z])/i

type Found = { readonly field: Field; readonly option?: number; readonly fault: RowFault }

/**
 * Understands one row: its kind, stem, options and key in whichever of the known ways they were written.
 * Gives the item, or every problem that keeps it from being one.
 */
export function readRow(row: WrittenRow, numbered: Numbered | null): ReadItem | readonly RowProblem[] {
  const at = (field: Field, option?: number) => ({ ...row.place, column: row.columnOf(field, option) })
  if (row.faults.length > 0) return row.faults.map(({ column, fault }) => rowProblem({ ...row.place, column }, fault))

  const kind = readKind(row.kind)
  const options = typeof row.options === 'string' ? readOptions(row.options) : readOptionCells(row.options)
  const category = row.categories.map(tidyText).filter((text) => text !== '')
  const area = category.map(readArea).find((found) => found !== null) ?? null

  const found: Found[] = []
  if (kind === null) found.push({ field: 'kind', fault: kindFault(row.kind) })
  if (!options.ok) found.push({ field: 'options', fault: options.refusal })
  if (kind === null || !options.ok) return found.map(({ field, fault }) => rowProblem(at(field), fault))

  const asked =
    kind === 'true_false' ? readTrueFalse(options.value.texts, row.key) : readChoice(options.value.texts, row.key)
  const content: ItemContent = {
    kind,
    area,
    stem: tidyText(numbered?.stem ?? row.stem),
    options: asked.options,
    clause: tidyText(row.clause) || null,
    edition: tidyText(row.edition) || null,
  }
  const rest = category.filter((text) => readArea(text) === null).join(' / ') || null

  found.push(...asked.faults.map((fault): Found => ({ field: 'options', fault })))
  found.push(...unseenIn(content, rest))
  if ([content.stem, ...content.options].some((text) => PICTURE_FILE.test(text)))
    found.push({ field: 'stem', fault: { code: 'row_has_picture' } })
  if (asked.faults.length === 0) found.push(...itemProblems({ content, key: asked.key }).map(fieldOf))
  if (found.length > 0) return found.map(({ field, option, fault }) => rowProblem(at(field, option), fault))

  const mends: Mend[] = [...options.value.mends, ...asked.mends]
  if (numbered !== null) mends.unshift('item_number_removed')
  return {
    place: row.place,
    content,
    key: asked.key,
    note: { category: rest, number: numbered?.number ?? null, mends },
  }
}

type Asked = {
  readonly options: readonly string[]
  readonly key: Key
  readonly mends: readonly Mend[]
  readonly faults: readonly RowFault[]
}

function readChoice(texts: readonly string[], written: string): Asked {
  const key = readKey(written)
  return { options: texts, key, mends: key === written ? [] : ['key_tidied'], faults: [] }
}

/**
 * The key of a true-false item by what it means. A letter points at the option under that letter, which
 * may be 错误 under A; without options A is 正确, B is 错误.
 */
function readTrueFalse(texts: readonly string[], written: string): Asked {
  const truths = texts.map(readTruth)
  const [first, second] = truths
  const usual = texts.length === 0 || (truths.length === 2 && first === true && second === false)
  const turned = truths.length === 2 && first === false && second === true
  if (!usual && !turned)
    return { options: texts, key: '', mends: [], faults: [{ code: 'true_false_options_strange', options: texts }] }

  const reworded = texts.some((text) => !TRUE_FALSE_OPTIONS.some((word) => word === text))
  const letter = readKey(written)
  const meant = letter === 'A' ? !turned : letter === 'B' ? turned : readTruth(written)
  const key = meant === null ? letter : meant ? 'A' : 'B'
  const mends: Mend[] = []
  if (turned) mends.push('true_false_turned')
  if (reworded) mends.push('true_false_reworded')
  if (key !== written && !turned) mends.push('key_tidied')
  return { options: TRUE_FALSE_OPTIONS, key, mends, faults: [] }
}

function kindFault(text: string): RowFault {
  const kind = tidyText(text)
  return kind === '' ? { code: 'kind_missing' } : { code: 'kind_unknown', kind }
}

function unseenIn(content: ItemContent, category: string | null): Found[] {
  const texts: [Field, string | null, number?][] = [
    ['category', category],
    ['stem', content.stem],
    ...content.options.map((text, n): [Field, string, number] => ['options', text, n]),
    ['clause', content.clause],
    ['edition', content.edition],
  ]
  return texts.flatMap(([field, text, option]) => {
    const character = text === null ? null : unseenCharacter(text)
    if (character === null) return []
    const fault: RowFault = { code: 'unseen_character', character }
    return [option === undefined ? { field, fault } : { field, option, fault }]
  })
}

/** Where a person must look to mend a problem of the item. */
function fieldOf(fault: ItemProblem): Found {
  switch (fault.code) {
    case 'stem_missing':
    case 'stem_too_long':
      return { field: 'stem', fault }
    case 'options_too_few':
    case 'options_too_many':
      return { field: 'options', fault }
    case 'option_empty':
    case 'option_too_long':
    case 'option_repeated':
      return { field: 'options', option: fault.letter.charCodeAt(0) - 65, fault }
    case 'key_missing':
    case 'key_unreadable':
    case 'key_without_option':
    case 'key_needs_one':
    case 'key_needs_several':
      return { field: 'key', fault }
  }
}
