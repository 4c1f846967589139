import type { CandidatePaper, Down, Receipt, SittingView } from '@kaochang/contract/socket/down'
import type { Up } from '@kaochang/contract/socket/up'
import { describe, expect, test } from 'vitest'
import * as rules from './sitting-state.ts'
import { type Entry, type SittingState, due, heard, unjoined } from './sitting-state.ts'

const MINUTE = 60_000
const START = 1_000

describe('a whole sitting', () => {
  test('is told from the waiting room to the farewell', () => {
    const told = aTale()
    told.hears(welcome({ view: waiting(), paper: null }))
    expect(told.screen()).toBe('waiting')

    told.does(rules.rulesAccepted)
    expect(told.sends()).toEqual([{ type: 'accept_rules' }])
    expect(told.sends()).toEqual([])
    told.hears({ type: 'rules_accepted', view: waiting({ rulesAccepted: true }) })
    told.hears({ type: 'identity_confirmed', view: waiting({ rulesAccepted: true, identityConfirmed: true }) })
    told.hears({ type: 'started', view: answering(), paper })
    expect(told.screen()).toBe('answering')
    expect(told.state.current).toBe(1)

    told.chooses(1, 'B')
    expect(told.indicator()).toBe('saving')
    expect(told.sends()).toEqual([])
    told.writesDown()
    expect(told.sends()).toEqual([save({ seq: 1, item: 1, response: 'B' })])
    told.hears({ type: 'answers_saved', seq: 1, head: 'h' })
    expect(told.indicator()).toBe('saved')

    told.chooses(3, 'C').chooses(3, 'A').marks(2).writesDown()
    expect(told.sends()).toEqual([
      save({ seq: 2, item: 3, response: 'C' }),
      save({ seq: 3, item: 3, response: 'AC' }),
      save({ seq: 4, item: 2, response: '', marked: true }),
    ])
    told.does((state) => rules.handInStep(state, 'reviewing'))
    expect(rules.tally(told.state)).toEqual({ itemCount: 3, answeredCount: 2, unanswered: [2], marked: [2] })
    told.does((state) => rules.handInStep(state, 'confirming')).does((state) => rules.handInStep(state, 'asked'))
    expect(told.sends(), 'handing in waits until every answer has its receipt').toEqual([])
    told.hears({ type: 'answers_saved', seq: 4, head: 'h' })
    expect(told.sends()).toEqual([{ type: 'hand_in' }])
    expect(told.sends()).toEqual([])

    told.hears({ type: 'ended', receipt })
    expect(told.screen()).toBe('farewell')
    expect(told.state.paper).toBeNull()
    expect(told.state.answers).toEqual({})
    expect(rules.mayForget(told.state)).toBe(true)
    expect(told.log).toEqual([])
  })
})

