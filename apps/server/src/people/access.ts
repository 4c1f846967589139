import type { Access } from '@kaochang/contract/endpoint'
import type { PersonId, SeatId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import { type Act, type Place, may, maySomewhere } from '@kaochang/domain/people/permission'
import { type Grant, usableGrants } from '@kaochang/domain/people/roles'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { noteSebLost } from '@kaochang/database/terminal'
import { sha256 } from '../hashing.ts'
import { askInGroups } from './ask-in-groups.ts'
import { sebVerdictOf } from './seb-evidence.ts'
import {
  type FoundAtSeat,
  type SeatTokens,
  findAtSeats,
  findCandidateSession,
  findStaffSession,
  findTerminal,
} from './sign-ins.ts'

/** A signed-in member of staff, with what they may do where. Read afresh on every request. */
export type Actor = {
  readonly id: StaffId
  readonly login: string
  readonly name: string
  /** Those that may be used: none of a forbidden pair. */
  readonly grants: readonly Grant[]
  readonly may: (act: Act, place: Place) => boolean
}

export type EnrolledTerminal = { readonly id: TerminalId; readonly seatId: SeatId; readonly locked: boolean }

export type SignedInCandidate = {
  readonly sittingId: SittingId
  readonly personId: PersonId
  /** The terminal the candidate signed in at; null on the candidate's own pages. */
  readonly terminalId: TerminalId | null
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Use `actorOf`, `terminalOf`, `candidateOf`: they hold whatever the route's access promises. */
    actor: Actor | null
    terminal: EnrolledTerminal | null
    candidate: SignedInCandidate | null
  }
}

/** `__Host-` binds a cookie to this origin, path and TLS; browsers accept it on localhost too. */
export const COOKIES = {
  staff: '__Host-kaochang-staff',
  terminal: '__Host-kaochang-terminal',
  sitting: '__Host-kaochang-sitting',
  candidate: '__Host-kaochang-candidate',
} as const

export const COOKIE_OPTIONS = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const

/**
 * Every route of ours says who may call it; one that does not is not registered (A19). Whoever may not
 * is turned away before the body is read. An act is checked twice: here, that the person holds it
 * anywhere at all; and in the handler, with `actor.may`, that they hold it in the place the request touches.
 */
export function installAccess(app: FastifyInstance, deps: Deps): void {
  // A body is JSON, or it is not read: a form on somebody else's page can send plain text without asking (A29, A64).
  app.removeContentTypeParser('text/plain')

  app.decorateRequest('actor', null)
  app.decorateRequest('terminal', null)
  app.decorateRequest('candidate', null)

  app.addHook('onRoute', ({ url, config }) => {
    if (url.startsWith('/v1/') && config?.access === undefined)
      throw new Error(`The route ${url} does not say who may call it`)
  })

  const atSeat: AtSeat = askInGroups((asked) => findAtSeats(deps.db, asked, deps.clock.now()))
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config
    if (access === undefined) return
    if (!fromOurPages(request, deps.publicUrl)) return reply.refuse({ code: 'foreign_origin' })
    const refusal = await identify(request, access, deps, atSeat)
    if (refusal) return reply.refuse(refusal)
  })
}

/**
 * Requests that change something, and every WebSocket, must come from our own pages (A29, A30): the
 * browser's Origin must be ours, and where it sends Sec-Fetch-Site that must say so too. Programs that
 * are no browsers send the Origin as well.
 */
function fromOurPages({ method, headers }: FastifyRequest, publicUrl: URL): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const changes = method !== 'GET' && method !== 'HEAD'
  if (!changes && headers.upgrade === undefined) return true
  return headers.origin === publicUrl.origin || isOtherNameOfThisMachine(headers.origin, publicUrl)
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]']

/** A demonstration at `localhost` may be opened as 127.0.0.1 too: the same machine by another of its own names. */
function isOtherNameOfThisMachine(origin: string | undefined, publicUrl: URL): boolean {
  const asked = origin === undefined ? null : URL.parse(origin)
  if (asked === null || !THIS_MACHINE.includes(publicUrl.hostname) || !THIS_MACHINE.includes(asked.hostname))
    return false
  return asked.protocol === publicUrl.protocol && asked.port === publicUrl.port
}

type AtSeat = (tokens: SeatTokens) => Promise<FoundAtSeat | undefined>

async function identify(request: FastifyRequest, access: Access, deps: Deps, atSeat: AtSeat) {
  const at = deps.clock.now()
  if (access === 'open') return undefined

  if (access === 'staff' || typeof access === 'object') {
    const actor = await findActor(deps, request.cookies[COOKIES.staff])
    if (!actor) return { code: 'not_signed_in' } as const
    request.actor = actor
    const allowed = typeof access !== 'object' || maySomewhere(actor.grants, access.act)
    return allowed ? undefined : ({ code: 'not_permitted' } as const)
  }

  if (access === 'candidate') {
    const token = request.cookies[COOKIES.candidate]
    const candidate = token ? await findCandidateSession(deps.db, token, at) : undefined
    if (!candidate || candidate.terminalId !== null) return { code: 'not_signed_in' } as const
    request.candidate = candidate
    return undefined
  }

  const token = request.cookies[COOKIES.terminal]
  if (!token) return { code: 'terminal_not_enrolled' } as const
  if (access === 'terminal') {
    request.terminal = (await findTerminal(deps.db, token, at)) ?? null
    return request.terminal ? undefined : ({ code: 'terminal_not_enrolled' } as const)
  }

  const tokens = { terminal: token, candidate: request.cookies[COOKIES.sitting] ?? '' }
  const found = await atSeat(tokens)
  if (!found) return { code: 'terminal_not_enrolled' } as const
  request.terminal = found.terminal
  // A token that was taken to another terminal is worth nothing there (A27).
  if (found.candidate?.terminalId !== found.terminal.id) return { code: 'not_signed_in' } as const
  request.candidate = found.candidate
  // A browser need not send its headers with an upgrade. Whoever loses them goes on: it is evidence and not a lock.
  if (found.seb !== null && request.headers.upgrade === undefined) {
    const verdict = sebVerdictOf(request, deps.publicUrl, found.seb)
    if (verdict !== 'right') await noteSebLost(deps.db, sha256(tokens.candidate), at)
  }
  return undefined
}

/** The member of staff whose cookie this is, with what they may do at this moment. */
export async function findActor(
  deps: Pick<Deps, 'db' | 'clock'>,
  token: string | undefined,
): Promise<Actor | undefined> {
  const found = token ? await findStaffSession(deps.db, token, deps.clock.now()) : undefined
  if (!found) return undefined
  // Two roles that nobody may unite are checked when they are granted, and here again when they are used (A23).
  const grants = usableGrants(found.grants)
  return { ...found, grants, may: (act, place) => may(grants, act, place) }
}

export function actorOf({ actor }: FastifyRequest): Actor {
  if (!actor) throw new Error('This route has no staff: its access is not an act')
  return actor
}

export function terminalOf({ terminal }: FastifyRequest): EnrolledTerminal {
  if (!terminal) throw new Error('This route has no terminal: its access is not terminal or sitting')
  return terminal
}

export function candidateOf({ candidate }: FastifyRequest): SignedInCandidate {
  if (!candidate) throw new Error('This route has no candidate: its access is not sitting or candidate')
  return candidate
}
