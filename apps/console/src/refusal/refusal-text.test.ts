import { REFUSAL_STATUS } from '@kaochang/contract/refusal'
import { describe, expect, test } from 'vitest'
import { refusalText } from './refusal-text.ts'

const codes = [...Object.keys(REFUSAL_STATUS), 'unreachable', 'invalid', 'fault']

describe('every refusal says what happened and what to do', () => {
  test.each(codes)('%s has both sentences in both languages, also without its facts', (code) => {
    for (const language of ['zh', 'en'] as const) {
      const { what, remedy } = refusalText({ code }, language)
      for (const sentence of [what, remedy]) {
        expect(sentence.length).toBeGreaterThan(3)
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\{\{/)
      }
    }
    expect(refusalText({ code }, 'zh').what).toMatch(/\p{Script=Han}/u)
    expect(refusalText({ code }, 'en').what).not.toMatch(/\p{Script=Han}/u)
  })

  test('shortages are named by kind and area with how many are missing', () => {
    const refusal = {
      code: 'banks_too_small',
      shortages: [{ kind: 'multiple_response', area: 'law', wanted: 6, available: 4, shortBy: 2 }],
    }
    expect(refusalText(refusal, 'zh').details).toEqual([
      '多选题 · 方针政策、法律法规、规章及标准：要 6 道，有 4 道，缺 2 道',
    ])
    expect(refusalText(refusal, 'en').details[0]).toContain('2 short')
  })

  test('a bar names its article and the day it ends', () => {
    const text = refusalText({ code: 'barred_until', article: '19', earliestReapplication: '2027-09-26' }, 'zh')
    expect(text.what).toContain('第 19 条')
    expect(text.remedy).toContain('2027-09-26 周日')
  })

  test('instants are told in Beijing time', () => {
    const text = refusalText({ code: 'admission_not_yet', opensAt: Date.UTC(2026, 8, 25, 0, 45) }, 'zh')
    expect(text.what).toContain('2026-09-25 周五 08:45')
  })

  test('an item’s problems are listed one by one', () => {
    const problems = [{ code: 'stem_missing' }, { code: 'key_needs_several', found: 1 }]
    expect(refusalText({ code: 'item_has_problems', problems }, 'zh').details).toHaveLength(2)
  })

  test('a code from a newer server is named instead of hidden', () => {
    expect(refusalText({ code: 'not_yet_invented' }, 'en').what).toContain('not_yet_invented')
  })
})
