// The front door: `npm start` and `npm test` come here with whatever Node the machine has (20 or later) and
// before anything is installed, so this is plain JavaScript over Node's own modules.
import { checkAll } from './check.mjs'
import { buildClients } from './clients.mjs'
import { installIfNeeded } from './install.mjs'
import { repository, runPinned, say } from './process.mjs'

const [command = '', ...args] = process.argv.slice(2)
process.chdir(repository)

const commands = {
  async start() {
    await installIfNeeded()
    if (!args.includes('--help') && !args.includes('-h')) await buildClients()
    return runPinned(['apps/server/bin/kaochang.mjs', 'serve', ...args])
  },
  async test() {
    await installIfNeeded()
    return checkAll({ only: 'everything', args })
  },
  async check() {
    await installIfNeeded()
    return checkAll({ only: 'tidy', args })
  },
  async dev() {
    await installIfNeeded()
    const { develop } = await import('./dev.mjs')
    return develop(args)
  },
  async bench() {
    await installIfNeeded()
    return runPinned(['tests/bench/run.ts', ...args])
  },
  async drill() {
    await installIfNeeded()
    return runPinned(['tests/drill/run.ts', ...args])
  },
}

if (!Object.hasOwn(commands, command)) {
  say(`用法 / usage: npm ${Object.keys(commands).join(' | npm run ')}`)
  process.exit(64)
}
try {
  process.exitCode = await commands[command]()
} catch (err) {
  say(err instanceof Error ? err.message : String(err))
  process.exitCode = 1
}
