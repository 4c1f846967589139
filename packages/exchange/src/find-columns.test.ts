import { expect, test } from 'vitest'
import { findColumns } from './find-columns.ts'

test('a header is known by its names, from any column on', () => {
  expect(findColumns(['', '作业种类', '章节', '试题类型', '题目内容', '题目选项', '题目答案', '难度'])).toEqual({
    stem: 4,
    key: 6,
    kind: 3,
    options: { in: 'one_cell', at: 5 },
    categories: [1, 2],
    clause: null,
    edition: null,
    unread: [7],
  })
})

test('width, spaces, case and remarks in brackets do not matter', () => {
  const columns = findColumns([' 题 型 ', '题干（必填）', '题目选项以##分隔', 'ＫＥＹ', '依据*', '版本'])
  expect(columns).toMatchObject({ kind: 0, stem: 1, options: { in: 'one_cell', at: 2 }, key: 3, clause: 4, edition: 5 })
})

test('options may have a column each', () => {
  for (const header of [
    ['题型', '题干', '选项A', '选项B', '选项C', '答案'],
    ['题型', '题干', 'A', 'B', 'C', '答案'],
    ['题型', '题干', 'Ａ选项', 'B选项', 'C项', '答案'],
  ])
    expect(findColumns(header)?.options).toEqual({ in: 'columns', at: [2, 3, 4] })
})

test('内容 is the stem where there is no other, and an area beside one', () => {
  expect(findColumns(['题型', '内容', '选项', '答案'])).toMatchObject({ stem: 1, categories: [] })
  expect(findColumns(['内容', '题型', '题干', '选项', '答案'])).toMatchObject({ stem: 2, categories: [0] })
})

test('an analysis of the answer is not the answer', () => {
  expect(findColumns(['题干', '选项', '答案解析', '答案'])).toMatchObject({ key: 3, unread: [2] })
})

test('rows of questions are no header', () => {
  expect(findColumns(['电焊', '单选题', '下列说法正确的是（）。', '**A.甲**B.乙', 'A'])).toBeNull()
  expect(findColumns(['题目'])).toBeNull()
  expect(findColumns([])).toBeNull()
  expect(findColumns(['题干', `答案${'很长'.repeat(40)}`])).toBeNull()
})
