import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

/** The fault tests that end in chance, and so say more each time they are run. Each round kills six times. */
const FAULTS = [
  'tests/fault/sitting-kills.pg.test.ts',
  'tests/fault/sitting-fencing.pg.test.ts',
  'tests/fault/sitting-without-database.pg.test.ts',
  'tests/fault/acknowledged-writes.pg.test.ts',
  'tests/fault/orphans.pg.test.ts',
]

const rounds = Number(process.argv[2] ?? 20)
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('How many rounds? A whole number, 20 if none is given.')
  process.exit(64)
}

// The same tests as in `npm test`, over and over: a race that loses once in fifty is met in an evening, not in a year.
let failedCount = 0
for (let round = 1; round <= rounds; round += 1) {
  const startedAt = performance.now()
  const { status, stdout } = spawnSync(process.execPath, [VITEST, 'run', ...FAULTS], { cwd: ROOT, encoding: 'utf8' })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  if (status !== 0) {
    failedCount += 1
    console.log(stdout)
  }
  console.log(`round ${round} of ${rounds}: ${status === 0 ? 'all held' : 'FAILED'} (${seconds} s)`)
}
console.log(`${rounds - failedCount} passed, ${failedCount} failed`)
process.exitCode = failedCount === 0 ? 0 : 1
