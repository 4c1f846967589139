import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../canonical.ts'
import type { SeatId, SittingId, StaffId, TerminalId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { eventText, receiptCode, record, refold } from './record.ts'
import { type Recorded, SCREEN_EVENTS, type SittingEvent, unbegun } from './sitting.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant

const shapes = Array.from({ length: 5 }, () => ({ kind: 'multiple_response', optionCount: 4 }) as const)
const fresh = unbegun('s1' as SittingId, { durationMs: 3_600_000, earliestHandInMs: 0, graceMs: 10_000, shapes })

/** Any event there can be, whatever the rules would say of its place. */
const anyEvent: fc.Arbitrary<SittingEvent> = fc.oneof(
  fc.record({
    type: fc.constant('seated' as const),
    seatId: fc.constant('a' as SeatId),
    by: fc.constant('b' as StaffId),
  }),
  fc.record({ type: fc.constant('attached' as const), epoch: fc.nat(), terminalId: fc.constant('t' as TerminalId) }),
  fc.record({ type: fc.constantFrom('rules_accepted' as const, 'room_started' as const, 'started' as const) }),
  fc.record(
    {
      type: fc.constant('answer_saved' as const),
      seq: fc.integer({ min: 1, max: 9_999 }),
      item: fc.integer({ min: 1, max: 5 }),
      response: fc.oneof(fc.constantFrom('', 'A', 'BD'), fc.string()),
      marked: fc.boolean(),
      inFlight: fc.constant(true as const),
    },
    { requiredKeys: ['type', 'seq', 'item', 'response', 'marked'] },
  ),
  fc.record({
    type: fc.constant('time_granted' as const),
    ms: fc.nat(),
    by: fc.constant('b' as StaffId),
    reason: fc.string(),
  }),
  fc.record({ type: fc.constant('screen_event' as const), what: fc.constantFrom(...SCREEN_EVENTS) }),
  fc.record({ type: fc.constant('ended' as const), reason: fc.constantFrom('handed_in' as const, 'time_up' as const) }),
)

const anyRecord = fc
  .array(fc.tuple(anyEvent, fc.nat({ max: 1_000 })), { minLength: 1, maxLength: 12 })
  .map((events) => {
    let sitting = fresh
    let at = NINE
    const entries = events.flatMap(([event, laterMs]) => {
      at = (at + laterMs) as Instant
      const { recorded, after } = record(hash, sitting, [event], at)
      sitting = after
      return recorded
    })
    return { sitting, entries }
  })

describe('a record', () => {
  test('folds back into the sitting it was made from', () => {
    fc.assert(
      fc.property(anyRecord, ({ sitting, entries }) => {
        expect(refold(hash, fresh, entries)).toEqual({ ok: true, value: sitting })
      }),
    )
  })

  test('can be folded in parts: what is known, and what came since', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), ({ sitting, entries }, cut) => {
        const place = cut % (entries.length + 1)
        const known = refold(hash, fresh, entries.slice(0, place))
        if (!known.ok) throw new Error('The first part is broken')
        expect(refold(hash, known.value, entries.slice(place))).toEqual({ ok: true, value: sitting })
      }),
    )
  })

  test('tells of every change to it: an event, a time, a number, a link, an entry gone, added or moved', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), tamperings, ({ entries }, pick, tamper) => {
        const place = pick % entries.length
        const changed = tamper(entries, place)
        // Cutting off the end leaves a shorter record that is whole: the receipt's code and the ledger tell of that.
        fc.pre(canonicalOf(changed) !== canonicalOf(entries.slice(0, changed.length)))
        const folded = refold(hash, fresh, changed)
        expect(folded.ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('tells where it is broken first', () => {
    const { recorded } = record(
      hash,
      fresh,
      [{ type: 'rules_accepted' }, { type: 'room_started' }, { type: 'started' }],
      NINE,
    )
    const changed = recorded.with(1, { ...(recorded[1] as Recorded), at: (NINE + 1) as Instant })
    expect(refold(hash, fresh, changed)).toEqual({ ok: false, refusal: { code: 'record_broken', number: 2 } })
  })

  test('cannot be given to another sitting', () => {
    const { recorded } = record(hash, fresh, [{ type: 'rules_accepted' }], NINE)
    expect(refold(hash, unbegun('s2' as SittingId, fresh.terms), recorded).ok).toBe(false)
  })

  test('that was made in 2026 still has the same links', () => {
    const saved = { type: 'answer_saved', seq: 1, item: 2, response: 'BD', marked: true } as const
    const { after } = record(
      hash,
      fresh,
      [{ type: 'rules_accepted' }, saved, { ...saved, seq: 2, inFlight: true }],
      NINE,
    )
    expect(after.head).toMatchInlineSnapshot(`"7Ik8eBosMM3wLG7JF26n_0vBmWrkBuIE4v8JSbHMoNQ"`)
    const read = [...receiptCode(after).replaceAll(' ', '')].reduce(
      (bits, sign) => bits * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(sign)),
      0n,
    )
    const first80 = Buffer.from(after.head, 'base64url').subarray(0, 10).toString('hex')
    expect(read.toString(16).padStart(20, '0')).toBe(first80)
    expect(receiptCode(after)).toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/)
  })
})

test('the short way of writing a save gives the very text that every other event is written in', () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      expect(eventText(event)).toBe(canonical(event))
    }),
  )
})

type Tamper = (entries: readonly Recorded[], place: number) => readonly Recorded[]

/** Ways to lay hands on a record. */
const tamperings: fc.Arbitrary<Tamper> = fc.oneof(
  anyEvent.map(
    (event): Tamper =>
      (entries, place) =>
        entries.with(place, { ...at(entries, place), event }),
  ),
  fc
    .dictionary(fc.constantFrom('seq', 'item', 'response', 'marked', 'ms', 'extra', 'type'), fc.jsonValue(), {
      minKeys: 1,
    })
    .map((members): Tamper => (entries, place) => {
      const { event, ...rest } = at(entries, place)
      return entries.with(place, { ...rest, event: { ...event, ...members } })
    }),
  fc.integer({ min: 1, max: 1_000 }).map((ms): Tamper => (entries, place) => {
    const entry = at(entries, place)
    return entries.with(place, { ...entry, at: (entry.at + ms) as Instant })
  }),
  fc.constant<Tamper>((entries, place) => entries.with(place, { ...at(entries, place), link: hash('forged') })),
  fc.constant<Tamper>((entries, place) => entries.filter((_, index) => index !== place)),
  fc.constant<Tamper>((entries, place) => entries.toSpliced(place, 0, at(entries, place))),
  fc.constant<Tamper>((entries, place) => entries.toSpliced(place, 1).concat(at(entries, place))),
)

function at(entries: readonly Recorded[], place: number): Recorded {
  const entry = entries[place]
  if (!entry) throw new Error('The record has no such place')
  return entry
}

function canonicalOf(entries: readonly Recorded[]) {
  return JSON.stringify(entries.map(({ number, at, link, event }) => [number, at, link, sorted(event)]))
}

function sorted(event: SittingEvent) {
  return Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1))
}
