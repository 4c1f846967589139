import type { Row } from './sitting-state.ts'

/**
 * The terminal's own log: every save is here before it is sent, and leaves when the server has it on disk.
 * It holds letters and numbers under an admission ticket, never a word of the paper.
 */
export type WriteAheadLog = {
  /** Tells this log from every other, such as the memory of a page that could not open it. */
  readonly id: string
  /** What was still here when the log was opened, oldest first. */
  readonly rows: readonly Row[]
  /** Resolves once the changes are on the terminal's disk. Rejects when they are not, or not in time. */
  readonly write: (changes: { put: readonly Row[]; remove: readonly Row[] }) => Promise<void>
  /** Forgets everything under this ticket. */
  readonly wipe: () => Promise<void>
  readonly close: () => void
}

const DATABASE = 'kaochang'
const STORE = 'saves'

/** A disk that answers later than this must not hold an answer back from the server. */
const PATIENCE_MS = 3_000

/**
 * Opens the log of one candidate on this terminal. Rows of other tickets stay untouched and unseen.
 *
 * @throws when the browser has no IndexedDB, refuses it, or does not answer within three seconds
 */
export async function openLog(ticket: string): Promise<WriteAheadLog> {
  const database = await inTime(openDatabase())
  const stored = await inTime(readAll(database, ticket))
  const rows = stored.filter((row): row is Row & { ticket: string } => 'item' in row)
  const known = stored.find((row): row is Identity => 'id' in row)
  const id = known?.id ?? newLogId()
  if (!known) await inTime(transact(database, (store) => store.put({ ticket, epoch: 0, seq: 0, id })))
  return {
    id,
    rows: rows.map(({ ticket: _, ...row }) => row),
    write: ({ put, remove }) =>
      inTime(
        transact(database, (store) => {
          for (const { epoch, seq } of remove) store.delete([ticket, epoch, seq])
          for (const row of put) store.put({ ...row, ticket })
        }),
      ),
    wipe: () => inTime(transact(database, (store) => store.delete(rangeOf(ticket)))),
    close: () => database.close(),
  }
}

/** Whether this browser keeps what is written: writes a row, reads it back, and removes it. */
export async function logWorks(): Promise<boolean> {
  const ticket = 'self-check'
  try {
    const log = await openLog(ticket)
    const row: Row = { epoch: 1, seq: 1, item: 1, response: 'A', marked: false, foreign: false }
    await log.write({ put: [row], remove: [] })
    log.close()
    const again = await openLog(ticket)
    await again.wipe()
    again.close()
    return again.rows.length === 1
  } catch {
    return false
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['ticket', 'epoch', 'seq'] })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('IndexedDB is held by another version of this page.'))
  })
}

/** Everything under one ticket: keys compare member by member, and an array comes after every number. */
function rangeOf(ticket: string) {
  return IDBKeyRange.bound([ticket], [ticket, []])
}

/** A name for a log that nobody else has: `crypto.randomUUID` is not there in an insecure context. */
export function newLogId(): string {
  return [...crypto.getRandomValues(new Uint32Array(3))].join('-')
}

/** Under the key that no save has, because epochs begin at 1. */
type Identity = { readonly ticket: string; readonly epoch: 0; readonly seq: 0; readonly id: string }

function readAll(database: IDBDatabase, ticket: string): Promise<((Row & { ticket: string }) | Identity)[]> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(STORE).objectStore(STORE).getAll(rangeOf(ticket))
    request.onsuccess = () => resolve(request.result as ((Row & { ticket: string }) | Identity)[])
    request.onerror = () => reject(request.error)
  })
}

// Strict: the browser asks the disk before it reports, so that a power cut takes nothing that was reported.
function transact(database: IDBDatabase, change: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    change(transaction.objectStore(STORE))
  })
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The local disk did not answer in time.')), PATIENCE_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