describe('saving', () => {
  test('nothing is sent before the terminal has written it down', () => {
    const told = atWork().chooses(1, 'A').chooses(2, 'B')
    expect(told.sends()).toEqual([])
    expect(told.log).toHaveLength(2)
    expect(told.writesDown().sends()).toHaveLength(2)
  })

  test('a write that finishes early does not let a later one overtake', () => {
    const told = atWork().chooses(1, 'A').chooses(2, 'B')
    told.does((state) => rules.written(state, [row({ seq: 2, item: 2, response: 'B' })]))
    expect(told.sends()).toEqual([])
    told.does((state) => rules.written(state, [row({ seq: 1, item: 1, response: 'A' })]))
    expect(told.sends()).toHaveLength(2)
  })

  test('what is not sent is never settled, whatever a receipt claims', () => {
    const told = atWork().chooses(1, 'A').writesDown()
    told.sends()
    told.chooses(2, 'B')
    told.hears({ type: 'answers_saved', seq: 9, head: 'h' })
    expect(told.unsavedSeqs()).toEqual([2])
    expect(told.log).toHaveLength(1)
  })

  test('receipts out of order and twice settle the same', () => {
    const told = atWork().chooses(1, 'A').chooses(2, 'A').chooses(3, 'A').writesDown()
    told.sends()
    told.hears({ type: 'answers_saved', seq: 3, head: 'h' }).hears({ type: 'answers_saved', seq: 1, head: 'h' })
    expect(told.unsavedSeqs()).toEqual([])
    expect(told.state.lastSeq).toBe(3)
  })

  test('every change of one answer travels, so the last one cannot be merged away', () => {
    const told = atWork().chooses(1, 'A').chooses(1, 'B').chooses(1, 'A').writesDown()
    expect(told.sends().map((up) => up.type === 'save' && up.response)).toEqual(['A', 'B', 'A'])
  })

  test('at most fifty saves travel without a receipt', () => {
    const told = atWork()
    for (let round = 0; round < 60; round += 1) told.marks(1)
    told.writesDown()
    expect(told.sends()).toHaveLength(50)
    told.hears({ type: 'answers_saved', seq: 20, head: 'h' })
    expect(told.sends()).toHaveLength(10)
  })

  test('a gap is filled from where the server stands, once for all its reports', () => {
    const told = atWork().chooses(1, 'A').chooses(2, 'B').chooses(3, 'C').writesDown()
    told.sends()
    told.hears(gap(2, 2)).hears(gap(2, 3))
    expect(seqsOf(told.sends())).toEqual([2, 3])
    told.hears(gap(2, 3))
    expect(told.sends()).toEqual([])
    expect(told.unsavedSeqs(), 'the first still waits for its own receipt').toEqual([1, 2, 3])
  })

  test('keeps its paper through a cut when the server does not send it again, and gives it up at the end', () => {
    const told = atWork()
      .cut()
      .hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 0, paper: null }))
    expect(told.state.paper).toEqual(paper)
    told.cut().hears(welcome({ epoch: 3, heldSince: 1, lastSeq: 0, paper: null, view: over() }))
    expect(told.state.paper).toBeNull()
  })

  test('a hole that nobody can fill any more is closed up', () => {
    const told = aTale({ log: [row({ seq: 3, item: 1, response: 'A' }), row({ seq: 4, item: 2, response: 'B' })] })
    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 1, answers: [] }))
    expect(told.writesDown().sends()).toEqual([
      save({ epoch: 2, seq: 2, item: 1, response: 'A' }),
      save({ epoch: 2, seq: 3, item: 2, response: 'B' }),
    ])
    expect(told.log.map(({ epoch, seq, response }) => `${epoch}/${seq}${response}`).sort()).toEqual(['2/2A', '2/3B'])
  })

  test('a save that the server cannot read does not hold up the rest, and is named', () => {
    const told = atWork().chooses(1, 'A').chooses(2, 'B').chooses(3, 'C').writesDown()
    told.sends()
    told.hears({ type: 'refused', refusal: { code: 'response_unreadable' }, seq: 2 })
    expect(told.writesDown().sends()).toEqual([save({ seq: 2, item: 3, response: 'C' })])
    expect(rules.answerTo(told.state, 2).response).toBe('')
    expect(told.state.notices).toContainEqual({ kind: 'not_taken', item: 2 })
  })

  test('the indicator says saved only when nothing is owed, and asks for a hand when it lasts', () => {
    const told = atWork()
    expect(told.indicator()).toBe('saved')
    told.chooses(1, 'A').writesDown()
    told.sends()
    expect(told.indicator()).toBe('saving')
    told.waits(10_001)
    expect(told.indicator()).toBe('unsaved')
    told.hears({ type: 'answers_saved', seq: 1, head: 'h' })
    expect(told.indicator()).toBe('saved')
  })

  test('a server that cannot write is said at once, and answering goes on', () => {
    const told = atWork().hears({ type: 'degraded' }).chooses(1, 'A')
    expect(told.indicator()).toBe('unsaved')
    expect(rules.mayAnswer(told.state)).toBe(true)
    expect(told.hears({ type: 'restored' }).indicator()).toBe('saving')
  })

  test('when the disk fails, saves go out from memory', () => {
    const told = atWork().chooses(1, 'A')
    expect(told.sends()).toEqual([])
    told.does(rules.storageFailed)
    expect(seqsOf(told.sends())).toEqual([1])
  })
})

