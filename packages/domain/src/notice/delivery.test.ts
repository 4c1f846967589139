import { expect, test } from 'vitest'
import type { CivilDate, Instant } from '../instant.ts'
import { type Delivery, isOpenedHere, mayNotePaper, standingOf } from './delivery.ts'
import { ADDRESSEES, NOTICES, NOTICE_CODES, isServed } from './notice.ts'

const toEnterprise = { code: 'N2', addressee: 'enterprise' } as const
const steps = (...deliveries: Delivery[]) => deliveries

test('N2: a written notice is unsent until a mail was taken, paper went, or the addressee opened it', () => {
  expect(standingOf(toEnterprise, [])).toBe('unsent')
  expect(standingOf(toEnterprise, steps({ channel: 'email', outcome: 'failed' }))).toBe('unsent')
  expect(standingOf(toEnterprise, steps({ channel: 'email', outcome: 'sent' }))).toBe('sent')
  expect(standingOf(toEnterprise, steps({ channel: 'paper', outcome: 'sent' }))).toBe('sent')
  expect(standingOf(toEnterprise, steps({ channel: 'product', outcome: 'read' }))).toBe('read')
})

test('N1, N3, N6, N7: what is published to everybody is never unsent', () => {
  for (const code of ['N1', 'N3', 'N6', 'N7'] as const)
    expect(standingOf({ code, addressee: 'public' }, [])).toBe('published')
  expect(standingOf({ code: 'N3', addressee: 'enterprise' }, [])).toBe('published')
})

test('every other notice must reach whoever it is for; N12 came in and stands here already', () => {
  const served = NOTICE_CODES.filter((code) => NOTICES[code].to.some((to) => isServed(code, to)))
  expect(served).toEqual(['N2', 'N4', 'N5', 'N8', 'N9', 'N10', 'N11', 'N13', 'N14'])
})

test('paper goes out no earlier than the notice and no later than today', () => {
  const producedAt = Date.parse('2026-10-22T01:00:00Z') as Instant
  const at = Date.parse('2026-10-26T15:59:00Z') as Instant
  const note = (date: string, notice: Parameters<typeof mayNotePaper>[0] = { ...toEnterprise, producedAt }) =>
    mayNotePaper(notice, date as CivilDate, at)
  expect(note('2026-10-22').ok).toBe(true)
  expect(note('2026-10-26').ok).toBe(true)
  expect(note('2026-10-21')).toMatchObject({ refusal: { code: 'delivered_before_produced', producedOn: '2026-10-22' } })
  expect(note('2026-10-27')).toMatchObject({ refusal: { code: 'delivered_in_future', today: '2026-10-26' } })
  expect(note('2026-10-22', { code: 'N1', addressee: 'public', producedAt })).toMatchObject({
    refusal: { code: 'notice_needs_no_paper' },
  })
})

test('only those with pages here can have a notice lying unread', () => {
  const known = { enterpriseId: 'e', personId: 'p' }
  expect(ADDRESSEES.filter((addressee) => isOpenedHere(addressee, known))).toEqual([
    'applicant',
    'candidate',
    'enterprise',
    'supervision_bureau',
  ])
  expect(isOpenedHere('enterprise', { enterpriseId: null, personId: null })).toBe(false)
})
