import { describe, expect, test } from 'vitest'
import type { ItemId, SessionId, SittingId } from '../ids.ts'
import { type ScoreLine, digestScores, scoreBasis } from './score-basis.ts'

/** Keeps the text, so that what goes into a hash can be compared. */
const plain = (text: string) => text
const key = { itemId: 'i' as ItemId, version: 1, keyVersion: 1 }
const followsFrom = { head: 'h', keys: [key], lateFrames: [] as number[] }

describe('what a score follows from', () => {
  test('the record, every key and every late frame that counts', () => {
    const bases = [
      followsFrom,
      { ...followsFrom, head: 'g' },
      { ...followsFrom, keys: [{ ...key, keyVersion: 2 }] },
      { ...followsFrom, keys: [{ ...key, version: 2 }] },
      { ...followsFrom, lateFrames: [7] },
      { ...followsFrom, lateFrames: [7, 8] },
    ].map((given) => scoreBasis(plain, given))
    expect(new Set(bases).size).toBe(bases.length)
    expect(scoreBasis(plain, { ...followsFrom })).toBe(bases[0])
  })
})

describe('A45: the digest that a release binds to', () => {
  const lines = [aLine('2', 8_000), aLine('1', 7_950), { ...aLine('3', 0), score: null }]
  const digest = digestScores(plain, 's' as SessionId, lines)

  test('does not depend on the order the scores were read in', () => {
    expect(digestScores(plain, 's' as SessionId, lines.toReversed())).toBe(digest)
  })

  test.each<[string, readonly ScoreLine[]]>([
    ['a score', [aLine('2', 8_001), ...lines.slice(1)]],
    ['a pass without its points', [withScore({ passed: false }), ...lines.slice(1)]],
    ['a mark', [withScore({ marks: 'w' }), ...lines.slice(1)]],
    ['an area', [withScore({ byArea: [] }), ...lines.slice(1)]],
    ['a basis', [withScore({ basis: 'other' }), ...lines.slice(1)]],
    ['an attempt', [{ ...aLine('2', 8_000), attempt: 2 }, ...lines.slice(1)]],
    ['a sitting left out', lines.slice(1)],
    ['a candidate who did not sit and now did', [...lines.slice(0, 2), aLine('3', 0)]],
  ])('changes with %s', (_, changed) => {
    expect(digestScores(plain, 's' as SessionId, changed)).not.toBe(digest)
  })

  test('is another for another session', () => {
    expect(digestScores(plain, 't' as SessionId, lines)).not.toBe(digest)
  })
})

function aLine(ticket: string, points: number): ScoreLine {
  const passed = points >= 8_000
  const byArea = [{ area: null, points, full: 10_000 }]
  return {
    sittingId: `sitting-${ticket}` as SittingId,
    ticket,
    attempt: 1,
    score: { points, full: 10_000, passed, marks: 'r', byArea, basis: 'b' },
  }
}

function withScore(changed: Partial<NonNullable<ScoreLine['score']>>): ScoreLine {
  const line = aLine('2', 8_000)
  return { ...line, score: line.score && { ...line.score, ...changed } }
}
