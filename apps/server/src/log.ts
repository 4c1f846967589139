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
  return pino(options, to)
}

function withoutMessage(err: unknown) {
  if (!(err instanceof Error)) return { type: typeof err }
  const stack = err.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
  return { type: err.name, code: 'code' in err ? err.code : undefined, stack }
}
