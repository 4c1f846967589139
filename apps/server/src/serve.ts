import { openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import { type AddressInfo, createServer } from 'node:net'
import { buildApp } from './app.ts'
import { watchDisk } from './boot/disk.ts'
import { passBootGate } from './boot/gate.ts'
import { openCanary } from './canary/canary.ts'
import { readCandidateBuild } from './candidate-build.ts'
import { openClock } from './clock.ts'
import { startClockwork } from './clockwork/clockwork.ts'
import type { Config } from './config.ts'
import { loadDemo } from './demo/load-demo.ts'
import type { Deps } from './deps.ts'
import { openLeaving } from './leaving.ts'
import { openLog } from './log.ts'
import { openMailer } from './notice/mailer.ts'
import { setupToken } from './people/setup.ts'
import { startEmbeddedPostgres } from './postgres/supervise.ts'
import { loadSecrets } from './secrets.ts'
import { openLiveSittings } from './sitting/open-live-sittings.ts'
import { openRoomWatch } from './sitting/room-watch.ts'
import { greet } from './greeting.ts'

/** Connections for everything but the answer path, which has its own. */
const POOL_SIZE = 16

export type Served = {
  /** Where it listens, as browsers reach it. */
  readonly publicUrl: URL
  /** Finishes what is under way, tells terminals to come back, and stops whatever was started. */
  readonly stop: () => Promise<void>
}

/**
 * The whole platform: database, migrations, boot gate, demonstration, HTTP and WebSockets, clockwork. What
 * is started is stopped in the opposite order, also when a later step fails.
 *
 * @throws BootRefused, MigrationFault, SecretsFault, each in words
 */
export async function serve(config: Config): Promise<Served> {
  const log = openLog(config.logLevel)
  const stops: (() => Promise<unknown> | void)[] = []
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step()
  }

  try {
    const secrets = await loadSecrets(config)
    const ownerUrl = await databaseUrl()
    const { applied } = await migrate(ownerUrl)
    if (applied > 0) log.info({ applied }, 'migrations applied')

    const opened = openDatabase({
      url: ownerUrl,
      size: POOL_SIZE,
      role: 'kaochang_app',
      applicationName: 'kaochang',
      onLost: (fault) => log.warn({ fault }, 'a database connection was lost'),
    })
    stops.push(opened.close)
    for (const finding of await passBootGate(config, opened.pool)) log.warn({ finding }, 'boot gate')

    const disk = await watchDisk(config.dataDir, log, () => undefined)
    stops.push(disk.stop)
    const clock = await openClock(opened.pool)
    stops.push(clock.close)
    const sittings = await openLiveSittings({ url: ownerUrl, clock, log })
    stops.push(sittings.close)
    const watch = await openRoomWatch({ url: ownerUrl, db: opened.db, clock, sittings, log })
    stops.push(watch.close)

    const port = config.port === 0 ? await freePort() : config.port
    const deps: Deps = {
      db: opened.db,
      clock,
      secrets,
      log,
      sittings,
      watch,
      canary: openCanary({ db: opened.db, clock, sittings, log, watch }),
      publicUrl: config.publicUrl ?? new URL(`http://localhost:${port}`),
      demo: config.demo,
      candidateBuild: readCandidateBuild(),
      mailer: config.mail ? openMailer(config.mail) : null,
      hasRoom: () => disk.now().level !== 'short',
      leaving: openLeaving(),
      trustProxy: config.trustProxy,
    }
    const demo = config.demo ? await loadDemo(deps, ownerUrl) : undefined
    const app = await buildApp(deps)
    await app.listen({ host: config.host, port })
    // Lines are told to come back before the listener closes, or closing would wait for them.
    stops.push(() => app.close(), sittings.close)
    const clockwork = startClockwork(deps)
    stops.push(clockwork.stop)
    deps.canary.start()
    stops.push(deps.canary.stop)
    // First of all the proxy is told, so that whoever is let go is not sent back here.
    stops.push(deps.leaving.leave)

    greet({ publicUrl: deps.publicUrl, token: await setupToken(deps), demo })
    return { publicUrl: deps.publicUrl, stop }
  } catch (err) {
    await stop()
    throw err
  }

  async function databaseUrl() {
    if (config.database.kind === 'external') return config.database.url
    const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log, reset: config.reset })
    stops.push(embedded.stop)
    return embedded.url
  }
}

/** A port that nobody has, asked for beforehand: the address browsers use must be known before anybody is served. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
