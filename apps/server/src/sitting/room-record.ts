import type { RoomRecord } from '@kaochang/contract/room'
import { listRefusedCards } from '@kaochang/database/identity'
import {
  findSiteOfRoom,
  listIrregularities,
  listRoomEvents,
  listRoomRoster,
  listStaffNames,
} from '@kaochang/database/room'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { receiptCode } from '@kaochang/domain/sitting/record'
import { type SittingEvent, answeredCount } from '@kaochang/domain/sitting/sitting'
import { presentPhotographs } from './present-room.ts'
import { type ReachedRoom, type RoomDeps, photographsIn } from './reach-room.ts'

type Told = RoomRecord['candidates'][number]['events'][number]

/**
 * The room record (考场记录单), as the records of its candidates and the notes of its invigilators tell it: who sat
 * where, what was done to whose time and why, by whom, and the code that each candidate's receipt bears.
 */
export async function readRoomRecordOf({ db, clock, sittings }: RoomDeps, room: ReachedRoom): Promise<RoomRecord> {
  const place = { sessionId: room.session.id, roomId: room.roomId }
  const printedAt = clock.now()
  const [site, roster, events, noted, refusedCards, photographs] = await Promise.all([
    findSiteOfRoom(db, room.roomId),
    listRoomRoster(db, place),
    listRoomEvents(db, place),
    listIrregularities(db, place),
    listRefusedCards(db, place),
    photographsIn({ db }, room),
  ])
  invariant(site, 'a room lies in a site')
  const stand = await sittings.readMany(roster.map(({ sittingId }) => sittingId))
  const two = [room.startAskedBy, room.startedBy, room.endAskedBy, room.endedBy]
  const names = await listStaffNames(
    db,
    [...two, ...events.map(({ event }) => byOf(event))].filter((id) => id !== null),
  )
  const named = (...ids: (StaffId | null)[]) => [...new Set(ids)].flatMap((id) => (id ? [names.get(id) ?? ''] : []))
  const rowOf = new Map(roster.map((row) => [row.sittingId, row]))
  const itemFaults = events.flatMap(({ sittingId, at, event }) => {
    if (event.type !== 'item_fault') return []
    const { seatNumber = null, name = null } = rowOf.get(sittingId) ?? {}
    const reason = `第 ${event.item} 题在考试机上无法显示 / item ${event.item} could not be shown`
    return [{ kind: 'item_fault' as const, reason, at, notedBy: null, seatNumber, name }]
  })
  const told = events.filter(({ event }) => event.type !== 'item_fault')
  const eventsOf = Map.groupBy(told, ({ sittingId }) => sittingId)
  return {
    session: {
      name: room.session.name,
      startsAt: room.session.startsAt,
      durationMinutes: room.session.blueprint.durationMinutes,
    },
    site,
    room: room.roomName ?? '',
    startedAt: room.startedAt,
    startedBy: room.startedAt === null ? [] : named(room.startAskedBy, room.startedBy),
    endedAt: room.endedAt,
    endedBy: room.endedAt === null ? [] : named(room.endAskedBy, room.endedBy),
    counts: {
      expected: roster.length,
      sat: roster.filter(({ startedAt }) => startedAt !== null).length,
      absent: roster.filter(({ absentAt }) => absentAt !== null).length,
      ended: roster.filter(({ endedAt }) => endedAt !== null).length,
    },
    candidates: roster
      .toSorted((a, b) => (a.seatNumber ?? Infinity) - (b.seatNumber ?? Infinity))
      .map(({ sittingId, seatNumber, ticket, name, seb, sebExcused }) => {
        const sitting = stand.get(sittingId)
        const candidateEvents = (eventsOf.get(sittingId) ?? []).map(({ at, event }) => tell(at, event, names))
        const confirmed = candidateEvents.find(({ what }) => what === 'identity_confirmed')
        return {
          seatNumber,
          ticket,
          name,
          startedAt: sitting?.startedAt ?? null,
          endedAt: sitting?.ended?.at ?? null,
          endReason: sitting?.ended?.reason ?? null,
          answeredCount: sitting ? answeredCount(sitting) : 0,
          grantedMs: sitting?.grantedMs ?? 0,
          pausedMs: sitting?.pausedMs ?? 0,
          lostMs: sitting?.lostMs ?? 0,
          seb,
          sebExcused,
          photographs: presentPhotographs(photographs.get(sittingId), sitting, room.session, printedAt),
          identityProof: sitting?.identityProof ?? null,
          identityConfirmedBy: confirmed?.by ?? null,
          code: sitting?.ended ? receiptCode(sitting) : null,
          events: candidateEvents,
        }
      }),
    irregularities: [...noted.map(({ sittingId: _, ...irregularity }) => irregularity), ...itemFaults].sort(
      (one, other) => one.at - other.at,
    ),
    refusedCards,
    printedAt,
  }
}

function tell(at: Instant, event: SittingEvent, names: ReadonlyMap<string, string>): Told {
  const by = byOf(event)
  return { at, what: event.type, by: by && (names.get(by) ?? ''), reason: reasonOf(event) }
}

function byOf(event: SittingEvent): StaffId | null {
  return 'by' in event ? (event.by ?? null) : null
}

function reasonOf(event: SittingEvent): string | null {
  switch (event.type) {
    case 'time_granted':
      return `+${event.ms / 60_000} min · ${event.reason}`
    case 'paused':
    case 'moved':
      return event.reason
    case 'identity_confirmed':
      return event.reason ?? null
    case 'told':
      return event.text
    case 'ended':
      return event.note ?? null
    default:
      return null
  }
}
