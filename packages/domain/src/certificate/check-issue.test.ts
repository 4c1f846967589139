import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { deadline } from '../law/deadline.ts'
import { RULES } from '../law/rules.ts'
import { readIdNumber } from '../people/id-number.ts'
import { standingOf } from './certificate.ts'
import { maskCertificateNumber, readCertificateNumber } from './certificate-number.ts'
import { type Held, type IssueQuestion, certificateClock, mayIssue, passOf } from './check-issue.ts'

const day = (text: string) => text as CivilDate
const result = (component: 'knowledge' | 'practical', points: number, endedOn: string, publishedOn: string) => ({
  component,
  points,
  endedOn: day(endedOn),
  publishedOn: day(publishedOn),
})

describe('a pass', () => {
  test('R27-5: of an operator takes both exams, each published', () => {
    const knowledge = result('knowledge', 8000, '2026-09-01', '2026-09-08')
    const practical = result('practical', 8000, '2026-09-24', '2026-10-09')
    expect(passOf(RULES.operator, 'first', [knowledge])).toBeNull()
    expect(passOf(RULES.operator, 'first', [knowledge, { ...practical, points: 7999 }])).toBeNull()
    expect(passOf(RULES.operator, 'first', [knowledge, practical])).toEqual({
      passedOn: '2026-09-24',
      publishedOn: '2026-10-09',
    })
  })

  test('R30-1: after an absence takes the practical exam alone', () => {
    const practical = result('practical', 9000, '2026-09-24', '2026-10-09')
    expect(passOf(RULES.operator, 'practical_again', [practical])).toEqual({
      passedOn: '2026-09-24',
      publishedOn: '2026-10-09',
    })
  })

  test('R19-3: in the retake is a pass of the retake’s day', () => {
    const results = [
      result('knowledge', 7900, '2026-09-01', '2026-09-08'),
      result('knowledge', 8000, '2026-09-20', '2026-09-28'),
    ]
    expect(passOf(RULES.manager, 'first', results)).toEqual({ passedOn: '2026-09-20', publishedOn: '2026-09-28' })
  })
})

describe('the clock to issue', () => {
  const dueOf = (...asked: Parameters<typeof certificateClock>) => {
    const { clock, from } = certificateClock(...asked)
    return [clock, deadline(clock, from, officialCalendar()).due]
  }

  test('R19-1: a manager’s runs from publication (example 11)', () => {
    const pass = { passedOn: day('2026-09-21'), publishedOn: day('2026-09-28') }
    expect(dueOf('manager', 'first', pass)).toEqual(['manager.certificate', '2026-10-16'])
  })

  test('R27-7, A13: an operator’s from the day the practical exam was passed (example 13)', () => {
    const pass = { passedOn: day('2026-09-24'), publishedOn: day('2026-10-15') }
    expect(dueOf('operator', 'first', pass)).toEqual(['operator.certificate', '2026-10-29'])
  })

  test('R29-3: a renewal’s is a clock of its own', () => {
    const pass = { passedOn: day('2026-09-24'), publishedOn: day('2026-10-15') }
    expect(dueOf('operator', 'renewal', pass)).toEqual(['operator.renewalIssue', '2026-10-29'])
  })
})

