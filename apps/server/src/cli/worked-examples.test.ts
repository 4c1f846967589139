import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'

/**
 * The worked examples of the law's arithmetic, by hand beforehand, through the command line itself and wherever the
 * machine stands. One process a zone runs every line, as if each had been typed.
 */

const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Shanghai'] as const

type Example = readonly [what: string, line: string, answer: Readonly<Record<string, unknown>>]

const EXAMPLES: readonly Example[] = [
  [
    'example 1, R18-6: an exam that ended on a rest day',
    'deadline manager.scoreRelease --from 2026-09-25',
    { due: '2026-10-09' },
  ],
  [
    'example 2, R18-6: the day before, the same deadline',
    'deadline manager.scoreRelease --from 2026-09-24',
    { due: '2026-10-09' },
  ],
  [
    'example 3, R18-6: a make-up Saturday counts',
    'deadline manager.scoreRelease --from 2026-09-30',
    { due: '2026-10-13' },
  ],
  ['example 5, R27-6: operators', 'deadline operator.scoreRelease --from 2026-09-24', { due: '2026-10-15' }],
  ['example 7, R18-6: across the year end', 'deadline manager.scoreRelease --from 2018-12-28', { due: '2019-01-07' }],
  [
    'example 10: half past midnight in Shanghai',
    'deadline manager.scoreRelease --from 2026-09-24T16:30:00Z',
    { from: '2026-09-25' },
  ],
  ['example 11, R19-1: from publication', 'deadline manager.certificate --from 2026-09-28', { due: '2026-10-16' }],
  ['example 13, R27-7: from the pass date', 'deadline operator.certificate --from 2026-09-24', { due: '2026-10-29' }],
  ['example 14, R28-1: six years less a day', 'deadline operator.validity --from 2026-11-20', { due: '2032-11-19' }],
  ['example 14, R29-1: sixty days before', 'deadline operator.renewalMark --from 2032-11-19', { due: '2032-09-20' }],
  ['example 16, R20-1: three years less a day', 'deadline manager.cycle --from 2023-06-07', { due: '2026-06-06' }],
  [
    'example 17, R17-2: day 30 rolls',
    'deadline manager.apply --from 2026-09-01',
    { due: '2026-10-08', strict: '2026-10-01' },
  ],
  [
    'example 18, R17-1: six months',
    'deadline manager.pass --from 2025-12-15',
    { due: '2026-06-15', provisional: false },
  ],
  [
    'example 21, R19-3: one retake',
    'outcome --track manager --scores 76',
    { state: 'RETAKE_AVAILABLE', attemptsLeft: 1 },
  ],
  [
    'example 22, R19-4: the bar from publication (A3)',
    'outcome --track manager --scores 76,79.5 --published 2026-10-09',
    { state: 'FAILED_FINAL', earliestReapplication: '2027-10-10', timeBan: true },
  ],
  [
    'example 24, R27-8: training again and no bar (A10)',
    'outcome --track operator --scores 72,78',
    { components: { knowledge: 'FAILED_FINAL', practical: 'LOCKED' }, retrain: true, timeBan: false },
  ],
  ['example 26, R42-2: three years', 'deadline operator.revocationBar --from 2026-03-31', { due: '2029-03-31' }],
  ['example 29, R18-4: of 50', 'national-minimum 50', { minimum: 40 }],
  ['example 29, R18-4: of 100', 'national-minimum 100', { minimum: 80 }],
  ['example 29, R18-4: of 99', 'national-minimum 99', { minimum: 80 }],
  ['example 29, R18-4: of 33', 'national-minimum 33', { minimum: 27 }],
  ['example 29, R18-4: of 7', 'national-minimum 7', { minimum: 6 }],
  ['example 30, R18-4: 79 of 99', 'national-minimum 99 --national 79', { minimum: 80, allowed: false }],
  ['example 32, R18-5: 79.5', 'outcome --track manager --scores 79.5', { state: 'RETAKE_AVAILABLE' }],
  ['example 32, R18-5: 79.99', 'outcome --track manager --scores 79.99', { state: 'RETAKE_AVAILABLE' }],
  ['example 32, R18-5: 80', 'outcome --track manager --scores 80', { state: 'PASSED' }],
  ['example 34: X', 'id-number check 11010519491231002X', { valid: true, birthDate: '1949-12-31' }],
  ['example 34: x', 'id-number check 11010519491231002x', { valid: true, idNumber: '1101**********002X' }],
  [
    'example 38: beyond the last notice',
    'deadline manager.scoreRelease --from 2027-09-30',
    { due: '2027-10-08', provisional: true },
  ],
  [
    'R26-2: sixty days to hold the exam, off a Sunday',
    'deadline operator.organise --from 2026-09-09',
    { due: '2026-11-09', strict: '2026-11-08' },
  ],
  ['R29-3: the renewed certificate', 'deadline operator.renewalIssue --from 2026-09-24', { due: '2026-10-29' }],
  ['R19-4: a bar does not roll', 'deadline manager.bar --from 2026-10-09', { due: '2027-10-09' }],
  ['R30-1: six months away', 'deadline operator.absence --from 2026-04-01', { due: '2026-10-01' }],
  ['R36-1: four full months', 'deadline worker.mentor --from 2026-03-02', { due: '2026-07-02' }],
  ['R09-2: three years', 'deadline archive.manager --from 2026-05-20', { due: '2029-05-20' }],
  ['R09-3: six years', 'deadline archive.operator --from 2026-05-20', { due: '2032-05-20' }],
  ['R09-4: three years', 'deadline archive.worker --from 2026-05-20', { due: '2029-05-20' }],
  [
    '3.7: under Order 19 a theory exam has no limit',
    'outcome --track operator --scores 72,78,79 --rules O19-2026',
    { state: 'RETAKE_AVAILABLE', attemptsLeft: null, retrain: false, rules: 'O19-2026' },
  ],
  [
    '3.7: and after five practicals theory comes again',
    'outcome --track operator --component practical --scores 70,71,72,73,74 --rules O19-2026',
    { state: 'FAILED_FINAL', afterwards: 'knowledge_again', retrain: false },
  ],
]

