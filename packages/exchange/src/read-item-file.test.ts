import { CONTENT_AREAS } from '@kaochang/domain/law/content-areas'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import type { ItemFile } from './item-file.ts'
import { FILE_LIMITS, readItemFile } from './read-item-file.ts'

const HEADER = ['作业种类', '试题类型', '题目内容', '题目选项', '题目答案']

function workbook(...sheets: (Partial<WriteSheet> & { rows: CellValue[][] })[]) {
  return writeXlsx({ sheets: sheets.map((sheet, index) => ({ name: `Sheet${index + 1}`, ...sheet })) })
}

async function mustRead(bytes: Uint8Array, name = '题库.xlsx'): Promise<ItemFile> {
  const read = await readItemFile(bytes, name)
  if (!read.ok) throw new Error(`${read.refusal.code}: ${read.refusal.en.reason}`)
  return read.value
}

async function readRows(...rows: CellValue[][]): Promise<ItemFile> {
  return mustRead(await workbook({ rows: [HEADER, ...rows] }))
}

async function refusalOf(bytes: Uint8Array, name = '题库.xlsx') {
  const read = await readItemFile(bytes, name)
  return read.ok ? 'read' : read.refusal.code
}

function choice(stem: string, key: string, options = '**A.甲**B.乙**C.丙**D.丁', kind = '单选题') {
  return ['煤矿', kind, stem, options, key]
}

