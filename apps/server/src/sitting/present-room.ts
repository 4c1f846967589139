import type { RoomBoard, RoomSitting } from '@kaochang/contract/room'
import type { RosterRow, SessionRoom } from '@kaochang/database/room'
import type { Instant } from '@kaochang/domain/instant'
import { itemCount } from '@kaochang/domain/paper/blueprint'
import { type Sitting, answeredCount, closesAt, phaseAt } from '@kaochang/domain/sitting/sitting'
import type { Presence } from './live-sittings.ts'

/** One candidate as the room sees them: the roster's row, the record behind it, and the line. */
export type Seen = { readonly row: RosterRow; readonly sitting: Sitting | undefined; readonly presence: Presence }

export function presentRoomSitting(
  { row, sitting, presence }: Seen,
  { session }: SessionRoom,
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
    rulesAccepted: sitting?.rulesAccepted ?? false,
    connected: presence.connected,
    answeredCount: sitting ? answeredCount(sitting) : 0,
    itemCount: itemCount(session.blueprint),
    lastSavedAt: sitting?.lastSavedAt ?? null,
    lastHeardAt: presence.lastHeardAt,
    startedAt: sitting?.startedAt ?? null,
    closesAt: sitting ? closesAt(sitting) : null,
    grantedMs: sitting?.grantedMs ?? 0,
    endedAt: sitting?.ended?.at ?? null,
    endReason: sitting?.ended?.reason ?? null,
    screenEventCount: sitting?.screenEventCount ?? 0,
  }
}

function stateOf(row: RosterRow, sitting: Sitting | undefined, at: Instant): RoomSitting['state'] {
  if (sitting && phaseAt(sitting, at) === 'ended') return 'ended'
  if (sitting && sitting.startedAt !== null) return 'answering'
  if (sitting?.identityConfirmed && sitting.rulesAccepted) return 'ready'
  if (sitting && sitting.terminalId !== null) return 'signed_in'
  return row.seatId === null ? 'expected' : 'checked_in'
}

/** The whole room at an instant of the database's clock. */
export function presentBoard(
  room: SessionRoom,
  seen: readonly Seen[],
  { at, durable, locked }: { at: Instant; durable: boolean; locked: RoomBoard['lockedTerminals'] },
): RoomBoard {
  const { session } = room
  return {
    session: {
      id: session.id,
      name: session.name,
      startsAt: session.startsAt,
      state: session.state,
      durationMinutes: session.blueprint.durationMinutes,
    },
    room: { id: room.roomId ?? '', name: room.roomName ?? '', seatCount: room.seatCount },
    startedAt: room.startedAt,
    serverAt: at,
    durable,
    sittings: seen.map((one) => presentRoomSitting(one, room, at)),
    lockedTerminals: locked,
  }
}
