import type { RefusalCode } from '@kaochang/contract/refusal'
import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalText } from './refusal-text.ts'
import { refusalEn } from './text/refusal-en.ts'
import { refusalZh } from './text/refusal-zh.ts'
import { translateWith } from './text/text.ts'

const text = i18next.createInstance()

beforeAll(async () => {
  const resources = { 'zh-CN': { refusal: refusalZh }, en: { refusal: refusalEn } }
  await text.init({ resources, ns: ['refusal'], interpolation: { escapeValue: false } })
})

/** What `decide`, `mayEnter`, the terminal's endpoints and the socket can say to a candidate. */
const MET = [
  'not_signed_in',
  'sign_in_failed',
  'not_permitted',
  'foreign_origin',
  'too_many_requests',
  'not_found',
  'terminal_not_enrolled',
  'enrolment_code_wrong',
  'terminal_locked',
  'wrong_seat',
  'seb_required',
  'not_seated',
  'already_seated',
  'session_not_open',
  'admission_not_yet',
  'admission_over',
  'ticket_unknown',
  'sitting_closed',
  'sitting_not_started',
  'item_unknown',
  'response_unreadable',
  'seq_gap',
  'hand_in_too_early',
  'protocol_changed',
  'record_broken',
] as const satisfies readonly RefusalCode[]

const FACTS = {
  seatNumber: 12,
  opensAt: Date.UTC(2026, 8, 25, 0, 15),
  closedAt: Date.UTC(2026, 8, 25, 1, 30),
  from: Date.UTC(2026, 8, 25, 2),
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  test.each(MET)('%s has a sentence and a remedy of its own', (code) => {
    const told = tell({ code, ...FACTS }, language)
    expect(told).not.toEqual(tell({ code: 'other' }, language))
    expect(`${told.says}${told.act}`).not.toContain('{{')
    expect(`${told.says}${told.act}`).not.toContain(code)
  })

  test('a code nobody expected is said plainly, with the code for staff', () => {
    expect(tell({ code: 'bank_empty' }, language).act).toContain('bank_empty')
  })

  test('a refusal without its facts shows no empty places', () => {
    expect(tell({ code: 'wrong_seat' }, language).act).toContain('wrong_seat')
  })
})

test('a terminal that counts wrong sign-ins says how many are left', () => {
  expect(tell({ code: 'sign_in_failed', attemptsLeft: 2 } as { code: string }, 'zh-CN').act).toContain('还可以试 2 次')
  expect(tell({ code: 'sign_in_failed' }, 'zh-CN').act).not.toContain('次')
})

test('instants are told in Beijing time with the weekday', () => {
  expect(tell({ code: 'admission_not_yet', ...FACTS }, 'zh-CN').act).toBe(
    '2026年9月25日星期五 08:15 开始入场，请稍候。',
  )
})

test('a code named like something every object has is still unknown', () => {
  expect(tell({ code: 'constructor' }, 'zh-CN').act).toContain('constructor')
})

function tell(refusal: { code: string }, language: 'zh-CN' | 'en') {
  return refusalText(refusal, translateWith(text, 'refusal', language), language)
}
