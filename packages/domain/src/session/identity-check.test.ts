import { expect, test } from 'vitest'
import { identityCheckOf, proofOf } from './identity-check.ts'

test('a session that was planned before there was a choice goes by eyes', () => {
  expect(identityCheckOf({})).toBe('eyes')
  expect(identityCheckOf({ identity: 'reader' })).toBe('reader')
})

test.each([
  ['eyes', null, { ok: true, value: 'eyes' }],
  ['eyes', 'reader', { ok: true, value: 'reader' }],
  ['reader', null, { ok: false, refusal: { code: 'reader_needed' } }],
  ['reader', 'keyboard_reader', { ok: true, value: 'keyboard_reader' }],
  ['reader', 'reader', { ok: true, value: 'reader' }],
] as const)('where %s are asked for and the card was read by %s: %j', (check, read, proof) => {
  expect(proofOf(check, read)).toEqual(proof)
})
