import { CLOSE, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import { exchangeFrames } from '@kaochang/contract/terminal'
import { listValidSignIns } from '@kaochang/database/sitting'
import { databaseFault } from '@kaochang/database/client'
import type { TerminalId } from '@kaochang/domain/ids'
import type { FastifyRequest } from 'fastify'
import type { Routes } from '../app.ts'
import { sha256 } from '../hashing.ts'
import { COOKIES, candidateOf, terminalOf } from '../people/access.ts'
import { openPostedLines } from './posted-lines.ts'
import { type LineSocket, type TerminalLine, openTerminalLine } from './terminal-line.ts'

/** More lines at once from one terminal are no reconnecting but a flood. */
const LINES_PER_TERMINAL = 4

/** Each line's sign-in is looked at again this often: a revoked one must not go on answering (A20). */
const RECHECK_BEATS = 30

const BEAT_MS = 1_000

/**
 * The terminals' lines. Who speaks is settled by the cookies before the upgrade, and the Origin with them;
 * no frame ever names a sitting. One timer looks after all lines.
 */
export const sittingSocket: Routes = (app, deps) => {
  const lines = new Set<TerminalLine>()
  const perTerminal = new Map<TerminalId, number>()
  let round = lines.values()
  const beats = setInterval(() => {
    for (const line of lines) line.beat()
    recheck().catch((err: unknown) =>
      deps.log.warn({ fault: databaseFault(err) ?? null }, 'sign-ins could not be looked at again'),
    )
  }, BEAT_MS)
  app.addHook('onClose', () => clearInterval(beats))

  app.get(SOCKET_URL, { websocket: true, config: { access: 'sitting' } }, admit)

  const posted = openPostedLines()
  app.addHook('onClose', () => posted.close())
  app.route({
    ...exchangeFrames,
    handler: (request) => {
      const signIn = sha256(request.cookies[COOKIES.sitting] ?? '')
      return posted.exchange(signIn, request.body, (socket) => admit(socket, request))
    },
  })

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
    const part: TerminalLine[] = []
    for (let count = Math.ceil(lines.size / RECHECK_BEATS); count > 0; count -= 1) {
      const next = round.next()
      if (next.done) {
        round = lines.values()
        break
      }
      part.push(next.value)
    }
    if (part.length === 0) return
    const valid = await listValidSignIns(
      deps.db,
      part.map(({ signIn }) => signIn),
      deps.clock.now(),
    )
    for (const line of part) if (!valid.has(line.signIn)) line.signedOut()
  }
}
