import { expect, test } from 'vitest'
import { readOptionCells, readOptions } from './read-options.ts'

function texts(cell: string) {
  const read = readOptions(cell)
  return read.ok ? read.value.texts : read.refusal.code
}

function mends(cell: string) {
  const read = readOptions(cell)
  return read.ok ? read.value.mends : null
}

test.each([
  ['**A.正确**B.错误'],
  ['A.正确**B.错误'],
  ['##A.正确##B.错误'],
  ['**A．正确**B．错误'],
  ['**A、正确**B、错误'],
  ['**A：正确**B: 错误'],
  ['**A)正确**(B)错误'],
  ['**a.正确**b.错误'],
  ['**Ａ.正确**Ｂ.错误'],
  ['**A正确**B错误'],
  ['**A.正确***B.错误**'],
  ['**A.正确\t**B.\t错误 '],
  ['A.正确\nB.错误'],
  ['A.正确 B.错误'],
  ['A、正确；B、错误'.replace('；', ' ')],
  ['**正确**错误'],
  ['正确\n错误'],
  ['**B.错误**A.正确'],
])('"%s" is 正确 and 错误', (cell) => {
  expect(texts(cell)).toEqual(['正确', '错误'])
})

test('options keep what only looks like a letter', () => {
  expect(texts('**CO2**干粉**水')).toEqual(['CO2', '干粉', '水'])
  expect(texts('**AB胶**黄油')).toEqual(['AB胶', '黄油'])
  expect(texts('**A类**B类**C类')).toEqual(['A类', 'B类', 'C类'])
  expect(texts('**A.ABC**B.BCD**C.ACD**D.上面全是')).toEqual(['ABC', 'BCD', 'ACD', '上面全是'])
  expect(texts('**A①③④**B②③④**C①②③')).toEqual(['①③④', '②③④', '①②③'])
})

test('letters in another order are put in order, and that is told', () => {
  expect(texts('**C电磁场**A电伤**B电击')).toEqual(['电伤', '电击', '电磁场'])
  expect(mends('**C电磁场**A电伤**B电击')).toEqual(['option_letters_reordered'])
  expect(mends('**A电伤**B电击')).toEqual([])
})

test.each([
  ['**A弧柱**B阳极**C**A和**B**D阴极', ['弧柱', '阳极', 'A和B', '阴极']],
  ['**A、**A3钢**B、铝合金**C、紫铜**D、不锈钢', ['A3钢', '铝合金', '紫铜', '不锈钢']],
  ['**A.甲**B.乙**C.丙**D.**A、**B两种方法一起使用', ['甲', '乙', '丙', 'A、B两种方法一起使用']],
  [
    '**A氮气（N2）**B氢气（H2)**C氧气（O2)**D二氧化碳（**CO2)',
    ['氮气（N2）', '氢气（H2)', '氧气（O2)', '二氧化碳（CO2)'],
  ],
  ['**A**CO  **B**CO2  **CH2  **D水蒸气', ['CO', 'CO2', 'H2', '水蒸气']],
  ['**A10P**A**B 100P**A**C大气压', ['10PA', '100PA', '大气压']],
])('marks inside the text of "%s" are text', (cell, options) => {
  expect(texts(cell)).toEqual(options)
  expect(mends(cell)).toEqual(['option_marks_kept_as_text'])
})

test.each([
  ['**A水**C湿布**D灭火器', 'option_letters_broken'],
  ['**A四次结晶8三次结晶**C二次结晶**D一次结晶', 'option_letters_broken'],
  ['**A.甲**乙**C.丙', 'option_letters_broken'],
  ['**A硬度**B韧度**B耐腐蚀性', 'options_ambiguous'],
  ['**A臭氧（O3） **B**CO  **C**CO2  **DNO2', 'options_ambiguous'],
  // One way to divide them, but the last piece may as well be a third option under a mistaken letter.
  ['**A.强度**B.硬度**A.韧性', 'options_ambiguous'],
  ['**A强度**B硬度**A韧性**C塑性', 'options_ambiguous'],
])('"%s" is not guessed at', (cell, code) => {
  expect(texts(cell)).toBe(code)
})

test('a letter without text is an empty option', () => {
  expect(texts('**A.甲**B.**C.丙')).toEqual(['甲', '', '丙'])
})

test('a cell that is not divided is one piece, and an empty cell is none', () => {
  expect(texts('甲方案 乙方案')).toEqual(['甲方案 乙方案'])
  expect(texts(' ')).toEqual([])
})

test('a cell cut into more pieces than anyone could choose from is not divided', () => {
  expect(texts('**甲'.repeat(31))).toBe('options_too_many')
  expect(texts(`**A${'**B'.repeat(100_000)}`)).toBe('options_too_many')
})

test('cells of their own lose letters only where each has one with a mark', () => {
  const cells = (...written: string[]) => {
    const read = readOptionCells(written)
    return read.ok ? read.value.texts : read.refusal.code
  }
  expect(cells('A.甲', 'B.乙', '', '')).toEqual(['甲', '乙'])
  expect(cells('A3钢', 'B3钢')).toEqual(['A3钢', 'B3钢'])
  expect(cells('甲', '', '丙', '')).toEqual(['甲', '', '丙'])
  expect(cells(...Array.from({ length: 31 }, () => '甲'))).toBe('options_too_many')
})