describe('a cut line', () => {
  test('a reconnect in the middle of saving drops what is durable and re-sends the rest in order, under the new epoch', () => {
    const told = atWork().chooses(1, 'A').chooses(2, 'B').writesDown()
    told.sends()
    told.cut().chooses(3, 'C').chooses(1, 'B').writesDown()
    expect(told.sends()).toEqual([])

    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 1, answers: [{ item: 1, response: 'A', marked: false }] }))
    expect(told.sends()).toEqual([
      save({ epoch: 2, seq: 2, item: 2, response: 'B' }),
      save({ epoch: 2, seq: 3, item: 3, response: 'C' }),
      save({ epoch: 2, seq: 4, item: 1, response: 'B' }),
    ])
    expect(told.state.answers[1]?.response, 'the candidate’s own later answer stands').toBe('B')
    expect(told.state.notices).toContainEqual({ kind: 'returned', count: 3, done: false })

    told.hears({ type: 'answers_saved', seq: 4, head: 'h' })
    expect(told.state.notices).toContainEqual({ kind: 'returned', count: 3, done: true })
    expect(told.log).toEqual([])
  })

  test('is shown after ten seconds of silence and not before', () => {
    const told = atWork().cut().waits(9_000)
    expect(rules.isCutOff(told.state, told.now)).toBe(false)
    expect(rules.isCutOff(told.state, told.waits(1_001).now)).toBe(true)
    expect(rules.mayAnswer(told.state)).toBe(true)
  })

  test('a computer that lost its page finds its unsent answers in its own log', () => {
    const told = aTale({ log: [row({ seq: 5, item: 2, response: 'B' })] })
    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 4, answers: [{ item: 1, response: 'A', marked: false }] }))
    expect(told.sends()).toEqual([save({ epoch: 2, seq: 5, item: 2, response: 'B' })])
    expect(told.state.current, 'the first item without an answer').toBe(3)
  })

  test('numbers go on after the ones already used', () => {
    const told = atWork({ lastSeq: 7 }).chooses(1, 'A')
    expect(told.unsavedSeqs()).toEqual([8])
  })

  test('a replaced terminal surrenders what it held, and replays nothing', () => {
    const told = aTale({ log: [row({ seq: 5, item: 2, response: 'B' })] })
    const held = [{ item: 2, response: 'A', marked: false }]
    told.hears(welcome({ epoch: 3, heldSince: 3, lastSeq: 6, answers: held }))
    expect(told.sends()).toEqual([{ type: 'surrender', saves: [{ seq: 5, item: 2, response: 'B', marked: false }] }])
    expect(told.state.answers[2]?.response).toBe('A')
    expect(told.log).toEqual([{ ...row({ seq: 5, item: 2, response: 'B' }), foreign: true }])

    told.hears({ type: 'kept_apart', upToSeq: 5 })
    expect(told.log).toEqual([])
    expect(told.chooses(3, 'C').unsavedSeqs()).toEqual([7])
  })

  test('a surrender that was not confirmed is made again on the next connection', () => {
    const told = aTale({ log: [row({ seq: 5, item: 2, response: 'B' })] })
    told.hears(welcome({ epoch: 3, heldSince: 3, lastSeq: 6 }))
    told.sends()
    told.cut().hears(welcome({ epoch: 4, heldSince: 3, lastSeq: 6 }))
    expect(told.sends()).toEqual([{ type: 'surrender', saves: [{ seq: 5, item: 2, response: 'B', marked: false }] }])
  })

  test('a terminal whose welcome after another had the seat was lost still replays nothing', () => {
    const told = aTale({ log: [row({ seq: 5, item: 2, response: 'B' })] })
    told.hears(welcome({ epoch: 4, heldSince: 3, lastSeq: 6 }))
    expect(told.sends()).toEqual([{ type: 'surrender', saves: [{ seq: 5, item: 2, response: 'B', marked: false }] }])
  })

  test('surrenders go in frames of two hundred at most', () => {
    const log = Array.from({ length: 450 }, (_, index) => row({ seq: index + 1, item: 1, response: 'A' }))
    const told = aTale({ log }).hears(welcome({ epoch: 3, heldSince: 3, lastSeq: 0 }))
    expect(told.sends().map((up) => up.type === 'surrender' && up.saves.length)).toEqual([200, 200, 50])
    expect(told.sends()).toEqual([])
  })

  test('a hand-in that was cut off is asked again', () => {
    const told = atWork().does((state) => rules.handInStep(state, 'asked'))
    expect(told.sends()).toEqual([{ type: 'hand_in' }])
    told.cut().hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 0 }))
    expect(told.sends()).toEqual([{ type: 'hand_in' }])
  })

  test('time that runs out during a cut locks the answers, and what was left over is sent on return', () => {
    const told = atWork({ view: answering({ remainingMs: MINUTE }) })
      .cut()
      .chooses(1, 'A')
      .writesDown()
    told.waits(MINUTE)
    expect(told.screen()).toBe('time_up')
    expect(told.chooses(2, 'B').unsavedSeqs()).toEqual([1])
    expect(told.indicator()).toBe('unsaved')

    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 0, paper: null, view: over(), receipt }))
    expect(told.screen()).toBe('farewell')
    expect(rules.mayForget(told.state)).toBe(false)
    expect(told.sends()).toEqual([save({ epoch: 2, seq: 1, item: 1, response: 'A' })])
    told
      .hears({ type: 'refused', refusal: { code: 'sitting_closed' }, seq: 1 })
      .hears({ type: 'kept_apart', upToSeq: 1 })
    expect(rules.mayForget(told.state)).toBe(true)
    expect(told.log).toEqual([])
    expect(told.state.notices).toContainEqual({ kind: 'kept_apart', count: 1 })
  })

  test('F52: however much a cut across the end held up, all of it is handed over', () => {
    const told = atWork({ view: answering({ remainingMs: MINUTE }) }).cut()
    for (let count = 0; count < 2 * rules.WINDOW + 1; count += 1) told.marks(1)
    told.writesDown().waits(MINUTE)
    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 0, paper: null, view: over(), receipt }))
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const upToSeq = seqsOf(told.sends()).at(-1)
      expect(upToSeq).toBe(Math.min((rounds + 1) * rules.WINDOW, 2 * rules.WINDOW + 1))
      told.hears({ type: 'kept_apart', upToSeq: upToSeq ?? 0 })
    }
    expect(rules.mayForget(told.state)).toBe(true)
  })

  test('time granted during a cut opens the paper again on return', () => {
    const told = atWork({ view: answering({ remainingMs: MINUTE }) })
      .cut()
      .waits(2 * MINUTE)
    expect(rules.mayAnswer(told.state)).toBe(false)
    told.hears(
      welcome({
        epoch: 2,
        heldSince: 1,
        lastSeq: 0,
        view: answering({ remainingMs: 3 * MINUTE, grantedMs: 5 * MINUTE }),
      }),
    )
    expect(rules.mayAnswer(told.state)).toBe(true)
    expect(told.state.closesAt).toBe(told.now + 3 * MINUTE)
  })
})

