import type { ResponseOf, EndpointNamed } from '@kaochang/contract/endpoints'
import { fileBank, insertBank, insertItems } from '@kaochang/database/bank'
import { listPapers } from '@kaochang/database/paper'
import { listKeys } from '@kaochang/database/score'
import { findSessionRow, scheduleOf } from '@kaochang/database/session'
import { appendEvents } from '@kaochang/database/sitting'
import { sittings } from '@kaochang/database/schema/session'
import { type BankKind } from '@kaochang/domain/bank/bank'
import {
  type ItemContent,
  type ItemKind,
  TRUE_FALSE_OPTIONS,
  letterOf,
  sortedLetters,
} from '@kaochang/domain/bank/item'
import type { BankId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { ContentArea } from '@kaochang/domain/law/content-areas'
import { invariant } from '@kaochang/domain/outcome'
import { findBlueprint } from '@kaochang/domain/paper/blueprints'
import type { PaperItem } from '@kaochang/domain/paper/paper'
import type { Jurisdiction, Role } from '@kaochang/domain/people/roles'
import { type IdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { record } from '@kaochang/domain/sitting/record'
import {
  type EndReason,
  type Recorded,
  type Sitting,
  type SittingEvent,
  unbegun,
} from '@kaochang/domain/sitting/sitting'
import { termsOf } from '@kaochang/domain/sitting/terms'
import { newItem } from '@kaochang/server/bank/new-item'
import { sha256 } from '@kaochang/server/hashing'
import { COOKIES } from '@kaochang/server/people/access'
import { openStaffSession } from '@kaochang/server/people/sign-ins'
import { eq } from 'drizzle-orm'
import type { TestApp, Visitor } from './app.ts'

/**
 * A whole authority with its people, its site and its filed banks, for tests that follow an exam from its
 * planning to its publication. Everything goes through the routes, except the banks, which are put straight
 * into the tables, and the sittings, whose records are written by the rules and kept by the journal's own
 * statement.
 */
export type Office = {
  /** Null for the national authority. */
  readonly province: string | null
  readonly siteId: string
  readonly roomIds: readonly string[]
  readonly officer: Member
  readonly scorer: Member
  readonly publisher: Member
  readonly auditor: Member
  readonly administrator: Member
  /** Runs the rooms of the site, and holds no other role. */
  readonly chief: Member
}
export type Member = Visitor & { readonly id: StaffId; readonly login: string }

/** Planted beside every key, where no candidate may ever see it. */
export const KEY_MARKER = 'KEY-MARKER'

/** An authority with one site in the province given; the national one uses a site in Shanxi. */
export async function anOffice(
  home: TestApp,
  { province = '14', seats = [30] }: { province?: string | null; seats?: readonly number[] } = {},
): Promise<Office> {
  const siteProvince = province ?? '14'
  const authority: Jurisdiction = province === null ? { level: 'nation' } : { level: 'province', province }
  const member = (role: Role, jurisdiction: Jurisdiction = authority) => home.staff([{ role, jurisdiction }])

  const administrator = await member('administrator', { level: 'nation' })
  const site = await administrator.get('POST /v1/sites', {
    body: {
      province: siteProvince,
      name: '第一考点',
      address: '太原市一号路',
      accreditedFrom: '2020-01-01',
      accreditedTo: null,
    },
  })
  let rooms = site.rooms
  for (const [index, seatCount] of seats.entries()) {
    const body = { name: `第${index + 1}考场`, seatCount }
    rooms = (await administrator.get('POST /v1/sites/:siteId/rooms', { params: { siteId: site.id }, body })).rooms
  }
  return {
    province,
    siteId: site.id,
    roomIds: rooms.map(({ id }) => id),
    officer: await member('application_officer'),
    scorer: await member('scorer'),
    publisher: await member('publisher'),
    auditor: await member('auditor'),
    administrator,
    chief: await member('chief_invigilator', { level: 'site', province: siteProvince, siteId: site.id }),
  }
}

let questions = 0

/**
 * A bank with so many times what each section of a blueprint asks for. Banks of one `label` hold the same
 * questions.
 */
export async function aBank(
  { deps: { db }, clock }: TestApp,
  given: {
    kind: BankKind
    province?: string
    trade?: string
    blueprint?: string
    times?: number
    label?: string
    state?: 'draft' | 'filed'
    /** What of the blueprint it holds; everything if absent. */
    holds?: (section: { kind: ItemKind; area: ContentArea | null }) => boolean
  },
): Promise<BankId> {
  const { kind, province = null, trade = null, times = 3, state = 'filed', holds = () => true } = given
  const blueprint = findBlueprint(given.blueprint ?? 'manager')
  invariant(blueprint, 'the blueprint is one of ours')
  questions += 1
  const label = given.label ?? `第${questions}库`
  const contents = blueprint.sections
    .filter(holds)
    .flatMap((section) =>
      Array.from({ length: Math.ceil(section.count * times) }, (_, index) =>
        anItem(section.kind, section.area, `${label}${index + 1}`),
      ),
    )
  return db.transaction(async (tx) => {
    const createdAt = clock.at
    const bank = await insertBank(tx, { kind, province, trade, name: `${label}题库`, notice: null, createdAt })
    await insertItems(tx, bank.id, contents.map(newItem), { by: null, at: clock.at })
    if (state === 'filed') await fileBank(tx, bank.id, { reference: '备案〔2026〕1号', by: null, at: clock.at })
    return bank.id
  })
}

function anItem(kind: ItemKind, area: ContentArea | null, label: string): { content: ItemContent; key: string } {
  const keys = {
    true_false: ['A', 'B'],
    single_choice: ['A', 'B', 'C', 'D'],
    multiple_response: ['AC', 'BD', 'ABD', 'BCD'],
  }[kind]
  const options =
    kind === 'true_false' ? TRUE_FALSE_OPTIONS : ['甲', '乙', '丙', '丁'].map((letter) => `${label}${area}${letter}说`)
  const key = keys[label.length % keys.length]
  invariant(key, 'every kind has keys')
  const stem = `${label}：关于${area}的${kind}题，正确的是（）。`
  return { content: { kind, area, stem, options, clause: `${KEY_MARKER}-${label}-${key}`, edition: '2026' }, key }
}

/** A national bank and the provincial one of a province, both for the managers' blueprint. */
export async function managerBanks(home: TestApp, province = '14'): Promise<string[]> {
  return [await aBank(home, { kind: 'national' }), await aBank(home, { kind: 'provincial', province, times: 1 })]
}

export type SessionView = ResponseOf<EndpointNamed<'GET /v1/sessions/:sessionId'>>

/** What an officer asks for when scheduling: a managers' exam in two hours, unless told otherwise. */
export function asked(home: TestApp, office: Office, given: { bankIds: readonly string[]; [name: string]: unknown }) {
  return {
    name: '安全生产管理人员考核',
    blueprint: 'manager',
    siteId: office.siteId,
    roomIds: [...office.roomIds],
    startsAt: home.clock.at + 2 * HOUR,
    admissionMinutes: 45,
    lateEntryMinutes: 30,
    earliestHandInMinutes: 30,
    restDayConfirmed: true,
    ...given,
    bankIds: [...given.bankIds],
  }
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** A session that has been planned and announced, with these people on its roster. */
export async function anAnnounced(
  home: TestApp,
  office: Office,
  given: { bankIds: readonly string[]; people?: readonly Row[]; [name: string]: unknown },
): Promise<SessionView> {
  const { people = [aPerson()], ...rest } = given
  const planned = await office.officer.get('POST /v1/sessions', { body: asked(home, office, rest) })
  const params = { sessionId: planned.id }
  await office.officer.get('POST /v1/sessions/:sessionId/announce', { params })
  if (people.length > 0) await enrol(office, planned.id, people)
  return office.officer.get('GET /v1/sessions/:sessionId', { params })
}

/** Puts people on a roster, all of whom must be taken. */
export async function enrol(office: Office, sessionId: string, people: readonly Row[]): Promise<void> {
  const { problems } = await office.officer.get('POST /v1/sessions/:sessionId/roster', {
    params: { sessionId },
    body: { rows: people.map((row) => ({ ...row })) },
  })
  if (problems.length > 0) throw new Error(`Not taken: ${JSON.stringify(problems)}`)
}

/** A session whose papers are drawn. */
export async function aSealed(
  home: TestApp,
  office: Office,
  given: Parameters<typeof anAnnounced>[2],
): Promise<SessionView> {
  const { id } = await anAnnounced(home, office, given)
  return office.officer.get('POST /v1/sessions/:sessionId/seal', { params: { sessionId: id } })
}

/** Turns the clock to an instant and signs everybody of an office in again: their sessions do not last for days. */
export async function comeBack(home: TestApp, office: Office, at: Instant): Promise<void> {
  home.clock.at = at
  const { officer, scorer, publisher, auditor, administrator, chief } = office
  for (const { id, cookies } of [officer, scorer, publisher, auditor, administrator, chief]) {
    const token = await home.deps.db.transaction((tx) => openStaffSession(tx, { staffId: id, before: undefined, at }))
    cookies.set(COOKIES.staff, token)
  }
}

/** A session that has been opened; the clock stands at its start. */
export async function anOpen(
  home: TestApp,
  office: Office,
  given: Parameters<typeof anAnnounced>[2],
): Promise<SessionView> {
  const { id, startsAt } = await aSealed(home, office, given)
  home.clock.at = startsAt as Instant
  return office.chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId: id } })
}

