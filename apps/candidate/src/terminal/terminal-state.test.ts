import type { CandidateView, TerminalView } from '@kaochang/contract/terminal'
import { describe, expect, test } from 'vitest'
import * as rules from './terminal-state.ts'
import { type TerminalState, switchedOn } from './terminal-state.ts'

const seat12: TerminalView = {
  siteName: '太原考点',
  roomName: '第一考场',
  seatNumber: 12,
  locked: false,
  camera: false,
  serverAt: 1_000,
}
const someone = { name: '王建国', ticket: '2026093012' } as CandidateView

const home = rules.terminalRead(switchedOn, seat12, 5)

describe('a terminal', () => {
  test('goes from switching on to the sitting', () => {
    expect(home).toMatchObject({ stage: 'home', reached: true, clock: { serverAt: 1_000, readAt: 5 } })
    const signingIn = rules.signInOpened(home)
    expect(signingIn.stage).toBe('sign_in')
    const found = rules.candidateRead(rules.asked(signingIn), someone, false)
    expect(found).toMatchObject({ stage: 'confirm', busy: false })
    expect(rules.confirmed(found).stage).toBe('sitting')
  })

  test('that is not enrolled asks for its code, and goes home once it is', () => {
    const unknown = rules.terminalNotRead(switchedOn, { code: 'terminal_not_enrolled' })
    expect(unknown.stage).toBe('enrol')
    expect(rules.terminalRead(unknown, seat12, 5).stage).toBe('home')
  })

  test('without a server stands at home and says so', () => {
    expect(rules.terminalNotRead(switchedOn, { code: 'unreachable' })).toMatchObject({ stage: 'home', reached: false })
    expect(rules.terminalNotRead(home, { code: 'fault' })).toMatchObject({ stage: 'home', reached: true })
  })

  test('that is loaded again in the middle of a sitting goes straight back to it', () => {
    expect(rules.candidateRead(home, someone, true).stage).toBe('sitting')
  })

  test('never leaves a sitting because the seat could not be read', () => {
    const sitting: TerminalState = { ...home, stage: 'sitting', candidate: someone }
    expect(rules.terminalNotRead(sitting, { code: 'terminal_not_enrolled' })).toBe(sitting)
  })

  test('forgets the last candidate', () => {
    const found = rules.candidateRead(home, someone, false)
    expect(rules.left(found, 'called')).toMatchObject({ stage: 'called', candidate: null })
  })

  test('that was locked opens no sign-in until it is read unlocked', () => {
    const locked = rules.left(rules.answeredNo(rules.signInOpened(home), { code: 'terminal_locked' }), 'home')
    expect(rules.signInOpened(locked).stage).toBe('home')
    expect(rules.signInOpened(rules.terminalRead(locked, seat12, 9)).stage).toBe('sign_in')
  })
})

describe('what is typed at the sign-in', () => {
  test('loses its spaces and its widths', () => {
    expect(rules.sortedEntry({ ticket: ' 2026 093012', idNumber: '１１０１０１１９９００３０７７７５ｘ' })).toEqual({
      ticket: '2026093012',
      idNumber: '11010119900307775X',
    })
  })

  test('goes to its own field when a card reader typed the ID number into the first', () => {
    expect(rules.sortedEntry({ ticket: '11010119900307775x', idNumber: '2026093012' })).toEqual({
      ticket: '2026093012',
      idNumber: '11010119900307775X',
    })
  })
})
