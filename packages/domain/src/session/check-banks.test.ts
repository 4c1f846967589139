import { describe, expect, test } from 'vitest'
import { type ChosenBank, checkBanks } from './check-banks.ts'

const national = bank({ kind: 'national', name: '国家题库' })
const shanxi = bank({ kind: 'provincial', province: '14', name: '山西题库' })
const gas = bank({ kind: 'unified', trade: 'gas_inspection', name: '瓦斯检查' })

const managers = { sources: 'national_and_provincial' } as const
const operators = { sources: 'unified' } as const
const ofShanxi = { province: '14', trade: null }
const ofGas = { province: '14', trade: 'gas_inspection' }

describe('R18-3: a managers’ exam draws from the national bank and its own province’s', () => {
  test('both together are right', () => {
    expect(checkBanks(managers, ofShanxi, [national, shanxi])).toEqual({ ok: true, value: true })
  })

  test('the national bank alone is right: 100 % is 80 % or more (A23)', () => {
    expect(checkBanks(managers, ofShanxi, [national])).toMatchObject({ ok: true })
  })

  test('R13-1: without the national bank it is refused', () => {
    expect(checkBanks(managers, ofShanxi, [shanxi])).toMatchObject({ refusal: { code: 'national_bank_missing' } })
    expect(checkBanks(managers, ofShanxi, [])).toMatchObject({ refusal: { code: 'national_bank_missing' } })
  })

  test('another province’s bank is refused, and to the nation every province’s', () => {
    const refused = { refusal: { code: 'bank_not_for_this_exam', bank: '山西题库' } }
    expect(checkBanks(managers, { province: '61', trade: null }, [national, shanxi])).toMatchObject(refused)
    expect(checkBanks(managers, { province: null, trade: null }, [national, shanxi])).toMatchObject(refused)
  })

  test('a unified bank is not mixed into it', () => {
    expect(checkBanks(managers, ofShanxi, [national, gas])).toMatchObject({
      refusal: { code: 'bank_not_for_this_exam' },
    })
  })
})

describe('R23-1, R27-3: an operators’ exam draws from the unified bank of its trade and nothing else', () => {
  test('the trade’s own bank is right', () => {
    expect(checkBanks(operators, ofGas, [gas])).toMatchObject({ ok: true })
  })

  test.each([
    ['the national bank beside it', [gas, national]],
    ['a provincial bank beside it', [gas, shanxi]],
    ['another trade’s bank', [bank({ kind: 'unified', trade: 'blasting', name: '爆破' })]],
  ])('%s is refused', (_, chosen) => {
    expect(checkBanks(operators, ofGas, chosen)).toMatchObject({ refusal: { code: 'bank_not_for_this_exam' } })
  })

  test('no bank at all is refused by its trade', () => {
    expect(checkBanks(operators, ofGas, [])).toEqual({
      ok: false,
      refusal: { code: 'unified_bank_missing', trade: 'gas_inspection' },
    })
  })
})

test.each(['draft', 'retired'] as const)('R13-2: a bank that is %s serves no draw', (state) => {
  expect(checkBanks(managers, ofShanxi, [national, { ...shanxi, state }])).toMatchObject({
    refusal: { code: 'bank_not_filed', bank: '山西题库' },
  })
})

function bank(given: Partial<ChosenBank> & Pick<ChosenBank, 'kind' | 'name'>): ChosenBank {
  return { state: 'filed', province: null, trade: null, ...given }
}
