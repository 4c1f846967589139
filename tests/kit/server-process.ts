import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type ServerProcess = {
  readonly pid: number
  readonly port: number
  readonly child: ChildProcess
  /** SIGKILL, and waits until it is gone. */
  readonly kill: () => Promise<void>
  /** SIGTERM; settles with the exit code and how long it took. */
  readonly stop: () => Promise<{ code: number | null; ms: number }>
}

const SCRIPT = fileURLToPath(new URL('sitting-server.ts', import.meta.url))

/** The real server as a process of its own; see `sitting-server.ts`. Rejects when it ends before it listens. */
export async function startServerProcess(url: string, origin: string, port = 0): Promise<ServerProcess> {
  const child = spawn(process.execPath, [SCRIPT, url, origin, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const line = await Promise.race([
    once(child.stdout, 'data').then(([data]) => String(data)),
    ended.then(([code]) => Promise.reject(new Error(`The server ended with ${String(code)}`))),
  ])
  return {
    pid: child.pid ?? 0,
    port: (JSON.parse(line) as { port: number }).port,
    child,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      const from = performance.now()
      child.kill('SIGTERM')
      const [code] = (await ended) as [number | null]
      return { code, ms: performance.now() - from }
    },
  }
}
