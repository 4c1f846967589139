import { persons } from '@kaochang/database/schema/people'
import {
  assessments,
  rooms,
  seats,
  sessionRooms,
  sessions,
  sites,
  sittings,
  terminals,
} from '@kaochang/database/schema/session'
import type { RoomId, SeatId, SessionId, SiteId, SittingId, TerminalId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import { BLUEPRINTS } from '@kaochang/domain/paper/blueprints'
import { type IdNumber, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { DEFAULT_SETTINGS, type SessionState } from '@kaochang/domain/session/session'
import { ticketFrom } from '@kaochang/domain/session/ticket'
import { newToken, sha256 } from '@kaochang/server/hashing'
import { COOKIES } from '@kaochang/server/people/access'
import { idNumberLookup, sealIdNumber } from '@kaochang/server/people/id-number-secrets'
import { NINE, type TestApp, type Visitor } from './app.ts'

export type Place = {
  readonly siteId: SiteId
  readonly roomId: RoomId
  readonly seats: readonly { readonly id: SeatId; readonly number: number }[]
}

export type Candidate = {
  readonly sittingId: SittingId
  readonly name: string
  readonly ticket: string
  readonly idNumber: IdNumber
  /** The seat that was drawn for them; null when they have not checked in. */
  readonly seat: { readonly id: SeatId; readonly number: number } | null
}

/** An exam site with one room, written straight into the tables. */
export async function aPlace({ deps: { db } }: TestApp, province = '14', seatCount = 4): Promise<Place> {
  const [site] = await db
    .insert(sites)
    .values({
      province,
      name: `考点${province}`,
      address: '一号路',
      accreditedFrom: '2026-01-01' as CivilDate,
      createdAt: NINE,
    })
    .returning()
  if (!site) throw new Error('The site was not stored')
  const [room] = await db.insert(rooms).values({ siteId: site.id, name: '一号考室' }).returning()
  if (!room) throw new Error('The room was not stored')
  const numbers = Array.from({ length: seatCount }, (_, index) => ({ roomId: room.id, number: index + 1 }))
  const made = await db.insert(seats).values(numbers).returning()
  return { siteId: site.id, roomId: room.id, seats: made.map(({ id, number }) => ({ id, number })) }
}

let people = 0

/**
 * A session at a place, starting at `NINE` plus half an hour, with candidates of whom the first `seated` have
 * checked in at the seats in order. Without papers: for tests of who may enter, not of what they find.
 */
export async function anExam(
  { deps: { db, secrets } }: TestApp,
  place: Place,
  given: {
    state?: SessionState
    province?: string | null
    candidates?: number
    seated?: number
    startsInMinutes?: number
  } = {},
): Promise<{ sessionId: SessionId; candidates: Candidate[] }> {
  const { state = 'open', province = '14', candidates = 2, seated = candidates, startsInMinutes = 30 } = given
  const blueprint = BLUEPRINTS[0]
  if (!blueprint) throw new Error('There is no blueprint')
  const [session] = await db
    .insert(sessions)
    .values({
      name: '安全生产管理人员考核',
      category: 'manager',
      province,
      siteId: place.siteId,
      blueprint,
      startsAt: (NINE + startsInMinutes * 60_000) as typeof NINE,
      settings: DEFAULT_SETTINGS,
      state,
      createdAt: NINE,
      announcedAt: state === 'planned' ? null : NINE,
    })
    .returning()
  if (!session) throw new Error('The session was not stored')
  await db.insert(sessionRooms).values({ sessionId: session.id, roomId: place.roomId })

  const made: Candidate[] = []
  for (let index = 0; index < candidates; index += 1) {
    people += 1
    const idNumber = anIdNumber(people)
    const name = `考生${'甲乙丙丁戊己庚辛'.charAt(index % 8)}`
    const [person] = await db
      .insert(persons)
      .values({
        name,
        idNumberLookup: idNumberLookup(secrets, idNumber),
        idNumberSealed: sealIdNumber(secrets, idNumber),
        idNumberMasked: maskIdNumber(idNumber),
        enterprise: '某某煤业',
        createdAt: NINE,
      })
      .returning()
    if (!person) throw new Error('The person was not stored')
    const [assessment] = await db
      .insert(assessments)
      .values({ personId: person.id, category: 'manager', openedAt: NINE })
      .returning()
    if (!assessment) throw new Error('The assessment was not stored')
    const seat = index < seated ? (place.seats[index] ?? null) : null
    const ticket = ticketFrom(10_000_000_000 + people * 7_919)
    const [sitting] = await db
      .insert(sittings)
      .values({
        sessionId: session.id,
        personId: person.id,
        assessmentId: assessment.id,
        attempt: 1,
        roomId: place.roomId,
        ticket,
        seatId: seat?.id ?? null,
      })
      .returning()
    if (!sitting) throw new Error('The sitting was not stored')
    made.push({ sittingId: sitting.id, name, ticket, idNumber, seat })
  }
  return { sessionId: session.id, candidates: made }
}

/** A well-formed ID number that no other of these tests has. */
export function anIdNumber(n: number): IdNumber {
  // Through the old form of fifteen digits, which has no check character to compute.
  const read = readIdNumber(`1401064${String(n % 10)}0101${String(100 + (n % 900))}`)
  if (!read.ok) throw new Error(`No ID number: ${read.refusal.code}`)
  return read.value
}

/** A browser that is the terminal of a seat. */
export async function aTerminal(home: TestApp, seatId: string): Promise<Visitor & { readonly terminalId: TerminalId }> {
  const token = newToken()
  const [row] = await home.deps.db
    .insert(terminals)
    .values({ seatId: seatId as SeatId, tokenHash: sha256(token), enrolledAt: NINE, createdAt: NINE })
    .returning()
  if (!row) throw new Error('The terminal was not stored')
  const visitor = home.visitor()
  visitor.cookies.set(COOKIES.terminal, token)
  return { ...visitor, terminalId: row.id }
}
