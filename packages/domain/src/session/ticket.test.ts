import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TICKET_BODIES, readTicket, ticketFrom } from './ticket.ts'

const bodies = fc.integer({ min: TICKET_BODIES.from, max: TICKET_BODIES.below - 1 })

describe('an admission ticket’s number', () => {
  test('satisfies the check of ISO 7064 MOD 11,10', () => {
    // Two numbers from elsewhere that carry this check digit: the standard's own example, and a German tax number.
    expect(['07945', '86095742719', '86095742718'].map(satisfiesMod11And10)).toEqual([true, true, false])
    fc.assert(fc.property(bodies, (body) => satisfiesMod11And10(ticketFrom(body))))
  })

  test('is read as it is written, and as people write it', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const ticket = ticketFrom(body)
        const spaced = ticket.replace(/(\d{4})(?=\d)/g, '$1 ')
        const fullWidth = [...ticket].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
        for (const written of [ticket, ` ${spaced} `, ticket.replace(/(\d{6})/, '$1-'), fullWidth])
          expect(readTicket(written)).toEqual({ ok: true, value: ticket })
      }),
    )
  })

  test('is not mistaken for another by one wrong digit', () => {
    fc.assert(
      fc.property(bodies, fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
        const ticket = ticketFrom(body)
        const wrong = (Number(ticket[place]) + shift) % 10
        expect(readTicket(`${ticket.slice(0, place)}${wrong}${ticket.slice(place + 1)}`).ok).toBe(false)
      }),
    )
  })

  test.each(['', '12345', 'ABCDEFGHIJKL', '1234567890123'])('“%s” is none', (text) => {
    expect(readTicket(text)).toEqual({ ok: false, refusal: { code: 'ticket_unknown' } })
  })

  test('has eleven digits before the check digit, never fewer', () => {
    expect(() => ticketFrom(9_999_999_999)).toThrow()
    expect(() => ticketFrom(TICKET_BODIES.below)).toThrow()
  })
})

/** The standard's rule for checking, which is not how the digit is made. */
function satisfiesMod11And10(number: string) {
  let product = 10
  for (const digit of number.slice(0, -1)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return (product + Number(number.at(-1))) % 10 === 1
}