describe('a row', () => {
  test('becomes an item, with its key apart from what is asked', async () => {
    const { items } = await readRows(choice('1.井下严禁（）。', ' B '))
    expect(items).toEqual([
      {
        place: { sheet: 'Sheet1', row: 2 },
        content: {
          kind: 'single_choice',
          area: null,
          stem: '井下严禁（）。',
          options: ['甲', '乙', '丙', '丁'],
          clause: null,
          edition: null,
        },
        key: 'B',
        note: { category: '煤矿', number: 1, mends: ['item_number_removed', 'key_tidied'] },
      },
    ])
  })

  test('keeps its clause and edition, and its area by code or by Chinese title', async () => {
    const header = ['知识领域', '章节', '题型', '题干', '选项', '答案', '依据', '版本']
    const { items } = await mustRead(
      await workbook({
        rows: [
          header,
          ['cases', '第一章', '判断', '甲', '', 'A', '第十五条', '2025'],
          [` ${CONTENT_AREAS.management.zh.replaceAll('、', ',')}`, '', '判断', '乙', '', 'A', '', ''],
          ['第三部分', '第二章', '判断', '丙', '', 'A', '', ''],
        ],
      }),
    )
    expect(items.map(({ content, note }) => [content.area, note.category, content.clause, content.edition])).toEqual([
      ['cases', '第一章', '第十五条', '2025'],
      ['management', null, null, null],
      [null, '第三部分 / 第二章', null, null],
    ])
  })

  test.each([
    ['**A.正确**B.错误', 'A', 'A'],
    ['**A.正确**B.错误', '错误', 'B'],
    ['**A.正确**B.错误', '√', 'A'],
    ['**A.错误**B.正确', 'A', 'B'],
    ['**A.错误**B.正确', 'B', 'A'],
    ['**A.错误**B.正确', '正确', 'A'],
    ['**B.错误**A.正确', 'B', 'B'],
    ['**A:正确**B:不正确', 'B', 'B'],
    ['**A.√**B.×', '×', 'B'],
    ['', '对', 'A'],
    ['', 'B', 'B'],
  ])('that is true or false, with options "%s" and key "%s", means %s', async (options, written, key) => {
    const { items, problems } = await readRows(choice('甲', written, options, '是非题'))
    expect(problems).toEqual([])
    expect(items.map((item) => [item.content.options, item.key])).toEqual([[['正确', '错误'], key]])
  })

  test.each<[string, CellValue[], string, string | null]>([
    ['no kind', choice('甲', 'A', undefined, ' '), 'kind_missing', 'B'],
    ['a kind that is not read', choice('甲', 'A', undefined, '填空题'), 'kind_unknown', 'B'],
    ['no stem', choice('', 'A'), 'stem_missing', 'C'],
    ['a stem of 2,001 characters', choice('甲'.repeat(2001), 'A'), 'stem_too_long', 'C'],
    ['one option', choice('甲', 'A', '甲方案'), 'options_too_few', 'D'],
    ['an empty option', choice('甲', 'A', '**A.甲**B.**C.丙'), 'option_empty', 'D'],
    ['the same option twice', choice('甲', 'A', '**A.甲**B.甲'), 'option_repeated', 'D'],
    ['a missing letter', choice('甲', 'A', '**A水**C湿布**D灭火器'), 'option_letters_broken', 'D'],
    ['options that divide in two ways', choice('甲', 'A', '**A硬度**B韧度**B耐腐蚀性'), 'options_ambiguous', 'D'],
    ['no key', choice('甲', ''), 'key_missing', 'E'],
    ['a key in words', choice('甲', '第二项'), 'key_unreadable', 'E'],
    ['a key that is a number', ['煤矿', '单选题', '甲', '**A.甲**B.乙', 36], 'key_unreadable', 'E'],
    ['a letter without an option', choice('甲', 'Z'), 'key_without_option', 'E'],
    ['two right options of a single choice', choice('甲', 'AB'), 'key_needs_one', 'E'],
    ['one right option of a multiple response', choice('甲', 'A', undefined, '多选题'), 'key_needs_several', 'E'],
    [
      'strange options of a true-false item',
      choice('甲', 'A', '**A.合格**B.不合格', '判断题'),
      'true_false_options_strange',
      'D',
    ],
    ['a zero-width space', choice('井下\u200b严禁', 'A'), 'unseen_character', 'C'],
    ['text that runs backwards', choice('甲', 'A', '**A.\u202e甲**B.乙'), 'unseen_character', 'D'],
    ['a character that could not be decoded', choice('井下\ufffd禁', 'A'), 'unseen_character', 'C'],
    ['a date', ['煤矿', '单选题', '甲', new Date(Date.UTC(2026, 2, 5)), 'A'], 'cell_is_date', 'D'],
    ['the name of a picture', choice('如图 img/12.png 所示', 'A'), 'row_has_picture', 'C'],
  ])('with %s is named with its place, reason and remedy', async (_, row, code, column) => {
    const { items, problems, tally } = await readRows(row)
    expect(items).toEqual([])
    expect(problems.map((problem) => [problem.code, problem.place])).toEqual([
      [code, { sheet: 'Sheet1', row: 2, column }],
    ])
    expect(tally).toMatchObject({ rows: 2, items: 0, problemRows: 1, skipped: 1 })
    for (const words of problems.flatMap(({ zh, en }) => [zh, en])) {
      expect(words.reason).not.toBe('')
      expect(words.remedy).not.toBe('')
    }
  })

  test('shows a zero-width space by its number, for nobody could see it', async () => {
    const { problems } = await readRows(choice('井下\u200b严禁', 'A'))
    expect(problems[0]?.zh.reason).toContain('U+200B')
  })

  test('with several problems is named with each, and counts once', async () => {
    const { problems, tally } = await readRows(choice('', '', '**A.甲**B.甲'))
    expect(problems.map(({ code }) => code)).toEqual(['stem_missing', 'option_repeated', 'key_missing'])
    expect(tally.problemRows).toBe(1)
  })
})

