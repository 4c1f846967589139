import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))

const program = `
  import { Command } from 'commander'
  import { deadlineCommand, idNumberCommand, nationalMinimumCommand, outcomeCommand } from './law.ts'
  const program = new Command('kaochang')
  for (const make of [deadlineCommand, outcomeCommand, nationalMinimumCommand, idNumberCommand]) program.addCommand(make())
  await program.parseAsync(process.argv.slice(1), { from: 'user' })
`

describe('kaochang deadline', () => {
  test('example 10 and 1, R18-6: an instant is the day it falls on in Shanghai, and the answer carries its grounds', () => {
    expect(answered('deadline manager.scoreRelease --from 2026-09-24T16:30:00Z --json')).toEqual({
      clock: 'manager.scoreRelease',
      from: '2026-09-25',
      due: '2026-10-09',
      strict: '2026-10-09',
      provisional: false,
      article: '18',
      calendar: 'cn-2025-11-04',
    })
  })

  test('F43, R27-6: the answer is the same wherever the machine stands', () => {
    const asked = 'deadline operator.scoreRelease --from 2026-09-24T15:59:59Z --json'
    const answers = ['UTC', 'America/Los_Angeles', 'Asia/Shanghai'].map((zone) => answered(asked, zone))
    expect(answers[0]).toMatchObject({ from: '2026-09-24', due: '2026-10-15' })
    expect(answers).toEqual([answers[0], answers[0], answers[0]])
  })

  test('with --as-of it is the deadline as it was known then', () => {
    const asked = 'deadline manager.scoreRelease --from 2020-01-20 --json'
    expect(answered(`${asked} --as-of 2020-01-26`)).toMatchObject({ due: '2020-02-01', calendar: 'cn-2019-11-21' })
    expect(answered(asked)).toMatchObject({ due: '2020-02-04' })
  })

  test('for people it says what is due, what it rolled from and that it may still move', () => {
    const { stdout } = run('deadline manager.apply --from 2027-09-01')
    expect(stdout).toContain('2027-10-04 周一 Mon  提出考核申请')
    expect(stdout).toContain('2027-10-01 周五 Fri')
    expect(stdout).toContain('暂定')
  })

  test.each([
    ['deadline manager.bonus --from 2026-09-24', 'clock_unknown', 'operator.renewalMark'],
    ['deadline manager.bar --from 2026-02-30', 'date_unreadable', '2026-02-30'],
    ['deadline manager.bar --from 2026-09-24T16:30:00', 'date_unreadable', '时区'],
    ['deadline manager.bar --from 2026-09-24 --as-of yesterday', 'date_unreadable', 'yesterday'],
  ])('%s is refused with %s', refusedWith)
})

