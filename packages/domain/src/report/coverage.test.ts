import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { type HeldCertificate, type OnRoll, coverageOf, validityOn } from './coverage.ts'

const on = '2026-11-20' as CivilDate
const certificate = (given: Partial<HeldCertificate>): HeldCertificate => ({
  category: 'operator',
  trade: 'hoist',
  validThrough: '2032-11-19' as CivilDate,
  ended: null,
  ...given,
})
const held = (...certificates: HeldCertificate[]) => ({ certificates, trainingPassed: false })
const operator = { category: 'operator', trade: 'hoist' } as const

describe('B3: a valid result', () => {
  test('is a certificate of the post’s own category and trade', () => {
    expect(validityOn(operator, held(certificate({})), on)).toBe('valid')
    expect(validityOn(operator, held(certificate({ trade: 'blasting' })), on)).toBe('none')
    expect(
      validityOn({ category: 'principal', trade: null }, held(certificate({ category: 'manager', trade: null })), on),
    ).toBe('none')
    expect(validityOn(operator, held(), on)).toBe('none')
  })

  test('lasts through the last valid day, and a manager’s does not expire (R19-2)', () => {
    expect(validityOn(operator, held(certificate({ validThrough: on })), on)).toBe('valid')
    expect(validityOn(operator, held(certificate({ validThrough: '2026-11-19' as CivilDate })), on)).toBe('expired')
    const manager = certificate({ category: 'manager', trade: null, validThrough: null })
    expect(validityOn({ category: 'manager', trade: null }, held(manager), '2099-01-01' as CivilDate)).toBe('valid')
  })

  test('is none that was revoked or cancelled', () => {
    expect(validityOn(operator, held(certificate({ ended: 'revoked' })), on)).toBe('revoked')
    expect(validityOn(operator, held(certificate({ ended: 'cancelled' })), on)).toBe('none')
    expect(validityOn(operator, held(certificate({ ended: 'cancelled' }), certificate({})), on)).toBe('valid')
  })

  test('of a worker is a training that was passed', () => {
    const worker = { category: 'worker', trade: null } as const
    expect(validityOn(worker, { certificates: [certificate({})], trainingPassed: false }, on)).toBe('none')
    expect(validityOn(worker, { certificates: [], trainingPassed: true }, on)).toBe('valid')
  })
})

describe('B3: coverage', () => {
  const person = (given: Partial<OnRoll>): OnRoll => ({
    unit: '甲矿',
    category: 'worker',
    trade: null,
    validity: 'valid',
    ...given,
  })

  test('is people with a valid result of those on the roll, by unit, category and trade', () => {
    const { groups, total } = coverageOf([
      person({}),
      person({ validity: 'none' }),
      person({ category: 'operator', trade: 'hoist', validity: 'expired' }),
      person({ category: 'operator', trade: 'blasting' }),
      person({ category: 'principal' }),
      person({ unit: '乙矿' }),
    ])
    expect(
      groups.map(({ unit, category, trade, valid, onRoll }) => [unit, category, trade, `${valid}/${onRoll}`]),
    ).toEqual([
      ['乙矿', 'worker', null, '1/1'],
      ['甲矿', 'principal', null, '1/1'],
      ['甲矿', 'operator', 'blasting', '1/1'],
      ['甲矿', 'operator', 'hoist', '0/1'],
      ['甲矿', 'worker', null, '1/2'],
    ])
    expect(total).toEqual({ onRoll: 6, valid: 4, permille: 666 })
  })

  test('is full only where nobody is missing', () => {
    const people = Array.from({ length: 1_500 }, (_, index) => person({ validity: index === 0 ? 'none' : 'valid' }))
    expect(coverageOf(people).total.permille).toBe(999)
    expect(coverageOf([]).total).toEqual({ onRoll: 0, valid: 0, permille: 0 })
  })
})