describe('cells', () => {
  test('say what Excel shows: per cents, rounded figures, results', async () => {
    const rows = [
      ['题型', '题干', 'A', 'B', 'C', '答案'],
      ['单选题', '甲', 0.05, 0.1 + 0.2, 36, 'A'],
    ]
    const cells = new Map([['1,2', { value: 0.05, type: 'number' as const, style: { numFmt: '0%' } }]])
    const { items } = await mustRead(await workbook({ rows, cells }))
    expect(items[0]?.content.options).toEqual(['5%', '0.3', '36'])
  })

  test('keep raised and lowered figures, and refuse what has no plain form', async () => {
    const raised = (text: string) => ({
      type: 'richText' as const,
      richText: [{ text: '10' }, { text, font: { vertAlign: 'superscript' as const } }],
    })
    const rows = [HEADER, choice('', 'A'), choice('', 'A')]
    const cells = new Map([
      ['1,2', { value: '10-4', ...raised('-4') }],
      ['2,2', { value: '10甲', ...raised('甲') }],
    ])
    const { items, problems } = await mustRead(await workbook({ rows, cells }))
    expect(items[0]?.content.stem).toBe('10⁻⁴')
    expect(problems.map(({ code, place }) => [code, place.column])).toEqual([['raised_text_lost', 'C']])
  })

  test('with formulas that were never worked out, and with errors, are problems', async () => {
    const rows = [HEADER, choice('', 'A'), choice('#REF!', 'A')]
    const cells = new Map([['1,2', { value: null, type: 'formula' as const, formula: 'A1&"甲"' }]])
    const written = unzipSync(await workbook({ rows, cells }))
    const sheet = strFromU8(written['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const broken = sheet.replace(/<c r="C3"[^>]*>.*?<\/c>/, '<c r="C3" t="e"><v>#REF!</v></c>')
    const { problems } = await mustRead(zipSync({ ...written, 'xl/worksheets/sheet1.xml': strToU8(broken) }))
    expect(problems.map(({ code, place }) => [code, place.row])).toEqual([
      ['cell_not_calculated', 2],
      ['cell_is_error', 3],
    ])
  })

  test('merged over rows hold for each of them', async () => {
    const rows = [HEADER, choice('甲', 'A'), ['', '', '乙', '**A.甲**B.乙', 'B']]
    const merges = [0, 1].map((column) => ({ startRow: 1, endRow: 2, startCol: column, endCol: column }))
    const { items } = await mustRead(await workbook({ rows, merges }))
    expect(items.map(({ content, note }) => [content.kind, note.category])).toEqual([
      ['single_choice', '煤矿'],
      ['single_choice', '煤矿'],
    ])
  })

  test('under a picture make a problem of their row', async () => {
    const images = [{ data: new Uint8Array([1]), type: 'png' as const, anchor: { from: { row: 1, col: 3 } } }]
    const { problems } = await mustRead(await workbook({ rows: [HEADER, choice('甲', 'A')], images }))
    expect(problems.map(({ code, place }) => [code, place.row])).toEqual([['row_has_picture', 2]])

    const rows = [HEADER, [], choice('甲', 'A')]
    const { items, skipped } = await mustRead(await workbook({ rows, images }))
    expect(items).toHaveLength(1)
    expect(skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'header'],
      [2, 'no_question'],
    ])
  })
})

