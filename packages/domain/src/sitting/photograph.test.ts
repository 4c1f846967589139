import { describe, expect, test } from 'vitest'
import type { Instant } from '../instant.ts'
import { DEFAULT_SETTINGS, photographsOf } from '../session/session.ts'
import {
  PHOTOGRAPHS_SPREAD_MS,
  PHOTOGRAPH_LIMITS,
  cameraStanding,
  judgePhotograph,
  judgePortrait,
  nextPhotograph,
  photographOffsetMs,
  retainUntil,
} from './photograph.ts'

const MINUTE = 60_000
const every = { everyMinutes: 15 }
const TICKET = '202609300012'
const offset = photographOffsetMs(TICKET)

test('nobody is photographed unless the session says so, least of all in one from before there was a choice', () => {
  const { photographs: _, ...older } = DEFAULT_SETTINGS
  expect([photographsOf(DEFAULT_SETTINGS), photographsOf(older)]).toEqual([null, null])
  expect(photographsOf({ ...older, photographs: every })).toEqual(every)
})

describe('when a candidate is photographed', () => {
  test('at the start, and then every so many minutes after the last one', () => {
    expect(next('09:00', null)).toEqual({ occasion: 'start', at: at('09:00') + offset })
    const first = (at('09:00') + offset) as Instant
    expect(nextPhotograph(every, TICKET, { answeringSince: at('09:00'), lastTakenAt: first })).toEqual({
      occasion: 'interval',
      at: first + 15 * MINUTE,
    })
  })

  test('one that came due in a pause or while the page was away is taken soon after, not at once', () => {
    expect(next('09:50', '09:10')).toEqual({ occasion: 'interval', at: at('09:50') + offset })
    expect(next('09:11', '09:10')).toEqual({ occasion: 'interval', at: at('09:25') })
  })

  test('a room’s candidates, with tickets in a row, do not all upload in the same second', () => {
    const offsets = Array.from({ length: 300 }, (_, n) => photographOffsetMs(String(202_609_300_000 + n)))
    expect(offsets.every((ms) => ms >= 0 && ms < PHOTOGRAPHS_SPREAD_MS)).toBe(true)
    const seconds = Map.groupBy(offsets, (ms) => Math.floor(ms / 1000))
    expect(seconds.size).toBeGreaterThan(100)
    expect(Math.max(...[...seconds.values()].map((there) => there.length))).toBeLessThan(12)
    expect(photographOffsetMs(TICKET)).toBe(offset)
  })
})

test('a photograph is kept three whole calendar years, whichever they are', () => {
  const taken = ['2026-10-22T09:00:00+08:00', '2028-01-01T00:00:00+08:00', '2028-02-29T12:00:00+08:00']
  for (const day of taken) {
    const kept = retainUntil(Date.parse(day) as Instant)
    const years = day.replace(/^\d{4}/, (year) => String(Number(year) + 3)).replace('02-29', '02-28')
    expect(kept).toBeGreaterThanOrEqual(Date.parse(years))
    expect(kept - Date.parse(years)).toBeLessThan(3 * 86_400_000)
  }
})

describe('how a camera stands', () => {
  const quiet = { reported: null, reportedAt: null, answeringSince: null, lastTakenAt: null }
  test.each([
    ['nothing is known before anything came', quiet, '08:50', 'unknown'],
    ['it said that it works', { ...quiet, reported: 'working', reportedAt: at('08:50') }, '08:51', 'working'],
    ['a photograph is its own proof', { ...quiet, lastTakenAt: at('08:50') }, '08:51', 'working'],
    ['there is none', { ...quiet, reported: 'none', reportedAt: at('08:50') }, '09:50', 'none'],
    [
      'it was lost after the last photograph',
      { reported: 'lost', reportedAt: at('09:20'), answeringSince: at('09:00'), lastTakenAt: at('09:17') },
      '09:21',
      'lost',
    ],
    [
      'it came back: a photograph after the loss',
      { reported: 'lost', reportedAt: at('09:20'), answeringSince: at('09:00'), lastTakenAt: at('09:30') },
      '09:31',
      'working',
    ],
    [
      'the photograph of the start is not yet missed',
      { ...quiet, answeringSince: at('09:00'), lastTakenAt: at('08:50') },
      '09:05',
      'working',
    ],
    [
      'the photograph of the start is missed',
      { reported: 'working', reportedAt: at('08:50'), answeringSince: at('09:00'), lastTakenAt: at('08:50') },
      '09:06',
      'overdue',
    ],
    [
      'an interval’s photograph is missed',
      { reported: 'working', reportedAt: at('08:50'), answeringSince: at('09:00'), lastTakenAt: at('09:01') },
      '09:22',
      'overdue',
    ],
    ['whoever has ended owes none', { ...quiet, lastTakenAt: at('09:01') }, '11:00', 'working'],
  ] as const)('%s', (_, known, time, standing) => {
    expect(cameraStanding(every, known, at(time))).toBe(standing)
  })
})

