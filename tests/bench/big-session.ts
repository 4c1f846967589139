import { type Bank, fileBank, insertBank, insertItems } from '@kaochang/database/bank'
import type { Database } from '@kaochang/database/client'
import { type SessionRow, findSessionRow } from '@kaochang/database/session'
import { rooms, seats, sessionBanks, sessionRooms, sessions, sites } from '@kaochang/database/schema/session'
import { staff } from '@kaochang/database/schema/people'
import { TRUE_FALSE_OPTIONS } from '@kaochang/domain/bank/item'
import type { StaffId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { findBlueprint } from '@kaochang/domain/paper/blueprints'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import { newItem } from '@kaochang/server/bank/new-item'
import { sql } from 'drizzle-orm'

export const STARTS_AT = Date.parse('2026-10-22T01:00:00Z') as Instant

/** An announced session with so many candidates on its roster and banks of 10,000 items, put straight into the tables. */
export async function aBigSession(
  db: Database,
  candidateCount: number,
): Promise<{ session: SessionRow; by: StaffId; banks: readonly Bank[] }> {
  const blueprint = findBlueprint('manager')
  invariant(blueprint, 'the blueprint is one of ours')
  const at = STARTS_AT
  const [member] = await db
    .insert(staff)
    .values({ login: 'bench', name: 'bench', passwordHash: '', createdAt: at })
    .returning()
  const [site] = await db
    .insert(sites)
    .values({
      province: '14',
      name: '考点',
      address: '一号路',
      accreditedFrom: '2020-01-01' as CivilDate,
      createdAt: at,
    })
    .returning()
  invariant(member && site, 'staff and site were stored')
  const [room] = await db.insert(rooms).values({ siteId: site.id, name: '大厅' }).returning()
  invariant(room, 'the room was stored')
  await db.insert(seats).values({ roomId: room.id, number: 1 })
  const banks = [await aBank(db, 'national', 8_000), await aBank(db, 'provincial', 2_000)]

  const [stored] = await db
    .insert(sessions)
    .values({
      name: '万人场',
      category: 'manager',
      province: '14',
      siteId: site.id,
      blueprint,
      startsAt: at,
      settings: DEFAULT_SETTINGS,
      state: 'announced',
      createdAt: at,
      announcedAt: at,
    })
    .returning()
  invariant(stored, 'the session was stored')
  await db.insert(sessionRooms).values({ sessionId: stored.id, roomId: room.id })
  await db.insert(sessionBanks).values(banks.map(({ id }) => ({ sessionId: stored.id, bankId: id })))
  await db.execute(sql`
    with person as (
      insert into persons (name, id_number_lookup, id_number_sealed, id_number_masked, enterprise, created_at)
      select '考生' || n, 'lookup-' || n, ''::bytea, '1401**********0000', '某某煤业', now() from generate_series(1, ${candidateCount}::int) n
      returning id
    ), assessment as (
      insert into assessments (person_id, category, opened_at) select id, 'manager', now() from person returning id, person_id
    )
    insert into sittings (session_id, person_id, assessment_id, attempt, room_id, ticket)
    select ${stored.id}, person_id, id, 1, ${room.id}, lpad((row_number() over ())::text, 12, '0') from assessment`)
  const session = await findSessionRow(db, stored.id)
  invariant(session, 'the session was stored')
  return { session, by: member.id, banks }
}

async function aBank(db: Database, kind: 'national' | 'provincial', itemCount: number): Promise<Bank> {
  const blueprint = findBlueprint('manager')
  invariant(blueprint, 'the blueprint is one of ours')
  const items = blueprint.sections.flatMap(({ kind: itemKind, area, count }) =>
    Array.from({ length: (count * itemCount) / 100 }, (_, index) => {
      const stem = `${kind}第${index}问：关于${area}的下列做法中，符合规定的是（）。`
      const options =
        itemKind === 'true_false' ? TRUE_FALSE_OPTIONS : ['甲', '乙', '丙', '丁'].map((option) => `${option}${index}`)
      const key = itemKind === 'multiple_response' ? 'AC' : 'A'
      return newItem({ content: { kind: itemKind, area, stem, options, clause: null, edition: null }, key })
    }),
  )
  return db.transaction(async (tx) => {
    const at = STARTS_AT
    const province = kind === 'provincial' ? '14' : null
    const bank = await insertBank(tx, { kind, province, trade: null, name: kind, notice: null, createdAt: at })
    await insertItems(tx, bank.id, items, { by: null, at })
    await fileBank(tx, bank.id, { reference: '备案', by: null, at })
    return bank
  })
}

export async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now()
  const value = await work()
  return { ms: performance.now() - startedAt, value }
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