describe('issuing', () => {
  const ON = day('2026-10-20')
  const question: IssueQuestion<string> = {
    category: 'operator',
    trade: 'blasting',
    purpose: 'first',
    pass: { passedOn: day('2026-09-24'), publishedOn: day('2026-10-15') },
    issued: false,
    held: [],
    on: ON,
  }
  const held = (given: Partial<Held<string>> & { validThrough: CivilDate }): Held<string> => ({
    id: 'old',
    category: 'operator',
    trade: 'blasting',
    revokedOn: null,
    standing: standingOf(
      {
        category: 'operator',
        issuedOn: day('2020-11-01'),
        validFrom: day('2020-11-01'),
        validThrough: given.validThrough,
      },
      given.revokedOn ? [{ kind: 'revoked', onDate: given.revokedOn }] : [],
      ON,
    ),
    ...given,
  })

  test('R28-1: gives a first certificate six years from its issue', () => {
    expect(mayIssue(question)).toEqual({
      ok: true,
      value: {
        category: 'operator',
        issuedOn: '2026-10-20',
        validFrom: '2026-10-20',
        validThrough: '2032-10-19',
        renews: null,
      },
    })
  })

  test('A18: names the certificate that a renewal follows', () => {
    const renewal = { ...question, purpose: 'renewal', held: [held({ validThrough: day('2026-12-31') })] } as const
    expect(mayIssue(renewal)).toMatchObject({
      value: { renews: 'old', validFrom: '2027-01-01', validThrough: '2032-12-31' },
    })
    const afterTheEnd = { ...question, purpose: 'renewal', held: [held({ validThrough: day('2026-09-01') })] } as const
    expect(mayIssue(afterTheEnd)).toMatchObject({ value: { renews: 'old', validFrom: '2026-10-20' } })
  })

  test('is refused before the pass, a second time, and for what leads to no certificate', () => {
    expect(mayIssue({ ...question, pass: null })).toMatchObject({
      refusal: { code: 'assessment_not_passed', article: '27' },
    })
    expect(mayIssue({ ...question, issued: true })).toMatchObject({ refusal: { code: 'certificate_issued_already' } })
    for (const purpose of ['practical_again', 'reassessment', 'spot_check', 'rehearsal'] as const)
      expect(mayIssue({ ...question, purpose })).toMatchObject({ refusal: { code: 'no_certificate_of_this' } })
  })

  test('R42-2, A26: is refused in every trade while a revocation bars the person', () => {
    const revoked = held({ trade: 'hoist', validThrough: day('2028-01-01'), revokedOn: day('2023-10-20') })
    expect(mayIssue({ ...question, held: [revoked] })).toMatchObject({
      refusal: { code: 'barred_after_revocation', earliestReapplication: '2026-10-21', article: '42' },
    })
    expect(mayIssue({ ...question, held: [{ ...revoked, revokedOn: day('2023-10-19') }] })).toMatchObject({ ok: true })
    // It does not reach a manager's certificate (art. 42 bars from special-operation certificates).
    const manager = { ...question, category: 'manager', trade: null, held: [revoked] } as const
    expect(mayIssue(manager)).toMatchObject({ ok: true })
  })

  test('A first certificate is refused beside one that stands, and not beside one of another trade (3.4)', () => {
    const standing = held({ validThrough: day('2028-01-01') })
    expect(mayIssue({ ...question, held: [standing] })).toMatchObject({
      refusal: { code: 'certificate_stands', validThrough: '2028-01-01' },
    })
    expect(mayIssue({ ...question, held: [{ ...standing, trade: 'hoist' }] })).toMatchObject({ ok: true })
  })
})

describe('a certificate’s number', () => {
  const read = readIdNumber('11010519491231002X')
  if (!read.ok) throw new Error('The law’s own example is a good number')
  const idNumber = read.value

  test('R28-2: of an operator is T and the holder’s ID number, however it was typed (example 34)', () => {
    for (const typed of ['T11010519491231002X', ' t 110105 19491231 002x ', 'Ｔ11010519491231002Ｘ'])
      expect(readCertificateNumber(typed, 'operator', idNumber)).toEqual({ ok: true, value: 'T11010519491231002X' })
    for (const typed of ['T110105194912310021', '11010519491231002X', 'S11010519491231002X'])
      expect(readCertificateNumber(typed, 'operator', idNumber)).toMatchObject({
        refusal: { code: 'certificate_number_not_the_holders' },
      })
  })

  test('R28-2: of a manager is any text that looks like one', () => {
    expect(readCertificateNumber('晋煤安〔2026〕第0123号', 'manager', idNumber)).toEqual({
      ok: true,
      value: '晋煤安〔2026〕第0123号',
    })
    expect(readCertificateNumber('12345', 'manager', idNumber)).toMatchObject({
      refusal: { code: 'certificate_number_length' },
    })
    expect(readCertificateNumber('AB<script>1', 'manager', idNumber)).toMatchObject({
      refusal: { code: 'certificate_number_characters', position: 3 },
    })
    expect(readCertificateNumber('没有号码的证', 'manager', idNumber)).toMatchObject({
      refusal: { code: 'certificate_number_characters' },
    })
  })

  test('hides the ID number in it, and most of any other', () => {
    const mask = (text: string, category: 'operator' | 'manager') => {
      const number = readCertificateNumber(text, category, idNumber)
      return number.ok ? maskCertificateNumber(number.value) : number.refusal.code
    }
    expect(mask('T11010519491231002X', 'operator')).toBe('T1101**********002X')
    expect(mask('11010519491231002X', 'manager')).not.toContain('1949')
    expect(mask('JM-2026-000123', 'manager')).toBe('JM-********123')
  })
})
