import type { PhotographsStanding, RoomBoard, RoomSitting } from '@kaochang/contract/room'
import type { PhotographsKnown } from '@kaochang/database/photograph'
import type { RosterRow, SessionRoom } from '@kaochang/database/room'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { identityCheckOf } from '@kaochang/domain/session/identity-check'
import { ASKING_LASTS_MS } from '@kaochang/domain/session/two-people'
import { photographsOf } from '@kaochang/domain/session/session'
import { itemCount } from '@kaochang/domain/paper/blueprint'
import { cameraStanding } from '@kaochang/domain/sitting/photograph'
import { type Sitting, answeredCount, closesAt, phaseAt } from '@kaochang/domain/sitting/sitting'
import type { Presence } from './live-sittings.ts'

/** One candidate as the room sees them: the roster's row, the record behind it, and the line. */
export type Seen = {
  readonly row: RosterRow
  readonly sitting: Sitting | undefined
  readonly presence: Presence
  readonly irregularityCount: number
  readonly photographs: PhotographsKnown | undefined
}

export function presentRoomSitting(
  { row, sitting, presence, irregularityCount, photographs }: Seen,
  { session }: Pick<SessionRoom, 'session'>,
  at: Instant,
): RoomSitting {
  return {
    sittingId: row.sittingId,
    name: row.name,
    idNumberMasked: row.idNumberMasked,
    enterprise: row.enterprise,
    ticket: row.ticket,
    attempt: row.attempt,
    seatNumber: row.seatNumber,
    state: stateOf(row, sitting, at),
    identityConfirmed: sitting?.identityConfirmed ?? false,
    identityProof: sitting?.identityProof ?? null,
    overrideReason: sitting?.overrideReason ?? null,
    cardRead: row.cardRead,
    rulesAccepted: sitting?.rulesAccepted ?? false,
    connected: presence.connected,
    answeredCount: sitting ? answeredCount(sitting) : 0,
    itemCount: itemCount(session.blueprint),
    lastSavedAt: sitting?.lastSavedAt ?? null,
    lastHeardAt: presence.lastHeardAt,
    startedAt: sitting?.startedAt ?? null,
    closesAt: sitting ? closesAt(sitting) : null,
    grantedMs: sitting?.grantedMs ?? 0,
    pausedAt: sitting?.pausedAt ?? null,
    lostMs: sitting?.lostMs ?? 0,
    lostMadeGoodMs: sitting?.lostMadeGoodMs ?? 0,
    // What the platform noted by itself stands in the record, and so it is written down once and survives everything.
    irregularityCount: irregularityCount + (sitting?.faultyItems.length ?? 0),
    endedAt: sitting?.ended?.at ?? null,
    endReason: sitting?.ended?.reason ?? null,
    screenEventCount: sitting?.screenEventCount ?? 0,
    seb: row.seb,
    sebExcused: row.sebExcused,
    photographs: presentPhotographs(photographs, sitting, session, at),
  }
}

/** How a candidate's photographs stand; null where the session takes none. */
export function presentPhotographs(
  known: PhotographsKnown | undefined,
  sitting: Sitting | undefined,
  { settings }: Pick<SessionRoom['session'], 'settings'>,
  at: Instant,
): PhotographsStanding {
  const asked = photographsOf(settings)
  if (asked === null || !known) return null
  const { consent, excused, count, lastTakenAt } = known
  const answeringSince = sitting && phaseAt(sitting, at) === 'answering' ? sitting.startedAt : null
  return { consent, excused, camera: cameraStanding(asked, { ...known, answeringSince }, at), count, lastTakenAt }
}

function stateOf(row: RosterRow, sitting: Sitting | undefined, at: Instant): RoomSitting['state'] {
  const phase = sitting && phaseAt(sitting, at)
  if (phase === 'ended' || phase === 'paused') return phase
  if (sitting && sitting.startedAt !== null) return 'answering'
  if (sitting?.identityConfirmed && sitting.rulesAccepted) return 'ready'
  if (sitting && sitting.terminalId !== null) return 'signed_in'
  return row.seatId === null ? 'expected' : 'checked_in'
}

/** The whole room at an instant of the database's clock. */
export function presentBoard(
  room: SessionRoom,
  seen: readonly Seen[],
  about: {
    at: Instant
    durable: boolean
    locked: RoomBoard['lockedTerminals']
    names: ReadonlyMap<string, string>
  },
): RoomBoard {
  const { session } = room
  const { at, durable, locked, names } = about
  const asked = (by: StaffId | null, since: Instant | null, reason: string | null) =>
    by !== null && since !== null && at - since <= ASKING_LASTS_MS
      ? { by: names.get(by) ?? '', at: since, reason }
      : null
  return {
    session: {
      id: session.id,
      name: session.name,
      startsAt: session.startsAt,
      state: session.state,
      durationMinutes: session.blueprint.durationMinutes,
      sebRequired: session.safeExamBrowser?.required ?? false,
      identity: identityCheckOf(session.settings),
    },
    room: { id: room.roomId ?? '', name: room.roomName ?? '', seatCount: room.seatCount },
    startedAt: room.startedAt,
    startAsked: room.startedAt === null ? asked(room.startAskedBy, room.startAskedAt, null) : null,
    endAsked: room.endedAt === null ? asked(room.endAskedBy, room.endAskedAt, room.endAskedReason) : null,
    endedAt: room.endedAt,
    serverAt: at,
    durable,
    sittings: seen.map((one) => presentRoomSitting(one, room, at)),
    lockedTerminals: locked,
  }
}
