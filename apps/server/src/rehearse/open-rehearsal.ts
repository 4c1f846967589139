import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { openRehearsal } from '@kaochang/contract/rehearsal'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { insertRehearsed, listSeats, lockRehearsalRooms } from '@kaochang/database/rehearsal'
import {
  type Site,
  advanceSession,
  findSessionRow,
  findSite,
  insertRoom,
  insertSession,
  lockPersons,
} from '@kaochang/database/session'
import { transact } from '@kaochang/database/transact'
import type { BankId, RoomId, SiteId } from '@kaochang/domain/ids'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { BLUEPRINTS, tradeOf } from '@kaochang/domain/paper/blueprints'
import { drawPaper, prepareDraw } from '@kaochang/domain/paper/draw-paper'
import { checkBanks } from '@kaochang/domain/session/check-banks'
import { DEFAULT_SETTINGS, type SessionSettings } from '@kaochang/domain/session/session'
import { type IdNumber, maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import type { Deps } from '../deps.ts'
import { sha256 } from '../hashing.ts'
import { listDrawableBanks } from '../paper/choose-banks.ts'
import { drawSession, freeze } from '../paper/draw-session.ts'
import { type FrozenItem, readPool } from '../paper/read-pool.ts'
import type { Actor } from '../people/access.ts'
import { idNumberLookup, sealIdNumber } from '../people/id-number-secrets.ts'
import type { Secrets } from '../secrets.ts'
import { newTickets } from '../session/add-to-roster.ts'

type Opened = ResponseOf<typeof openRehearsal>
export type RehearsalRefusal = { code: 'not_found' } | { code: 'rehearsal_without_banks' } | { code: 'storage_short' }

/** It begins when it is opened, and whoever has finished may hand in at once. */
const AT_ONCE: SessionSettings = {
  ...DEFAULT_SETTINGS,
  admissionMinutes: 0,
  lateEntryMinutes: 240,
  earliestHandInMinutes: 0,
}

/** Beyond what was asked for, so that time is never up before the rehearsal has done what it came for. */
const SPARE_MINUTES = 30

/**
 * Opens a rehearsal at a site: a session of its own purpose, from which nothing ever follows, in a room of its own, so
 * that the site's terminals stay enrolled where they are. It needs no announcement and no second person.
 */
export async function openRehearsalFor(
  deps: Deps,
  actor: Actor,
  asked: RequestOf<typeof openRehearsal>['body'],
): Promise<Outcome<Opened, RehearsalRefusal>> {
  const { db, clock, secrets, hasRoom } = deps
  if (!hasRoom()) return refuse({ code: 'storage_short' })
  return transact(db, async (tx): Promise<Outcome<Opened, RehearsalRefusal>> => {
    const at = clock.now()
    const site = await findSite(tx, asked.siteId as SiteId)
    const place = site && ({ level: 'site', province: site.province, siteId: site.id } as const)
    if (!site || !place || !actor.may('run_room', place)) return refuse({ code: 'not_found' })
    const source = await choosePapers(tx, site)
    if (!source) return refuse({ code: 'rehearsal_without_banks' })
    const { blueprint, bankIds, pool } = source

    const roomId = await takeRoom(tx, site.id, asked.seats)
    const category = blueprint.category
    const trade = tradeOf(blueprint)
    const sessionId = await insertSession(
      tx,
      {
        name: `演练：${site.name}（${asked.seats} 名模拟考生）`,
        category,
        trade,
        purpose: 'rehearsal',
        province: site.province,
        siteId: site.id,
        blueprint: { ...blueprint, durationMinutes: asked.minutes + SPARE_MINUTES },
        startsAt: at,
        settings: AT_ONCE,
        createdBy: actor.id,
        createdAt: at,
      },
      { roomIds: [roomId], bankIds },
    )
    const candidates = await insertCandidates(tx, secrets, { sessionId, roomId, category, trade, at }, asked.seats)
    await advanceSession(tx, sessionId, 'announced', at)
    const session = await findSessionRow(tx, sessionId)
    invariant(session, 'a session that was just made can be found')
    const frozen = await freeze(tx, secrets, { session, pool, by: actor.id, at })
    invariant(frozen.ok, 'what one paper was drawn from suffices for others')
    await drawSession(tx, secrets, session, at)
    await advanceSession(tx, sessionId, 'sealed', at)
    await advanceSession(tx, sessionId, 'open', at)
    const facts = { siteId: site.id, seats: asked.seats, minutes: asked.minutes, blueprint: blueprint.name }
    await noteAct(tx, { at, staffId: actor.id, act: 'open_rehearsal', subject: `session:${sessionId}`, facts })
    return allow({ sessionId, roomId, itemCount: pool.length, seatIds: await listSeats(tx, roomId), candidates })
  })
}

type Source = {
  readonly blueprint: Blueprint
  readonly bankIds: readonly BankId[]
  readonly pool: readonly FrozenItem[]
}

/**
 * The first exam whose papers can be drawn from the banks in force, and of their items those of one single paper,
 * always the same while the banks stay as they are: whoever rehearses sees no more of a bank than one candidate does,
 * however often it is done.
 */
async function choosePapers(tx: Transaction, { province }: Pick<Site, 'province'>): Promise<Source | undefined> {
  const drawable = await listDrawableBanks(tx, province)
  for (const blueprint of BLUEPRINTS) {
    const banks = drawable.filter((bank) => checkBanks(blueprint, { province, trade: tradeOf(blueprint) }, [bank]).ok)
    const bankIds = banks.map(({ id }) => id)
    const whole = bankIds.length > 0 ? await readPool(tx, bankIds) : []
    const prepared = prepareDraw(blueprint, whole)
    if (!prepared.ok) continue
    const shown = new Set(
      drawPaper(prepared.value, sha256(`rehearsal/${blueprint.name}`)).items.map(({ itemId }) => itemId),
    )
    return { blueprint, bankIds, pool: whole.filter(({ id }) => shown.has(id)) }
  }
  return undefined
}

/** A rehearsal room of the site with just so many seats in which nothing goes on, or a new one. */
async function takeRoom(tx: Transaction, siteId: SiteId, seatCount: number): Promise<RoomId> {
  const made = await lockRehearsalRooms(tx, siteId)
  for (const { id, running } of made) if (!running && (await listSeats(tx, id)).length === seatCount) return id
  for (let number = made.length + 1; ; number += 1) {
    const roomId = await insertRoom(tx, { siteId, name: `演练考室 ${number}`, seatCount })
    if (roomId) return roomId
  }
}

type Roster = Parameters<typeof insertRehearsed>[1]

/** The same simulated people in every rehearsal. */
async function insertCandidates(
  tx: Transaction,
  secrets: Secrets,
  roster: Roster,
  count: number,
): Promise<Opened['candidates']> {
  const people = Array.from({ length: count }, (_, index) => {
    const idNumber = nobodysIdNumber(index)
    return { name: `模拟考生${index + 1}`, idNumber, lookup: idNumberLookup(secrets, idNumber) }
  })
  const held = await lockPersons(
    tx,
    people.map(({ name, idNumber, lookup }) => ({
      name,
      idNumberLookup: lookup,
      idNumberSealed: sealIdNumber(secrets, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
      enterprise: '演练',
      createdAt: roster.at,
    })),
  )
  const personOf = new Map(held.map(({ id, idNumberLookup: lookup }) => [lookup, id]))
  const tickets = await newTickets(tx, count)
  const entries = people.map(({ idNumber, lookup }, index) => {
    const personId = personOf.get(lookup)
    const ticket = tickets[index]
    invariant(personId && ticket, 'everybody has an ID number and a ticket of their own')
    return { personId, ticket, idNumber }
  })
  const sittingOf = await insertRehearsed(tx, roster, entries)
  return entries.map(({ ticket, idNumber }) => {
    const sittingId = sittingOf.get(ticket)
    invariant(sittingId, 'everybody entered has a place')
    return { sittingId, ticket, idNumber }
  })
}

/**
 * The identity number of a simulated candidate: well formed, and of the region 999999, which does not exist, so that
 * no living person has it.
 */
function nobodysIdNumber(index: number): IdNumber {
  const day = String(1 + Math.floor(index / 1_000)).padStart(2, '0')
  const read = readIdNumber(`9999990001${day}${String(index % 1_000).padStart(3, '0')}`)
  invariant(read.ok, 'the number of a simulated candidate is well formed')
  return read.value
}
