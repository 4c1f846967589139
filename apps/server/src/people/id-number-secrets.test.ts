import type { IdNumber } from '@kaochang/domain/people/id-number'
import { expect, test } from 'vitest'
import { idNumberLookup, openIdNumber, sealIdNumber } from './id-number-secrets.ts'

const SECRETS = { idLookupKey: Buffer.alloc(32, 1), idCipherKey: Buffer.alloc(32, 2) }
// Nobody's: the example of GB 11643-1999.
const NUMBER = '11010519491231002X' as IdNumber

test('an ID number comes out of its seal as it went in', () => {
  expect(openIdNumber(SECRETS, sealIdNumber(SECRETS, NUMBER))).toBe(NUMBER)
})

test('the same ID number sealed twice gives nothing to compare', () => {
  const [one, other] = [sealIdNumber(SECRETS, NUMBER), sealIdNumber(SECRETS, NUMBER)]
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
  expect(Buffer.from(one).includes(NUMBER)).toBe(false)
})

test('a seal with any one bit changed does not open', () => {
  const sealed = sealIdNumber(SECRETS, NUMBER)
  for (const at of sealed.keys()) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => openIdNumber(SECRETS, changed)).toThrow()
  }
  expect(() => openIdNumber(SECRETS, sealed.subarray(0, 20))).toThrow()
})

test('a seal opens with its own key alone', () => {
  expect(() => openIdNumber({ idCipherKey: Buffer.alloc(32, 9) }, sealIdNumber(SECRETS, NUMBER))).toThrow()
})

test('a person is found by number and key together', () => {
  const lookup = idNumberLookup(SECRETS, NUMBER)
  expect(lookup).toBe(idNumberLookup(SECRETS, NUMBER))
  expect(lookup).not.toBe(idNumberLookup({ idLookupKey: Buffer.alloc(32, 9) }, NUMBER))
  expect(lookup).not.toBe(idNumberLookup(SECRETS, '110105194912310011' as IdNumber))
  expect(lookup).not.toContain(NUMBER)
})
