import { issueEnrolmentCodes as issueEndpoint } from '@kaochang/contract/session'
import { CLOSE, ECHO_URL } from '@kaochang/contract/socket/protocol'
import * as terminal from '@kaochang/contract/terminal'
import { findEntry, getSeatWords, revokeCandidateSession } from '@kaochang/database/terminal'
import type { RoomId, SeatId } from '@kaochang/domain/ids'
import type { SafeExamBrowser } from '@kaochang/domain/session/safe-exam-browser'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../app.ts'
import { sha256 } from '../hashing.ts'
import { COOKIES, COOKIE_OPTIONS, actorOf, candidateOf, terminalOf } from './access.ts'
import { enrolTerminal, issueEnrolmentCodes } from './enrol-terminal.ts'
import { countFailures } from './failures.ts'
import { keepTerminalReportFor } from './keep-terminal-report.ts'
import { readPhotographing } from '../sitting/photographing.ts'
import { presentCandidate } from './present-candidate.ts'
import { sebVerdictOf } from './seb-evidence.ts'
import { signInCandidate, signInForResult } from './sign-in-candidate.ts'
import { RESULT_SESSION_MS, TERMINAL_LIFE_MS } from './sign-ins.ts'

/** How much of an echo a terminal gets. */
const ECHOES = 5
const ECHO_LIMIT_BYTES = 64
const ECHO_WITHIN_MS = 10_000

/** Terminals and the candidates at them, and candidates on their own pages. */
export const terminalRoutes: Routes = (app, deps) => {
  const { db, clock } = deps
  const enrolFailures = countFailures(app, [{ most: 20, withinMinutes: 10 }])
  const resultFailures = countFailures(app, [
    { most: 100, withinMinutes: 10 },
    { most: 10, withinMinutes: 60, of: (request) => sha256(ticketIn(request)) },
  ])

  app.route({
    ...issueEndpoint,
    handler: async (request, reply) => {
      const issued = await issueEnrolmentCodes(deps, actorOf(request), {
        roomId: request.params.roomId as RoomId,
        seatIds: request.body.seatIds as SeatId[],
      })
      return issued.ok ? { codes: issued.value } : reply.refuse(issued.refusal)
    },
  })

  app.route({
    ...terminal.enrolTerminal,
    handler: async (request, reply) => {
      const limited = await enrolFailures.refuse(request, reply)
      if (limited) return limited
      const enrolled = await enrolTerminal(deps, { code: request.body.code, before: request.cookies[COOKIES.terminal] })
      if (!enrolled.ok) {
        await enrolFailures.count(request)
        return reply.refuse(enrolled.refusal)
      }
      const { token, seatId } = enrolled.value
      keep(reply, COOKIES.terminal, token, TERMINAL_LIFE_MS).clearCookie(COOKIES.sitting, COOKIE_OPTIONS)
      return presentTerminal(seatId, false)
    },
  })

  app.route({
    ...terminal.readTerminal,
    handler: (request) => {
      const { seatId, locked } = terminalOf(request)
      return presentTerminal(seatId, locked)
    },
  })

  app.route({
    ...terminal.reportSelfCheck,
    config: {
      ...terminal.reportSelfCheck.config,
      // One a minute and one for each change; a terminal that says more is broken, and is not listened to.
      rateLimit: {
        max: 12,
        timeWindow: 60_000,
        cache: 60_000,
        keyGenerator: (request: FastifyRequest) => terminalOf(request).id,
      },
    },
    handler: (request) =>
      keepTerminalReportFor(deps, terminalOf(request), request.body, (asked) =>
        sebVerdictOf(request, deps.publicUrl, asked),
      ),
  })

  // Says back what it hears, a few times: a terminal learns whether the way lets WebSockets through, and how long it is.
  app.get(ECHO_URL, { websocket: true, config: { access: 'terminal' } }, (socket) => {
    let left = ECHOES
    const late = setTimeout(() => socket.terminate(), ECHO_WITHIN_MS)
    socket.on('message', (text: Buffer) => {
      if (text.length > ECHO_LIMIT_BYTES || left === 0) return socket.close(CLOSE.unreadable)
      left -= 1
      socket.send(text.toString())
    })
    socket.on('close', () => clearTimeout(late))
  })

  app.route({
    ...terminal.signInCandidate,
    config: {
      ...terminal.signInCandidate.config,
      // By terminal and not by address: a whole site signs in from one address within minutes (A75).
      rateLimit: {
        max: 30,
        timeWindow: 600_000,
        cache: 20_000,
        keyGenerator: (request: FastifyRequest) => terminalOf(request).id,
      },
    },
    handler: async (request, reply) => {
      const before = request.cookies[COOKIES.sitting]
      const said = (asked: SafeExamBrowser | null) => sebVerdictOf(request, deps.publicUrl, asked)
      const signedIn = await signInCandidate(deps, terminalOf(request), { claim: request.body, before, said })
      if (!signedIn.ok) return reply.refuse(signedIn.refusal)
      const { entry, seatNumber, token, expiresAt } = signedIn.value
      keep(reply, COOKIES.sitting, token, expiresAt - clock.now())
      return presentCandidate(entry, seatNumber, await readPhotographing(deps, entry.sittingId))
    },
  })

  app.route({
    ...terminal.readSignedIn,
    handler: async (request, reply) => {
      const entry = await findEntry(db, { sittingId: candidateOf(request).sittingId })
      // Somebody who was given another seat meanwhile has to sign in there.
      if (!entry || entry.seatNumber === null || entry.seatId !== terminalOf(request).seatId) {
        return reply.refuse({ code: 'not_signed_in' })
      }
      return presentCandidate(entry, entry.seatNumber, await readPhotographing(deps, entry.sittingId))
    },
  })

  app.route({ ...terminal.signOutCandidate, handler: (request, reply) => forget(request, reply, COOKIES.sitting) })

  app.route({
    ...terminal.signInForResult,
    handler: async (request, reply) => {
      const limited = await resultFailures.refuse(request, reply)
      if (limited) return limited
      const signedIn = await signInForResult(deps, { claim: request.body, before: request.cookies[COOKIES.candidate] })
      if (!signedIn.ok) {
        await resultFailures.count(request)
        return reply.refuse(signedIn.refusal)
      }
      keep(reply, COOKIES.candidate, signedIn.value.token, RESULT_SESSION_MS)
      return { name: signedIn.value.name }
    },
  })

  app.route({ ...terminal.signOutOfResult, handler: (request, reply) => forget(request, reply, COOKIES.candidate) })

  async function presentTerminal(seatId: SeatId, locked: boolean): Promise<terminal.TerminalView> {
    const serverAt = clock.now()
    return { ...(await getSeatWords(db, seatId, serverAt)), locked, serverAt }
  }

  async function forget(request: FastifyRequest, reply: FastifyReply, cookie: string) {
    await revokeCandidateSession(db, sha256(request.cookies[cookie] ?? ''), clock.now())
    return reply.clearCookie(cookie, COOKIE_OPTIONS).code(204).send(null)
  }
}

function keep(reply: FastifyReply, cookie: string, token: string, ms: number) {
  return reply.setCookie(cookie, token, { ...COOKIE_OPTIONS, maxAge: Math.floor(ms / 1000) })
}

/** The ticket's digits as they were typed, for counting; what else it may be is judged elsewhere. */
function ticketIn({ body }: FastifyRequest): string {
  const ticket = typeof body === 'object' && body !== null && 'ticket' in body ? body.ticket : ''
  return typeof ticket === 'string' ? ticket.normalize('NFKC').replaceAll(/\D/g, '') : ''
}
