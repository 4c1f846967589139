import { expect, test } from 'vitest'
import { readKey, readTruth } from './read-key.ts'
import { readKind } from './read-kind.ts'

test.each([
  ['ABC  ', 'ABC'],
  ['A,B,C', 'ABC'],
  ['A、C', 'AC'],
  ['A，C', 'AC'],
  ['A；C。', 'AC'],
  ['ca', 'AC'],
  ['ＡＢ', 'AB'],
  ['A和B', 'AB'],
  ['AA', 'A'],
  ['Z', 'Z'],
  ['', ''],
])('the key "%s" is %s', (written, key) => {
  expect(readKey(written)).toBe(key)
})

test.each(['A-D', '36', '甲', 'A?', '以上都对'])('the key "%s" is left to be refused by name', (written) => {
  expect(readKey(` ${written} `)).toBe(written)
})

test('words of truth', () => {
  for (const word of ['对', '√', '正确', '✓', 'true', 'T', '正 确', '是'])
    expect([word, readTruth(word)]).toEqual([word, true])
  for (const word of ['错', '×', '错误', '不正确', 'false', 'x', '否'])
    expect([word, readTruth(word)]).toEqual([word, false])
  for (const word of ['A', '', '正确错误', '合格']) expect([word, readTruth(word)]).toEqual([word, null])
})

test('kinds by their many names', () => {
  for (const name of ['判断', '判断题', '是非题', '是非', 'true_false', ' 判 断 题 '])
    expect([name, readKind(name)]).toEqual([name, 'true_false'])
  for (const name of ['单选', '单选题', '单项选择题', 'single_choice'])
    expect([name, readKind(name)]).toEqual([name, 'single_choice'])
  for (const name of ['多选', '多选题', '多项选择题', '不定项选择题', 'multiple_response'])
    expect([name, readKind(name)]).toEqual([name, 'multiple_response'])
  for (const name of ['', '选择题', '填空题', '简答题', '单选题/多选题'])
    expect([name, readKind(name)]).toEqual([name, null])
})
