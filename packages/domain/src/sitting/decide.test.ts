import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SeatId, SittingId, StaffId, TerminalId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { SAVE_LIMIT, SCREEN_EVENT_LIMIT, type SittingCommand, decide } from './decide.ts'
import { record } from './record.ts'
import { type Sitting, type SittingEvent, closesAt, phaseAt, remainingMs, unbegun } from './sitting.ts'

const NINE = Date.parse('2026-10-22T01:00:00Z')
const MINUTE = 60_000
const staff = 'chief' as StaffId
const seat = 'seat 7' as SeatId

/** An hour, handing in after ten minutes, ten seconds of grace; one item of each kind. */
const fresh = unbegun('s1' as SittingId, {
  durationMs: 60 * MINUTE,
  earliestHandInMs: 10 * MINUTE,
  graceMs: 10_000,
  shapes: [
    { kind: 'true_false', optionCount: 2 },
    { kind: 'single_choice', optionCount: 4 },
    { kind: 'multiple_response', optionCount: 5 },
  ],
})

const toTheStart: readonly SittingCommand[] = [
  { type: 'seat', seatId: seat, by: staff },
  { type: 'attach', epoch: 1, terminalId: 't1' as TerminalId },
  { type: 'confirm_identity', by: staff },
  { type: 'accept_rules' },
  { type: 'start_room' },
]

describe('beginning', () => {
  test('waits for the identity, the rules and the room, whichever comes last', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(toTheStart.slice(2), { minLength: 3 }), (lastThree) => {
        const [one, two, three] = lastThree as [SittingCommand, SittingCommand, SittingCommand]
        const before = obeyed(fresh, [...toTheStart.slice(0, 2), one, two])
        expect(before.startedAt).toBeNull()
        expect(obeyed(before, [three], at('09:05')).startedAt).toBe(at('09:05'))
      }),
    )
  })

  test('each of the three changes nothing the second time', () => {
    const begun = obeyed(fresh, toTheStart)
    for (const command of toTheStart) {
      if (command.type !== 'attach') expect(decide(begun, command, at('09:30'))).toEqual({ ok: true, value: [] })
    }
  })

  test('how an identity was confirmed stands in the record, and by eyes it says no more than it always did', () => {
    const seated = obeyed(fresh, toTheStart.slice(0, 1))
    const confirm = { type: 'confirm_identity', by: staff } as const
    const event = { type: 'identity_confirmed', by: staff }
    const allowed = (...events: object[]) => ({ ok: true, value: events })
    expect(decide(seated, confirm, at('09:00'))).toEqual(allowed(event))
    expect(decide(seated, { ...confirm, how: 'eyes' }, at('09:00'))).toEqual(allowed(event))
    const override = { ...confirm, how: 'override', reason: '消磁' } as const
    expect(decide(seated, override, at('09:00'))).toEqual(allowed({ ...event, how: 'override', reason: '消磁' }))
    expect(obeyed(seated, [override])).toMatchObject({ identityProof: 'override', overrideReason: '消磁' })
    expect(obeyed(seated, [confirm])).toMatchObject({ identityProof: 'eyes', overrideReason: null })
  })

  test('nobody is identified without a seat, and a seat is given once', () => {
    expect(decide(fresh, { type: 'confirm_identity', by: staff }, at('09:00'))).toEqual(no({ code: 'not_seated' }))
    const seated = obeyed(fresh, toTheStart.slice(0, 1))
    const other = { type: 'seat', seatId: 'seat 8' as SeatId, by: staff } as const
    expect(decide(seated, other, at('09:00'))).toEqual(no({ code: 'already_seated', seatId: seat }))
  })
})

