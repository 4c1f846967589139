import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import type { Component } from '../law/rules.ts'
import { RULES, rulesOf } from '../law/rules.ts'
import { consequencesOf } from './consequences.ts'

const first = { purpose: 'first', orderedAgain: false } as const
const manager = { ...first, rules: RULES.manager } as const
const operator = { ...first, rules: RULES.operator } as const

describe('a principal or manager', () => {
  test('R19-1: who passed is owed a certificate, counted from the publication', () => {
    expect(consequencesOf(manager, [of('knowledge', 80, '2026-09-24', '2026-09-28')])).toEqual({
      outcome: 'passed',
      pass: { passedOn: '2026-09-24', publishedOn: '2026-09-28' },
      certificate: { clock: 'manager.certificate', from: '2026-09-28' },
    })
  })

  test('R19-3: who failed once has a retake, and nobody is told anything', () => {
    expect(consequencesOf(manager, [of('knowledge', 79.99)])).toBeNull()
  })

  test('R19-5, N4: who failed the retake must be moved', () => {
    const failed = [of('knowledge', 76), of('knowledge', 79.5, '2026-10-08', '2026-10-09')]
    expect(consequencesOf(manager, failed)).toEqual({ outcome: 'failed', failedOn: '2026-10-08', tell: 'N4' })
  })

  test('A20, R40-3, N9: failed finally after an order of art. 40, the notice is that of art. 40', () => {
    const again = { ...manager, purpose: 'reassessment', orderedAgain: true } as const
    expect(consequencesOf(again, [of('knowledge', 76)])).toBeNull()
    expect(consequencesOf(again, [of('knowledge', 76), of('knowledge', 79)])).toMatchObject({ tell: 'N9' })
    expect(consequencesOf({ ...again, orderedAgain: false }, [of('knowledge', 76), of('knowledge', 79)])).toMatchObject(
      {
        tell: 'N4',
      },
    )
  })
})

test('R20-1: a reassessment that is passed leaves the certificate as it stands', () => {
  const again = { ...manager, purpose: 'reassessment' } as const
  expect(consequencesOf(again, [of('knowledge', 90)])).toMatchObject({ outcome: 'passed', certificate: null })
})

test('R40-1: a spot check has none of these consequences, however it ends', () => {
  const check = { ...manager, purpose: 'spot_check' } as const
  expect(consequencesOf(check, [of('knowledge', 90)])).toBeNull()
  expect(consequencesOf(check, [of('knowledge', 10), of('knowledge', 10)])).toBeNull()
})

describe('an operator', () => {
  const knowledge = of('knowledge', 85, '2026-09-21', '2026-09-28')
  const practical = of('practical', 80, '2026-09-24', '2026-10-12')

  test('R27-7, A13: is owed a certificate from the practical sitting’s day, not from its publication', () => {
    expect(consequencesOf(operator, [knowledge])).toBeNull()
    expect(consequencesOf(operator, [knowledge, practical])).toEqual({
      outcome: 'passed',
      pass: { passedOn: '2026-09-24', publishedOn: '2026-10-12' },
      certificate: { clock: 'operator.certificate', from: '2026-09-24' },
    })
  })

  test('R29-3: a renewal is owed under its own clock', () => {
    expect(consequencesOf({ ...operator, purpose: 'renewal' }, [knowledge, practical])).toMatchObject({
      certificate: { clock: 'operator.renewalIssue', from: '2026-09-24' },
    })
  })

  test('R30-1: after an absence the old certificate keeps its dates and none is owed', () => {
    expect(consequencesOf({ ...operator, purpose: 'practical_again' }, [practical])).toEqual({
      outcome: 'passed',
      pass: { passedOn: '2026-09-24', publishedOn: '2026-10-12' },
      certificate: null,
    })
  })

  test('A14: published before the knowledge exam, a practical pass ends nothing yet', () => {
    expect(consequencesOf(operator, [practical])).toBeNull()
  })

  test('R27-8: failed for the last time, in either, means training; nobody is told to move the person', () => {
    const told = [
      [of('knowledge', 72), of('knowledge', 78)],
      [knowledge, of('practical', 10), of('practical', 79.99)],
    ].map((results) => consequencesOf(operator, results))
    expect(told).toMatchObject([
      { outcome: 'failed', tell: null },
      { outcome: 'failed', tell: null },
    ])
  })

  test('O19-2026: four practical failures end nothing', () => {
    const rules = rulesOf('operator', 'O19-2026')
    const failures = Array.from({ length: 4 }, () => of('practical', 60))
    expect(consequencesOf({ ...operator, rules }, [knowledge, ...failures])).toBeNull()
    expect(consequencesOf({ ...operator, rules }, [knowledge, ...failures, of('practical', 60)])).toMatchObject({
      outcome: 'failed',
      tell: null,
    })
  })
})

function of(component: Component, marks: number, endedOn = '2026-09-24', publishedOn = '2026-10-09') {
  return {
    component,
    points: Math.round(marks * 100),
    endedOn: endedOn as CivilDate,
    publishedOn: publishedOn as CivilDate,
  }
}
