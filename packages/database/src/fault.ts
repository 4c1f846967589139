import { DatabaseError } from 'pg'

/**
 * What may be told of a database error: never its message, never its parameters. Drizzle writes the
 * parameters of a query into the message of its error, and PostgreSQL writes row values into DETAIL;
 * both hold answers and ID numbers.
 */
export type DatabaseFault = {
  /** SQLSTATE, Node's code (`ECONNREFUSED`), or `connection_lost` where the driver gives neither. */
  readonly code: string
  readonly constraint: string | undefined
  readonly table: string | undefined
  /** The connection went, or another transaction was in the way: the same work may be tried again as it is. */
  readonly retryable: boolean
}

/** SQLSTATEs after which the same transaction may simply run again. */
const CONFLICTS = new Set(['40001', '40P01', '55P03'])

/** The server going away or not yet being back (57P0x, class 08), and the disk being full. */
const SERVER_GONE = /^(08...|57P0[1-3]|53[0-4]00)$/

/** What Node says of a socket whose other end is not there. */
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND'])

/** node-postgres gives these no code at all. */
const DRIVER_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection|Query read timeout)/

/**
 * Reads a thrown value as a database fault that is safe to log.
 *
 * Looks through `cause`, because Drizzle wraps the driver's error. Undefined when no database error is in there.
 */
export function databaseFault(err: unknown): DatabaseFault | undefined {
  for (let cause = err; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseError && cause.code !== undefined) {
      const { code, constraint, table } = cause
      return { code, constraint, table, retryable: CONFLICTS.has(code) || SERVER_GONE.test(code) }
    }
    const code = codeOf(cause)
    if (code !== undefined) return { code, constraint: undefined, table: undefined, retryable: true }
  }
  return undefined
}

function codeOf(err: Error): string | undefined {
  if ('code' in err && typeof err.code === 'string' && SOCKET_CODES.has(err.code)) return err.code
  return DRIVER_WORDS.test(err.message) ? 'connection_lost' : undefined
}
