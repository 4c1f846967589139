import { APP_ROLE, type DatabaseFault, openDatabase } from '@kaochang/database/client'
import {
  type Addition,
  type Connection,
  type LateSave,
  type TakenRow,
  appendEvents,
  keepApart,
  listRecords,
  listTaken,
  raiseEpochs,
} from '@kaochang/database/sitting'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Recorded } from '@kaochang/domain/sitting/sitting'
import { type SealedSitting, openShelf } from './sealed-sitting.ts'

/** What may be read of sittings, within a transaction and without. */
type Reads = {
  /** See `listRecords` of the database. */
  readonly listRecords: (
    wanted: readonly { readonly id: SittingId; readonly after: number }[],
  ) => Promise<ReadonlyMap<SittingId, Recorded[]>>
  /** What sittings were sealed with; those whose papers are not drawn are left out. */
  readonly fetchSealed: (ids: readonly SittingId[]) => Promise<ReadonlyMap<SittingId, SealedSitting>>
  /** See `appendEvents` of the database. */
  readonly append: (additions: readonly Addition[], attempt: { again: boolean }) => Promise<readonly SittingId[]>
}

/** A transaction in which sittings are taken. */
export type Taking = Reads & {
  /** See `raiseEpochs` of the database. */
  readonly raiseEpochs: (
    ids: readonly SittingId[],
    terminals: ReadonlyMap<SittingId, TerminalId>,
  ) => Promise<readonly TakenRow[]>
}

export type KeptApart = {
  readonly at: Instant
  readonly reason: 'after_end' | 'superseded'
  readonly terminalId: TerminalId
  readonly saves: readonly LateSave[]
}

/**
 * All that the sittings in memory ask of the database. PostgreSQL keeps it in service; the simulation puts a model
 * of PostgreSQL in its place, and breaks it at every step.
 */
export type SittingStore = Reads & {
  /**
   * One transaction: commits when `work` resolves, and gives what it resolved to.
   *
   * @throws what `work` threw, or the driver's error; after a lost answer to the commit it may have happened all the same
   */
  readonly inTransaction: <T>(work: (taking: Taking) => Promise<T>) => Promise<T>
  /** See `listTaken` of the database. */
  readonly listTaken: (
    held: readonly { readonly id: SittingId; readonly epoch: number }[],
  ) => Promise<ReadonlySet<SittingId>>
  readonly keepApart: (id: SittingId, late: KeptApart) => Promise<void>
  readonly close: () => Promise<void>
}

/** One for the journal, one for taking, the rest for reading and for late saves. */
const POOL_SIZE = 4

/** A database that has not answered after so long is asked again on another connection. */
const ANSWER_WITHIN_MS = 4_000

/**
 * Opens the store in PostgreSQL, with a pool of its own. Connects at once, so that a wrong URL is heard of now.
 *
 * @param url a connection string. It may hold a password: it is never logged.
 */
export async function openSittingStore(url: string, onLost: (fault: DatabaseFault) => void): Promise<SittingStore> {
  const { pool } = openDatabase({
    url: withAnswerLimit(url),
    size: POOL_SIZE,
    role: APP_ROLE,
    applicationName: 'kaochang sittings',
    statementTimeoutMs: 10_000,
    connectTimeoutMs: 2_000,
    onLost,
  })
  await pool.query('select')
  const shelf = openShelf()

  const readsOn = (db: Connection): Reads => ({
    listRecords: (wanted) => listRecords(db, wanted),
    fetchSealed: (ids) => shelf.fetch(db, ids),
    append: (additions, attempt) => appendEvents(db, additions, attempt),
  })

  return {
    ...readsOn(pool),
    async inTransaction(work) {
      const client = await pool.connect()
      let failure: Error | undefined
      try {
        await client.query('begin')
        const result = await work({
          ...readsOn(client),
          raiseEpochs: (ids, terminals) => raiseEpochs(client, ids, terminals),
        })
        await client.query('commit')
        return result
      } catch (err) {
        failure = err instanceof Error ? err : new Error(String(err))
        throw err
      } finally {
        // A connection that failed is in an unknown state; the pool makes another.
        client.release(failure)
      }
    },
    listTaken: (held) => listTaken(pool, held),
    keepApart: (id, late) => keepApart(pool, id, late),
    close: () => pool.end(),
  }
}

/** node-postgres takes this from the connection string; a line that only swallows would hold a query for ever. */
function withAnswerLimit(url: string) {
  return `${url}${url.includes('?') ? '&' : '?'}query_timeout=${ANSWER_WITHIN_MS}`
}
