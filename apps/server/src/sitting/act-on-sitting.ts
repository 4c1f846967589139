import type { RoomSitting } from '@kaochang/contract/room'
import { findCardRead } from '@kaochang/database/identity'
import { noteAct } from '@kaochang/database/people'
import { findTerminalPlace, unlockTerminal } from '@kaochang/database/room'
import { placeOfSite } from '@kaochang/database/terminal'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { identityCheckOf, proofOf } from '@kaochang/domain/session/identity-check'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import type { LiveRefusal, RoomCommand } from './live-sittings.ts'
import { type RoomDeps, reachSitting, readRoomSitting } from './reach-room.ts'
import { followRoom } from './start-room.ts'

export type SittingActRefusal = LiveRefusal | { code: 'room_not_in_session' } | { code: 'session_not_open' }

const MINUTE = 60_000

/**
 * The invigilator has compared the person with the documents: the seat opens. Where the session asks for a card reader,
 * it must have read the candidate's own card. Asking again changes nothing.
 */
export async function confirmIdentityFor(deps: RoomDeps, actor: Actor, sittingId: string) {
  const asked = await identityOf(deps, actor, 'invigilate', sittingId)
  if (!asked.ok) return asked
  const proof = proofOf(asked.value.check, asked.value.read)
  if (!proof.ok) return proof
  const how = proof.value
  return act(deps, actor, sittingId, {
    may: 'invigilate',
    note: 'confirm_identity',
    command: { type: 'confirm_identity', by: actor.id, how },
    facts: { how },
  })
}

/**
 * The chief invigilator confirms an identity that no card reader has, with a reason that goes into the record: a card
 * that does not read must not cost anybody their exam, and nobody but the chief may say so.
 */
export async function overrideIdentityFor(deps: RoomDeps, actor: Actor, sittingId: string, reason: string) {
  const asked = await identityOf(deps, actor, 'run_room', sittingId)
  if (!asked.ok) return asked
  if (proofOf(asked.value.check, asked.value.read).ok) return refuse({ code: 'override_not_needed' })
  return act(deps, actor, sittingId, {
    may: 'run_room',
    note: 'override_identity',
    command: { type: 'confirm_identity', by: actor.id, how: 'override', reason: clean(reason) },
    facts: { reason: clean(reason) },
  })
}

/** What a sitting's session asks for, and what has read the candidate's card. */
async function identityOf(deps: RoomDeps, actor: Actor, may: SittingAct['may'], id: string) {
  const sittingId = id as SittingId
  const reached = await reachSitting(deps, actor, may, sittingId)
  if (!reached.ok) return reached
  const check = identityCheckOf(reached.value.session.settings)
  return allow({ check, read: await findCardRead(deps.db, sittingId) })
}

/** Gives one candidate more time, with a reason that goes into the record. */
export async function grantTimeFor(
  deps: RoomDeps,
  actor: Actor,
  sittingId: string,
  { minutes, reason, forLostTime = false }: { minutes: number; reason: string; forLostTime?: boolean | undefined },
) {
  return act(deps, actor, sittingId, {
    may: 'invigilate',
    note: 'grant_time',
    command: { type: 'grant_time', ms: minutes * MINUTE, by: actor.id, reason: clean(reason), forLostTime },
    facts: { minutes, reason: clean(reason), forLostTime },
  })
}

/** Ends one candidate's sitting, with a reason that goes into the record; what was saved is handed in. */
export async function endSittingFor(deps: RoomDeps, actor: Actor, sittingId: string, reason: string) {
  return act(deps, actor, sittingId, {
    may: 'run_room',
    note: 'end_sitting',
    command: { type: 'end', by: actor.id, note: clean(reason) },
    facts: { reason: clean(reason) },
  })
}

/** Lets one sitting rest, with a reason that goes into the record. */
export async function pauseSittingFor(deps: RoomDeps, actor: Actor, sittingId: string, reason: string) {
  return act(deps, actor, sittingId, {
    may: 'invigilate',
    note: 'pause_sitting',
    command: { type: 'pause', by: actor.id, reason: clean(reason) },
    facts: { reason: clean(reason) },
  })
}

/** Lets a sitting that rests go on with the time that was left. */
export async function resumeSittingFor(deps: RoomDeps, actor: Actor, sittingId: string) {
  return act(deps, actor, sittingId, {
    may: 'invigilate',
    note: 'resume_sitting',
    command: { type: 'resume', by: actor.id },
    facts: {},
  })
}

/** Shows a message on one candidate's screen; it stands in the record. */
export async function tellSittingFor(deps: RoomDeps, actor: Actor, sittingId: string, text: string) {
  return act(deps, actor, sittingId, {
    may: 'invigilate',
    note: 'tell_sitting',
    command: { type: 'tell', by: actor.id, text: clean(text) },
    facts: { text: clean(text) },
  })
}

type SittingAct = {
  readonly may: 'invigilate' | 'run_room'
  readonly note: string
  readonly command: RoomCommand
  readonly facts: Readonly<Record<string, unknown>>
}

/** One act of staff on one sitting. The log of acts hears of it only when the record has changed. */
async function act(
  deps: RoomDeps,
  actor: Actor,
  id: string,
  { may, note, command, facts }: SittingAct,
): Promise<Outcome<RoomSitting, SittingActRefusal>> {
  const sittingId = id as SittingId
  const reached = await reachSitting(deps, actor, may, sittingId)
  if (!reached.ok) return reached
  const room = reached.value
  if (room.session.state !== 'open') return refuse({ code: 'session_not_open' })

  const before = await deps.sittings.read(sittingId)
  if (!before.ok) return before
  const obeyed = await deps.sittings.obey(sittingId, command)
  if (!obeyed.ok) return obeyed
  if (obeyed.value.number > before.value.number) {
    await noteAct(deps.db, {
      at: deps.clock.now(),
      staffId: actor.id,
      act: note,
      subject: `sitting:${sittingId}`,
      facts,
    })
  }
  if (command.type === 'confirm_identity') {
    const followed = await followRoom(deps, room, sittingId)
    if (!followed.ok) return followed
  }
  return allow(await readRoomSitting(deps, room, sittingId))
}

/** What PostgreSQL's jsonb cannot hold, and what no line of a printed record should. */
export function clean(reason: string): string {
  return reason
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
}

/** Opens a terminal that locked itself after too many wrong sign-ins. */
export async function unlockTerminalFor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<Outcome<null, { code: 'not_found' }>> {
  const terminalId = id as TerminalId
  const place = await findTerminalPlace(db, terminalId)
  if (!place || !actor.may('invigilate', placeOfSite(place))) return refuse({ code: 'not_found' })
  if (place.failedSignIns > 0) {
    const facts = { seatNumber: place.seatNumber, failedSignIns: place.failedSignIns }
    await db.transaction(async (tx) => {
      await unlockTerminal(tx, terminalId)
      await noteAct(tx, {
        at: clock.now(),
        staffId: actor.id,
        act: 'unlock_terminal',
        subject: `terminal:${terminalId}`,
        facts,
      })
    })
  }
  return allow(null)
}
