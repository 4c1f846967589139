import { describe, expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import {
  DEFAULT_SETTINGS,
  SESSION_STATES,
  admissionClosesAt,
  admissionOpensAt,
  mayEnter,
  scheduledEndAt,
} from './session.ts'

const schedule = { startsAt: at('09:00'), durationMinutes: 120, settings: DEFAULT_SETTINGS }
const notBegun = { startedAt: null }

describe('who may enter', () => {
  test.each([
    ['08:14', 'admission_not_yet'],
    ['08:15', 'entered'],
    ['09:30', 'entered'],
    ['09:31', 'admission_over'],
  ])('at %s somebody who has not begun: %s', (time, outcome) => {
    const may = mayEnter({ state: 'open', schedule }, notBegun, at(time))
    expect(may.ok ? 'entered' : may.refusal.code).toBe(outcome)
  })

  test('who has begun may always come back: a cut cable keeps nobody out', () => {
    expect(mayEnter({ state: 'open', schedule }, { startedAt: at('09:05') }, at('10:59')).ok).toBe(true)
  })

  test('nobody enters a session that is not open', () => {
    const entered = SESSION_STATES.filter((state) => mayEnter({ state, schedule }, notBegun, at('09:00')).ok)
    expect(entered).toEqual(['open'])
  })
})

test('the plan’s own boundaries', () => {
  expect([admissionOpensAt(schedule), admissionClosesAt(schedule), scheduledEndAt(schedule)]).toEqual([
    at('08:15'),
    at('09:30'),
    at('11:30'),
  ])
})

function at(time: string) {
  return Date.parse(`2026-09-18T${time}:00+08:00`) as Instant
}
