import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StaffId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { type Finish, type Mark, type Marking, examEndedAt, markingOf, mayFinish, mayMark } from './marking.ts'
import { scorePractical } from './score-practical.ts'
import type { PracticalStandard } from './standard.ts'

const standard: PracticalStandard = {
  name: '标准',
  trade: 'gas_inspection',
  subjects: [
    { code: 'K1', title: { zh: '一', en: 'one' }, full: 6_000 },
    { code: 'K2', title: { zh: '二', en: 'two' }, full: 4_000 },
  ],
}
const [wang, li, zhao] = ['王', '李', '赵'] as unknown as [StaffId, StaffId, StaffId]
const hash = (text: string) => text

describe('two people mark', () => {
  test('each for themselves: while one has not finished nothing is compared', () => {
    const one = marking([wang, 'K1', 5_000], [wang, 'K2', 3_000], [li, 'K1', 100])
    expect(one).toMatchObject({ state: 'marking', differing: [] })
    expect(finished(one, [wang])).toMatchObject({ state: 'marking', differing: [] })
  })

  test('the last mark of each counts, and the ones before stay', () => {
    const { sheets } = marking([wang, 'K1', 5_000], [wang, 'K1', 5_500])
    expect(sheets[0]?.marks.get('K1')?.points).toBe(5_500)
  })

  test('where they differ they confer, and the score waits: it is never averaged', () => {
    const both = finished(marking([wang, 'K1', 5_000], [wang, 'K2', 3_000], [li, 'K1', 5_050], [li, 'K2', 3_000]), [
      wang,
      li,
    ])
    expect(both).toMatchObject({ state: 'differing', differing: ['K1'] })
    expect(scorePractical(hash, standard, both)).toBeNull()
  })

  test('a third has no say', () => {
    const two = marking([wang, 'K1', 1], [li, 'K1', 1])
    expect(mayMark(standard, { checkedIn: true, marking: two }, zhao, [])).toEqual({
      ok: false,
      refusal: { code: 'two_examiners_already' },
    })
    expect(mayMark(standard, { checkedIn: true, marking: two }, li, [{ subject: 'K2', points: 1 }]).ok).toBe(true)
  })

  test('one person alone is never two', () => {
    const alone = finished(marking([wang, 'K1', 6_000], [wang, 'K2', 4_000]), [wang, wang])
    expect(alone.state).toBe('marking')
    expect(scorePractical(hash, standard, alone)).toBeNull()
  })

  test('nobody marks a candidate who was not identified, beyond a subject’s points, or when it is agreed', () => {
    const may = (given: Marking, points: number, checkedIn = true, subject = 'K2') =>
      mayMark(standard, { checkedIn, marking: given }, wang, [{ subject, points }])
    const nothing = marking()
    expect(may(nothing, 0, false)).toMatchObject({ refusal: { code: 'not_checked_in' } })
    expect(may(nothing, 4_001)).toMatchObject({ refusal: { code: 'marks_over_subject', full: 4_000 } })
    expect(may(nothing, 4_000).ok).toBe(true)
    expect(may(nothing, 0, true, 'K9')).toMatchObject({ refusal: { code: 'subject_unknown', subject: 'K9' } })
    expect(may(agreed(5_000, 3_000), 0)).toMatchObject({ refusal: { code: 'marks_agreed_already' } })
  })

  test('a sheet is finished with a mark for every subject, a nought among them', () => {
    expect(mayFinish(standard, marking([wang, 'K1', 0]), wang)).toEqual({
      ok: false,
      refusal: { code: 'marks_missing', subjects: ['K2'] },
    })
    expect(mayFinish(standard, marking([wang, 'K1', 0], [wang, 'K2', 0]), wang).ok).toBe(true)
    expect(mayFinish(standard, marking([wang, 'K1', 0], [wang, 'K2', 0]), li).ok).toBe(false)
  })

  test('R27-6: the exam ended when the second had finished, however long they confer', () => {
    const marks = marking([wang, 'K1', 1], [wang, 'K2', 1], [li, 'K1', 2], [li, 'K2', 1], [li, 'K1', 1])
    expect(examEndedAt(marks)).toBeNull()
    expect(examEndedAt(finished(marks, [wang, li]))).toBe(2)
    expect(finished(marks, [wang, li]).state).toBe('agreed')
  })
})

describe('R27-5: what they agree on is the score', () => {
  test('example 32: 79.99 fails and 80 passes, with no rounding between', () => {
    expect(scorePractical(hash, standard, agreed(5_999, 2_000))).toMatchObject({ points: 7_999, passed: false })
    expect(scorePractical(hash, standard, agreed(6_000, 2_000))).toMatchObject({
      points: 8_000,
      passed: true,
      full: 10_000,
      marks: '6000 2000',
      byArea: [
        { area: null, subject: { code: 'K1', zh: '一', en: 'one' }, points: 6_000, full: 6_000 },
        { area: null, subject: { code: 'K2', zh: '二', en: 'two' }, points: 2_000, full: 4_000 },
      ],
    })
  })

  test('whatever two people give, there is a score exactly when their last marks are the same', () => {
    const points = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(points, points, (ofWang, ofLi) => {
        const rows = (by: StaffId, given: typeof ofWang) =>
          given.flatMap(([one, two]) => [[by, 'K1', one] as const, [by, 'K2', two] as const])
        const both = finished(marking(...rows(wang, ofWang), ...rows(li, ofLi)), [wang, li])
        const [a, b] = [ofWang.at(-1), ofLi.at(-1)]
        const score = scorePractical(hash, standard, both)
        if (a?.[0] === b?.[0] && a?.[1] === b?.[1]) expect(score?.points).toBe((a?.[0] ?? 0) + (a?.[1] ?? 0))
        else expect(score).toBeNull()
      }),
    )
  })

  test('what it follows from changes with a mark that was given again, though the points are the same', () => {
    const basis = (given: Marking) => scorePractical(hash, standard, given)?.basis
    const once = finished(marking([wang, 'K1', 1], [wang, 'K2', 1], [li, 'K1', 1], [li, 'K2', 1]), [wang, li])
    const twice = finished(marking([wang, 'K1', 1], [wang, 'K2', 1], [li, 'K1', 2], [li, 'K2', 1], [li, 'K1', 1]), [
      wang,
      li,
    ])
    expect(basis(once)).not.toBe(basis(twice))
  })
})

type Given = readonly [StaffId, string, number]

let kept: readonly Mark[] = []

function marking(...given: readonly Given[]): Marking {
  kept = given.map(([examinerId, subject, points], index) => ({
    id: index + 1,
    examinerId,
    subject,
    points,
    note: null,
    at: index as Instant,
  }))
  return markingOf(standard, kept, [])
}

/** The marks last given, with these people finished at 1, 2, … */
function finished(_: Marking, by: readonly StaffId[]): Marking {
  return markingOf(
    standard,
    kept,
    by.map((examinerId, index): Finish => ({ examinerId, at: (index + 1) as Instant })),
  )
}

function agreed(one: number, two: number): Marking {
  return finished(marking([wang, 'K1', one], [wang, 'K2', two], [li, 'K1', one], [li, 'K2', two]), [wang, li])
}