describe('time', () => {
  test('a word that was slow to arrive gives no extra time', () => {
    const told = atWork({ view: answering({ remainingMs: 10 * MINUTE }) })
    const closesAt = told.state.closesAt
    told.waits(5_000).hears({ type: 'pong', view: answering({ remainingMs: 10 * MINUTE - 2_000 }) })
    expect(told.state.closesAt).toBe(closesAt)
  })

  test('a grant is told and moves the end', () => {
    const told = atWork({ view: answering({ remainingMs: MINUTE }) })
    told.hears({
      type: 'time_granted',
      ms: 5 * MINUTE,
      view: answering({ remainingMs: 6 * MINUTE, grantedMs: 5 * MINUTE }),
    })
    expect(told.state.closesAt).toBe(told.now + 6 * MINUTE)
    expect(told.state.notices).toContainEqual({ kind: 'granted', ms: 5 * MINUTE })
  })

  test('handing in is taken back to the paper when it is too early', () => {
    const told = atWork().does((state) => rules.handInStep(state, 'asked'))
    told.sends()
    told.hears({ type: 'refused', refusal: { code: 'hand_in_too_early' }, seq: null })
    expect(told.screen()).toBe('answering')
    expect(rules.mayAnswer(told.state)).toBe(true)
  })
})

describe('a pause', () => {
  const paused = () => answering({ phase: 'paused', remainingMs: 50 * MINUTE })

  test('covers the paper, lets nobody answer, and runs out of no time', () => {
    const told = atWork().hears({ type: 'paused', view: paused() })
    expect(told.screen()).toBe('paused')
    expect(rules.mayAnswer(told.state)).toBe(false)
    expect(rules.ticked(told.state, told.now + 10 * 60 * MINUTE).timeUp).toBe(false)
  })

  test('keeps what the server did not take, and sends it when the sitting goes on', () => {
    const told = atWork().chooses(1, 'A').writesDown()
    expect(told.sends()).toMatchObject([{ type: 'save', seq: 1 }])
    told.hears({ type: 'paused', view: paused() })
    told.hears({ type: 'refused', refusal: { code: 'sitting_paused' }, seq: 1 })
    expect(told.sends()).toEqual([])
    told.hears({ type: 'resumed', view: answering({ remainingMs: 50 * MINUTE }) })
    expect(told.screen()).toBe('answering')
    expect(told.state.closesAt).toBe(told.now + 50 * MINUTE)
    expect(told.sends()).toMatchObject([{ type: 'save', seq: 1, item: 1, response: 'A' }])
  })
})

