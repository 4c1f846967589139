import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import {
  type Progress,
  askingDue,
  countsAsComplete,
  mayAccept,
  mayAsk,
  mayChangePapers,
  mayRefuse,
  maySubmit,
  maySupplement,
  mayWithdraw,
} from './advance-application.ts'
import { mayCharge } from './fees.ts'
import type { Finding } from './finding.ts'
import { mediaTypeOf } from './paper-file.ts'
import { missingPapers, requiredPapers } from './required-papers.ts'

const calendar = officialCalendar()
const date = (text: string) => text as CivilDate

const submitted: Progress = { state: 'submitted', submittedOn: date('2026-09-24'), complete: false, asked: false }

describe('A16: asking for papers', () => {
  test('is possible within five working days, which rest days do not shorten', () => {
    // 25–27 September and 1–7 October 2026 are rest days.
    expect(askingDue(submitted, calendar)).toEqual({ due: '2026-10-09', provisional: false })
    expect(mayAsk(submitted, date('2026-10-09'), calendar).ok).toBe(true)
    expect(mayAsk(submitted, date('2026-10-10'), calendar)).toMatchObject({
      refusal: { code: 'asking_too_late', due: '2026-10-09', workdays: 5 },
    })
  })

  test('is done once, for everything', () => {
    expect(mayAsk({ ...submitted, asked: true }, date('2026-09-28'), calendar)).toMatchObject({
      refusal: { code: 'papers_asked_before' },
    })
    expect(mayAsk({ ...submitted, state: 'accepted' }, date('2026-09-28'), calendar)).toMatchObject({
      refusal: { code: 'application_not_open' },
    })
  })

  test('when nobody asks in time, the papers count as complete', () => {
    expect(countsAsComplete(submitted, date('2026-10-09'), calendar)).toBe(false)
    expect(countsAsComplete(submitted, date('2026-10-10'), calendar)).toBe(true)
    expect(countsAsComplete({ ...submitted, asked: true }, date('2026-10-10'), calendar)).toBe(false)
    expect(countsAsComplete({ ...submitted, complete: true }, date('2026-10-10'), calendar)).toBe(false)
    expect(countsAsComplete({ ...submitted, state: 'withdrawn' }, date('2026-10-10'), calendar)).toBe(false)
  })
})

describe('a decision', () => {
  const finding = (verdict: Finding['verdict']): Finding => ({ code: 'x', article: '11', verdict, zh: '甲', en: 'a' })
  const complete = { ...submitted, complete: true }

  test('R17-4 R26-3: whoever does not meet the conditions is never accepted, and is told each of them', () => {
    expect(mayAccept(complete, [finding('met'), finding('not_met')], true)).toMatchObject({
      refusal: { code: 'conditions_not_met', findings: [{ article: '11' }] },
    })
    expect(mayAccept(complete, [finding('met'), finding('flagged')], false).ok).toBe(true)
  })

  test('R25-2: what must be verified is not accepted unseen', () => {
    expect(mayAccept(complete, [finding('to_verify')], false)).toMatchObject({
      refusal: { code: 'waiver_not_verified' },
    })
    expect(mayAccept(complete, [finding('to_verify')], true).ok).toBe(true)
  })

  test('waits for the papers, and a refusal for a reason', () => {
    expect(mayAccept(submitted, [], true)).toMatchObject({ refusal: { code: 'papers_incomplete' } })
    expect(mayRefuse(submitted, 0)).toMatchObject({ refusal: { code: 'refusal_without_reason' } })
    expect(mayRefuse({ state: 'supplement_asked' }, 1).ok).toBe(true)
    expect(mayRefuse({ state: 'accepted' }, 1)).toMatchObject({ refusal: { code: 'application_not_open' } })
  })

  test('ends the applicant’s say', () => {
    for (const state of ['accepted', 'refused', 'withdrawn'] as const) {
      expect([mayWithdraw({ state }).ok, maySubmit({ state }).ok, mayChangePapers({ state }).ok]).toEqual([
        false,
        false,
        false,
      ])
    }
    expect(mayChangePapers({ state: 'submitted' }).ok).toBe(false)
    expect(mayWithdraw({ state: 'submitted' }).ok).toBe(true)
  })
})

describe('papers', () => {
  const kinds = (...asked: Parameters<typeof requiredPapers>) =>
    requiredPapers(...asked).map(({ anyOf }) => anyOf.join('|'))

  test('R17-2: principals and managers hand in appointment, education and work history', () => {
    expect(kinds('principal', 'first', 'no')).toEqual(['appointment', 'education', 'work_history'])
    expect(kinds('manager', 'reassessment', 'no')).toEqual([])
  })

  test('R26-1 R25-2 R29-1: operators hand in form, ID card, and what the purpose rests on', () => {
    expect(kinds('operator', 'first', 'no')).toEqual(['application_form', 'id_card', 'training_certificate|education'])
    expect(kinds('operator', 'first', 'asked')).toEqual(['application_form', 'id_card', 'education'])
    expect(kinds('operator', 'renewal', 'no')).toEqual(['application_form', 'id_card', 'training_certificate'])
    expect(kinds('operator', 'practical_again', 'no')).toEqual(['application_form', 'id_card'])
  })

  test('one of several will do, and what was asked for must all be there', () => {
    const required = requiredPapers('operator', 'first', 'no')
    expect(missingPapers(required, ['id_card', 'education', 'application_form'])).toEqual([])
    expect(missingPapers(required, ['other']).length).toBe(3)
    const state = 'supplement_asked' as const
    expect(maySupplement({ state }, missingPapers(required, ['id_card']))).toMatchObject({
      refusal: { code: 'papers_missing', missing: ['application_form', 'training_certificate'] },
    })
    expect(maySupplement({ state }, []).ok).toBe(true)
  })

  test('a file is what its bytes say, whatever it is called', () => {
    const bytes = (...head: number[]) => Uint8Array.from([...head, ...Array.from({ length: 20 }, () => 0)])
    const text = (head: string) => Uint8Array.from([...head, ...'          '].map((letter) => letter.charCodeAt(0)))
    expect(mediaTypeOf(text('%PDF-1.7\n'))).toBe('application/pdf')
    expect(mediaTypeOf(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
    expect(mediaTypeOf(bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52))).toBe(
      'image/png',
    )
    expect(mediaTypeOf(bytes(0x89, 0x50, 0x4e, 0x47))).toBeUndefined()
    expect(mediaTypeOf(text('<svg onload=alert(1)>'))).toBeUndefined()
    expect(mediaTypeOf(text(' %PDF-1.7'))).toBeUndefined()
    expect(mediaTypeOf(new Uint8Array(0))).toBeUndefined()
  })
})

describe('R49: money', () => {
  test('R49-1: the assessment of principals and managers is free, whatever was approved', () => {
    expect(mayCharge('principal', 'exam', '晋价〔2026〕1号')).toMatchObject({ refusal: { code: 'assessment_is_free' } })
    expect(mayCharge('manager', 'training', '晋价〔2026〕1号').ok).toBe(false)
  })

  test('R49-2 R49-3: an operator’s exam is charged by an approved schedule alone, a certificate never', () => {
    expect(mayCharge('operator', 'exam', null)).toMatchObject({ refusal: { code: 'fee_without_approval' } })
    expect(mayCharge('operator', 'training', '晋价〔2026〕1号').ok).toBe(true)
    expect(mayCharge('operator', 'certificate', '晋价〔2026〕1号')).toMatchObject({
      refusal: { code: 'certificate_is_free' },
    })
  })
})