// What a save and a hand-in get, over an hour from nine. A strip reads: answer, boundary, answer, boundary, answer.
describe('over time', () => {
  test.each([
    ['a save', save(1), 'saved 10:00:00.001 in_flight 10:00:10.001 sitting_closed'],
    ['handing in', { type: 'hand_in' }, 'hand_in_too_early 09:10 ended 10:00 sitting_closed'],
    ['time up', { type: 'time_up' }, 'time_not_up 10:00:10.001 ended'],
    ['a grant', { type: 'grant_time', ms: MINUTE, by: staff, reason: '停电' }, 'granted 10:00 sitting_closed'],
    ['the invigilator’s end', { type: 'end', by: staff, note: '作弊' }, 'ended 10:00 sitting_closed'],
    ['a screen event', { type: 'note_screen', what: 'pasted' }, 'noted 10:00 sitting_closed'],
  ] as const)('%s', (_, command, strip) => {
    const begun = obeyed(fresh, toTheStart)
    for (const { instant, word } of probes(strip)) {
      expect([clock(instant), wordFor(decide(begun, command, instant))]).toEqual([clock(instant), word])
    }
  })

  test('a grant moves every boundary behind it by just as much', () => {
    const longer = obeyed(
      obeyed(fresh, toTheStart),
      [{ type: 'grant_time', ms: 5 * MINUTE, by: staff, reason: '停电' }],
      at('09:30'),
    )
    for (const { instant, word } of probes('saved 10:05:00.001 in_flight 10:05:10.001 sitting_closed')) {
      expect([clock(instant), wordFor(decide(longer, save(1), instant))]).toEqual([clock(instant), word])
    }
  })

  test('nothing received after the end and its grace is ever counted, and everything up to then is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MINUTE, max: MINUTE }), fc.nat({ max: 30 * MINUTE }), (late, grantedMs) => {
        const begun: Sitting = { ...obeyed(fresh, toTheStart), grantedMs }
        const end = closesAt(begun) ?? 0
        const received = (end + late) as Instant
        const decided = decide(begun, save(1), received)
        if (late > fresh.terms.graceMs) expect(decided).toEqual(no({ code: 'sitting_closed' }))
        else {
          const inFlight = late > 0 ? { inFlight: true } : {}
          expect(decided).toEqual({
            ok: true,
            value: [{ type: 'answer_saved', seq: 1, item: 1, response: 'A', marked: false, ...inFlight }],
          })
        }
      }),
    )
  })

  test('once it has ended nothing can be added to the record, whatever is asked and whenever', () => {
    const ended = obeyed(obeyed(fresh, toTheStart), [{ type: 'hand_in' }], at('09:20'))
    const commands: readonly SittingCommand[] = [
      ...toTheStart,
      save(1),
      { type: 'hand_in' },
      { type: 'time_up' },
      { type: 'note_screen', what: 'pasted' },
      { type: 'grant_time', ms: MINUTE, by: staff, reason: '停电' },
      { type: 'end', by: staff, note: '作弊' },
    ]
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.integer({ min: 0, max: 120 * MINUTE }), (command, later) => {
        const decided = decide(ended, command, (NINE + later) as Instant)
        expect(decided.ok ? decided.value : []).toEqual([])
      }),
    )
  })
})