describe('words out of order', () => {
  test('what has ended stays ended, whatever still arrives', () => {
    const told = atWork().hears({ type: 'ended', receipt })
    told.hears({ type: 'pong', view: answering() }).hears({ type: 'started', view: answering(), paper })
    expect(told.screen()).toBe('farewell')
    expect(told.state.paper).toBeNull()
  })

  test('a start told twice takes no answer away', () => {
    const told = atWork().chooses(1, 'A').hears({ type: 'started', view: answering(), paper })
    expect(rules.answerTo(told.state, 1).response).toBe('A')
    expect(told.unsavedSeqs()).toEqual([1])
  })

  test('a terminal that was taken over says nothing more and keeps its log', () => {
    const told = atWork().chooses(1, 'A').writesDown().hears({ type: 'taken_over' })
    expect(told.screen()).toBe('stopped')
    expect(told.sends()).toEqual([])
    expect(told.chooses(2, 'B').log).toHaveLength(1)
  })

  test('a line closed for another terminal stops this one even when its last word was lost', () => {
    expect(atWork().does((state) => rules.lineLost(state, 4409)).state.stop).toBe('taken_over')
  })

  test('what happens on the screen during a cut is told in order afterwards', () => {
    const told = atWork().cut()
    told
      .does((state) => rules.screenNoted(state, 'left_full_screen'))
      .does((state) => rules.screenNoted(state, 'left_window'))
    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 0 }))
    expect(told.sends()).toEqual([
      { type: 'note_screen', what: 'left_full_screen' },
      { type: 'note_screen', what: 'left_window' },
    ])
    expect(told.sends()).toEqual([])
  })
})

describe('F62: an item that cannot be shown', () => {
  const note = (item: number) => ({ type: 'note_item', item })
  const fails = (item: number) => (state: SittingState) => rules.itemFailed(state, item)

  test('is told once, however often it is tried again', () => {
    const told = atWork().does(fails(2)).does(fails(2)).does(fails(3))
    expect(told.sends()).toEqual([note(2), note(3)])
    expect(told.does(fails(2)).sends()).toEqual([])
  })

  test('is told again on a new line, for what was said on the old one may not have been heard', () => {
    const told = atWork().does(fails(2))
    expect(told.sends()).toEqual([note(2)])
    told.cut()
    expect(told.does(fails(3)).sends()).toEqual([])
    told.hears(welcome({ epoch: 2, heldSince: 1, lastSeq: 0 }))
    expect(told.sends()).toEqual([note(2), note(3)])
  })

  test('does not keep the others from being answered', () => {
    const told = atWork().does(fails(2)).chooses(1, 'A').writesDown()
    expect(told.sends().map(({ type }) => type)).toEqual(['note_item', 'save'])
  })
})

describe('choosing', () => {
  test('one letter replaces another where one is right, and joins it where several may be', () => {
    const told = atWork().chooses(2, 'A').chooses(2, 'C').chooses(3, 'D').chooses(3, 'B').chooses(3, 'D')
    expect([2, 3].map((item) => rules.answerTo(told.state, item).response)).toEqual(['C', 'B'])
  })

  test('an answer can be taken back, and keeps its mark', () => {
    const told = atWork().chooses(2, 'A').marks(2)
    told.does((state) => rules.cleared(state, 2, told.now))
    expect(rules.answerTo(told.state, 2)).toEqual({ response: '', marked: true })
  })

  test('a letter that the item does not have chooses nothing', () => {
    expect(atWork().chooses(1, 'C').unsavedSeqs()).toEqual([])
    expect(atWork().chooses(9, 'A').unsavedSeqs()).toEqual([])
  })

  test('moving stays inside the paper', () => {
    const told = atWork().does((state) => rules.stepped(state, -1))
    expect(told.state.current).toBe(1)
    for (let step = 0; step < 9; step += 1) told.does((state) => rules.stepped(state, 1))
    expect(told.state.current).toBe(3)
  })
})