describe('kaochang outcome', () => {
  test('example 21, R19-3: 76 leaves a manager one retake', () => {
    expect(answered('outcome --track manager --scores 76 --json')).toMatchObject({
      state: 'RETAKE_AVAILABLE',
      attemptsLeft: 1,
      earliestReapplication: null,
      article: '19',
    })
  })

  test('example 22, R19-4: 76 and 79.5 bar a manager until 2027-10-10', () => {
    expect(answered('outcome --track manager --scores 76,79.5 --published 2026-10-09 --json')).toEqual({
      track: 'manager',
      component: 'knowledge',
      scores: ['76', '79.5'],
      state: 'FAILED_FINAL',
      attemptsLeft: 0,
      earliestReapplication: '2027-10-10',
      afterwards: 'barred',
      timeBan: true,
      retrain: false,
      components: { knowledge: 'FAILED_FINAL' },
      article: '19',
      rules: 'O92-2018',
    })
  })

  test('example 24, R27-8: knowledge failed twice, practical locked, training again, no time bar', () => {
    expect(answered('outcome --track operator --scores 72,78 --published 2026-10-09 --json')).toMatchObject({
      state: 'FAILED_FINAL',
      earliestReapplication: null,
      timeBan: false,
      retrain: true,
      components: { knowledge: 'FAILED_FINAL', practical: 'LOCKED' },
      article: '27',
    })
  })

  test('R27-8: a practical exam has its own retake, after the knowledge exam that it presumes', () => {
    expect(answered('outcome --track operator --component practical --scores 79.99 --json')).toMatchObject({
      state: 'RETAKE_AVAILABLE',
      components: { knowledge: 'PASSED', practical: 'RETAKE_AVAILABLE' },
    })
  })

  test('example 32, R18-5: 79.5, 79.99 and 80 fail, fail and pass', () => {
    const states = ['79.5', '79.99', '80'].map((score) => answered(`outcome --track manager --scores ${score} --json`))
    expect(states).toMatchObject([{ state: 'RETAKE_AVAILABLE' }, { state: 'RETAKE_AVAILABLE' }, { state: 'PASSED' }])
  })

  test.each([
    ['outcome --track manager --scores 76,79.5,90', 'no_attempt_left', '19'],
    ['outcome --track operator --scores 72,78,90', 'training_needed_again', '27'],
    ['outcome --track manager --scores 85,90', 'already_passed', '18'],
    ['outcome --track manager --scores 76,', 'marks_unreadable', '76'],
    ['outcome --track manager --scores 79.999', 'marks_finer_than_hundredths', '79.999'],
    ['outcome --track manager --scores 101', 'marks_over_full', '100'],
    ['outcome --track worker --scores 80', 'track_unknown', 'worker'],
    ['outcome --track manager --component practical --scores 80', 'component_unknown', 'operator'],
    ['outcome --track manager --scores 76,79 --published 2026-13-01', 'date_unreadable', '2026-13-01'],
  ])('%s is refused with %s', refusedWith)
})

describe('kaochang national-minimum and id-number', () => {
  test('example 29, R18-4: a paper of 99 needs 80 national items', () => {
    expect(run('national-minimum 99').stdout).toBe('80\n')
    expect(answered('national-minimum 33 --json')).toEqual({ total: 33, minimum: 27, article: '18' })
  })

  test('example 34: a well-formed number is shown masked and nowhere in full', () => {
    const { stdout } = run('id-number check 11010519491231002x --json')
    expect(JSON.parse(stdout)).toEqual({
      valid: true,
      idNumber: '1101**********002X',
      birthDate: '1949-12-31',
      sex: 'female',
    })
    expect(stdout).not.toMatch(/11010519491231002X/i)
  })

  test('example 34: a wrong last digit makes a number invalid, and the number is not repeated', () => {
    const { stdout, stderr, status } = run('id-number check 110105194912310021 --json')
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, refusal: { code: 'id_number_check_digit' } })
    expect(stdout + stderr).not.toContain('110105194912310021')
  })

  test.each([
    ['national-minimum 0', 'total_unreadable', '0'],
    ['national-minimum 12.5', 'total_unreadable', '12.5'],
    ['national-minimum -- -5', 'total_unreadable', '-5'],
    ['id-number check 12345', 'id_number_length', '5'],
  ])('%s is refused with %s', refusedWith)
})

function refusedWith(line: string, code: string, named: string) {
  const { stdout, stderr, status } = run(line.replace(/ -- |$/, ' --json$&'))
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ refusal: { code } })
  const [zh = '', en = ''] = stderr.split('\n')
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(en).not.toMatch(/\p{Script=Han}/u)
  expect(stderr).toContain(named)
}

function answered(line: string, zone?: string): unknown {
  const { stdout, stderr, status } = run(line, zone)
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** Runs the commands as a process of their own, in a zone of its own. */
function run(line: string, zone = 'Europe/London') {
  const env = { ...process.env, TZ: zone }
  const options = { cwd: here, env, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['--input-type=module', '-e', program, '--', ...line.split(' ')], options)
}