describe('saving', () => {
  test.each([
    [1, '', true],
    [1, 'A', true],
    [1, 'B', true],
    [1, 'C', false],
    [1, 'AB', false],
    [2, 'D', true],
    [2, 'E', false],
    [2, 'AD', false],
    [2, 'a', false],
    [2, ' ', false],
    [3, 'ACE', true],
    [3, 'CA', false],
    [3, 'AA', false],
    [3, 'ABCDEF', false],
    [3, '甲', false],
  ])('item %i takes %j: %s', (item, response, taken) => {
    const decided = decide(obeyed(fresh, toTheStart), { ...save(1), item, response }, at('09:01'))
    expect(decided.ok).toBe(taken)
    if (!decided.ok) expect(decided.refusal).toEqual({ code: 'response_unreadable', item, response })
  })

  test('an item that is not on the paper is refused', () => {
    expect(decide(obeyed(fresh, toTheStart), { ...save(1), item: 4 }, at('09:01'))).toEqual(
      no({ code: 'item_unknown', item: 4 }),
    )
  })

  test('before the start it is refused', () => {
    expect(decide(obeyed(fresh, toTheStart.slice(0, 4)), save(1), at('09:01'))).toEqual(
      no({ code: 'sitting_not_started' }),
    )
  })

  test('one that is recorded is a yes that changes nothing, also after the end', () => {
    const saved = obeyed(obeyed(fresh, toTheStart), [save(1)], at('09:01'))
    expect(decide(saved, save(1), at('09:02'))).toEqual({ ok: true, value: [] })
    expect(decide(saved, save(1), at('11:00'))).toEqual({ ok: true, value: [] })
  })

  test('a missing one is asked for', () => {
    expect(decide(obeyed(fresh, toTheStart), save(3), at('09:01'))).toEqual(no({ code: 'seq_gap', expected: 1 }))
  })

  test('there is a limit, and it is far beyond what anybody answers', () => {
    const busy: Sitting = { ...obeyed(fresh, toTheStart), lastSeq: SAVE_LIMIT }
    expect(decide(busy, save(SAVE_LIMIT + 1), at('09:01'))).toEqual(no({ code: 'sitting_closed' }))
  })

  test('F54: however the network repeats and reorders, the record holds each save once and in order', () => {
    const saves = fc.array(
      fc.record({
        item: fc.integer({ min: 1, max: 3 }),
        response: fc.constantFrom('', 'A', 'B'),
        marked: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    )
    // Which of the frames that are on their way arrives next, and whether it arrives once more later.
    const network = fc.infiniteStream(fc.record({ pick: fc.nat({ max: 99 }), again: fc.boolean() }))
    fc.assert(
      fc.property(saves, network, (made, arrivals) => {
        const frames = made.map((given, index) => ({ type: 'save', seq: index + 1, ...given }) as const)
        const events: SittingEvent[] = []
        let sitting = obeyed(fresh, toTheStart)
        let underWay = [...frames]
        for (const { pick, again } of arrivals) {
          if (sitting.lastSeq === frames.length) break
          const index = pick % underWay.length
          const frame = underWay[index]
          if (!frame) break
          if (!again) underWay = underWay.filter((_, place) => place !== index)
          const decided = decide(sitting, frame, at('09:30'))
          if (decided.ok) {
            events.push(...decided.value)
            sitting = record(String, sitting, decided.value, at('09:30')).after
          } else if (decided.refusal.code === 'seq_gap') {
            const { expected } = decided.refusal
            underWay.push(...frames.filter(({ seq }) => seq >= expected))
          }
          if (underWay.length === 0) underWay = frames.filter(({ seq }) => seq > sitting.lastSeq)
        }
        expect(events.map((event) => (event.type === 'answer_saved' ? event.seq : null))).toEqual(
          frames.map(({ seq }) => seq),
        )
        const inOrder = frames.reduce(
          (answers, { item, response, marked }) => answers.with(item - 1, { response, marked }),
          fresh.answers,
        )
        expect(sitting.answers).toEqual(inOrder)
      }),
    )
  })
})

test('a record keeps so many screen events and no more', () => {
  const begun: Sitting = { ...obeyed(fresh, toTheStart), screenEventCount: SCREEN_EVENT_LIMIT }
  expect(decide(begun, { type: 'note_screen', what: 'resized' }, at('09:01'))).toEqual({ ok: true, value: [] })
})

test('F62: an item that cannot be shown is noted once, and one that is not on the paper never', () => {
  const begun = obeyed(fresh, toTheStart)
  const noted = obeyed(
    begun,
    [1, 2, 1, 2, 99].map((item) => ({ type: 'note_item', item })),
  )
  expect(noted.faultyItems).toEqual([1, 2])
  expect(noted.number).toBe(begun.number + 2)
  expect(decide(fresh, { type: 'note_item', item: 1 }, at('09:00'))).toEqual({ ok: true, value: [] })
})

function save(seq: number) {
  return { type: 'save', seq, item: 1, response: 'A', marked: false } as const
}

/** The sitting after commands that are all allowed. */
function obeyed(from: Sitting, commands: readonly SittingCommand[], when = at('09:00')): Sitting {
  return commands.reduce((sitting, command) => {
    const decided = decide(sitting, command, when)
    if (!decided.ok) throw new Error(decided.refusal.code)
    return record(String, sitting, decided.value, when).after
  }, from)
}

function no<R>(refusal: R) {
  return { ok: false, refusal }
}

const WORDS: Partial<Record<SittingEvent['type'], string>> = {
  time_granted: 'granted',
  ended: 'ended',
  screen_event: 'noted',
}

function wordFor(decided: ReturnType<typeof decide>): string {
  if (!decided.ok) return decided.refusal.code
  const [event] = decided.value
  if (event?.type === 'answer_saved') return event.inFlight ? 'in_flight' : 'saved'
  return (event && WORDS[event.type]) ?? 'nothing'
}

/** Asks on both sides of every boundary, where the mistakes live. */
function probes(strip: string) {
  const words = strip.split(' ')
  return words.flatMap((word, index) => {
    if (!word.includes(':')) return []
    return [
      { instant: (at(word) - 1) as Instant, word: words[index - 1] },
      { instant: at(word), word: words[index + 1] },
    ]
  })
}

/** A time of the exam's morning in Beijing. */
function at(time: string) {
  const full = time.length === 5 ? `${time}:00` : time
  return Date.parse(`2026-10-22T${full}+08:00`) as Instant
}

function clock(instant: Instant) {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(11, 23)
}

describe('a pause', () => {
  const begun = obeyed(fresh, toTheStart)
  const pause = { type: 'pause', by: staff, reason: '停电' } as const
  const resting = obeyed(begun, [pause], at('09:20'))

  test('costs no time: the candidate goes on with what was left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * 60 * MINUTE }), (ms) => {
        const resumedAt = (at('09:20') + ms) as Instant
        expect(remainingMs(resting, resumedAt)).toBe(40 * MINUTE)
        expect(phaseAt(resting, resumedAt)).toBe('paused')
        const on = obeyed(resting, [{ type: 'resume', by: staff }], resumedAt)
        expect(closesAt(on)).toBe(at('10:00') + ms)
        expect(remainingMs(on, resumedAt)).toBe(40 * MINUTE)
      }),
    )
  })

  test('takes what was answered before it reached the terminal, and leaves the rest there', () => {
    expect(wordFor(decide(resting, save(1), at('09:20:10')))).toBe('saved')
    expect(decide(resting, save(1), at('09:20:11'))).toEqual(no({ code: 'sitting_paused' }))
    expect(decide(resting, { type: 'hand_in' }, at('09:30'))).toEqual(no({ code: 'sitting_paused' }))
  })

  test('never runs out, however long it lasts', () => {
    expect(wordFor(decide(resting, { type: 'time_up' }, at('23:00')))).toBe('time_not_up')
    expect(wordFor(decide(resting, { type: 'end', by: staff, note: '放弃' }, at('23:00')))).toBe('ended')
  })

  test('is made once and ended once', () => {
    expect(decide(resting, pause, at('09:21'))).toEqual({ ok: true, value: [] })
    expect(decide(begun, { type: 'resume', by: staff }, at('09:21'))).toEqual({ ok: true, value: [] })
    expect(decide(fresh, pause, at('09:00'))).toEqual(no({ code: 'sitting_not_started' }))
  })
})

