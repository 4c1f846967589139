import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { type FormerPost, type HeldCertificate, clocksOfPost } from './post-clocks.ts'

const day = (text: string) => text as CivilDate
const calendar = officialCalendar()
const BOTH = ['manager.apply', 'manager.pass']

const held = (given: Partial<HeldCertificate> = {}): HeldCertificate => ({
  category: 'manager',
  lastPassedOn: day('2024-06-03'),
  ended: false,
  ...given,
})
const appointed = (
  category: 'principal' | 'manager' | 'operator' | 'worker',
  certificates: readonly HeldCertificate[] = [],
  posts: readonly FormerPost[] = [],
) => clocksOfPost({ category, startedOn: day('2026-09-01') }, { certificates, posts }, calendar)

describe('an appointment', () => {
  test.each(['principal', 'manager'] as const)(
    'of a %s starts thirty days and six months (R17-1, R17-2)',
    (category) => {
      expect(appointed(category)).toEqual({ clocks: BOTH, from: '2026-09-01', continues: false })
    },
  )

  test('of an operator or a worker starts no clock of art. 17', () => {
    expect(appointed('operator').clocks).toEqual([])
    expect(appointed('worker').clocks).toEqual([])
  })

  test('in a second role is judged for itself: a manager’s certificate is none of an operator’s or principal’s (A29)', () => {
    expect(appointed('principal', [held()]).clocks).toEqual(BOTH)
    expect(appointed('manager', [held({ category: 'operator' })]).clocks).toEqual(BOTH)
  })
})

describe('a transfer', () => {
  test('starts nothing new while a certificate of the same category is valid and its cycle current (A5)', () => {
    expect(appointed('manager', [held()]).clocks).toEqual([])
  })

  test('starts anew on a change of category (A5)', () => {
    expect(appointed('principal', [held()]).clocks).toEqual(BOTH)
  })

  test('starts anew when the cycle is over, and not a day before (A5)', () => {
    // Three years, the day of issue counted: to the day before the corresponding one.
    expect(appointed('manager', [held({ lastPassedOn: day('2023-09-02') })]).clocks).toEqual([])
    expect(appointed('manager', [held({ lastPassedOn: day('2023-09-01') })]).clocks).toEqual(BOTH)
  })

  test('starts anew when the certificate was cancelled', () => {
    expect(appointed('manager', [held({ ended: true })]).clocks).toEqual(BOTH)
  })

  test('of somebody who has not passed yet keeps the day they first had', () => {
    const before: FormerPost = { category: 'manager', clocksFrom: day('2026-05-01') }
    expect(appointed('manager', [], [before])).toEqual({ clocks: BOTH, from: '2026-05-01', continues: true })
    expect(appointed('manager', [], [{ ...before, clocksFrom: day('2026-06-01') }, before]).from).toBe('2026-05-01')
    expect(appointed('principal', [], [before])).toMatchObject({ from: '2026-09-01', continues: false })
    // Who passed in the former post and let the cycle run out is appointed anew.
    const long = { ...before, clocksFrom: day('2020-05-01') }
    expect(appointed('manager', [held({ lastPassedOn: day('2020-06-01') })], [long]).from).toBe('2026-09-01')
  })
})
