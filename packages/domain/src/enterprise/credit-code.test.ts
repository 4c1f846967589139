import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditCodeCheck, readCreditCode } from './credit-code.ts'

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

test('codes as registries print them are read', () => {
  // The first is the example that is printed with the standard.
  for (const code of ['91350100M000100Y43', '91110000802100433B', '911100007109250324'])
    expect(readCreditCode(code)).toEqual({ ok: true, value: code })
})

test('width, spaces and lower case do not matter', () => {
  expect(readCreditCode(' ９1350100 m000100y43')).toEqual({ ok: true, value: '91350100M000100Y43' })
})

test('a code of another length, or with a letter that no code has, is refused at its place', () => {
  expect(readCreditCode('91350100M000100Y4')).toMatchObject({ refusal: { code: 'credit_code_length', length: 17 } })
  expect(readCreditCode('91350100I000100Y43')).toMatchObject({
    refusal: { code: 'credit_code_characters', position: 9 },
  })
})

test('no single wrong character passes', () => {
  const bodies = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 17, maxLength: 17 })
  fc.assert(
    fc.property(bodies, fc.nat(17), fc.constantFrom(...CHARACTERS), (body, position, other) => {
      const code = body + creditCodeCheck(body)
      expect(readCreditCode(code).ok).toBe(true)
      const mistyped = code.slice(0, position) + other + code.slice(position + 1)
      expect(readCreditCode(mistyped).ok).toBe(mistyped === code)
    }),
  )
})