describe('lost time', () => {
  const begun = obeyed(fresh, toTheStart)
  const again = (lastHeardAt: Instant | null) =>
    ({ type: 'attach', epoch: 2, terminalId: 't1' as TerminalId, restarted: { lastHeardAt } }) as const

  test('is what passed between the last word of a terminal that had to begin anew and its return', () => {
    expect(obeyed(begun, [again(at('09:20'))], at('09:23')).lostMs).toBe(3 * MINUTE)
  })

  test('goes by the last answer on record where nobody remembers hearing the terminal', () => {
    const answered = obeyed(begun, [save(1)], at('09:10'))
    expect(obeyed(answered, [again(null)], at('09:23')).lostMs).toBe(13 * MINUTE)
  })

  test('is none where the terminal was alive and its candidate went on', () => {
    const back = { type: 'attach', epoch: 2, terminalId: 't1' as TerminalId } as const
    expect(obeyed(begun, [back], at('09:30')).lostMs).toBe(0)
  })

  test('is none before the start, and none of it lies in a pause', () => {
    const seated = obeyed(fresh, toTheStart.slice(0, 2))
    expect(obeyed(seated, [again(null)], at('09:30')).lostMs).toBe(0)
    const resting = obeyed(begun, [{ type: 'pause', by: staff, reason: '停电' }], at('09:20'))
    expect(obeyed(resting, [again(at('09:18'))], at('09:50')).lostMs).toBe(2 * MINUTE)
  })

  test('is made good by a grant that says so, and by no other', () => {
    const grant = { type: 'grant_time', ms: 2 * MINUTE, by: staff, reason: '断网' } as const
    const granted = obeyed(begun, [grant, { ...grant, forLostTime: true }], at('09:30'))
    expect([granted.grantedMs, granted.lostMadeGoodMs]).toEqual([4 * MINUTE, 2 * MINUTE])
  })
})

describe('another seat', () => {
  const begun = obeyed(fresh, toTheStart)
  const move = { type: 'move', seatId: 'seat 9' as SeatId, by: staff, reason: '主机故障' } as const

  test('keeps everything else as it was', () => {
    const moved = obeyed(begun, [move], at('09:10'))
    expect(moved).toMatchObject({ seatId: 'seat 9', startedAt: begun.startedAt, identityConfirmed: true })
    expect(decide(moved, move, at('09:11'))).toEqual({ ok: true, value: [] })
  })

  test('is only for somebody who has one', () => {
    expect(decide(fresh, move, at('09:00'))).toEqual(no({ code: 'not_seated' }))
  })
})