describe('a table', () => {
  test('may begin in another column and below other rows, and end in blank ones', async () => {
    const shift = (row: CellValue[]) => [null, ...row, null]
    const { items, skipped, tally } = await mustRead(
      await workbook({
        rows: [['某省题库'], [], shift(HEADER), shift(choice('甲', 'A')), [], shift(choice('乙', 'B')), [' ']],
      }),
    )
    expect(items.map(({ place }) => place.row)).toEqual([4, 6])
    expect(skipped).toEqual([
      { sheet: 'Sheet1', row: 1, reason: 'above_header' },
      { sheet: 'Sheet1', row: 3, reason: 'header' },
    ])
    expect(tally).toMatchObject({ rows: 4, blankRows: 3, items: 2, skipped: 2 })
  })

  test('may hold headings, stray cells, its header again and columns nobody asked for', async () => {
    const { items, skipped, unreadColumns } = await mustRead(
      await workbook({
        rows: [
          [...HEADER, '难度'],
          [...choice('甲', 'A'), '易'],
          ['第二部分'],
          [null, null, null, null, null, null, '审'],
          HEADER,
          choice('乙', 'B'),
        ],
      }),
    )
    expect(items).toHaveLength(2)
    expect(skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'header'],
      [3, 'no_question'],
      [4, 'no_question'],
      [5, 'header'],
    ])
    expect(unreadColumns).toEqual([{ sheet: 'Sheet1', column: 'F', header: '难度' }])
  })

  test('may stand on any sheet; a sheet without one is listed row by row', async () => {
    const { items, skipped } = await mustRead(
      await workbook(
        { rows: [HEADER, choice('甲', 'A')] },
        { rows: [choice('乙', 'B'), choice('丙', 'C')] },
        {
          name: '多选题',
          rows: [
            ['题干', '选项', '答案'],
            ['丁', '**A.甲**B.乙**C.丙', 'A、C'],
          ],
        },
      ),
    )
    expect(items.map(({ place, content, key }) => [place.sheet, content.kind, key])).toEqual([
      ['Sheet1', 'single_choice', 'A'],
      ['多选题', 'multiple_response', 'AC'],
    ])
    expect(skipped.filter(({ sheet }) => sheet === 'Sheet2').map(({ reason }) => reason)).toEqual([
      'no_header',
      'no_header',
    ])
  })

  test('may give each option a column', async () => {
    const { items, problems } = await mustRead(
      await workbook({
        rows: [
          ['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案'],
          ['单选题', '甲', '一', '二', '三', '', 'C'],
          ['单选题', '乙', 'A.一', 'B.二', '', '', 'B'],
          ['判断题', '丙', '', '', '', '', '错'],
          ['单选题', '丁', '一', '', '三', '四', 'A'],
        ],
      }),
    )
    expect(items.map(({ content, key }) => [content.options, key])).toEqual([
      [['一', '二', '三'], 'C'],
      [['一', '二'], 'B'],
      [['正确', '错误'], 'B'],
    ])
    expect(problems.map(({ code, place }) => [code, place.row, place.column])).toEqual([['option_empty', 5, 'D']])
  })
})

describe('the same question twice', () => {
  test('stands once, and the other row names the first', async () => {
    const { items, problems } = await readRows(
      choice('1.甲（）。', 'B'),
      choice('乙', 'A'),
      choice('3、甲( )', 'A', '**A.乙**B.甲**C.丙**D.丁'),
    )
    expect(items.map(({ place }) => place.row)).toEqual([2, 3])
    expect(problems).toMatchObject([
      { code: 'duplicate_in_file', place: { row: 4 }, first: { sheet: 'Sheet1', row: 2 } },
    ])
  })

  test('with different keys stands nowhere, and each row names another', async () => {
    const { items, problems } = await readRows(
      choice('甲', 'B'),
      choice('甲', 'B'),
      choice('甲', 'C'),
      choice('乙', 'A'),
    )
    expect(items.map(({ content }) => content.stem)).toEqual(['乙'])
    expect(problems).toMatchObject([
      { code: 'conflicting_duplicate', place: { row: 2 }, other: { row: 4 } },
      { code: 'conflicting_duplicate', place: { row: 3 }, other: { row: 2 } },
      { code: 'conflicting_duplicate', place: { row: 4 }, other: { row: 2 } },
    ])
  })
})