export type Row = { readonly name: string; readonly idNumber: string; readonly enterprise: string }

let persons = 0

/** Somebody nobody has met. */
export function aPerson(given: Partial<Row> = {}): Row {
  persons += 1
  const surname = '赵钱孙李周吴郑王'.charAt(persons % 8)
  const numeral = [...String(persons)].map((digit) => '零一二三四五六七八九'.charAt(Number(digit))).join('')
  return { name: `${surname}${numeral}`, idNumber: idNumberOf(persons), enterprise: '某某煤业有限公司', ...given }
}

export function people(count: number): Row[] {
  return Array.from({ length: count }, () => aPerson())
}

/** A well-formed ID number for each n up to half a million. */
export function idNumberOf(n: number): IdNumber {
  const month = String((Math.floor(n / 1_000) % 12) + 1).padStart(2, '0')
  const year = 50 + (Math.floor(n / 12_000) % 50)
  // Through the old form of fifteen digits, which has no check character to compute.
  const read = readIdNumber(`140105${year}${month}15${String(n % 1_000).padStart(3, '0')}`)
  if (!read.ok) throw new Error(`No ID number: ${read.refusal.code}`)
  return read.value
}

/** What is on a session's roster, in the order of the rows it was made from where names are different. */
export async function roster(office: Office, sessionId: string) {
  return (await office.officer.get('GET /v1/sessions/:sessionId/roster', { params: { sessionId } })).roster
}

