import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { clients } from './clients.mjs'
import { pinnedNode, repository, say } from './process.mjs'

/**
 * The server, started again at each change, and a Vite server for each client, whose configuration passes
 * requests on to it. All of them end together.
 */
export function develop(args) {
  const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js')
  const children = [
    ['--watch', '--watch-preserve-output', 'apps/server/bin/kaochang.mjs', 'serve', ...args],
    ...clients.map(({ folder }) => [vite, folder]),
  ].map((command) => spawn(pinnedNode(), command, { stdio: 'inherit' }))

  const stop = (signal) => children.forEach((child) => child.kill(signal))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  return Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => {
          child.on('error', (err) => say(err.message))
          child.on('exit', (code) => {
            stop('SIGTERM')
            resolve(code ?? 0)
          })
        }),
    ),
  ).then((codes) => Math.max(...codes))
}
