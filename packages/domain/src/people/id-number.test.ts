import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, civilDateOfDay, dayOf } from '../instant.ts'
import {
  type IdNumber,
  birthDateOf,
  maskIdNumber,
  operatorCertificateNumber,
  readIdNumber,
  sexOf,
} from './id-number.ts'

describe('identity numbers (GB 11643)', () => {
  test('example 34: the standard’s own number is well formed, with a small x too, and not with another last digit', () => {
    expect(readIdNumber('11010519491231002X')).toEqual({ ok: true, value: '11010519491231002X' })
    expect(readIdNumber('11010519491231002x')).toEqual({ ok: true, value: '11010519491231002X' })
    expect(readIdNumber('110105194912310021')).toEqual({ ok: false, refusal: { code: 'id_number_check_digit' } })
  })

  test('example 34: the holder’s certificates carry T and the number', () => {
    expect(operatorCertificateNumber(theNumber)).toBe('T11010519491231002X')
  })

  test('A51: a person has one number, however it is typed and on whichever card', () => {
    const body = fc
      .tuple(aDigits(6), aBirthDate, aDigits(3))
      .map(([region, born, sequence]) => ({ region, born: born.replaceAll('-', ''), sequence }))
    fc.assert(
      fc.property(body, ({ region, born, sequence }) => {
        const old = readIdNumber(region + born.slice(2) + sequence)
        if (!old.ok) throw new Error(old.refusal.code)
        const number = old.value
        expect(number.slice(0, 17)).toBe(region + born + sequence)
        for (const written of [
          number,
          number.toLowerCase(),
          fullWidth(number),
          ` ${number} `,
          spaced(number),
          `${spaced(number)}\u3000`,
        ])
          expect(readIdNumber(written)).toEqual({ ok: true, value: number })
      }),
    )
  })

  test('one wrong digit, or two neighbours exchanged, is always noticed', () => {
    const places = Array.from(theNumber, (_, index) => [theNumber.slice(0, index), theNumber.slice(index)] as const)
    const wrong = places.flatMap(([before, from]) => [
      ...Array.from('0123456789X', (digit) => before + digit + from.slice(1)),
      before + from.slice(1, 2) + from.slice(0, 1) + from.slice(2),
    ])
    expect(wrong).toHaveLength(18 * 12)
    expect(wrong.filter((number) => number !== theNumber && readIdNumber(number).ok)).toEqual([])
  })

  test.each([
    ['', { code: 'id_number_length', length: 0, wanted: [18, 15] }],
    ['1101051949123100', { code: 'id_number_length', length: 16, wanted: [18, 15] }],
    ['11010519491231002XX', { code: 'id_number_length', length: 19, wanted: [18, 15] }],
    ['1101051949123l002X', { code: 'id_number_characters', position: 14 }],
    ['X1010519491231002X', { code: 'id_number_characters', position: 1 }],
    ['11010549123100X', { code: 'id_number_characters', position: 15 }],
    ['11010519491231002Х', { code: 'id_number_characters', position: 18 }],
    ['110105194902300029', { code: 'id_number_birth_date' }],
    ['110105491331002', { code: 'id_number_birth_date' }],
  ])('“%s” is refused: %o', (text, refusal) => {
    expect(readIdNumber(text)).toEqual({ ok: false, refusal })
  })

  test('no refusal gives away a digit of the number', () => {
    for (const text of ['110105194912310021', '1101051949123l002X', '110105194902300029', '1101051949123100']) {
      const read = readIdNumber(text)
      expect(read.ok ? '' : JSON.stringify(read.refusal)).not.toMatch(/1949|0105/)
    }
  })

  test('the region is not judged: a withdrawn code stays valid', () => {
    expect(readIdNumber('999999800101001').ok).toBe(true)
  })

  test('F42: the birth date of the summer-time years comes out as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf(d('1986-05-04')), max: dayOf(d('1991-09-15')) }), (day) => {
        const born = civilDateOfDay(day)
        const read = readIdNumber(`140105${born.slice(2).replaceAll('-', '')}123`)
        expect(read.ok && birthDateOf(read.value)).toBe(born)
      }),
    )
  })

  test('odd sequence numbers are men’s and even ones women’s', () => {
    const sexes = ['140105880504121', '140105880504122'].map((text) => {
      const read = readIdNumber(text)
      return read.ok && sexOf(read.value)
    })
    expect(sexes).toEqual(['male', 'female'])
  })

  test('masked, it shows the first four and the last four characters and no birth date', () => {
    expect(maskIdNumber(theNumber)).toBe('1101**********002X')
  })
})

const theNumber = '11010519491231002X' as IdNumber
const aBirthDate = fc.integer({ min: dayOf(d('1900-01-01')), max: dayOf(d('1999-12-31')) }).map(civilDateOfDay)

function aDigits(count: number) {
  return fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((digits) => digits.join(''))
}

function fullWidth(text: string) {
  return [...text].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('')
}

function spaced(text: string) {
  return `${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`
}

function d(text: string) {
  return text as CivilDate
}
