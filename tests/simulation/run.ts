import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { parseArgs } from 'node:util'
import { MUTATIONS, type Mutation } from './mutations.ts'

/**
 * Plays one seed with everything that happens, or a range of seeds with what fails:
 * `node tests/simulation/run.ts SEED` or `node tests/simulation/run.ts FROM TO`.
 * With `--mutation NAME` a mistake is made in the code first, and the range ends with the first seed that finds it.
 */
const ROOT = new URL('../../', import.meta.url)

/** So much of what led to a failure is printed with it. */
const LAST_LINES = 60

const { values, positionals } = parseArgs({
  options: { mutation: { type: 'string' }, all: { type: 'boolean' } },
  allowPositionals: true,
})
const [from = 1, to = from] = positionals.map(Number)
if (values.mutation !== undefined) mutate(values.mutation)
const { simulate } = await import('./simulate.ts')

const startedAt = performance.now()
let failedCount = 0
let played = 0
const sum = { typed: 0, recorded: 0, late: 0, excused: 0, held: 0, faults: 0, virtualMs: 0 }

for (let seed = from; seed <= to; seed += 1) {
  const result = await simulate(seed, { traced: from === to })
  played += 1
  for (const name of ['typed', 'recorded', 'late', 'excused', 'held'] as const) sum[name] += result.counts[name]
  sum.virtualMs += result.virtualMs
  sum.faults += Object.values(result.faults).reduce((count, one) => count + one, 0)
  if (from === to) console.log(result.trace.join('\n'))
  if (result.broken === null) continue
  failedCount += 1
  if (from !== to) console.log((await simulate(seed, { traced: true })).trace.slice(-LAST_LINES).join('\n'))
  console.log(`seed ${seed}: ${result.broken}`)
  console.log(`To see all of it: npm run drill simulate ${seed}`)
  if (values.mutation !== undefined && !values.all) break
}

const { typed, recorded, late, held, excused, faults, virtualMs } = sum
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
console.log(
  `${played - failedCount} seeds held, ${failedCount} did not, in ${seconds} s: ${(virtualMs / 3_600_000).toFixed(1)} hours of exams ` +
    `with ${faults} troubles; of ${typed} answers ${recorded} recorded, ${late} kept apart, ${held} on terminals put aside, ` +
    `${excused} gone with a memory that no disk stood behind`,
)
process.exitCode = failedCount === 0 ? 0 : 1

/** Makes a mistake in a file before it is loaded. */
function mutate(name: string) {
  const mutation = Object.entries<Mutation>(MUTATIONS).find(([known]) => known === name)?.[1]
  if (!mutation) throw new Error(`There is no mutation “${name}”. There are: ${Object.keys(MUTATIONS).join('; ')}`)
  const target = new URL(mutation.file, ROOT)
  let source = readFileSync(target, 'utf8')
  for (const [good, bad] of mutation.changes) {
    if (!source.includes(good))
      throw new Error(`${mutation.file} no longer says “${good}”: the mutation must follow it`)
    source = source.replace(good, bad)
  }
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      return url === target.href ? { ...loaded, source } : loaded
    },
  })
}
