import { type Outcome, allow, refuse } from '../outcome.ts'
import { invariant } from '../outcome.ts'

/** Digits of an admission ticket's number (准考证号), the check digit with them. */
export const TICKET_DIGITS = 12

/** How many numbers there are before the check digit; the first digit is never 0, which spreadsheets eat. */
export const TICKET_BODIES = { from: 10_000_000_000, below: 100_000_000_000 } as const

/**
 * The ticket number of a body of eleven random digits, with the check digit of ISO 7064 MOD 11,10 after
 * it. It says nothing of the person, the place or the order of the roster.
 */
export function ticketFrom(body: number): string {
  invariant(
    Number.isInteger(body) && body >= TICKET_BODIES.from && body < TICKET_BODIES.below,
    'a ticket number has eleven digits before its check digit',
  )
  return `${body}${checkDigit(String(body))}`
}

/** Reads a ticket number as people write it, with spaces, hyphens or full-width digits. A slip of one digit is told at once. */
export function readTicket(text: string): Outcome<string, { code: 'ticket_unknown' }> {
  const ticket = text.normalize('NFKC').replaceAll(/[\s-]/g, '')
  const wellFormed = /^\d{12}$/.test(ticket) && checkDigit(ticket.slice(0, -1)) === ticket.slice(-1)
  return wellFormed ? allow(ticket) : refuse({ code: 'ticket_unknown' })
}

/** ISO 7064 MOD 11,10: finds every single wrong digit and nearly every pair of digits written the wrong way round. */
function checkDigit(body: string) {
  let carried = 10
  for (const digit of body) carried = (((carried + Number(digit)) % 10 || 10) * 2) % 11
  return String((11 - carried) % 10)
}
