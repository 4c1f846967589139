import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import { CLOSE, POST_WAIT_MS } from '@kaochang/contract/socket/protocol'
import type { exchangeFrames } from '@kaochang/contract/terminal'
import { newToken } from '../hashing.ts'
import type { LineSocket } from './terminal-line.ts'

type Asked = RequestOf<typeof exchangeFrames>['body']
type Answer = ResponseOf<typeof exchangeFrames>

/** After its end a line is remembered this long, so that its terminal hears how it ended. */
const REMEMBERED_MS = 30_000

export type PostedLines = {
  /**
   * One exchange of a terminal whose network refuses WebSockets (F59).
   *
   * @param owner whose line it is: nobody else's posts reach it
   * @param admit gives a new connection to a line
   */
  readonly exchange: (owner: string, asked: Asked, admit: (connection: LineSocket) => void) => Promise<Answer>
  readonly close: () => void
}

/**
 * Lines that are spoken by posts. What the server says is numbered and kept until the terminal says that it has heard
 * it, so that an answer lost on the way is told again; what a terminal says twice changes nothing, as on any line.
 */
export function openPostedLines(): PostedLines {
  const connections = new Map<string, { readonly owner: string; readonly connection: PostedConnection }>()
  const forgetting = new Set<NodeJS.Timeout>()

  function open(owner: string, admit: (connection: LineSocket) => void) {
    const id = newToken()
    const connection = postedConnection()
    connections.set(id, { owner, connection })
    connection.on('close', () => {
      const timer = setTimeout(() => {
        connections.delete(id)
        forgetting.delete(timer)
      }, REMEMBERED_MS)
      timer.unref()
      forgetting.add(timer)
    })
    admit(connection)
    return id
  }

  return {
    async exchange(owner, { line, heardUpTo, frames, wait }, admit) {
      const id = line ?? open(owner, admit)
      const found = connections.get(id)
      // Another process has it, or it is long over: the terminal opens another.
      if (found?.owner !== owner) return { line: id, frames: [], closed: { code: CLOSE.tryAgain, reason: 'unknown' } }
      const { connection } = found
      connection.forget(heardUpTo)
      for (const frame of frames) connection.deliver(frame)
      if (wait) await connection.word()
      return { line: id, frames: connection.untold(), closed: connection.closed() }
    },
    close() {
      for (const timer of forgetting) clearTimeout(timer)
      for (const { connection } of connections.values()) connection.terminate()
    },
  }
}

type PostedConnection = LineSocket & {
  readonly deliver: (frame: string) => void
  readonly forget: (heardUpTo: number) => void
  /** Resolves when there is something to say, and after `POST_WAIT_MS` without. */
  readonly word: () => Promise<void>
  readonly untold: () => Answer['frames']
  readonly closed: () => Answer['closed']
}

type Heard = (frame: Buffer, isBinary: boolean) => void

/** A connection whose frames lie ready until they are fetched. */
function postedConnection(): PostedConnection {
  const heard: Heard[] = []
  const gone: (() => void)[] = []
  let said: Answer['frames'] = []
  let number = 0
  let ended: Answer['closed'] = null
  let paused = false
  let held: string[] = []
  let waiting: (() => void)[] = []

  function tell() {
    for (const resolve of waiting.splice(0)) resolve()
  }

  function end(code: number, reason: string) {
    if (ended) return
    ended = { code, reason }
    tell()
    for (const each of gone) each()
  }

  return {
    OPEN: 1,
    get readyState() {
      return ended ? 3 : 1
    },
    get bufferedAmount() {
      return said.reduce((sum, { text }) => sum + text.length, 0)
    },
    get isPaused() {
      return paused
    },
    pause: () => (paused = true),
    resume() {
      paused = false
      const frames = held
      held = []
      for (const frame of frames) this.deliver(frame)
    },
    on(event: 'message' | 'close', listener: Heard | (() => void)) {
      if (event === 'message') heard.push(listener)
      else gone.push(listener as () => void)
    },
    send(frame) {
      if (ended) return
      said.push({ number: (number += 1), text: frame.toString() })
      tell()
    },
    close: (code = 1005, reason = '') => end(code, reason.toString()),
    // Nobody is on the line at any moment, so there is nothing to cut.
    terminate: () => end(CLOSE.tryAgain, 'silent'),
    deliver(frame) {
      if (ended) return
      if (paused) held.push(frame)
      else for (const each of heard) each(Buffer.from(frame), false)
    },
    forget(heardUpTo) {
      said = said.filter((one) => one.number > heardUpTo)
    },
    async word() {
      if (said.length > 0 || ended) return
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push(resolve)
      const timer = setTimeout(resolve, POST_WAIT_MS)
      await promise
      clearTimeout(timer)
      waiting = waiting.filter((other) => other !== resolve)
    },
    untold: () => said,
    closed: () => ended,
  }
}