// ── The teller ──

const paper: CandidatePaper = {
  items: [
    { number: 1, kind: 'true_false', points: 100, stem: '一', options: ['正确', '错误'] },
    { number: 2, kind: 'single_choice', points: 100, stem: '二', options: ['a', 'b', 'c', 'd'] },
    { number: 3, kind: 'multiple_response', points: 200, stem: '三', options: ['a', 'b', 'c', 'd'] },
  ],
}

const receipt: Receipt = {
  endedAt: 1_790_000_000_000,
  reason: 'handed_in',
  answeredCount: 2,
  itemCount: 3,
  code: 'abcd efgh',
  resultDue: '2026-09-25',
  resultDueProvisional: false,
}

function waiting(given: Partial<SittingView> = {}): SittingView {
  return {
    phase: 'waiting',
    identityConfirmed: false,
    rulesAccepted: false,
    roomStarted: false,
    startsInMs: 10 * MINUTE,
    remainingMs: null,
    grantedMs: 0,
    handInOpensInMs: 0,
    ...given,
  }
}

function answering(given: Partial<SittingView> = {}): SittingView {
  return waiting({
    phase: 'answering',
    identityConfirmed: true,
    rulesAccepted: true,
    roomStarted: true,
    startsInMs: 0,
    remainingMs: 120 * MINUTE,
    ...given,
  })
}

function over(): SittingView {
  return answering({ phase: 'ended', remainingMs: 0 })
}

function welcome(given: Partial<Extract<Down, { type: 'welcome' }>>): Down {
  return {
    type: 'welcome',
    protocol: 1,
    epoch: 1,
    heldSince: 1,
    lastSeq: 0,
    view: answering(),
    paper,
    answers: [],
    receipt: null,
    ...given,
  }
}

function gap(expected: number, seq: number): Down {
  const refusal = { code: 'seq_gap', expected }
  return { type: 'refused', refusal, seq }
}

function save(given: { epoch?: number; seq: number; item: number; response: string; marked?: boolean }): Up {
  return { type: 'save', epoch: 1, marked: false, ...given }
}

function row(given: { seq: number; item: number; response: string }): rules.Row {
  return { epoch: 1, marked: false, foreign: false, ...given }
}

function seqsOf(frames: Up[]) {
  return frames.flatMap((up) => (up.type === 'save' ? [up.seq] : []))
}

/** Tells a sitting step by step, keeping a clock and a log beside it as the store would. */
function aTale({ log = [] as rules.Row[] } = {}) {
  const entries: Entry[] = log.map(({ foreign: _, ...entry }) => ({ ...entry, madeAt: START, written: true }))
  const tale = {
    now: START,
    state: rules.recalled(unjoined, entries, []),
    log: [...log],
    pending: [] as rules.Row[],
    does(change: (state: SittingState) => SittingState) {
      const before = tale.state
      tale.state = change(before)
      const { put, remove } = rules.logChanges(before, tale.state)
      const same = (a: rules.Row, b: rules.Row) => a.epoch === b.epoch && a.seq === b.seq
      tale.log = tale.log.filter((kept) => ![...remove, ...put].some((gone) => same(kept, gone))).concat(put)
      tale.pending.push(...put)
      return tale
    },
    writesDown() {
      const pending = tale.pending.splice(0)
      return tale.does((state) => rules.written(state, pending))
    },
    hears: (down: Down) => tale.does((state) => heard(state, down, tale.now)),
    chooses: (item: number, letter: string) => tale.does((state) => rules.chose(state, item, letter, tale.now)),
    marks: (item: number) => tale.does((state) => rules.markToggled(state, item, tale.now)),
    cut: () => tale.does((state) => rules.lineLost(state, 1006)),
    waits(ms: number) {
      tale.now += ms
      return tale.does((state) => rules.ticked(state, tale.now))
    },
    sends() {
      const frames = due(tale.state)
      for (const frame of frames) tale.does((state) => rules.sent(state, frame))
      return frames
    },
    screen: () => rules.screenOf(tale.state),
    indicator: () => rules.saveState(tale.state, tale.now),
    unsavedSeqs: () => tale.state.unsaved.map(({ seq }) => seq),
  }
  return tale
}

/** A sitting that has begun, at its first item. */
function atWork(given: Partial<Extract<Down, { type: 'welcome' }>> = {}) {
  return aTale().hears(welcome(given))
}