export async function rosterEntry(office: Office, sessionId: string, { name }: Row) {
  const entry = (await roster(office, sessionId)).find((candidate) => candidate.name === name)
  if (!entry) throw new Error(`${name} is not on the roster`)
  return { ...entry, sittingId: entry.sittingId as SittingId }
}

export type Performance = {
  /** How many items are answered with their key, from the first, or which; every other one is answered wrong. */
  readonly right: number | ((item: PaperItem) => boolean)
  readonly startedAt?: Instant
  readonly minutes?: number
  readonly reason?: EndReason
}

/** One candidate's sitting from its start to its end, written as the record a real one leaves. */
export async function sit(
  home: TestApp,
  sittingId: SittingId,
  { right, startedAt, minutes = 60, reason = 'handed_in' }: Performance,
) {
  const { db } = home.deps
  const [row] = await db.select().from(sittings).where(eq(sittings.id, sittingId))
  const paper = (await listPapers(db, [sittingId])).get(sittingId)?.paper
  const session = row && (await findSessionRow(db, row.sessionId))
  invariant(row && paper && session, 'the sitting is sealed')
  const keys = new Map(
    (
      await listKeys(
        db,
        paper.items.map(({ itemId }) => itemId),
      )
    ).map((key) => [`${key.itemId}@${key.version}`, key.key]),
  )

  const isRight = typeof right === 'number' ? ({ number }: PaperItem) => number <= right : right
  const saves = paper.items.map((item): SittingEvent => {
    const { number, itemId, version, kind, optionOrder } = item
    const key = keys.get(`${itemId}@${version}`) ?? ''
    const places = optionOrder.flatMap((written, place) => (key.includes(letterOf(written)) ? [letterOf(place)] : []))
    const rightly = sortedLetters(places.join(''))
    // One option too few, or the next one: wrong in any case.
    const wrongly =
      kind === 'multiple_response' ? rightly.slice(1) : letterOf((rightly.charCodeAt(0) - 64) % optionOrder.length)
    return {
      type: 'answer_saved',
      seq: number,
      item: number,
      response: isRight(item) ? rightly : wrongly,
      marked: false,
    }
  })
  const began = startedAt ?? home.clock.at
  const steps: (readonly [SittingEvent[], number])[] = [
    [[{ type: 'rules_accepted' }, { type: 'room_started' }, { type: 'started' }], began],
    [saves, began + MINUTE],
    [[{ type: 'ended', reason }], began + minutes * MINUTE],
  ]
  let after: Sitting = unbegun(sittingId, termsOf(scheduleOf(session), paper))
  const entries: Recorded[] = []
  for (const [events, at] of steps) {
    const recorded = record(sha256, after, events, at as Instant)
    entries.push(...recorded.recorded)
    after = recorded.after
  }
  const fenced = await appendEvents(home.home.pool, [{ id: sittingId, epoch: row.epoch, entries, after }], {
    again: false,
  })
  if (fenced.length > 0) throw new Error('The sitting was fenced off')
}

/** Changes rows that may never change, as somebody with the database's own password could: the verifier must notice. */
export async function tamper(
  { home }: TestApp,
  table: string,
  statement: string,
  values: readonly unknown[],
): Promise<void> {
  const client = await home.pool.connect()
  try {
    await client.query(`alter table ${table} disable trigger user`)
    const { rowCount } = await client.query(statement, [...values])
    if (rowCount !== 1) throw new Error(`The tampering hit ${rowCount} rows instead of one`)
  } finally {
    await client.query(`alter table ${table} enable trigger user`)
    client.release()
  }
}
