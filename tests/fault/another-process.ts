import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs `kaochang` as a process of its own, with nothing in its environment but what is given. */
export function kaochang(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`${REPOSITORY}apps/server/bin/kaochang.mjs`, ...args],
      { env },
      (err, stdout, stderr) => {
        const code = err === null ? 0 : typeof err.code === 'number' ? err.code : -1
        resolve({ code, stdout, stderr })
      },
    )
  })
}

/** Starts a process that holds a cluster, and waits until it does. */
export async function holdCluster(dataDir: string): Promise<{ child: ChildProcess; pid: number; adopted: boolean }> {
  const child = spawn(process.execPath, [`${REPOSITORY}tests/fault/hold-a-cluster.ts`, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise((resolve) => child.stdout.once('data', resolve))
  const { pid, adopted } = JSON.parse(String(line)) as { pid: number; adopted: boolean }
  return { child, pid, adopted }
}

/** Ends a process the hard way and waits until it is gone. */
export async function killHard(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
