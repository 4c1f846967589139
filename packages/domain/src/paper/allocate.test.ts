import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Supply, allocate } from './allocate.ts'
import type { Blueprint, Section } from './blueprint.ts'

describe('R18-4: at least 80 % of the items are national, over the whole paper', () => {
  const sections = fc.array(
    fc.record({ count: fc.integer({ min: 1, max: 40 }), national: fc.nat(60), provincial: fc.nat(60) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )

  test('whatever is allowed is lawful, fills every section, and takes nothing a bank does not have', () => {
    fc.assert(
      fc.property(sections, (given) => {
        const allocated = allocate(mixed(given.map(({ count }) => count)), given.map(supply))
        if (!allocated.ok) return
        const total = given.reduce((sum, { count }) => sum + count, 0)
        const national = allocated.value.reduce((sum, each) => sum + each.national, 0)
        expect(5 * national).toBeGreaterThanOrEqual(4 * total)
        for (const [index, each] of allocated.value.entries()) {
          const { count = 0, national: has = 0, provincial = 0 } = given[index] ?? {}
          expect(each.national + each.provincial).toBe(count)
          expect(each.national).toBeLessThanOrEqual(has)
          expect(each.provincial).toBeLessThanOrEqual(provincial)
        }
      }),
    )
  })

  test('it refuses only what cannot be met in any way', () => {
    fc.assert(
      fc.property(sections, (given) => {
        const allocated = allocate(mixed(given.map(({ count }) => count)), given.map(supply))
        const total = given.reduce((sum, { count }) => sum + count, 0)
        const filled = given.every(({ count, national, provincial }) => national + provincial >= count)
        // The most national items any paper of these banks could have.
        const most = given.reduce((sum, { count, national }) => sum + Math.min(count, national), 0)
        expect(allocated.ok).toBe(filled && 5 * most >= 4 * total)
      }),
    )
  })

  test('provincial items are taken up to the most the law leaves room for', () => {
    const allocated = allocate(mixed([50, 50]), [
      supply({ national: 99, provincial: 99 }),
      supply({ national: 99, provincial: 99 }),
    ])
    expect(allocated).toMatchObject({
      value: [
        { national: 40, provincial: 10 },
        { national: 40, provincial: 10 },
      ],
    })
  })

  test('a section the national bank cannot fill is met from the province, and others give way', () => {
    const allocated = allocate(mixed([15, 85]), [
      supply({ national: 0, provincial: 15 }),
      supply({ national: 85, provincial: 85 }),
    ])
    expect(allocated).toMatchObject({
      value: [
        { national: 0, provincial: 15 },
        { national: 80, provincial: 5 },
      ],
    })
  })

  test('what is short is named: how much was asked, there, and missing', () => {
    expect(
      allocate(mixed([10, 10]), [supply({ national: 4, provincial: 3 }), supply({ national: 10, provincial: 0 })]),
    ).toEqual({
      ok: false,
      refusal: {
        code: 'banks_too_small',
        shortages: [{ kind: 'true_false', area: null, wanted: 10, available: 7, shortBy: 3 }],
      },
    })
    expect(allocate(mixed([100]), [supply({ national: 79, provincial: 50 })])).toEqual({
      ok: false,
      refusal: { code: 'national_share_out_of_reach', wanted: 80, available: 79, shortBy: 1, article: '18' },
    })
  })
})

test('R23-1: an operators’ paper takes everything from the unified bank', () => {
  const unified: Blueprint = { ...mixed([70]), category: 'operator', sources: 'unified' }
  expect(allocate(unified, [{ unified: 70, national: 999 }])).toMatchObject({
    value: [{ unified: 70, national: 0, provincial: 0 }],
  })
  expect(allocate(unified, [{ unified: 69, national: 999 }])).toMatchObject({ refusal: { code: 'banks_too_small' } })
})

function mixed(counts: readonly number[]): Blueprint {
  const sections = counts.map((count): Section => ({ kind: 'true_false', area: null, count, pointsEach: 100 }))
  const title = { zh: '', en: '' }
  return { name: 'test', title, category: 'manager', sources: 'national_and_provincial', durationMinutes: 60, sections }
}

function supply({ national, provincial }: { national: number; provincial: number }): Supply {
  return { national, provincial }
}
