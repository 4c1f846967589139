import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MUTATIONS, type Mutation } from './mutations.ts'

const RUN = fileURLToPath(new URL('run.ts', import.meta.url))
const SEEDS = ['1', '200']

// In a process of its own: while it plays, its timers, its clock and its chance are the simulation's.
describe('F34: exams in which everything goes wrong by chance', { timeout: 120_000 }, () => {
  test('I1–I6, I9, I12, I15: two hundred of them lose nothing, count nothing twice, and all come to an end', async () => {
    const { code, printed } = await play(SEEDS)
    expect(printed).toContain('200 seeds held, 0 did not')
    expect(code).toBe(0)
  })

  test('the same seed plays the same exam to the last frame', async () => {
    const first = await play(['7'])
    const again = await play(['7'])
    expect(traceOf(first.printed).length).toBeGreaterThan(100)
    expect(traceOf(again.printed)).toEqual(traceOf(first.printed))
  })

  const common = Object.entries<Mutation>(MUTATIONS).filter(([, { rare }]) => !rare)
  test.each(common)('two hundred of them are enough to find that %s', async (name) => {
    const { code, printed } = await play([...SEEDS, '--mutation', name])
    expect(printed).toMatch(/^seed \d+: /m)
    expect(code).toBe(1)
  })
})

/** What happened, without the line that says how long it took to play. */
function traceOf(printed: string) {
  return printed.split('\n').filter((line) => /^ +\d+\.\d{3} /.test(line))
}

function play(args: readonly string[]): Promise<{ code: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [RUN, ...args], { maxBuffer: 64 * 1024 * 1024 }, (err, stdout, stderr) => {
      const code = err === null ? 0 : typeof err.code === 'number' ? err.code : -1
      resolve({ code, printed: stdout + stderr })
    })
  })
}
