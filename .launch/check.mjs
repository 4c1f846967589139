import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildClients } from './clients.mjs'
import { cache, pinnedNode, repository, run, say } from './process.mjs'

const bin = (name) => join(repository, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/**
 * Checks the repository and ends with one line, `N passed, N failed`, that counts every test of the run and
 * one for each check that is not a test.
 *
 * @param only `everything`, or `tidy` for types, lint, format and the rules of the house.
 * @param args paths or options for vitest; if there are any, nothing but those tests runs.
 * @returns the exit code: 0 only if nothing failed.
 */
export async function checkAll({ only, args }) {
  const count = { passed: 0, failed: 0, skipped: 0 }
  const tally = async (name, check) => {
    const startedAt = performance.now()
    const trouble = await check().catch((err) => err.message)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    count[trouble ? 'failed' : 'passed'] += 1
    say(`${trouble ? '✗' : '✓'} ${name} (${seconds} s)${trouble ? `\n${trouble}` : ''}`)
  }

  if (args.length === 0) {
    await tally('类型 / types', checkTypes)
    await tally('静态检查 / lint', () => troubleOf(bin('oxlint'), ['--type-aware', '--deny-warnings']))
    await tally('格式 / format', () => troubleOf(bin('oxfmt'), ['--check', '.']))
  }
  if (only === 'everything' && args.length === 0) await tally('构建 / clients', buildClients)

  const tests = await runTests(only === 'tidy' ? ['tests/tidy', ...args] : args)
  for (const kind of Object.keys(count)) count[kind] += tests[kind]

  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  console.log(`${count.passed} passed, ${count.failed} failed${skipped}`)
  return count.failed === 0 ? 0 : 1
}

/** Each package is a program of its own: a pure one must not see Node or a page because another does. */
async function checkTypes() {
  const projects = ['packages', 'apps']
    .flatMap((parent) => readdirSync(join(repository, parent)).map((name) => `${parent}/${name}`))
    .concat('tests')
    .filter((folder) => existsSync(join(repository, folder, 'tsconfig.json')))
  const troubles = []
  for (const project of projects) {
    const known = join(cache, `${project.replace('/', '-')}.tsbuildinfo`)
    const flags = ['-p', project, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', known]
    troubles.push(await troubleOf(bin('tsc'), flags))
  }
  return troubles.filter(Boolean).join('\n')
}

/** What a program complained of; nothing if it was content. */
async function troubleOf(program, args) {
  const { code, printed } = await run(program, args, { quiet: true })
  return code === 0 ? '' : printed.trim() || `exit ${code}`
}

/** Runs vitest, and counts by its own report. A file that fails before its first test counts as one failure. */
async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'kaochang-report-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await run(pinnedNode(), [
      join(repository, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ])
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const brokenFiles = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    ).length
    const failed = numFailedTests + brokenFiles
    // An error outside every test fails the run without failing a test.
    return {
      passed: numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: numPendingTests + numTodoTests,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
