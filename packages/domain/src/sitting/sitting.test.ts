import { expect, test } from 'vitest'
import type { SittingId, StaffId, TerminalId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { type Sitting, type SittingEvent, answeredCount, closesAt, evolve, phaseAt, unbegun } from './sitting.ts'

const anHour = unbegun('s1' as SittingId, { durationMs: 3_600_000, earliestHandInMs: 0, graceMs: 10_000, shapes: [] })

// An hour each. A strip reads: phase, boundary, phase, boundary, phase.
test.each<[string, Partial<Sitting>, string]>([
  ['nobody has begun', {}, 'waiting 09:00 waiting 23:00 waiting'],
  [
    'begun on time: it is over at the instant time is up, and not when somebody writes it down',
    { startedAt: at('09:00') },
    'answering 10:00 ended',
  ],
  ['begun late: the hour is one’s own', { startedAt: at('09:25') }, 'answering 10:25 ended'],
  ['given five minutes more', { startedAt: at('09:00'), grantedMs: 300_000 }, 'answering 10:05 ended'],
  ['handed in', { startedAt: at('09:00'), ended: { at: at('09:40'), reason: 'handed_in' } }, 'ended 09:41 ended'],
  ['ended before it began', { ended: { at: at('08:50'), reason: 'ended_by_invigilator' } }, 'ended 09:00 ended'],
])('%s', (_, moved, strip) => {
  const sitting = { ...anHour, ...moved }
  for (const { instant, phase } of probes(strip)) expect([instant, phaseAt(sitting, instant)]).toEqual([instant, phase])
})

test('an answer that was taken back is no answer', () => {
  const answers = [{ response: 'A', marked: false }, { response: '', marked: true }, null]
  expect(answeredCount({ ...anHour, answers })).toBe(1)
})

test('a seat is held as long as one terminal has it with one log: another log’s unsent answers are no continuation', () => {
  const attached = (epoch: number, terminal: string, log?: string): SittingEvent => ({
    type: 'attached',
    epoch,
    terminalId: terminal as TerminalId,
    ...(log !== undefined && { log }),
  })
  const held = (...events: SittingEvent[]) => told(anHour, at('09:00'), ...events).heldSince
  expect(held(attached(1, 'a', 'x'), attached(2, 'a', 'x'))).toBe(1)
  expect(held(attached(1, 'a', 'x'), attached(2, 'a', 'memory'), attached(3, 'a', 'x'))).toBe(3)
  expect(held(attached(1, 'a', 'x'), attached(2, 'b', 'x'))).toBe(2)
  expect(held(attached(1, 'a'), attached(2, 'a'))).toBe(1)
})

test('going on that was asked for before the pause was decided takes no time away', () => {
  const by = 'b' as StaffId
  const begun = { ...anHour, startedAt: at('09:00') }
  const paused = told(begun, at('09:20'), { type: 'paused', by, reason: '停电' })
  const on = told(paused, at('09:19'), { type: 'resumed', by })
  expect(closesAt(on)).toBe(at('10:00'))
})

function told(sitting: Sitting, instant: Instant, ...events: SittingEvent[]): Sitting {
  return events.reduce(
    (before, event) => evolve(before, { number: before.number + 1, at: instant, link: '', event }),
    sitting,
  )
}

/** Asks on both sides of every boundary, where the mistakes live. */
function probes(strip: string) {
  const words = strip.split(' ')
  return words.flatMap((word, index) => {
    if (!word.includes(':')) return []
    return [
      { instant: (at(word) - 1) as Instant, phase: words[index - 1] },
      { instant: at(word), phase: words[index + 1] },
    ]
  })
}

function at(time: string) {
  return Date.parse(`2026-10-22T${time}:00+08:00`) as Instant
}
