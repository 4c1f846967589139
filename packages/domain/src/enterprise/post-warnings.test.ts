import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import type { Training } from '../training/training.ts'
import { type HeldPost, type KnownOf, postWarnings } from './post-warnings.ts'

const day = (text: string) => text as CivilDate
const ON = day('2026-11-20')
const nothing: KnownOf = { level: 'senior_middle', trainings: [], certifiedTrades: [] }
const post = (given: Partial<HeldPost>): HeldPost => ({
  category: 'worker',
  trade: null,
  underground: false,
  startedOn: day('2026-01-05'),
  awayFrom: null,
  mustBeAdjusted: false,
  hasMentor: false,
  ...given,
})
const training = (given: Partial<Training>): Training => ({
  id: 't',
  kind: 'initial',
  category: 'worker',
  trade: null,
  startedOn: day('2026-01-06'),
  closedOn: day('2026-01-20'),
  hoursAttended: 72,
  points: null,
  result: 'passed',
  certificateNumber: null,
  ...given,
})

test('an operator without a valid certificate of the trade may not work (R24-1)', () => {
  const operator = post({ category: 'operator', trade: 'hoist' })
  expect(postWarnings(operator, nothing, ON)).toEqual(['no_certificate'])
  expect(postWarnings(operator, { ...nothing, certifiedTrades: ['blasting'] }, ON)).toEqual(['no_certificate'])
  expect(postWarnings(operator, { ...nothing, certifiedTrades: ['hoist'] }, ON)).toEqual([])
})

test('an operator away for six months passes the practical exam again (R30-1)', () => {
  const known = { ...nothing, certifiedTrades: ['hoist'] }
  const away = (from: string) => post({ category: 'operator', trade: 'hoist', awayFrom: day(from) })
  expect(postWarnings(away('2026-05-20'), known, ON)).toEqual(['practical_again'])
  expect(postWarnings(away('2026-05-21'), known, ON)).toEqual([])
})

test('a worker needs the initial training and twenty hours a year (R35-3, R35-4)', () => {
  expect(postWarnings(post({}), nothing, ON)).toEqual(['no_initial_training', 'no_training_this_year'])
  expect(postWarnings(post({}), { ...nothing, trainings: [training({})] }, ON)).toEqual([])
})

test('a new underground worker has a mentor for the first four months (R36-1)', () => {
  const known = { ...nothing, trainings: [training({})] }
  const below = (startedOn: string, hasMentor = false) =>
    postWarnings(post({ underground: true, startedOn: day(startedOn), hasMentor }), known, ON)
  expect(below('2026-10-08')).toEqual(['no_mentor'])
  expect(below('2026-10-08', true)).toEqual([])
  expect(below('2026-07-20')).toEqual([])
})

test('whoever must be moved is marked, also before the six months are up (A9, R19-5)', () => {
  const yearly = training({ category: 'manager', kind: 'refresher', hoursAttended: 8, result: 'no_exam' })
  const manager = post({ category: 'manager', mustBeAdjusted: true })
  expect(postWarnings(manager, { ...nothing, trainings: [yearly] }, ON)).toEqual(['must_be_adjusted'])
  expect(postWarnings({ ...manager, mustBeAdjusted: false }, nothing, ON)).toEqual(['no_training_this_year'])
})

test('schooling below what the post asks is shown (R22-1, R32-1)', () => {
  const known = { ...nothing, level: 'primary', trainings: [training({})] } as const
  expect(postWarnings(post({}), known, ON)).toEqual(['schooling_short'])
})
