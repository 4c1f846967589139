import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { mayDelegate } from './delegate.ts'
import { type Delegation, type Routing, originalAuthority, routeApplication } from './route-application.ts'

const date = (text: string) => text as CivilDate
const on = date('2026-10-22')

const datong: Delegation = {
  province: '14',
  city: '1402',
  trades: ['gas_inspection'],
  fromDate: date('2026-01-01'),
  toDate: date('2026-12-31'),
}

function route(given: Partial<Routing> = {}, delegations: readonly Delegation[] = [datong], day: CivilDate = on) {
  return routeApplication(
    {
      purpose: 'first',
      category: 'operator',
      trade: 'gas_inspection',
      basis: 'work',
      enterprise: { province: '14', city: '1402', oversight: 'province' },
      household: null,
      certificate: null,
      ...given,
    },
    delegations,
    day,
  )
}

describe('principals and managers', () => {
  const manager = (oversight: Routing['enterprise']['oversight'], province = '14') =>
    route({ category: 'manager', trade: null, enterprise: { province, city: `${province}01`, oversight } })

  test('R16-1: headquarters of the centrally managed, and their first-tier companies in Beijing, go to the nation', () => {
    expect(manager('central_headquarters')).toEqual({ ok: true, value: { province: null, city: null } })
    expect(manager('central_first_tier_in_beijing', '11')).toMatchObject({ value: { province: null } })
    expect(manager('central_first_tier_in_beijing', '14')).toMatchObject({ value: { province: '14' } })
  })

  test('R16-2: everybody else goes to the province of the enterprise, never to a city or by the own home', () => {
    expect(manager('province')).toEqual({ ok: true, value: { province: '14', city: null } })
    expect(
      route({ category: 'principal', trade: null, basis: 'household', household: { province: '52', city: '5201' } }),
    ).toMatchObject({ refusal: { code: 'basis_not_open', article: '16' } })
  })
})

describe('R26-1: operators', () => {
  test('go to the place of work, or of household registration', () => {
    expect(route({}, [])).toEqual({ ok: true, value: { province: '14', city: null } })
    expect(route({ basis: 'household', household: { province: '52', city: '5203' } })).toEqual({
      ok: true,
      value: { province: '52', city: null },
    })
    expect(route({ basis: 'household' })).toMatchObject({ refusal: { code: 'household_missing' } })
    expect(route({ basis: 'household', household: { province: '52', city: '1402' } })).toMatchObject({
      refusal: { code: 'city_of_another_province' },
    })
  })

  test('R29-1: a renewal goes to the local or to the original authority', () => {
    const certificate = { province: '52', actingCity: null }
    expect(route({ purpose: 'renewal', certificate })).toMatchObject({ value: { province: '14' } })
    expect(route({ purpose: 'renewal', basis: 'original_issuer', certificate })).toMatchObject({
      value: { province: '52', city: null },
    })
    expect(route({ purpose: 'renewal', basis: 'household' })).toMatchObject({ refusal: { code: 'basis_not_open' } })
    expect(route({ basis: 'original_issuer', certificate })).toMatchObject({ refusal: { code: 'basis_not_open' } })
    expect(route({ purpose: 'renewal', basis: 'original_issuer' })).toMatchObject({
      refusal: { code: 'certificate_missing' },
    })
  })
})

describe('R23-2: a delegation has a scope and dates', () => {
  test('the city acts for the trades and on the days it covers', () => {
    expect(route()).toEqual({ ok: true, value: { province: '14', city: '1402' } })
    expect(route({ trade: 'hoist' })).toMatchObject({ value: { city: null } })
    expect(route({ trade: 'hoist' }, [{ ...datong, trades: null }])).toMatchObject({ value: { city: '1402' } })
    expect(route({}, [datong], date('2026-12-31'))).toMatchObject({ value: { city: '1402' } })
    expect(route({}, [datong], date('2027-01-01'))).toMatchObject({ value: { city: null } })
    expect(route({}, [datong], date('2025-12-31'))).toMatchObject({ value: { city: null } })
    expect(route({}, [{ ...datong, city: '1401' }])).toMatchObject({ value: { city: null } })
  })

  test('R31-1 R31-2: the original authority is the city while it may act, and the province after it', () => {
    const issued = { province: '14', actingCity: '1402' }
    expect(originalAuthority(issued, 'gas_inspection', [datong], on)).toEqual({ province: '14', city: '1402' })
    expect(originalAuthority(issued, 'gas_inspection', [datong], date('2027-01-01'))).toEqual({
      province: '14',
      city: null,
    })
  })

  test('is given to a city of one’s own, for trades of the state’s list (R21-1), and not twice', () => {
    expect(mayDelegate({ ...datong, city: '5201' }, [])).toMatchObject({
      refusal: { code: 'city_of_another_province' },
    })
    expect(mayDelegate({ ...datong, trades: ['cooking'] }, [])).toMatchObject({
      refusal: { code: 'trade_unknown', trade: 'cooking', article: '21' },
    })
    expect(mayDelegate({ ...datong, toDate: date('2025-01-01') }, [])).toMatchObject({
      refusal: { code: 'delegation_ends_before_it_begins' },
    })
    expect(mayDelegate({ ...datong, trades: null }, [datong])).toMatchObject({
      refusal: { code: 'delegation_stands_already' },
    })
    expect(mayDelegate({ ...datong, trades: ['hoist'] }, [datong]).ok).toBe(true)
    expect(mayDelegate({ ...datong, fromDate: date('2027-01-01'), toDate: null }, [datong]).ok).toBe(true)
  })
})
