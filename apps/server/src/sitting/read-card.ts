import type { RequestOf } from '@kaochang/contract/endpoints'
import type { checkIn } from '@kaochang/contract/room'
import { findByIdNumber, insertCardReading } from '@kaochang/database/identity'
import { type RosterRow, listRoomRoster } from '@kaochang/database/room'
import type { SittingId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { type CardRefusal, type LONG_TERM, judgeCard } from '@kaochang/domain/people/card-reading'
import { type IdNumberRefusal, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { idNumberLookup } from '../people/id-number-secrets.ts'
import type { ReachedRoom, RoomDeps } from './reach-room.ts'
import { roomKey } from './room-watch.ts'

/** A card that was read at a desk, or a number that a keyboard reader typed, and whose it must be. */
export type CardClaim = Exclude<RequestOf<typeof checkIn>['body'], { ticket: string }>

export type CardClaimRefusal = CardRefusal | IdNumberRefusal | { code: 'not_found' } | { code: 'session_not_open' }

/**
 * Finds the candidate of this room by their ID card, and judges the card. Every card is kept as evidence with what was
 * said to it, a refused one above all; its number only as it is shown.
 */
export async function readCardFor(
  { db, clock, secrets, watch }: RoomDeps & Pick<Deps, 'secrets'>,
  actor: Actor,
  { session, roomId }: ReachedRoom,
  claim: CardClaim,
): Promise<Outcome<RosterRow, CardClaimRefusal>> {
  if (session.state !== 'open') return refuse({ code: 'session_not_open' })
  const says = 'card' in claim ? datesOf(claim.card) : null
  const number = readIdNumber('card' in claim ? claim.card.idNumber : claim.idNumber)
  if (!number.ok) return number
  const idNumber = number.value

  const holder = await findByIdNumber(db, session.id, idNumberLookup(secrets, idNumber))
  const wanted = claim.sittingId ?? (holder?.roomId === roomId ? holder.id : undefined)
  const [row] =
    wanted === undefined ? [] : await listRoomRoster(db, { sessionId: session.id, roomId }, wanted as SittingId)
  if (claim.sittingId !== undefined && !row) return refuse({ code: 'not_found' })

  const at = clock.now()
  const judged: Outcome<RosterRow, CardRefusal> = row ? judge(row) : refuse({ code: 'card_unknown', ...elsewhere() })
  await insertCardReading(db, {
    sessionId: session.id,
    roomId,
    sittingId: row?.sittingId ?? null,
    reader: says ? 'reader' : 'keyboard_reader',
    idNumberMasked: maskIdNumber(idNumber),
    ...says,
    refusal: judged.ok ? null : judged.refusal.code,
    readBy: actor.id,
    at,
  })
  watch.touch(roomKey(session.id, roomId))
  return judged

  function judge(expected: RosterRow): Outcome<RosterRow, CardRefusal> {
    const holdsNumber = holder?.id === expected.sittingId
    const right = judgeCard(says, { name: expected.name, holdsNumber }, civilDateAt(at))
    return right.ok ? allow(expected) : right
  }

  function elsewhere() {
    return holder ? { room: holder.roomName } : {}
  }
}

/** What a card says beside its number; the contract has read the days. */
function datesOf({ name, validFrom, validUntil, readAt }: Extract<CardClaim, { card: unknown }>['card']) {
  return {
    name,
    validFrom: validFrom as CivilDate,
    validUntil: validUntil as CivilDate | typeof LONG_TERM,
    cardReadAt: readAt as Instant,
  }
}
