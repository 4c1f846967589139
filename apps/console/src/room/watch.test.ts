import type { RoomSitting } from '@kaochang/contract/room'
import { describe, expect, test } from 'vitest'
import { inOrder, totalsOf, watch } from './watch.ts'

const at = 1_790_000_000_000

function sitting(changed: Partial<RoomSitting>): RoomSitting {
  return {
    sittingId: '00000000-0000-4000-8000-000000000001',
    name: '张三',
    idNumberMasked: '1101**********002X',
    enterprise: '一矿',
    ticket: 'T1',
    attempt: 1,
    seatNumber: 1,
    state: 'answering',
    identityConfirmed: true,
    identityProof: 'eyes',
    overrideReason: null,
    cardRead: null,
    rulesAccepted: true,
    connected: true,
    answeredCount: 10,
    itemCount: 100,
    lastSavedAt: at - 2_000,
    lastHeardAt: at - 2_000,
    startedAt: at - 600_000,
    closesAt: at + 6_600_000,
    grantedMs: 0,
    pausedAt: null,
    lostMs: 0,
    lostMadeGoodMs: 0,
    irregularityCount: 0,
    endedAt: null,
    endReason: null,
    screenEventCount: 0,
    seb: null,
    sebExcused: false,
    photographs: null,
    ...changed,
  }
}

const concern = (changed: Partial<RoomSitting>) => watch(sitting(changed), at).concern

describe('silence is seen', () => {
  test('fifteen seconds turn amber and sixty red, to the second', () => {
    expect(concern({ lastHeardAt: at - 14_999 })).toBe('none')
    expect(concern({ lastHeardAt: at - 15_000 })).toBe('silent')
    expect(concern({ lastHeardAt: at - 59_999 })).toBe('silent')
    expect(concern({ lastHeardAt: at - 60_000 })).toBe('lost')
  })

  test('a line known to be down is amber at once', () => {
    expect(concern({ connected: false })).toBe('silent')
  })

  test('nobody is missed before they sit at a terminal or after they have ended', () => {
    for (const state of ['expected', 'checked_in', 'ended'] as const)
      expect(concern({ state, connected: false, lastHeardAt: at - 900_000 })).toBe('none')
  })

  test('an identity to confirm and a left window are told, after silence', () => {
    expect(concern({ state: 'signed_in', identityConfirmed: false })).toBe('identity')
    expect(concern({ screenEventCount: 2 })).toBe('screen')
    expect(concern({ screenEventCount: 2, lastHeardAt: at - 61_000 })).toBe('lost')
  })
})

describe('the wall', () => {
  const room = [
    sitting({ ticket: 'absent', state: 'expected', seatNumber: null, lastHeardAt: null, connected: false }),
    sitting({ ticket: 'done', state: 'ended', seatNumber: 2 }),
    sitting({ ticket: 'well', seatNumber: 9 }),
    sitting({ ticket: 'amber', seatNumber: 8, lastHeardAt: at - 20_000 }),
    sitting({ ticket: 'unknown', seatNumber: 5, state: 'signed_in', identityConfirmed: false }),
    sitting({ ticket: 'red', seatNumber: 30, lastHeardAt: at - 70_000 }),
  ]
  const watched = room.map((one) => watch(one, at))

  test('trouble comes first and nobody is left out', () => {
    expect(inOrder(watched).map((one) => one.sitting.ticket)).toEqual([
      'red',
      'amber',
      'unknown',
      'well',
      'done',
      'absent',
    ])
  })

  test('everybody is counted once', () => {
    const board = { sittings: room, lockedTerminals: [{ terminalId: 'x', seatNumber: 3 }] } as Parameters<
      typeof totalsOf
    >[0]
    const { expected, checkedIn, ready, answering, ended, trouble, locked } = totalsOf(board, watched)
    expect(expected + checkedIn + ready + answering + ended).toBe(room.length)
    expect(trouble).toBe(2)
    expect(locked).toBe(1)
  })
})
