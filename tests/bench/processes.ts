import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Answer, Order } from './line-load.ts'

/** How docker-compose.yml has Node run where several servers share a machine. */
export const SHARING_A_MACHINE = ['--max-semi-space-size=8', '--max-old-space-size=1536']

/** A process of a benchmark, which says in its first line where it listens. */
export async function startServer(
  script: string,
  args: readonly string[],
  execArgv: string[] = [],
): Promise<{ child: ChildProcess; pid: number; port: number }> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv,
  })
  const line: unknown = await orGone(child, once(child.stdout ?? child, 'data'))
  return { child, pid: child.pid ?? 0, port: (JSON.parse(String(line)) as { port: number }).port }
}

/** The first of what is waited for and the end of the process that was to bring it. */
async function orGone<T>(child: ChildProcess, waited: Promise<T[]>): Promise<T | undefined> {
  const over = new AbortController()
  const gone = once(child, 'exit', { signal: over.signal }).then(([code]) => {
    throw new Error(`The process ended with ${code} before it had answered`)
  })
  try {
    const [first] = await Promise.race([waited, gone])
    return first
  } finally {
    gone.catch(() => undefined)
    over.abort()
  }
}

export type Load = {
  readonly pid: number
  readonly order: (order: Order) => Promise<Extract<Answer, { type: 'done' }>>
  readonly stop: () => Promise<void>
}

/** A process full of terminals. */
export function startLoad(kind: 'sitting' | 'echo', execArgv: string[] = []): Load {
  const child = fork(fileURLToPath(new URL('line-load.ts', import.meta.url)), [kind], {
    serialization: 'advanced',
    execArgv,
  })
  return {
    pid: child.pid ?? 0,
    async order(order) {
      child.send(order)
      const answer = (await orGone(child, once(child, 'message'))) as Answer
      if (answer.type === 'failed') throw new Error(`${order.type}: ${answer.reason}`)
      return answer
    },
    stop: () => stopProcess(child),
  }
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

/** Seconds of processor time a process and those it started have used so far. Linux only; 0 elsewhere. */
export function cpuSeconds(pid: number): number {
  // 11 and 12 are its own; 13 and 14 those of children that have ended.
  let sum = secondsOf(pid, [11, 12, 13, 14])
  for (const each of childrenOf(pid)) sum += secondsOf(each, [11, 12])
  return sum
}

/** What a process has of the machine's memory: its own, and its share of what it shares with others, as the program's text. */
export function memoryMb(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readProc(`${pid}/smaps_rollup`))
  return Number(line?.[1] ?? 0) / 1_024
}

function childrenOf(pid: number): number[] {
  const all = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  return all.map(Number).filter((each) => fieldsOf(each)[1] === String(pid))
}

const TICKS_A_SECOND = 100

function secondsOf(pid: number, places: readonly number[]): number {
  const fields = fieldsOf(pid)
  return places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0) / TICKS_A_SECOND
}

/** The fields of `stat` after the name, which may hold anything. */
function fieldsOf(pid: number): string[] {
  const text = readProc(`${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}
