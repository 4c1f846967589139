#!/usr/bin/env node
// Node 26 runs the TypeScript of this repository itself. An older Node hands over to the one the workspace pins.
const wanted = 26

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  const { run } = await import('../src/cli/kaochang.ts')
  await run(process.argv.slice(2))
} else {
  const { spawn } = await import('node:child_process')
  const { existsSync } = await import('node:fs')
  const { fileURLToPath } = await import('node:url')
  const pinned = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
  if (!existsSync(pinned)) {
    console.error(`需要 Node ${wanted}，尚未安装：请先在仓库根目录运行 npm start 或 npm test。`)
    console.error(`Node ${wanted} is needed and not installed yet: run npm start or npm test in the repository first.`)
    process.exit(1)
  }
  const child = spawn(pinned, process.argv.slice(1), { stdio: 'inherit' })
  // At a terminal Ctrl-C reaches the child as well; there it counts once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)))
}
