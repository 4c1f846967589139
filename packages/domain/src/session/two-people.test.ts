import { expect, test } from 'vitest'
import type { StaffId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { ASKING_LASTS_MS, askForTwo } from './two-people.ts'

const at = Date.parse('2026-10-22T01:00:00Z') as Instant
const chief = { by: 'chief' as StaffId, at, chief: true }
const invigilator = { by: 'invigilator' as StaffId, at, chief: false }
const other = { by: 'other' as StaffId, at, chief: false }

test('whoever asks first waits, and the second of two agrees, whichever of them is the chief', () => {
  expect(askForTwo(null, chief)).toEqual({ ok: true, value: 'asked' })
  expect(askForTwo(null, invigilator)).toEqual({ ok: true, value: 'asked' })
  expect(askForTwo(chief, invigilator)).toEqual({ ok: true, value: 'agreed' })
  expect(askForTwo(invigilator, chief)).toEqual({ ok: true, value: 'agreed' })
})

test('nobody agrees with themselves, and two invigilators need their chief', () => {
  expect(askForTwo(chief, { ...chief })).toEqual({ ok: false, refusal: { code: 'same_person' } })
  expect(askForTwo(invigilator, other)).toEqual({ ok: false, refusal: { code: 'chief_needed' } })
})

test('an asking is forgotten after a quarter of an hour', () => {
  const late = { ...chief, at: (at + ASKING_LASTS_MS + 1) as Instant }
  expect(askForTwo(invigilator, late)).toEqual({ ok: true, value: 'asked' })
  expect(askForTwo(chief, late)).toEqual({ ok: true, value: 'asked' })
})