describe('a .csv file', () => {
  const text = '题型,题干,选项,答案\r\n单选题,"甲,或者""乙""\n丙","**A.一**B.二",B\r\n'

  test.each([
    ['UTF-8', strToU8(text)],
    ['UTF-8 with its mark', strToU8(`\ufeff${text}`)],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['tabs', strToU8(text.replaceAll(/,(?!或)/g, '\t'))],
  ])('in %s is read', async (_, bytes) => {
    const { items } = await mustRead(bytes, '题库.csv')
    expect(items.map(({ place, content, key }) => [place, content.stem, content.options, key])).toEqual([
      [{ sheet: '题库.csv', row: 2 }, '甲,或者"乙"\n丙', ['一', '二'], 'B'],
    ])
  })

  test('in GB18030, as Excel writes it in China, is read', async () => {
    // 题型,题干,答案 / 判断题,煤,对
    const hex = 'cce2d0cd2ccce2b8c92cb4f0b8b80a'.replace('b4f0b8b8', 'b4f0b0b8') + 'c5d0b6cfcce22cc3ba2cb6d40a'
    const { items } = await mustRead(Uint8Array.fromHex(hex), '题库.csv')
    expect(items.map(({ content, key }) => [content.kind, content.stem, key])).toEqual([['true_false', '煤', 'A']])
  })

  test('in no known encoding is refused', async () => {
    expect(await refusalOf(new Uint8Array([0x41, 0xff, 0xff, 0x80]), '题库.csv')).toBe('text_encoding_unknown')
  })
})

describe('our own .json', () => {
  const bank = (items: unknown[], rest = {}) =>
    strToU8(JSON.stringify({ format: 'kaochang-bank/1', name: '示例题库', notice: '仅供演示', items, ...rest }))
  const item = {
    kind: 'single_choice',
    area: 'law',
    stem: '1.甲',
    options: ['A类', 'B类'],
    key: 'B',
    clause: '第五条',
    edition: '2025',
  }

  test('is read as it stands', async () => {
    const { name, notice, items, tally } = await mustRead(
      bank([item, { kind: 'true_false', area: null, stem: '乙', key: '错误', clause: null, edition: null }]),
      '题库.json',
    )
    expect([name, notice]).toEqual(['示例题库', '仅供演示'])
    expect(items.map(({ place, content, key }) => ({ place, ...content, key }))).toEqual([
      { place: { sheet: 'items', row: 1 }, ...item },
      {
        place: { sheet: 'items', row: 2 },
        kind: 'true_false',
        area: null,
        stem: '乙',
        options: ['正确', '错误'],
        key: 'B',
        clause: null,
        edition: null,
      },
    ])
    expect(tally).toMatchObject({ rows: 2, items: 2, problemRows: 0, skipped: 0 })
  })

  test('tells which fields it did not read', async () => {
    const { items, unreadColumns } = await mustRead(
      bank([item, { ...item, stem: '乙', 难度: 3 }], { author: '甲' }),
      '题库.json',
    )
    expect(items).toHaveLength(2)
    expect(unreadColumns.map(({ header }) => header)).toEqual(['author', '难度'])
  })

  test('names an item whose fields are of the wrong type', async () => {
    const { problems } = await mustRead(
      bank([{ ...item, options: 'A.甲' }, { ...item, stem: 7 }, 'x', { ...item, key: 'C' }]),
      '题库.json',
    )
    expect(problems.map(({ code, place }) => [code, place.row, place.column])).toEqual([
      ['field_unreadable', 1, 'options'],
      ['field_unreadable', 2, 'stem'],
      ['kind_missing', 3, 'kind'],
      ['key_without_option', 4, 'key'],
    ])
  })

  test('that is something else is refused', async () => {
    expect(await refusalOf(strToU8('{"format":'), 'a.json')).toBe('json_unreadable')
    expect(await refusalOf(strToU8('[]'), 'a.json')).toBe('json_format_unknown')
    expect(await refusalOf(strToU8('{"format":"kaochang-bank/2","items":[]}'), 'a.json')).toBe('json_format_unknown')
    expect(await refusalOf(strToU8('{"format":"kaochang-bank/1","items":{}}'), 'a.json')).toBe('json_format_unknown')
    const poisoned = '{"format":"kaochang-bank/1","items":[{"__proto__":{"kind":"true_false"},"stem":"甲","key":"A"}]}'
    expect(await refusalOf(strToU8(poisoned), 'a.json')).toBe('header_unsafe')
  })
})

