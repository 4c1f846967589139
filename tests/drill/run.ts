import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { killAgainAndAgain } from './kills.ts'
import { MUTATIONS, type Mutation } from '../simulation/mutations.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const SIMULATION = fileURLToPath(new URL('../simulation/run.ts', import.meta.url))

/** The fault tests that end in chance, and so say more each time they are run. Each round kills six times. */
const FAULTS = [
  'tests/fault/sitting-kills.pg.test.ts',
  'tests/fault/sitting-fencing.pg.test.ts',
  'tests/fault/sitting-without-database.pg.test.ts',
  'tests/fault/acknowledged-writes.pg.test.ts',
  'tests/fault/orphans.pg.test.ts',
  'tests/fault/bad-lines.pg.test.ts',
  'tests/fault/database-in-the-way.pg.test.ts',
  'tests/fault/three-processes.pg.test.ts',
]

/** Kills of servers and database while everybody answers. */
const KILLS = 1_000

/** Exams of the simulation: a hundred times what `npm test` plays. */
const SEEDS = 20_000

const [what = '20', ...rest] = process.argv.slice(2)
if (what === 'simulate') process.exitCode = rest.length > 0 ? await play(rest) : await playAll()
else if (what === 'kills') process.exitCode = await kill(Number(rest[0] ?? KILLS), rest[1])
else await drill(Number(what))

async function drill(rounds: number) {
  if (!Number.isInteger(rounds) || rounds < 1) {
    console.error(
      'How many rounds? A whole number, 20 if none is given; or `simulate`, and a seed or a range of seeds; or `kills`, and how many.',
    )
    process.exit(64)
  }
  const failedCount = repeatFaults(rounds)
  console.log(`${rounds - failedCount} passed, ${failedCount} failed`)
  const killed = await kill(KILLS)
  const simulated = await playAll()
  process.exitCode = failedCount === 0 ? Math.max(killed, simulated) : 1
}

async function kill(count: number, seed?: string): Promise<number> {
  return (await killAgainAndAgain(count, seed)) === 0 ? 0 : 1
}

// The same tests as in `npm test`, over and over: a race that loses once in fifty is met in an evening, not in a year.
function repeatFaults(rounds: number): number {
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
  return failedCount
}

/** All the seeds, half of them on each of two cores; then the mistakes that only so many can find. */
async function playAll(): Promise<number> {
  const half = SEEDS / 2
  const codes = await Promise.all([play(['1', String(half)]), play([String(half + 1), String(SEEDS)])])
  if (Math.max(...codes) > 0) return 1
  let unfoundCount = 0
  for (const [name, { rare }] of Object.entries<Mutation>(MUTATIONS)) {
    if (!rare) continue
    const found = (await play(['1', String(SEEDS), '--mutation', name], 'ignore')) === 1
    if (!found) unfoundCount += 1
    console.log(`${name}: ${found ? 'found' : 'NOT FOUND'}`)
  }
  return unfoundCount === 0 ? 0 : 1
}

/** Plays a seed, or a range of seeds, of the simulation (F34). */
async function play(args: readonly string[], stdio: 'inherit' | 'ignore' = 'inherit'): Promise<number> {
  const child = spawn(process.execPath, [SIMULATION, ...args], { stdio })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
