import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../instant.ts'
import type { Education, EducationLevel, WorkPeriod } from '../people/background.ts'
import type { Training } from '../training/training.ts'
import { checkAppointment } from './check-appointment.ts'
import { type Operator, checkOperator, fittingTraining, renewalMark } from './check-operator.ts'
import { refusingFindings } from './finding.ts'

const on = '2026-10-22' as CivilDate

function education(level: EducationLevel, coalRelated = true): Education {
  return { level, coalRelated, subject: '采矿工程', school: '某某学院', graduatedOn: null }
}

function worked(from: string, to: string | null, kind: WorkPeriod['kind'] = 'coal'): WorkPeriod {
  return { employer: '某某煤业', post: '技术员', kind, from: from as CivilDate, to: to as CivilDate | null }
}

const verdicts = (findings: readonly { code: string; verdict: string }[]) =>
  Object.fromEntries(findings.map(({ code, verdict }) => [code, verdict]))

describe('R11-1: mine directors, their deputies, chief engineers and their deputies', () => {
  const three = [worked('2023-10-23', null)]
  const posts = ['mine_director', 'deputy_mine_director.ventilation', 'chief_engineer', 'deputy_chief_engineer']

  test.each(posts)('%s needs a coal-related diploma and three years', (post) => {
    const good = checkAppointment({ post, education: education('college_diploma'), work: three }, on)
    expect(verdicts(good)).toEqual({ manager_education: 'met', manager_work: 'met' })
    expect(good.every(({ article }) => article === '11')).toBe(true)
    const bad = [
      { education: education('vocational'), work: three },
      { education: education('bachelor', false), work: three },
      { education: null, work: three },
      { education: education('bachelor'), work: [worked('2023-10-24', null)] },
    ].map((given) => refusingFindings(checkAppointment({ post, ...given }, on)).map(({ code }) => code))
    expect(bad).toEqual([['manager_education'], ['manager_education'], ['manager_education'], ['manager_work']])
  })

  test('both missing conditions are named, with what is on record', () => {
    const findings = refusingFindings(checkAppointment({ post: 'mine_director', education: null, work: [] }, on))
    expect(findings.map(({ zh }) => zh).join()).toMatch(/大专及以上.*没有登记学历.*三年以上.*0 年 0 天/)
  })
})

describe('R11-2: the head of the safety body', () => {
  const post = 'safety_body_head'
  test('needs a coal-related vocational school and two years of coal safety work, of no other', () => {
    const safety = [worked('2024-10-23', null, 'coal_safety')]
    expect(refusingFindings(checkAppointment({ post, education: education('vocational'), work: safety }, on))).toEqual(
      [],
    )
    const senior = checkAppointment({ post, education: education('senior_middle'), work: safety }, on)
    expect(verdicts(senior)).toEqual({ manager_education: 'not_met', manager_work: 'met' })
    const mining = checkAppointment(
      { post, education: education('vocational'), work: [worked('2010-01-01', null)] },
      on,
    )
    expect(verdicts(mining)).toEqual({ manager_education: 'met', manager_work: 'not_met' })
  })
})

describe('R11-3: nobody else is refused under art. 11', () => {
  const posts = ['chairman', 'general_manager', 'safety_body_staff', 'department_head.ventilation', 'technical_head']
  test.each(posts)('%s without schooling and without a day of work', (post) => {
    const findings = checkAppointment({ post, education: null, work: [] }, on)
    expect(verdicts(findings)).toEqual({ post_has_no_gate: 'met' })
  })
})

const course: Training = {
  id: 'c1',
  kind: 'initial',
  category: 'operator',
  trade: 'gas_inspection',
  startedOn: '2026-08-10' as CivilDate,
  closedOn: '2026-09-01' as CivilDate,
  hoursAttended: 90,
  points: null,
  result: 'passed',
  certificateNumber: null,
}

function operator(given: Partial<Operator> = {}): Operator {
  return {
    purpose: 'first',
    trade: 'gas_inspection',
    education: education('senior_middle', false),
    work: [worked('2025-01-01', null)],
    firstPostOn: '2026-08-01' as CivilDate,
    training: course,
    failedOn: null,
    waiver: 'no',
    certificate: null,
    submittedOn: null,
    ...given,
  }
}

const refused = (given: Partial<Operator>) =>
  refusingFindings(checkOperator(operator(given), on)).map(({ code }) => code)

describe('R22-1 A25: schooling by the first day on a special-operation post', () => {
  const junior = { education: education('junior_middle', false) }
  test.each([
    ['2018-05-31', []],
    ['2018-06-01', ['operator_schooling']],
    [null, ['operator_schooling']],
  ])('junior middle school, on the post from %s', (firstPostOn, expected) => {
    expect(refused({ ...junior, firstPostOn: firstPostOn as CivilDate | null })).toEqual(expected)
  })

  test('primary school never is enough, and a vocational school stands beside senior middle school', () => {
    const before = '2010-01-01' as CivilDate
    expect(refused({ education: education('primary'), firstPostOn: before })).toEqual(['operator_schooling'])
    expect(refused({ education: education('vocational') })).toEqual([])
    expect(refused({ education: null, firstPostOn: before })).toEqual(['operator_schooling'])
  })
})