describe('a whole file is refused', () => {
  test('by what it is', async () => {
    expect(await refusalOf(new Uint8Array())).toBe('file_empty')
    expect(await refusalOf(new Uint8Array(FILE_LIMITS.bytes + 1))).toBe('file_too_large')
    expect(await refusalOf(strToU8('甲'), '题库.docx')).toBe('file_kind_not_read')
    expect(await refusalOf(strToU8('甲'), '题库')).toBe('file_kind_not_read')
    expect(await refusalOf(strToU8('题型,题干,答案'))).toBe('file_is_not_xlsx')
    expect(await refusalOf(Uint8Array.fromHex('d0cf11e0a1b11ae1'))).toBe('file_is_old_or_locked')
    expect(await refusalOf(zipSync({ 'a.txt': strToU8('甲') }))).toBe('workbook_unreadable')
  })

  test('by its header', async () => {
    expect(await refusalOf(await workbook({ rows: [choice('甲', 'A')] }))).toBe('header_missing')
    expect(await refusalOf(await workbook({ rows: [[...HEADER, '__proto__'], choice('甲', 'A')] }))).toBe(
      'header_unsafe',
    )
  })

  test('by the number of its rows', async () => {
    const csv = `题型,题干,答案\n${'判断题,甲,A\n'.repeat(FILE_LIMITS.rows)}`
    expect(await refusalOf(strToU8(csv), '题库.csv')).toBe('too_many_rows')
  })

  test('with a reason and a remedy in both languages', async () => {
    const read = await readItemFile(strToU8('甲'), '题库.docx')
    if (read.ok) throw new Error('a .docx was read')
    for (const words of [read.refusal.zh, read.refusal.en]) {
      expect(words.reason).toContain('题库.docx')
      expect(words.remedy).toContain('.xlsx')
    }
  })
})

test('whatever the cells hold, every row with something in it is an item, a problem or skipped', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '单选题',
      '判断题',
      '多选题',
      '**A.甲**B.乙',
      '**A**B',
      'A',
      'AB',
      '对',
      '1.甲',
      '2、乙',
      ...HEADER,
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.constant(null),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), async (rows) => {
      const { items, problems, skipped, tally } = await mustRead(await workbook({ rows: [HEADER, ...rows] }))
      const problemRows = new Set(problems.map(({ place }) => place.row))
      const seen = [...items.map(({ place }) => place.row), ...problemRows, ...skipped.map(({ row }) => row)]
      const written = [HEADER, ...rows].flatMap((row, index) =>
        row.some((value) => value !== null && String(value).trim() !== '') ? [index + 1] : [],
      )
      expect(seen.sort((a, b) => a - b)).toEqual(written)
      expect(tally).toMatchObject({
        rows: written.length,
        items: items.length,
        problemRows: problemRows.size,
        skipped: skipped.length,
      })
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('what is written as a table is read back as it was', async () => {
  const text = fc.stringMatching(/^[甲乙丙丁煤矿井下瓦斯通风]{1,12}$/)
  const item = fc
    .record({ stem: text, options: fc.uniqueArray(text, { minLength: 2, maxLength: 10 }), right: fc.nat() })
    .map(({ stem, options, right }) => ({ stem, options, key: 'ABCDEFGHIJ'.charAt(right % options.length) }))
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(item, { selector: ({ stem }) => stem, minLength: 1, maxLength: 8 }),
      async (written) => {
        const rows = written.map(({ stem, options, key }, index) =>
          choice(
            `${index + 1}、${stem}`,
            key,
            options.map((option, n) => `**${'ABCDEFGHIJ'.charAt(n)}.${option}`).join(''),
          ),
        )
        const { items, problems } = await readRows(...rows)
        expect(problems).toEqual([])
        expect(items.map(({ content, key }) => ({ stem: content.stem, options: content.options, key }))).toEqual(
          written,
        )
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
