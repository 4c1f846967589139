import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { type EntryTexts, type PostEntry, checkPost, readDate, readEntry } from './read-entry.ts'

const TODAY = '2026-11-20' as CivilDate
const post = (given: Partial<PostEntry>) =>
  checkPost({ post: 'mine_director', title: null, trade: null, startedOn: TODAY, ...given }, TODAY)
const code = (outcome: ReturnType<typeof post>) => (outcome.ok ? outcome.value.category : outcome.refusal.code)

describe('a post', () => {
  test('outside the four categories cannot be registered (R02-1)', () => {
    expect(code(post({ post: 'bus_driver' }))).toBe('post_unknown')
    expect(code(post({}))).toBe('principal')
    expect(code(post({ post: 'agency_worker' }))).toBe('worker')
  })

  test('"and the like" says why it belongs here (R10-1)', () => {
    expect(code(post({ post: 'other_principal' }))).toBe('post_needs_reason')
    expect(code(post({ post: 'other_principal', title: '主持全面工作的党委书记' }))).toBe('principal')
  })

  test('of an operator has a trade of the state’s list, and no other post has one (R21-1)', () => {
    expect(code(post({ post: 'special_operator' }))).toBe('trade_unknown')
    expect(code(post({ post: 'special_operator', trade: '绞车' }))).toBe('trade_unknown')
    expect(code(post({ post: 'special_operator', trade: 'hoist' }))).toBe('operator')
    expect(code(post({ trade: 'hoist' }))).toBe('trade_only_for_operators')
  })

  test('begins today at the latest', () => {
    expect(code(post({ startedOn: '2026-11-21' as CivilDate }))).toBe('appointed_in_the_future')
  })
})

const ROW: EntryTexts = {
  name: '王㛃婷',
  idNumber: "'140106199001011234",
  post: '通风副矿长',
  startedOn: '2026年9月1日',
  title: '',
  trade: '',
  underground: '否',
  level: '本科（采矿工程）',
  coalRelated: '是',
  subject: '采矿工程',
  school: '太原理工大学',
  graduatedOn: '2012/7/1',
  skillGrade: '',
}

describe('a row of a list', () => {
  test('is read as people write it', () => {
    expect(readEntry(ROW)).toEqual({
      ok: true,
      value: {
        name: '王㛃婷',
        idNumber: '140106199001011234',
        post: 'deputy_mine_director.ventilation',
        title: null,
        trade: null,
        startedOn: '2026-09-01',
        underground: false,
        education: {
          level: 'bachelor',
          coalRelated: true,
          subject: '采矿工程',
          school: '太原理工大学',
          graduatedOn: '2012-07-01',
        },
        skillGrade: null,
      },
    })
  })

  test.each([
    ['post', '大巴司机', 'post_unknown'],
    ['trade', '绞车工', 'trade_unknown'],
    ['startedOn', '去年', 'date_unreadable'],
    ['graduatedOn', '2012-02-30', 'date_unreadable'],
    ['level', '社会大学堂', 'education_unknown'],
    ['skillGrade', '特级', 'skill_grade_unknown'],
  ])('with a %s that is not understood is refused for it', (column, text, refused) => {
    expect(readEntry({ ...ROW, [column]: text })).toMatchObject({ refusal: { code: refused } })
  })

  test.each([
    ['小学', 'primary'],
    ['初中毕业', 'junior_middle'],
    ['高中', 'senior_middle'],
    ['中专', 'vocational'],
    ['职业高中', 'vocational'],
    ['大学专科', 'college_diploma'],
    ['大学本科', 'bachelor'],
    ['硕士研究生', 'master_or_above'],
  ])('knows the schooling %s', (text, level) => {
    expect(readEntry({ ...ROW, level: text })).toMatchObject({ value: { education: { level } } })
  })
})

test('a day is read in every form that spreadsheets write, and a day that does not exist in none', () => {
  for (const text of ['2026-09-01', '2026/9/1', '2026.9.1', '2026年9月1日', '20260901'])
    expect(readDate(text)).toBe('2026-09-01')
  for (const text of ['2026-02-29', '1/9/2026', '', '2026-9']) expect(readDate(text)).toBeUndefined()
})
