/** Which column of a table (counted from 0) says what. */
export type Columns = {
  readonly stem: number
  readonly key: number
  readonly kind: number | null
  /** All options in one cell, or one cell for each option in the order of the letters; empty when neither. */
  readonly options: { readonly in: 'one_cell'; readonly at: number } | { readonly in: 'columns'; readonly at: number[] }
  /** Trade, chapter, area: each says something of where the item belongs. */
  readonly categories: readonly number[]
  readonly clause: number | null
  readonly edition: number | null
  readonly unread: readonly number[]
}

const NAMES = {
  stem: ['题目内容', '题干', '试题内容', '题目', '试题', '试题题干', '题目题干', 'stem', 'question'],
  key: ['题目答案', '正确答案', '答案', '标准答案', '参考答案', '试题答案', 'key', 'answer'],
  kind: ['试题类型', '题型', '题目类型', '试题题型', 'kind', 'type'],
  options: ['题目选项', '选项', '试题选项', '选项内容', '备选答案', '备选项', 'options'],
  clause: ['依据', '条款', '依据条款', '出题依据', '法规依据', 'clause'],
  edition: ['版本', '依据版本', '标准版本', 'edition'],
} as const
const CATEGORY_NAMES = ['作业种类', '章节', '知识领域', '考试内容', '内容', '类别', '专业', 'area', 'category']
/** No name of a column is longer; a cell that is holds a question. */
const HEADER_LENGTH = 60
/** Names long enough to be known by their beginning, as in 题目选项以##分隔. */
const KNOWN_BY_BEGINNING = 4

/** Names no table may give a column: they mean something to the language this is written in. */
export const UNSAFE_HEADERS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * The columns named by a row, or null when it is no header. A header names at least the stem and the key.
 * Names are compared without spaces, width, case and bracketed remarks: 题目选项（用##隔开） is 题目选项.
 */
export function findColumns(row: readonly string[]): Columns | null {
  if (row.some((text) => text.length > HEADER_LENGTH) || row.every((text) => text === '')) return null
  const headers = row.map(plainHeader)
  const key = find(headers, NAMES.key)
  // 内容 is the stem in a table without any other, and an area beside one.
  const stem = find(headers, NAMES.stem) ?? find(headers, ['内容'])
  if (stem === null || key === null) return null

  const kind = find(headers, NAMES.kind)
  const together = find(headers, NAMES.options)
  const apart = optionColumns(headers)
  const clause = find(headers, NAMES.clause)
  const edition = find(headers, NAMES.edition)
  const options =
    apart.length >= 2 || together === null
      ? ({ in: 'columns', at: apart } as const)
      : ({ in: 'one_cell', at: together } as const)
  const categories = headers.flatMap((header, at) => (CATEGORY_NAMES.includes(header) && at !== stem ? [at] : []))

  const read = new Set([stem, key, kind, clause, edition, ...categories, ...[options.at].flat()])
  const unread = headers.flatMap((header, at) => (header !== '' && !read.has(at) ? [at] : []))
  return { stem, key, kind, options, categories, clause, edition, unread }
}

function plainHeader(text: string) {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|[\s*:]/g, '')
    .toLowerCase()
}

function find(headers: readonly string[], names: readonly string[]): number | null {
  for (const name of names) {
    const at = headers.indexOf(name)
    if (at !== -1) return at
  }
  const at = headers.findIndex((header) =>
    names.some((name) => name.length >= KNOWN_BY_BEGINNING && header.startsWith(name)),
  )
  return at === -1 ? null : at
}

/** 选项A, 选项B … or bare A, B …, as far as the letters run without a gap. */
function optionColumns(headers: readonly string[]): number[] {
  const found: number[] = []
  for (const letter of 'abcdefghij') {
    const at = headers.findIndex((header) => header.replace(/^(?:备?选项|答案选项)|选?项$/g, '') === letter)
    if (at === -1) return found
    found.push(at)
  }
  return found
}
