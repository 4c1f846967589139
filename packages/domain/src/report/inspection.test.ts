import { expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { HEADINGS, INSPECTION_HEADINGS } from './inspection.ts'
import { personFileKeptThrough } from './retention.ts'

test('R39-1: an inspection has the eight headings of art. 39, in its order', () => {
  expect(INSPECTION_HEADINGS.map((heading) => HEADINGS[heading].item)).toEqual(
    Array.from({ length: 8 }, (_, index) => `39(${index + 1})`),
  )
})

test('R08-2: a person’s file is kept for 30 years', () => {
  expect(personFileKeptThrough('2026-11-20' as CivilDate)).toBe('2056-11-20')
  expect(personFileKeptThrough('2028-02-29' as CivilDate)).toBe('2058-02-28')
})
