import { CLOSE, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import { exchangeFrames } from '@kaochang/contract/terminal'
import { listValidSignIns } from '@kaochang/database/sitting'
import { databaseFault } from '@kaochang/database/client'
import type { TerminalId } from '@kaochang/domain/ids'
import type { FastifyRequest, preHandlerHookHandler } from 'fastify'
import type { WebSocket } from 'ws'
import type { Routes } from '../app.ts'
import { sha256 } from '../hashing.ts'
import { COOKIES, candidateOf, terminalOf } from '../people/access.ts'
import { openPostedLines } from './posted-lines.ts'
import { type LineSocket, type TerminalLine, openTerminalLine } from './terminal-line.ts'

/** More lines at once from one terminal are no reconnecting but a flood. */
const LINES_PER_TERMINAL = 4

/** Each line's sign-in is looked at again at least this often: a revoked one must not go on answering (A20). */
const RECHECK_BEATS = 30

const BEAT_MS = 1_000

const PARTS_OF_A_BEAT = 20

/**
 * The terminals' lines. Who speaks is settled by the cookies before the upgrade, and the Origin with them;
 * no frame ever names a sitting. Two timers look after all lines.
 */
export const sittingSocket: Routes = (app, deps) => {
  const lines = new Set<TerminalLine>()
  const perTerminal = new Map<TerminalId, number>()
  // A few at a time: ten thousand at once would hold up everybody's answers for ten milliseconds.
  const nextToBeat = openRound(lines, () => PARTS_OF_A_BEAT)
  const beats = setInterval(() => {
    for (const line of nextToBeat()) line.beat()
  }, BEAT_MS / PARTS_OF_A_BEAT)
  app.addHook('onClose', () => clearInterval(beats))
  const nextToRecheck = openRound(lines, () => Math.min(RECHECK_BEATS, lines.size))
  const rechecks = setInterval(() => {
    recheck().catch((err: unknown) =>
      deps.log.warn({ fault: databaseFault(err) ?? null }, 'sign-ins could not be looked at again'),
    )
  }, BEAT_MS)
  app.addHook('onClose', () => clearInterval(rechecks))

  app.get(
    SOCKET_URL,
    { websocket: true, config: { access: 'sitting' }, preHandler: letGoOfResponse },
    (socket, request) => {
      letGoOfRequest(socket)
      admit(socket, request)
    },
  )

  const posted = openPostedLines()
  app.addHook('onClose', () => posted.close())
  app.route({
    ...exchangeFrames,
    handler: (request) => {
      const signIn = sha256(request.cookies[COOKIES.sitting] ?? '')
      return posted.exchange(signIn, request.body, (socket) => admit(socket, request))
    },
  })

  /** The plugin's own listener holds request and reply for as long as the line: a third of what a line takes. */
  function letGoOfRequest(socket: WebSocket) {
    socket.removeAllListeners('error')
    socket.on('error', (err: Error & { code?: string }) => {
      deps.log.warn({ code: err.code ?? err.name }, 'a line broke')
      socket.terminate()
    })
  }

  function admit(socket: LineSocket, request: FastifyRequest) {
    const { sittingId } = candidateOf(request)
    const { id: terminalId } = terminalOf(request)
    const open = perTerminal.get(terminalId) ?? 0
    if (open >= LINES_PER_TERMINAL) return socket.close(CLOSE.tooFast, 'too many lines')
    perTerminal.set(terminalId, open + 1)

    const signIn = sha256(request.cookies[COOKIES.sitting] ?? '')
    const line = openTerminalLine(socket, { sittingId, terminalId, signIn }, deps)
    lines.add(line)
    socket.on('close', () => {
      lines.delete(line)
      const left = (perTerminal.get(terminalId) ?? 1) - 1
      if (left > 0) perTerminal.set(terminalId, left)
      else perTerminal.delete(terminalId)
    })
  }

  /** A thirtieth of the lines each second, in one query. */
  async function recheck() {
    const part = nextToRecheck()
    if (part.length === 0) return
    const valid = await listValidSignIns(
      deps.db,
      part.map(({ signIn }) => signIn),
      deps.clock.now(),
    )
    for (const line of part) if (!valid.has(line.signIn)) line.signedOut()
  }
}

/** After an upgrade nothing is ever written to the response, and the connection would hold it for as long as the line. */
const letGoOfResponse: preHandlerHookHandler = (request, reply, done) => {
  const { socket } = reply.raw
  if (request.ws && socket) reply.raw.detachSocket(socket)
  done()
}

/** Goes through a set again and again, a part at a call: each round of so many calls meets whoever was there at its start. */
function openRound<T>(all: ReadonlySet<T>, partsOf: () => number): () => T[] {
  let left = all.values()
  let part = 0
  let parts = 1
  let size = 0
  return () => {
    if (part === 0) {
      left = all.values()
      size = all.size
      parts = Math.max(1, partsOf())
    }
    const before = Math.floor((size * part) / parts)
    const after = Math.floor((size * (part + 1)) / parts)
    part = (part + 1) % parts
    return [...left.take(after - before)]
  }
}