/** Each line as `kaochang … --json` prints it. */
const program = `
  import { run } from './kaochang.ts'
  for (const line of JSON.parse(process.argv[1])) await run([...line.split(' '), '--json'])
`

describe.each(ZONES)('with TZ=%s', (zone) => {
  let answers: unknown[]

  beforeAll(async () => {
    const { stdout, stderr, status } = await typed(zone, [
      '--input-type=module',
      '-e',
      program,
      JSON.stringify(EXAMPLES.map(([, line]) => line)),
    ])
    if (status !== 0 || stderr !== '') throw new Error(`The commands failed with ${status}: ${stderr}`)
    answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  }, 30_000)

  test.each(EXAMPLES.map(([what, line, answer], index) => [what, line, answer, index] as const))(
    '%s: kaochang %s',
    (_, __, answer, index) => {
      expect(answers).toHaveLength(EXAMPLES.length)
      expect(answers[index]).toMatchObject(answer)
    },
  )

  test('example 34: a wrong check character is refused with exit code 2', async () => {
    const line = ['../../bin/kaochang.mjs', 'id-number', 'check', '110105194912310021', '--json']
    const { stdout, status } = await typed(zone, line)
    expect([status, JSON.parse(stdout)]).toMatchObject([
      2,
      { valid: false, refusal: { code: 'id_number_check_digit' } },
    ])
  }, 30_000)
})

test.each([
  ['outcome --track manager --scores 76 --rules O19-2026', 'rules_unknown'],
  ['outcome --track operator --scores 76 --rules O30', 'rules_unknown'],
  ['national-minimum 99 --national 100', 'national_unreadable'],
  ['deadline manager.scoreRelease --from tomorrow', 'date_unreadable'],
])(
  'kaochang %s is refused with %s and exit code 2',
  async (line, code) => {
    const { stdout, stderr, status } = await typed('UTC', ['../../bin/kaochang.mjs', ...line.split(' '), '--json'])
    expect([status, JSON.parse(stdout)]).toMatchObject([2, { refusal: { code } }])
    expect(stderr).toMatch(/\p{Script=Han}/u)
  },
  30_000,
)

function typed(zone: string, argv: readonly string[]) {
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const child = spawn(process.execPath, [...argv], { cwd, env: { ...process.env, TZ: zone } })
  const heard = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (part: string) => (heard.stdout += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (heard.stderr += part))
  return new Promise<{ stdout: string; stderr: string; status: number | null }>((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ ...heard, status }))
  })
}
