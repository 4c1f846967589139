import { createHash } from 'node:crypto'
import { type Database, openDatabase } from '@kaochang/database/client'
import { banks, itemKeys, itemVersions, items } from '@kaochang/database/schema/bank'
import { persons, staff, staffGrants, staffSessions } from '@kaochang/database/schema/people'
import {
  assessments,
  candidateSessions,
  papers,
  rooms,
  seats,
  sessionRooms,
  sessions,
  sites,
  sittings,
  terminals,
} from '@kaochang/database/schema/session'
import type { ItemKind } from '@kaochang/domain/bank/item'
import { canonical } from '@kaochang/domain/canonical'
import type { ItemId, RoomId, SeatId, SessionId, SiteId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { type PoolItem, drawPaper, prepareDraw } from '@kaochang/domain/paper/draw-paper'
import type { Paper } from '@kaochang/domain/paper/paper'
import type { Role } from '@kaochang/domain/people/roles'
import { DEFAULT_SETTINGS, type SessionSettings } from '@kaochang/domain/session/session'
import { ticketFrom } from '@kaochang/domain/session/ticket'
import { sha256 } from '@kaochang/server/hashing'
import { COOKIES } from '@kaochang/server/people/access'
import { openClock } from '@kaochang/server/clock'
import { openLog } from '@kaochang/server/log'
import type { LiveSittings, RoomCommand } from '@kaochang/server/sitting/live-sittings'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'

export type Examinee = {
  readonly sittingId: SittingId
  readonly seatId: SeatId
  readonly terminalId: TerminalId
  readonly ticket: string
  readonly paper: Paper
  /** Both cookies: an enrolled terminal at the examinee's seat, with the examinee signed in. */
  readonly cookie: string
}

export type SealedExam = {
  readonly siteId: SiteId
  readonly roomId: RoomId
  readonly sessionId: SessionId
  readonly startsAt: Instant
  readonly examinees: readonly Examinee[]
  /** A chief invigilator of the site, and their cookie. */
  readonly staffId: StaffId
  readonly staffCookie: string
  /** An invigilator's of the site: a start takes two people. */
  readonly invigilatorCookie: string
  /** Signs somebody in at a terminal; the cookies of it. */
  readonly signIn: (who: Pick<Examinee, 'sittingId' | 'seatId' | 'terminalId'>) => Promise<string>
  /** What its papers are drawn from: for another exam of the same bank. */
  readonly bank: Bank
}

export type Bank = {
  readonly pool: readonly PoolItem[]
  /** Of every item: what is right, by the author's letters. */
  readonly keys: ReadonlyMap<ItemId, string>
}

/** What no payload to a candidate may hold: it stands in a column beside every item's text. */
export const KEY_MARK = 'PLANTED-KEY-MARK'

/** Two of each kind; small enough to read. */
export const SIX_ITEMS = { true_false: 2, single_choice: 2, multiple_response: 2 } as const

type Given = {
  /** When the tables were written; the exam starts then too, unless `startsAt` says otherwise. */
  readonly at: Instant
  readonly startsAt?: Instant
  readonly candidates: number
  readonly durationMinutes?: number
  readonly settings?: Partial<SessionSettings>
  readonly itemsPerKind?: Readonly<Record<ItemKind, number>>
  /** How many items the bank has for each that a paper takes. */
  readonly poolTimes?: number
  /** A bank that another exam was made with, instead of one of its own. */
  readonly bank?: Bank | undefined
  /** Seats beyond the candidates'. */
  readonly spareSeats?: number
  /** Give out the seats and the terminals' cookies; false leaves everybody to be checked in. */
  readonly seated?: boolean
}

let exams = 0

/** An open session whose papers are drawn, written straight into the tables by the real draw. */
export async function aSealedExam(db: Database, given: Given): Promise<SealedExam> {
  const { at, startsAt = at, candidates, seated = true } = given
  exams += 1
  const label = `${process.pid}-${exams}`
  const blueprint = blueprintOf(given.itemsPerKind ?? SIX_ITEMS, given.durationMinutes ?? 60)
  const bank = given.bank ?? (await aBank(db, blueprint, given.poolTimes ?? 3, at))

  const site = one(
    await db
      .insert(sites)
      .values({
        province: '14',
        name: `考点 ${label}`,
        address: '一号路',
        accreditedFrom: '2020-01-01' as CivilDate,
        createdAt: at,
      })
      .returning(),
  )
  const room = one(await db.insert(rooms).values({ siteId: site.id, name: '一号考室' }).returning())
  const session = one(
    await db
      .insert(sessions)
      .values({
        name: `瓦斯检查作业考试 ${label}`,
        category: 'operator',
        trade: '煤矿瓦斯检查作业',
        province: '14',
        siteId: site.id,
        blueprint,
        startsAt,
        settings: { ...DEFAULT_SETTINGS, ...given.settings },
        state: 'open',
        createdAt: at,
        announcedAt: at,
        openedAt: at,
      })
      .returning(),
  )
  await db.insert(sessionRooms).values({ sessionId: session.id, roomId: room.id })
  const chief = await aChief(db, site.id, label, at)
  const second = await aMember(db, { role: 'invigilator', siteId: site.id, province: '14', label, at })

  const numbers = Array.from({ length: candidates }, (_, index) => index)
  const seatRows = await inChunks(
    Array.from({ length: candidates + (given.spareSeats ?? 0) }, (_, index) => index),
    (part) =>
      db
        .insert(seats)
        .values(part.map((index) => ({ roomId: room.id, number: index + 1 })))
        .returning(),
  )
  const seatIds = seatRows.toSorted((a, b) => a.number - b.number).map(({ id }) => id)
  const terminalRows = await inChunks(seatIds, (part) =>
    db
      .insert(terminals)
      .values(
        part.map((seatId) => ({ seatId, tokenHash: sha256(`terminal.${seatId}`), enrolledAt: at, createdAt: at })),
      )
      .returning({ id: terminals.id, seatId: terminals.seatId }),
  )
  const terminalAt = new Map(terminalRows.map(({ id, seatId }) => [seatId, id]))

  const people = await inChunks(numbers, (part) =>
    db
      .insert(persons)
      .values(
        part.map((index) => ({
          name: `考生${index + 1}`,
          idNumberLookup: `${label}/${index}`,
          idNumberSealed: Buffer.alloc(4),
          idNumberMasked: '1401**********0012',
          enterprise: '某某煤业',
          createdAt: at,
        })),
      )
      .returning({ id: persons.id }),
  )
  const cases = await inChunks(people, (part) =>
    db
      .insert(assessments)
      .values(
        part.map(({ id }) => ({
          personId: id,
          category: 'operator' as const,
          trade: '煤矿瓦斯检查作业',
          openedAt: at,
        })),
      )
      .returning({ id: assessments.id, personId: assessments.personId }),
  )
  const caseOf = new Map(cases.map(({ id, personId }) => [personId, id]))
  const tickets = numbers.map((index) =>
    ticketFrom(10_000_000_000 + exams * 200_000_033 + process.pid * 100_003 + index * 1_979),
  )
  const rows = await inChunks(numbers, (part) =>
    db
      .insert(sittings)
      .values(
        part.map((index) => {
          const personId = one([people[index]]).id
          return {
            sessionId: session.id,
            personId,
            assessmentId: caseOf.get(personId) ?? '',
            attempt: 1,
            roomId: room.id,
            ticket: tickets[index] ?? '',
            seatId: seated ? (seatIds[index] ?? null) : null,
          }
        }),
      )
      .returning({ id: sittings.id, ticket: sittings.ticket }),
  )
  const sittingWith = new Map(rows.map(({ id, ticket }) => [ticket, id]))

  const prepared = prepareDraw(blueprint, bank.pool)
  invariant(prepared.ok, 'the fixture’s bank is large enough for its blueprint')
  const examinees = numbers.map((index): Examinee => {
    const seatId = one([seatIds[index]])
    const ticket = tickets[index] ?? ''
    const sittingId = one([sittingWith.get(ticket)])
    return {
      sittingId,
      seatId,
      terminalId: one([terminalAt.get(seatId)]),
      ticket,
      paper: drawPaper(prepared.value, createHash('sha256').update(`seed ${index}`).digest('hex')),
      cookie: cookieOf({ seatId, sittingId }),
    }
  })
  await eachChunk(examinees, (part) =>
    db
      .insert(papers)
      .values(
        part.map(({ sittingId, paper }) => ({ sittingId, paper, paperHash: sha256(canonical(paper)), drawnAt: at })),
      ),
  )
  const signIn = async (who: readonly Pick<Examinee, 'sittingId' | 'seatId' | 'terminalId'>[]) =>
    eachChunk(who, (part) =>
      db.insert(candidateSessions).values(
        part.map(({ sittingId, terminalId }) => ({
          tokenHash: sha256(`sitting.${sittingId}`),
          sittingId,
          terminalId,
          createdAt: at,
          expiresAt: (at + 86_400_000) as Instant,
        })),
      ),
    )
  if (seated) await signIn(examinees)
  return {
    siteId: site.id,
    roomId: room.id,
    sessionId: session.id,
    startsAt,
    examinees,
    bank,
    ...chief,
    invigilatorCookie: second.staffCookie,
    signIn: async (who) => {
      await signIn([who])
      return cookieOf(who)
    },
  }
}

function cookieOf({ seatId, sittingId }: { seatId: SeatId; sittingId: SittingId }) {
  return `${COOKIES.terminal}=terminal.${seatId}; ${COOKIES.sitting}=sitting.${sittingId}`
}

/** Writes into the records that everybody has their seat and has been identified, and starts the room. */
export async function bringToTheStart(live: LiveSittings, exam: SealedExam): Promise<void> {
  await bringToTheirSeats(live, exam)
  await obeyAll(live, exam, () => ({ type: 'start_room' }))
}

/** An exam on a database that other processes serve: made, and brought so far, by connections that are closed again. */
export async function anExamOn(url: string, candidates: number, bring = bringToTheStart): Promise<SealedExam> {
  const { db, pool, close } = openDatabase({ url, size: 2, applicationName: 'test' })
  const clock = await openClock(pool)
  const live = await openLiveSittings({ url, clock, log: openLog('silent') })
  try {
    const exam = await aSealedExam(db, { at: clock.now(), candidates })
    await bring(live, exam)
    return exam
  } finally {
    await live.close()
    clock.close()
    await close()
  }
}

/** Everybody has a seat and has been identified; the room is not started. */
export async function bringToTheirSeats(live: LiveSittings, exam: SealedExam): Promise<void> {
  await obeyAll(live, exam, (seatId) => ({ type: 'seat', seatId, by: exam.staffId }))
  await obeyAll(live, exam, () => ({ type: 'confirm_identity', by: exam.staffId }))
}

async function obeyAll(live: LiveSittings, { examinees }: SealedExam, command: (seatId: SeatId) => RoomCommand) {
  const obeyed = await Promise.all(examinees.map(({ sittingId, seatId }) => live.obey(sittingId, command(seatId))))
  for (const outcome of obeyed) if (!outcome.ok) throw new Error(outcome.refusal.code)
}

/** A site's member of staff, signed in. */
export async function aMember(
  db: Database,
  { role, siteId, province, label, at }: { role: Role; siteId: SiteId; province: string; label: string; at: Instant },
) {
  const { id } = one(
    await db
      .insert(staff)
      .values({ login: `${role.replaceAll('_', '-')}-${label}`, name: '测试', passwordHash: '', createdAt: at })
      .returning(),
  )
  await db.insert(staffGrants).values({ staffId: id, role, level: 'site', province, siteId, grantedAt: at })
  await db
    .insert(staffSessions)
    .values({ tokenHash: sha256(`staff.${id}`), staffId: id, createdAt: at, expiresAt: (at + 86_400_000) as Instant })
  return { staffId: id, staffCookie: `${COOKIES.staff}=staff.${id}` }
}

function aChief(db: Database, siteId: SiteId, label: string, at: Instant) {
  return aMember(db, { role: 'chief_invigilator', siteId, province: '14', label, at })
}

function blueprintOf(perKind: Readonly<Record<ItemKind, number>>, durationMinutes: number): Blueprint {
  const kinds = Object.entries(perKind) as [ItemKind, number][]
  return {
    name: 'fixture',
    title: { zh: '测试', en: 'Fixture' },
    category: 'operator',
    sources: 'unified',
    durationMinutes,
    sections: kinds.map(([kind, count]) => ({ kind, area: null, count, pointsEach: 100 })),
  }
}

async function aBank(db: Database, blueprint: Blueprint, times: number, at: Instant): Promise<Bank> {
  const bank = one(
    await db
      .insert(banks)
      .values({ kind: 'unified', trade: '煤矿瓦斯检查作业', name: '题库', state: 'filed', filedAt: at, createdAt: at })
      .returning(),
  )
  const wanted = blueprint.sections.flatMap(({ kind, count }) => Array.from({ length: count * times }, () => kind))
  const rows = await inChunks(
    wanted.map((kind, index) => ({ kind, index })),
    (part) =>
      db
        .insert(items)
        .values(
          part.map(({ index }) => ({
            bankId: bank.id,
            fingerprintHash: `f${index}`,
            currentVersion: 1,
            createdAt: at,
          })),
        )
        .returning({ id: items.id, fingerprint: items.fingerprintHash }),
  )
  const idOf = new Map(rows.map(({ id, fingerprint }) => [fingerprint, id]))
  const written = wanted.map((kind, index) => {
    const optionCount = kind === 'true_false' ? 2 : kind === 'single_choice' ? 4 : 5
    return { kind, index, id: one([idOf.get(`f${index}`)]), optionCount }
  })
  await eachChunk(written, (part) =>
    db.insert(itemVersions).values(
      part.map(({ kind, index, id, optionCount }) => ({
        itemId: id,
        version: 1,
        kind,
        stem: `第 ${index + 1} 题：采掘工作面风流中瓦斯浓度达到百分之一点五时，下列做法中符合规程的是`,
        options: Array.from(
          { length: optionCount },
          (_, option) => `选项${option + 1}：停止工作，切断电源，撤出人员，进行处理`,
        ),
        clause: KEY_MARK,
        keepsOptionOrder: kind === 'true_false',
        contentHash: `c${index}`,
        createdAt: at,
      })),
    ),
  )
  const keys = new Map(written.map(({ kind, id, index }) => [id, keyOf(kind, index)]))
  await eachChunk([...keys], (part) =>
    db.insert(itemKeys).values(part.map(([itemId, key]) => ({ itemId, version: 1, keyVersion: 1, key, setAt: at }))),
  )
  const pool = written.map(({ kind, id, optionCount }): PoolItem => ({
    id,
    version: 1,
    bank: 'unified',
    kind,
    area: null,
    optionCount,
    keepsOptionOrder: kind === 'true_false',
  }))
  return { pool, keys }
}

function keyOf(kind: ItemKind, index: number) {
  if (kind === 'true_false') return 'AB'.charAt(index % 2)
  return kind === 'single_choice' ? 'ABCD'.charAt(index % 4) : (['AB', 'BCD', 'ACE'][index % 3] ?? 'AB')
}

/** A statement takes so many parameters and no more. */
async function inChunks<T, R>(all: readonly T[], write: (part: T[]) => PromiseLike<R[]>): Promise<R[]> {
  const written: R[] = []
  for (let from = 0; from < all.length; from += 1_000) written.push(...(await write(all.slice(from, from + 1_000))))
  return written
}

async function eachChunk<T>(all: readonly T[], write: (part: T[]) => PromiseLike<unknown>): Promise<void> {
  await inChunks(all, async (part) => {
    await write(part)
    return []
  })
}

function one<T>(rows: readonly (T | undefined)[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('The fixture was not stored')
  return row
}
