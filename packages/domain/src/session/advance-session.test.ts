import { describe, expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import { hasEnded, mayAnnounce, mayClose, mayOpen, maySeal } from './advance-session.ts'
import { DEFAULT_SETTINGS, SESSION_STATES, type SessionState } from './session.ts'

const nine = at('09:00')
const schedule = { startsAt: nine, durationMinutes: 120, settings: DEFAULT_SETTINGS }
const nobody = { started: 0, answering: 0, waiting: 0 }

/** In which states a step is taken, and the refusal in the others. */
function statesOf(step: (state: SessionState) => { ok: boolean; refusal?: { code: string } }) {
  return Object.fromEntries(SESSION_STATES.map((state) => [state, step(state).refusal?.code ?? 'done']))
}

describe('R16-3: a session is announced once, and before it starts', () => {
  test('the last moment is just before the start', () => {
    const planned = { state: 'planned', schedule } as const
    expect(mayAnnounce(planned, (nine - 1) as Instant).ok).toBe(true)
    expect(mayAnnounce(planned, nine)).toMatchObject({ refusal: { code: 'announcement_too_late', startsAt: nine } })
  })

  test('only what is planned can be announced', () => {
    const { planned, ...others } = statesOf((state) => mayAnnounce({ state, schedule }, at('08:00')))
    expect(planned).toBe('done')
    expect(new Set(Object.values(others))).toEqual(new Set(['session_not_planned']))
  })

  test('nothing is sealed, and so nothing opened, without an announcement', () => {
    expect(statesOf((state) => maySeal({ state }, 1))).toEqual({
      planned: 'session_not_announced',
      announced: 'done',
      sealed: 'session_already_sealed',
      open: 'session_already_sealed',
      ended: 'session_already_sealed',
      scored: 'session_already_sealed',
      released: 'session_already_sealed',
    })
    expect(maySeal({ state: 'announced' }, 0)).toMatchObject({ refusal: { code: 'session_has_no_candidates' } })
  })
})

describe('opening and ending', () => {
  test('a session opens within its admission window, ends included', () => {
    const codes = ['08:14', '08:15', '09:30', '09:31'].map((time) => {
      const may = mayOpen({ state: 'sealed', schedule }, at(time))
      return may.ok ? 'opened' : may.refusal.code
    })
    expect(codes).toEqual(['admission_not_yet', 'opened', 'opened', 'admission_over'])
  })

  test('only a sealed session opens', () => {
    const { sealed, ...others } = statesOf((state) => mayOpen({ state, schedule }, nine))
    expect(sealed).toBe('done')
    expect(new Set(Object.values(others))).toEqual(new Set(['session_not_sealed']))
  })

  test('the chief invigilator ends an open session, but never while somebody is answering', () => {
    expect(mayClose({ state: 'open' }, { started: 9, answering: 1, waiting: 0 })).toEqual({
      ok: false,
      refusal: { code: 'session_not_over', answering: 1 },
    })
    expect(mayClose({ state: 'open' }, { started: 9, answering: 0, waiting: 3 }).ok).toBe(true)
    expect(mayClose({ state: 'ended' }, nobody)).toMatchObject({ refusal: { code: 'session_not_open' } })
  })

  test.each([
    ['everybody has handed in and nobody can come any more', { started: 9 }, '09:31', true],
    ['somebody may still be admitted', { started: 9 }, '09:30', false],
    ['somebody is answering', { started: 9, answering: 1 }, '11:00', false],
    ['a room full of candidates still waits for its start', { started: 9, waiting: 30 }, '11:00', false],
    ['nobody ever began: a person must say why', {}, '23:00', false],
  ])('by itself: %s', (_, sitters, time, ended) => {
    expect(hasEnded({ state: 'open', schedule }, { ...nobody, ...sitters }, at(time))).toBe(ended)
  })
})

function at(time: string) {
  return Date.parse(`2026-09-18T${time}:00+08:00`) as Instant
}
