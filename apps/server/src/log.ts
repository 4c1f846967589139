import { writeSync } from 'node:fs'
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import type { LogLevel } from './config.ts'

/** Whatever carries one of these names is not written, wherever in a log line it stands (A76). */
const NEVER_LOGGED = [
  'idNumber',
  'password',
  'ticket',
  'token',
  'cookie',
  'authorization',
  'response',
  'answers',
  'key',
]

/**
 * The log: JSON lines on standard output or wherever they are sent, with ids and no personal data. Errors are written without their
 * message, since a database error's message holds the parameters of its query.
 */
export function openLog(level: LogLevel, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[not logged]' },
    serializers: { err: withoutMessage },
  }
  return pino(options, to ?? openStandardOutput())
}

/** A reader that is slow is waited for so long, a millisecond at a time. */
const WAITS = 50

/**
 * Standard output, which may be a file on a full volume or a reader that has gone: a line that cannot be written is lost,
 * and the server goes on (F07). How many were lost is the first thing written once there is room.
 */
function openStandardOutput(): DestinationStream {
  let lostCount = 0
  const moment = new Int32Array(new SharedArrayBuffer(4))

  function write(line: string): boolean {
    let rest = Buffer.from(line)
    for (let waits = 0; rest.length > 0;) {
      try {
        rest = rest.subarray(writeSync(1, rest))
      } catch (err) {
        const full = !(err instanceof Error) || !('code' in err) || err.code !== 'EAGAIN'
        if (full || (waits += 1) > WAITS) return false
        Atomics.wait(moment, 0, 0, 1)
      }
    }
    return true
  }

  return {
    write(line) {
      if (lostCount > 0) {
        const time = new Date().toISOString()
        if (write(`${JSON.stringify({ level: 50, time, lostCount, msg: 'log lines could not be written' })}\n`))
          lostCount = 0
      }
      if (lostCount > 0 || !write(line)) lostCount += 1
    },
  }
}

function withoutMessage(err: unknown) {
  if (!(err instanceof Error)) return { type: typeof err }
  const stack = err.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
  return { type: err.name, code: 'code' in err ? err.code : undefined, stack }
}
