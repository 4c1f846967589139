import { expect, test } from 'vitest'
import { authorityOf, checkSeat } from './oversight.ts'

const mine = { province: '14', city: '1402', oversight: 'province' } as const

test('an enterprise of the province is the province’s, for every category (R16-2)', () => {
  for (const category of ['principal', 'manager', 'operator', 'worker'] as const)
    expect(authorityOf(mine, category)).toBe('14')
})

test('headquarters that the nation manages are the nation’s, but not their operators (R16-1, R23-2)', () => {
  for (const oversight of ['central_headquarters', 'central_first_tier_in_beijing'] as const) {
    const headquarters = { province: '11', oversight }
    expect(authorityOf(headquarters, 'principal')).toBeNull()
    expect(authorityOf(headquarters, 'manager')).toBeNull()
    expect(authorityOf(headquarters, 'operator')).toBe('11')
    expect(authorityOf(headquarters, 'worker')).toBe('11')
  }
})

test('a first-tier subsidiary is the nation’s only in Beijing (R16-1)', () => {
  const firstTier = { oversight: 'central_first_tier_in_beijing' } as const
  expect(checkSeat({ ...firstTier, province: '11', city: '1101' }).ok).toBe(true)
  expect(checkSeat({ ...firstTier, province: '14', city: '1402' })).toMatchObject({
    refusal: { code: 'first_tier_outside_beijing' },
  })
})

test('a city lies in its own province', () => {
  expect(checkSeat(mine).ok).toBe(true)
  expect(checkSeat({ ...mine, city: '5201' })).toMatchObject({ refusal: { code: 'city_of_another_province' } })
})