describe('what an upload must be', () => {
  test('a JPEG of sane size, read from its frame header behind whatever comes before', () => {
    expect(judgePhotograph(aJpeg(640, 480))).toEqual({
      ok: true,
      value: { mediaType: 'image/jpeg', width: 640, height: 480 },
    })
    // A progressive one, with filling bytes before its marker.
    const [start, rest] = [aJpeg(640, 480).subarray(0, 2), aJpeg(640, 480, 0xc2).subarray(2)]
    expect(judgePhotograph(Uint8Array.of(...start, 0xff, 0xff, ...rest)).ok).toBe(true)
  })

  test.each([
    ['nothing', Uint8Array.of()],
    ['a page', new TextEncoder().encode('<script>alert(1)</script>'.repeat(9))],
    ['the first bytes of a JPEG and then nothing of one', Uint8Array.of(0xff, 0xd8, ...new Uint8Array(40).fill(0x20))],
    ['a JPEG without a frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xda, ...new Uint8Array(40))],
    ['a JPEG that ends at once', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9, ...new Uint8Array(40))],
    [
      'segments of length 0 without end',
      Uint8Array.of(0xff, 0xd8, ...Array.from({ length: 400 }, () => [0xff, 0xe0, 0, 0]).flat()),
    ],
    ['a PNG, which no terminal sends', aPng(640, 480)],
  ])('not %s', (_, bytes) => {
    expect(judgePhotograph(bytes)).toEqual({ ok: false, refusal: { code: 'photograph_not_readable' } })
  })

  test.each([
    [159, 480],
    [1_921, 480],
    [0, 0],
  ])('not %i × %i', (width, height) => {
    expect(judgePhotograph(aJpeg(width, height))).toMatchObject({
      refusal: { code: 'photograph_wrong_size', width, height, least: 160, most: 1_920 },
    })
  })

  test('at most 200 kB, to the byte', () => {
    const padded = (length: number) => {
      const bytes = new Uint8Array(length)
      bytes.set(aJpeg(640, 480))
      return judgePhotograph(bytes).ok
    }
    expect([padded(PHOTOGRAPH_LIMITS.bytes), padded(PHOTOGRAPH_LIMITS.bytes + 1)]).toEqual([true, false])
  })

  test('on file a PNG will do as well', () => {
    expect(judgePortrait(aPng(480, 640))).toEqual({
      ok: true,
      value: { mediaType: 'image/png', width: 480, height: 640 },
    })
    expect(judgePortrait(aJpeg(480, 640)).ok).toBe(true)
  })
})

function next(answeringSince: string, lastTakenAt: string | null) {
  return nextPhotograph(every, TICKET, {
    answeringSince: at(answeringSince),
    lastTakenAt: lastTakenAt === null ? null : at(lastTakenAt),
  })
}

function at(time: string) {
  return Date.parse(`2026-09-18T${time}:00+08:00`) as Instant
}

/** An application segment, then the frame header. */
function aJpeg(width: number, height: number, frame = 0xc0): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, frame, 0, 17, 8, ...size, 3, 1, 0x22, 0, 2, 0x11, 1)
}

function aPng(width: number, height: number): Uint8Array {
  const size = [0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255]
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
  return Uint8Array.of(...head, ...size, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0)
}
