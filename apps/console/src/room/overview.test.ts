import type { OverviewRoom } from '@kaochang/contract/overview'
import { describe, expect, test } from 'vitest'
import { bySite, concernOf, missingOf, totalsOf } from './overview.ts'

/** Friday 2026-09-25, 09:30 in Beijing. */
const NOW = Date.UTC(2026, 8, 25, 1, 30)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let made = 0
function aRoom(changed: Partial<OverviewRoom> = {}): OverviewRoom {
  made += 1
  return {
    sessionId: `session ${made}`,
    sessionName: '第三期',
    startsAt: NOW,
    admissionOpensAt: NOW - 45 * MINUTE,
    papersDrawn: true,
    site: { id: 'taiyuan', name: '太原考点', province: '14' },
    roomId: `room ${made}`,
    roomName: '第1考场',
    state: 'started',
    startedAt: NOW,
    expected: 30,
    seated: 29,
    answering: 28,
    paused: 0,
    ended: 1,
    amber: 0,
    red: 0,
    silentSince: null,
    lostMs: 0,
    lostCount: 0,
    irregularityCount: 0,
    lastIrregularity: null,
    terminals: null,
    ...changed,
  }
}
const many = { enrolled: 33, ready: 31, troubledCount: 2, troubled: [] }
const before = { state: 'open', startedAt: null, terminals: many } as const
const few = { enrolled: 33, ready: 28, troubledCount: 5, troubled: [] }

describe('what a room asks', () => {
  test.each([
    ['a terminal silent for a minute', { red: 1, amber: 3 }, 'lost'],
    ['a terminal silent for a quarter of one', { amber: 1, lostMs: 5 }, 'silent'],
    ['too few terminals an hour before', { ...before, startsAt: NOW + 60 * MINUTE, terminals: few }, 'not_ready'],
    ['too few terminals earlier than that', { ...before, startsAt: NOW + 61 * MINUTE, terminals: few }, 'none'],
    ['papers not drawn before the start', { ...before, papersDrawn: false }, 'not_ready'],
    ['time lost and not made good', { lostMs: 1 }, 'lost_time'],
    ['nothing', {}, 'none'],
  ] as const)('%s', (_, changed, concern) => {
    expect(concernOf(aRoom(changed), NOW)).toBe(concern)
  })
})

describe('the order', () => {
  test('is trouble first, among sites and among the rooms of one, whatever they are called', () => {
    const rooms = [
      aRoom({ roomName: '第10考场' }),
      aRoom({ roomName: '第2考场' }),
      aRoom({ roomName: '第11考场', lostMs: 60_000 }),
      aRoom({ site: { id: 'datong', name: '大同考点', province: '14' }, roomName: '第9考场' }),
      aRoom({ site: { id: 'yuncheng', name: '运城考点', province: '14' }, roomName: '第8考场', red: 1 }),
    ]
    const groups = bySite(rooms, NOW)
    expect(groups.map(({ site }) => site.name)).toEqual(['运城考点', '太原考点', '大同考点'])
    expect(groups[1]?.rooms.map(({ room }) => room.roomName)).toEqual(['第11考场', '第2考场', '第10考场'])
    expect(groups.map(({ concern }) => concern)).toEqual(['lost', 'lost_time', 'none'])
  })

  test('is today before tomorrow, whatever lacks tomorrow, and what goes on before what is over', () => {
    const tomorrow = aRoom({ ...before, startsAt: NOW + DAY, terminals: few, roomName: '明天' })
    const over = aRoom({ state: 'ended', roomName: '已结束' })
    const late = aRoom({ roomName: '考试中', startsAt: NOW - 2 * DAY })
    const groups = bySite([tomorrow, over, late], NOW)
    expect(groups.map((group) => [group.tomorrow, group.rooms.map(({ room }) => room.roomName)])).toEqual([
      [false, ['考试中', '已结束']],
      [true, ['明天']],
    ])
  })

  test('leaves nothing out', () => {
    const rooms = Array.from({ length: 160 }, (_, n) =>
      aRoom({ site: { id: `site ${n % 40}`, name: `考点${n % 40}`, province: '14' }, red: n % 7 === 0 ? 1 : 0 }),
    )
    const groups = bySite(rooms, NOW)
    expect(groups).toHaveLength(40)
    expect(groups.flatMap((group) => group.rooms.map(({ room }) => room.roomId)).sort()).toEqual(
      rooms.map(({ roomId }) => roomId).sort(),
    )
  })
})

describe('whether a site can open its doors', () => {
  const well = { ok: true, step: null, fault: null, tookMs: 80 }
  const process = { id: 'one', name: 'one', startedAt: NOW, canary: well, canaryAt: NOW - 44 * MINUTE }
  const servers = { processes: [process], durable: true }

  test('it can when every room has a ready terminal for everybody, and the servers have proved themselves', () => {
    const rooms = [aRoom(before), aRoom({ ...before, terminals: { ...few, ready: 30 } })]
    expect(missingOf(rooms, servers, NOW)).toEqual([])
  })

  test('what is missing is named, room by room', () => {
    const rooms = [aRoom({ ...before, roomName: '第2考场', terminals: few }), aRoom({ ...before, papersDrawn: false })]
    expect(missingOf(rooms, { ...servers, durable: false }, NOW)).toEqual([
      { what: 'papers', session: '第三期' },
      { what: 'terminals', room: '第2考场', ready: 28, expected: 30 },
      { what: 'saving' },
    ])
  })

  test('papers are named once a session, in however many rooms it is held', () => {
    const rooms = [1, 2].map(() => aRoom({ ...before, sessionId: 'one session', papersDrawn: false }))
    expect(missingOf(rooms, servers, NOW)).toEqual([{ what: 'papers', session: '第三期' }])
  })

  test.each([
    ['no server at all', []],
    ['one that has not tried itself yet', [process, { ...process, canary: null, canaryAt: null }]],
    ['one that found itself ill', [{ ...process, canary: { ...well, ok: false } }]],
    ['one that has not tried itself for long', [{ ...process, canaryAt: NOW - 46 * MINUTE }]],
    ['one without items to try itself with', [{ ...process, canary: { ...well, ok: null } }]],
  ])('%s is missing', (_, processes) => {
    expect(missingOf([aRoom(before)], { ...servers, processes }, NOW)).toEqual([{ what: 'servers' }])
  })

  test('nothing is said of it once every room has begun', () => {
    expect(missingOf([aRoom(), aRoom({ state: 'ended' })], { processes: [], durable: false }, NOW)).toBeNull()
  })
})

test('the totals are those of all rooms, and the longest silence is the one that began first', () => {
  const rooms = [
    aRoom({ amber: 1, silentSince: NOW - 20_000, lostMs: 60_000, irregularityCount: 2 }),
    aRoom({ red: 2, silentSince: NOW - 90_000 }),
    aRoom(before),
  ]
  expect(totalsOf(rooms)).toMatchObject({
    rooms: 3,
    expected: 90,
    answering: 84,
    amber: 1,
    red: 2,
    lostMs: 60_000,
    irregularities: 2,
    ready: 31,
    enrolled: 33,
    silentSince: NOW - 90_000,
  })
})
