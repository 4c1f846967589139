import {
  findEnrolmentCode,
  findRoomPlace,
  insertEnrolmentCodes,
  lockSeats,
  revokeTerminal,
  spendEnrolmentCode,
} from '@kaochang/database/terminal'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { RoomId, SeatId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { allow, refuse } from '@kaochang/domain/outcome'
import { randomInt } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { keyedHash, newToken, sha256 } from '../hashing.ts'
import type { Actor } from './access.ts'

const CODE_LIFE_MS = 8 * 3_600_000
const CODE_LENGTH = 10
/** Without 0 and O, 1 and I and L: a code is read off one screen and typed at another. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Makes one-time codes for seats of a room. A seat's older unused code is void from then on. */
export async function issueEnrolmentCodes(
  { db, clock, secrets }: Deps,
  actor: Actor,
  { roomId, seatIds }: { roomId: RoomId; seatIds: readonly SeatId[] },
) {
  const place = await findRoomPlace(db, roomId)
  if (!place || !actor.may('enrol_terminal', place)) return refuse({ code: 'not_found' })
  const at = clock.now()
  const expiresAt = (at + CODE_LIFE_MS) as Instant
  const wanted = new Set(seatIds)

  return db.transaction(async (tx) => {
    const seats = await lockSeats(tx, roomId, [...wanted])
    if (seats.length < wanted.size) return refuse({ code: 'not_found' })
    const codes = seats.map((seat) => ({ seatId: seat.id, seatNumber: seat.number, code: newCode(), expiresAt }))
    await insertEnrolmentCodes(
      tx,
      codes.map(({ seatId, code }) => ({
        seatId,
        codeHash: hashOfCode(secrets, code),
        codeExpiresAt: expiresAt,
        enrolledBy: actor.id,
        createdAt: at,
      })),
      at,
    )
    const facts = { seats: seats.map(({ number }) => number) }
    await noteAct(tx, { at, staffId: actor.id, act: 'issue_enrolment_codes', subject: `room:${roomId}`, facts })
    return allow(codes)
  })
}

/**
 * Turns a browser into the terminal of a seat. Whatever was the seat's terminal until now is revoked, and so
 * is whatever seat this browser stood at: a seat has one terminal, and a terminal one seat.
 *
 * @param before the token of the terminal that this browser was.
 * @returns the token for the terminal's cookie.
 */
export async function enrolTerminal(
  { db, clock, secrets }: Deps,
  { code, before }: { code: string; before: string | undefined },
) {
  const at = clock.now()
  const found = await findEnrolmentCode(db, hashOfCode(secrets, code), at)
  if (!found) return refuse({ code: 'enrolment_code_wrong' })
  const token = newToken()
  return transact(db, async (tx) => {
    if (!(await spendEnrolmentCode(tx, found, sha256(token), at))) return refuse({ code: 'enrolment_code_wrong' })
    if (before !== undefined) await revokeTerminal(tx, sha256(before), at)
    await noteAct(tx, {
      at,
      staffId: found.enrolledBy,
      act: 'enrol_terminal',
      subject: `terminal:${found.id}`,
      facts: { seatId: found.seatId },
    })
    return allow({ token, seatId: found.seatId })
  })
}

function newCode() {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))).join('')
}

/** Keyed: a code of fifty bits would not withstand guessing against a plain hash in a stolen copy of the table. */
function hashOfCode({ sealKey }: Deps['secrets'], code: string) {
  const typed = code.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')
  return keyedHash(sealKey, `enrolment-code:${typed}`)
}
