import { describe, expect, test } from 'vitest'
import { type ItemContent, type ItemKind, fingerprint, itemProblems, keepsOptionOrder, sortedLetters } from './item.ts'

describe('what is wrong with an item', () => {
  test.each([
    ['nothing', {}, 'A', []],
    ['no stem', { stem: '' }, 'A', ['stem_missing']],
    ['one option', { options: ['甲'] }, 'A', ['options_too_few']],
    ['eleven options', { options: [...'甲乙丙丁戊己庚辛壬癸子'] }, 'A', ['options_too_many']],
    ['an empty option', { options: ['甲', '', '丙'] }, 'A', ['option_empty']],
    ['the same option twice', { options: ['甲', '乙', '甲'] }, 'B', ['option_repeated']],
    ['no key', {}, '', ['key_missing']],
    ['a key in words', {}, '对', ['key_unreadable']],
    ['a key without its option', {}, 'E', ['key_without_option']],
    ['two keys for a single choice', {}, 'AB', ['key_needs_one']],
    ['one key for a multiple response', { kind: 'multiple_response' as ItemKind }, 'A', ['key_needs_several']],
  ])('%s', (_, given, key, codes) => {
    expect(itemProblems({ content: anItem(given), key }).map(({ code }) => code)).toEqual(codes)
  })

  test('two to ten options are lawful', () => {
    for (let count = 2; count <= 10; count += 1) {
      expect(
        itemProblems({ content: anItem({ options: [...'甲乙丙丁戊己庚辛壬癸'].slice(0, count) }), key: 'B' }),
      ).toEqual([])
    }
  })
})

test('letters of a key are one key however they were typed', () => {
  expect(['CA', 'ac', 'AAC'].map(sortedLetters)).toEqual(['AC', 'AC', 'AC'])
})

describe('the same question', () => {
  test.each([
    ['spaces and full-width letters', '瓦 斯浓度为Ａ。', '瓦斯浓度为A'],
    ['brackets and full stops', '（ ）是第一位的.', '()是第一位的。'],
  ])('%s do not make another', (_, one, other) => {
    expect(printOf(one)).toBe(printOf(other))
  })

  test.each([
    ['1.5 m', '15 m'],
    ['≥4 Ω', '≤4 Ω'],
    ['-17 ℃', '17 ℃'],
    ['10~20 %', '1020 %'],
    ['1 %', '1 ‰'],
  ])('%s and %s are two', (one, other) => {
    expect(printOf(`应为${one}。`)).not.toBe(printOf(`应为${other}。`))
  })

  test('the order of the options does not make another, their text does', () => {
    const print = (options: string[]) => fingerprint(anItem({ options }))
    expect(print(['甲。', '乙', '丙'])).toBe(print(['乙', '丙', '甲']))
    expect(print(['甲', '乙', '丙'])).not.toBe(print(['甲', '乙', '丁']))
  })
})

test.each([
  [['甲', '乙', '以上都对'], true],
  [['甲', '乙', 'A和B'], true],
  [['A', 'B', 'C', 'D'], true],
  [['上面全是', '乙', '丙'], true],
  [['甲', '乙', '丙'], false],
  [['A型钢瓶', 'B型钢瓶', '丙'], false],
])('options %j stay in the order written: %s', (options, stays) => {
  expect(keepsOptionOrder(anItem({ options }))).toBe(stays)
})

function anItem(given: Partial<ItemContent> = {}): ItemContent {
  const options = ['甲', '乙', '丙', '丁']
  return { kind: 'single_choice', area: null, stem: '下列（）正确。', options, clause: null, edition: null, ...given }
}

function printOf(stem: string) {
  return fingerprint(anItem({ stem }))
}
