import type { Database } from '@kaochang/database/client'
import type { Logger } from 'pino'
import type { Canary } from './canary/canary.ts'
import type { Clock } from './clock.ts'
import type { Leaving } from './leaving.ts'
import type { Mailer } from './notice/mailer.ts'
import type { LiveSittings } from './sitting/live-sittings.ts'
import type { RoomWatch } from './sitting/room-watch.ts'
import type { Secrets } from './secrets.ts'

/** The complete list of the shell's powers. What is not here, no act can do. */
export type Deps = {
  /** For everything but the answer path, which has a pool of its own inside `sittings`. */
  readonly db: Database
  readonly clock: Clock
  readonly secrets: Secrets
  readonly log: Logger
  /** The sittings held in memory, and the only way to add to a sitting's record. */
  readonly sittings: LiveSittings
  /** What goes on in the rooms, in whichever server process. */
  readonly watch: RoomWatch
  /** Candidates with known answers, sent through this process. */
  readonly canary: Canary
  /** Where browsers reach us, such as `https://exam.example.cn`: the only origin whose requests are heard. */
  readonly publicUrl: URL
  readonly demo: boolean
  /** Which build of the candidate's client is served: see `candidate-build`. */
  readonly candidateBuild: string | null
  /** The way notices leave by e-mail; null where no mail server is configured. */
  readonly mailer: Mailer | null
  /** Whether the volume has room for a further session: without it none is opened (F06). */
  readonly hasRoom: () => boolean
  /** How a server that is asked to stop says so beforehand. */
  readonly leaving: Leaving
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[]
}
