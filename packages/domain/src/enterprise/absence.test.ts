import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { practicalAgainAsked, returnToPost } from './absence.ts'

const day = (text: string) => text as CivilDate
const never = { practicalAgainOn: null, trainedOn: null }
const away = (category: 'manager' | 'operator' | 'worker', backOn: string, underground = true) => ({
  category,
  underground,
  awayFrom: day('2026-01-15'),
  backOn: day(backOn),
})

test('an operator away less than six months simply comes back', () => {
  expect(returnToPost(away('operator', '2026-07-14'), never).ok).toBe(true)
})

test('an operator away six months to the day passes the practical exam first (R30-1)', () => {
  expect(returnToPost(away('operator', '2026-07-15'), never)).toMatchObject({
    refusal: { code: 'practical_exam_first', since: '2026-01-15', article: '30' },
  })
  expect(practicalAgainAsked(day('2026-01-15'), day('2026-07-14'))).toBe(false)
  expect(practicalAgainAsked(day('2026-01-15'), day('2026-07-15'))).toBe(true)
})

test('the exam counts when it was passed since the operator went away, and not before', () => {
  const passed = (on: string) => ({ ...never, practicalAgainOn: day(on) })
  expect(returnToPost(away('operator', '2026-08-01'), passed('2026-07-20')).ok).toBe(true)
  expect(returnToPost(away('operator', '2026-08-01'), passed('2026-01-14')).ok).toBe(false)
})

test('an underground worker away a year to the day is trained first (R37-1)', () => {
  expect(returnToPost(away('worker', '2027-01-14'), never).ok).toBe(true)
  expect(returnToPost(away('worker', '2027-01-15'), never)).toMatchObject({
    refusal: { code: 'training_first', article: '37' },
  })
  expect(returnToPost(away('worker', '2027-01-15'), { ...never, trainedOn: day('2027-01-10') }).ok).toBe(true)
})

test('nobody else is kept from their post by an absence', () => {
  expect(returnToPost(away('worker', '2028-01-15', false), never).ok).toBe(true)
  expect(returnToPost(away('manager', '2028-01-15'), never).ok).toBe(true)
})

test('nobody is back before they were away', () => {
  expect(returnToPost(away('operator', '2026-01-14'), never)).toMatchObject({ refusal: { code: 'back_before_away' } })
})
