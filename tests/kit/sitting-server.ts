import type { AddressInfo } from 'node:net'
import { APP_ROLE, openDatabase } from '@kaochang/database/client'
import { buildApp } from '@kaochang/server/app'
import { openCanary } from '@kaochang/server/canary/canary'
import { openClock } from '@kaochang/server/clock'
import { startSweeping } from '@kaochang/server/clockwork/sweep-sittings'
import { openLeaving } from '@kaochang/server/leaving'
import { openLog } from '@kaochang/server/log'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { openRoomWatch } from '@kaochang/server/sitting/room-watch'
import { ECHO_URL } from './echo.ts'

/**
 * A server process to be killed, stopped, paused and measured: the real app over a database that exists, given
 * by its connection string. Says where it listens in one line of JSON; SIGTERM stops it as `serve` does.
 */
const [url = '', origin = '', port = '0'] = process.argv.slice(2)
const log = openLog('error', process.stderr)
const opened = openDatabase({ url, size: 8, role: APP_ROLE, applicationName: 'kaochang' })
const clock = await openClock(opened.pool)
const sittings = await openLiveSittings({ url, clock, log })
const watch = await openRoomWatch({ url, db: opened.db, clock, sittings, log })
const deps = {
  db: opened.db,
  clock,
  secrets: { idLookupKey: Buffer.alloc(32, 1), idCipherKey: Buffer.alloc(32, 2), sealKey: Buffer.alloc(32, 3) },
  log,
  sittings,
  watch,
  canary: openCanary({ db: opened.db, clock, sittings, log, watch }),
  publicUrl: new URL(origin),
  demo: false,
  candidateBuild: null,
  hasRoom: () => true,
  leaving: openLeaving(),
  mailer: null,
  trustProxy: [],
}
const app = await buildApp(deps)
// The ceiling of the benchmarks: the same server, sending every frame back and doing nothing else.
app.get(ECHO_URL, { websocket: true, config: { access: 'open' } }, (socket) => {
  socket.on('message', (frame: Buffer) => socket.send(frame.toString()))
})
await app.listen({ host: '127.0.0.1', port: Number(port), backlog: 4_096 })
const sweeping = startSweeping(deps)

process.on('SIGTERM', () => {
  const stopped = async () => {
    await deps.leaving.leave()
    await sweeping.stop()
    await watch.close()
    await sittings.close()
    await app.close()
    clock.close()
    await opened.close()
  }
  stopped().then(
    () => process.exit(0),
    (err: unknown) => {
      console.error(err)
      process.exit(1)
    },
  )
})
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port }))
