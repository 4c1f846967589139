import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('..', import.meta.url))

/** What makes the second time quick; it may be deleted at any time. */
export const cache = join(repository, 'node_modules', '.cache', 'kaochang')

const WINDOWS = process.platform === 'win32'
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The Node that the repository pins. It runs TypeScript itself; the machine's own need not. */
export function pinnedNode() {
  const path = join(repository, 'node_modules', 'node', 'bin', WINDOWS ? 'node.exe' : 'node')
  if (!existsSync(path))
    throw new Error(
      `缺少 ${path}，请删除 node_modules 后重试。 / ${path} is missing: delete node_modules and try again.`,
    )
  return path
}

/** Speaks to the person at the terminal, apart from what the programs print. */
export function say(words) {
  process.stderr.write(`${words}\n`)
}

/**
 * Runs the pinned Node on a script until it ends, and answers with its exit code. Signals go on to it; if we
 * are killed outright it notices by the channel between us, and stops as well.
 */
export function runPinned(args) {
  const child = spawn(pinnedNode(), args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  const watch = watchParent(() => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      clearInterval(watch)
      resolve(signal ? 1 : code)
    })
  })
}

/** npm can be killed where it cannot pass anything on; then its place as our parent is taken by another. */
function watchParent(orphaned) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    orphaned()
  }, 1000)
  watch.unref()
  return watch
}

/**
 * Runs a program to its end.
 *
 * @param quiet keep what it prints, to be shown only if it fails.
 * @returns its exit code, what it printed and how long it took.
 */
export function run(program, args, { quiet = false, env = process.env } = {}) {
  const startedAt = performance.now()
  const child = spawn(program, args, {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env,
    shell: WINDOWS && !program.endsWith('.exe'),
  })
  let printed = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => (printed += text))
  child.stderr?.setEncoding('utf8').on('data', (text) => (printed += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, printed, seconds: (performance.now() - startedAt) / 1000 }))
  })
}
