import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { schoolingShortfall } from './schooling.ts'

const on = (category: 'principal' | 'manager' | 'operator' | 'worker', startedOn: string) => ({
  category,
  startedOn: startedOn as CivilDate,
})

test('other workers have finished junior middle school, agency and temporary workers too (R32-1)', () => {
  expect(schoolingShortfall(on('worker', '2026-09-01'), 'primary')).toEqual({ wanted: 'junior_middle', article: '32' })
  expect(schoolingShortfall(on('worker', '2026-09-01'), 'junior_middle')).toBeNull()
  expect(schoolingShortfall(on('worker', '2026-09-01'), null)).not.toBeNull()
})

test('operators new on the post from 2018-06-01 have finished senior middle school, those before junior (R22-1, A25)', () => {
  expect(schoolingShortfall(on('operator', '2018-05-31'), 'junior_middle')).toBeNull()
  expect(schoolingShortfall(on('operator', '2018-06-01'), 'junior_middle')).toEqual({
    wanted: 'senior_middle',
    article: '22',
  })
  expect(schoolingShortfall(on('operator', '2018-06-01'), 'vocational')).toBeNull()
})

test('no schooling is asked of principals and managers here (R11-3)', () => {
  expect(schoolingShortfall(on('principal', '2026-09-01'), 'primary')).toBeNull()
  expect(schoolingShortfall(on('manager', '2026-09-01'), null)).toBeNull()
})