describe('R22-2: coal-related work, or a related qualification', () => {
  test('either is enough, and neither is not', () => {
    expect(refused({ work: [worked('2026-10-22', null)] })).toEqual([])
    expect(refused({ work: [], education: education('vocational') })).toEqual([])
    expect(refused({ work: [], education: education('vocational', false) })).toEqual(['operator_background'])
    expect(refused({ work: [worked('2020-01-01', null, 'other')] })).toEqual(['operator_background'])
  })
})

describe('R25-1: ninety hours, passed', () => {
  test.each([
    [{ ...course, hoursAttended: 89 }, ['operator_training']],
    [{ ...course, result: 'failed' as const }, ['operator_training']],
    [null, ['operator_training']],
    [course, []],
  ])('%o', (training, expected) => {
    expect(refused({ training })).toEqual(expected)
  })

  test('the course chosen is the latest that suffices, of the right kind and trade', () => {
    const asked = { purpose: 'first', trade: 'gas_inspection', failedOn: null } as const
    const short = { ...course, id: 'c2', hoursAttended: 40, closedOn: '2026-10-01' as CivilDate }
    const refresher = { ...course, id: 'c3', kind: 'refresher' as const, closedOn: '2026-10-02' as CivilDate }
    const again = { ...course, id: 'c4', kind: 'retraining' as const, closedOn: '2026-09-20' as CivilDate }
    const other = { ...course, id: 'c5', trade: 'hoist', closedOn: '2026-10-05' as CivilDate }
    expect(fittingTraining([course, short, refresher, again, other], asked, on)?.id).toBe('c4')
    expect(fittingTraining([short, refresher, other], asked, on)?.id).toBe('c2')
    expect(fittingTraining([refresher], asked, on)).toBeNull()
    expect(fittingTraining([course], { ...asked, purpose: 'practical_again' }, on)).toBeNull()
  })

  test('R27-8: after a last failure only a course that came after it', () => {
    expect(refused({ failedOn: '2026-08-09' as CivilDate })).toEqual([])
    expect(refused({ failedOn: '2026-08-10' as CivilDate })).toEqual(['operator_training'])
  })
})

describe('R25-2: graduates of the subject are exempt from initial training, once verified', () => {
  test('a waiver waits for an officer, and cannot be had without the schooling', () => {
    const waived = (given: Partial<Operator>) =>
      verdicts(checkOperator(operator({ training: null, waiver: 'asked', ...given }), on))['training_waiver']
    expect(waived({ education: education('vocational') })).toBe('to_verify')
    expect(waived({ education: education('vocational'), waiver: 'granted' })).toBe('met')
    expect(waived({ education: education('senior_middle') })).toBe('not_met')
    expect(waived({ education: education('bachelor', false), waiver: 'granted' })).toBe('not_met')
  })
})

describe('R29-1 A17: renewal', () => {
  const certificate = {
    issuedOn: '2020-12-01' as CivilDate,
    validFrom: '2020-12-01' as CivilDate,
    validThrough: '2026-11-30' as CivilDate,
    province: '14',
    actingCity: null,
  }
  const training = { ...course, kind: 'renewal' as const, hoursAttended: 24, closedOn: '2026-09-20' as CivilDate }
  const renewing = (given: Partial<Operator>) =>
    verdicts(checkOperator(operator({ purpose: 'renewal', certificate, training, ...given }), on))

  test('the mark lies sixty days before the last valid day', () => {
    expect(renewalMark('2032-11-19' as CivilDate)).toBe('2032-09-20')
  })

  test.each([
    ['2026-10-01', 'met'],
    ['2026-10-02', 'flagged'],
  ])('applied for on %s: %s', (submittedOn, verdict) => {
    expect(renewing({ submittedOn: submittedOn as CivilDate })).toEqual({
      renewal_training: 'met',
      renewal_in_time: verdict,
    })
  })

  test('training after the mark is flagged too, fewer than 24 hours refused, and so is a course of the term before', () => {
    const submittedOn = '2026-10-05' as CivilDate
    const late = { ...training, closedOn: '2026-10-04' as CivilDate }
    expect(renewing({ submittedOn, training: late })).toEqual({ renewal_training: 'met', renewal_in_time: 'flagged' })
    expect(renewing({ training: { ...training, hoursAttended: 23 } })['renewal_training']).toBe('not_met')
    const earlier = { ...training, closedOn: '2020-11-01' as CivilDate }
    expect(renewing({ training: earlier })['renewal_training']).toBe('not_met')
  })

  test('R30-1: the practical exam again asks for no training', () => {
    expect(checkOperator(operator({ purpose: 'practical_again', training: null, certificate }), on)).toEqual([])
  })
})
