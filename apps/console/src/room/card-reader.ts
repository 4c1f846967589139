import { type CardReading, cardReadingFrom } from '@kaochang/domain/people/card-reading'

/**
 * The program that speaks for the ID-card reader on this computer. What it answers is specified in the contract's
 * README, "An ID-card reader at the desk".
 */

/** For how long the program waits for a card, and how much longer it may take to say so. */
const WAIT_SECONDS = 30
const ANSWER_MS = 5_000

/** Both times are by this computer's clock; a program may round its own down to the second. */
const CLOCK_GRAIN_MS = 1_000

export const READER_PROBLEMS = [
  'unreachable',
  'unreadable',
  'stale',
  'no_reader',
  'no_card',
  'card_unreadable',
  'busy',
  'foreign_origin',
] as const
export type ReaderProblem = (typeof READER_PROBLEMS)[number]

/** No card was read, and why. */
export class ReaderFailed extends Error {
  readonly problem: ReaderProblem

  constructor(problem: ReaderProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Where this computer's reader stands in its storage: the port alone, since it is never anywhere but here. */
const KEPT_AS = 'kaochang.card-reader'

export function keptPort(): number | null {
  const kept = Number(localStorage.getItem(KEPT_AS))
  return isPort(kept) ? kept : null
}

export function keepPort(port: number | null): void {
  if (port === null) localStorage.removeItem(KEPT_AS)
  else localStorage.setItem(KEPT_AS, String(port))
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1_024 && port <= 65_535
}

/** The reader's own name, when it is there and ready. @throws ReaderFailed */
export async function askReader(port: number): Promise<string> {
  const { reader, state } = await ask(port, '/v1/reader', { signal: AbortSignal.timeout(ANSWER_MS) })
  if (state === 'no_reader') throw new ReaderFailed('no_reader')
  if (typeof reader !== 'string' || state !== 'ready') throw new ReaderFailed('unreadable')
  return reader
}

/**
 * Waits for a card to be laid on and reads it. A card that was read before anybody asked is not taken: it may be the
 * last candidate's.
 *
 * @param leave ends the waiting, as an AbortError
 * @throws ReaderFailed
 */
export async function readCard(port: number, leave: AbortSignal): Promise<CardReading> {
  const askedAt = Date.now()
  // Not `AbortSignal.any`: old computers stand at the desks as well, and Chrome 109 does not know it.
  const ended = new AbortController()
  leave.addEventListener('abort', () => ended.abort())
  const late = setTimeout(() => ended.abort(new DOMException('late', 'TimeoutError')), WAIT_SECONDS * 1_000 + ANSWER_MS)
  const answer = await ask(port, '/v1/read', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ waitSeconds: WAIT_SECONDS }),
    signal: ended.signal,
  }).finally(() => clearTimeout(late))
  const reading = cardReadingFrom(answer)
  if (!reading) throw new ReaderFailed('unreadable')
  if (reading.readAt < askedAt - CLOCK_GRAIN_MS) throw new ReaderFailed('stale')
  return reading
}

async function ask(port: number, path: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    mode: 'cors',
    credentials: 'omit',
    cache: 'no-store',
  }).catch((error: unknown) => {
    if (init.signal?.aborted && !isTimeout(init.signal.reason)) throw error
    throw new ReaderFailed('unreachable')
  })
  const answer: unknown = await response.json().catch(() => null)
  if (typeof answer !== 'object' || answer === null) throw new ReaderFailed('unreadable')
  if (response.ok) return answer as Readonly<Record<string, unknown>>
  const code = 'code' in answer ? answer.code : undefined
  throw new ReaderFailed(READER_PROBLEMS.find((problem) => problem === code) ?? 'unreadable')
}

function isTimeout(reason: unknown) {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}
