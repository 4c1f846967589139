import type { ItemContent, ItemKind, ItemProblem, Key } from '@kaochang/domain/bank/item'
import type { Refusal } from '@kaochang/domain/outcome'
import type { BothWords } from './words.ts'

/** Where something stands in a file. Rows count from 1, as Excel shows them; columns are letters, or JSON field names. */
export type Place = { readonly sheet: string; readonly row: number }
export type CellPlace = Place & { readonly column: string | null }

/**
 * What the reader put right by itself because it could only be meant one way. Each is written beside the
 * item, so that a reviewer sees what the author's row said differently.
 */
export const MENDS = [
  'item_number_removed',
  'option_letters_reordered',
  'option_marks_kept_as_text',
  'true_false_turned',
  'true_false_reworded',
  'key_tidied',
] as const
export type Mend = (typeof MENDS)[number]

/** An item as read: what is asked, apart from what is right, and where it stood. */
export type ReadItem = {
  readonly place: Place
  readonly content: ItemContent
  readonly key: Key
  readonly note: {
    /** The author's own heading (a trade, a chapter) where it is not one of our content areas. */
    readonly category: string | null
    /** The item number that was typed into the stem. */
    readonly number: number | null
    readonly mends: readonly Mend[]
  }
}

/** Everything that keeps a row from becoming an item. */
export type RowFault =
  | ItemProblem
  | { readonly code: 'kind_missing' }
  | { readonly code: 'kind_unknown'; readonly kind: string }
  | { readonly code: 'option_letters_broken'; readonly letters: string }
  | { readonly code: 'options_ambiguous'; readonly letters: string }
  | { readonly code: 'true_false_options_strange'; readonly options: readonly string[] }
  | { readonly code: 'unseen_character'; readonly character: string }
  | { readonly code: 'cell_is_date'; readonly shown: string }
  | { readonly code: 'cell_is_error'; readonly shown: string }
  | { readonly code: 'cell_not_calculated' }
  | { readonly code: 'row_has_picture' }
  | { readonly code: 'raised_text_lost'; readonly text: string }
  | { readonly code: 'field_unreadable'; readonly field: string }
  | { readonly code: 'duplicate_in_file'; readonly first: Place }
  | { readonly code: 'conflicting_duplicate'; readonly other: Place }

export type RowProblem = { readonly place: CellPlace } & RowFault & BothWords

/** Rows with something in them that are not items and were never meant to be. */
export const SKIP_REASONS = {
  header: { zh: '表头', en: 'the header' },
  above_header: { zh: '表头上方的文字', en: 'text above the header' },
  no_header: { zh: '本工作表没有表头', en: 'this sheet has no header' },
  no_question: { zh: '没有题干、选项和答案', en: 'no stem, no options and no key' },
} as const satisfies Record<string, { zh: string; en: string }>
export type SkipReason = keyof typeof SKIP_REASONS

export type SkippedRow = { readonly sheet: string; readonly row: number; readonly reason: SkipReason }

/** `rows` = `items` + `problemRows` + `skipped`: every row with something in it is one of the three. */
export type ItemFileTally = {
  readonly rows: number
  readonly blankRows: number
  readonly items: number
  readonly problemRows: number
  readonly skipped: number
  readonly kinds: Readonly<Record<ItemKind, number>>
  readonly problems: Readonly<Record<string, number>>
  readonly mends: Readonly<Record<Mend, number>>
}

export type ItemFile = {
  /** Name and notice, where the format has them (our own .json). */
  readonly name: string | null
  readonly notice: string | null
  readonly items: readonly ReadItem[]
  readonly problems: readonly RowProblem[]
  readonly skipped: readonly SkippedRow[]
  /** Columns of the tables, and fields of the .json, that say nothing we keep, such as 难度 or 解析. */
  readonly unreadColumns: readonly { readonly sheet: string; readonly column: string; readonly header: string }[]
  readonly tally: ItemFileTally
}

/** Why a whole file cannot be read, in the order it is checked. */
export type FileFault =
  | { readonly code: 'file_empty' }
  | { readonly code: 'file_too_large'; readonly bytes: number; readonly most: number }
  | { readonly code: 'file_kind_not_read'; readonly fileName: string }
  | { readonly code: 'file_is_old_or_locked' }
  | { readonly code: 'file_is_not_xlsx' }
  | { readonly code: 'archive_irregular'; readonly detail: string }
  | { readonly code: 'archive_has_too_many_entries'; readonly found: number; readonly most: number }
  | { readonly code: 'archive_entry_too_large'; readonly entry: string; readonly bytes: number; readonly most: number }
  | { readonly code: 'archive_too_large'; readonly bytes: number; readonly most: number }
  | {
      readonly code: 'archive_packed_too_tightly'
      readonly entry: string
      readonly ratio: number
      readonly most: number
    }
  | { readonly code: 'xml_declares_types'; readonly entry: string }
  | { readonly code: 'workbook_unreadable'; readonly detail: string }
  | { readonly code: 'text_encoding_unknown' }
  | { readonly code: 'json_unreadable'; readonly detail: string }
  | { readonly code: 'json_format_unknown'; readonly found: string }
  | { readonly code: 'too_many_rows'; readonly found: number; readonly most: number }
  | { readonly code: 'header_unsafe'; readonly header: string }
  | { readonly code: 'header_missing' }
  | { readonly code: 'reading_took_too_long'; readonly limitMs: number }
  | { readonly code: 'reading_needed_too_much_memory'; readonly limitMb: number }

export type FileRefusal = Refusal & FileFault & BothWords
