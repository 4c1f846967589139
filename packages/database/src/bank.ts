import { type BankKind, type BankState } from '@kaochang/domain/bank/bank'
import { type ItemContent, type ItemKind, type Key, keepsOptionOrder } from '@kaochang/domain/bank/item'
import type { BankId, ItemId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { ContentArea } from '@kaochang/domain/law/content-areas'
import type { PoolItem } from '@kaochang/domain/paper/draw-paper'
import { type SQL, and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { banks, imports, itemKeys, itemVersions, items } from './schema/bank.ts'

export type Bank = typeof banks.$inferSelect
export type BankCell = { readonly kind: ItemKind; readonly area: ContentArea | null; readonly count: number }

/** An item with its two hashes: what a bank takes in. */
export type NewItem = {
  readonly content: ItemContent
  readonly key: Key
  readonly fingerprintHash: string
  readonly contentHash: string
}

/** One version of an item as it stands in the bank, with its newest key. */
export type StoredItem = ItemContent & {
  readonly id: ItemId
  readonly version: number
  readonly key: Key
  readonly retiredAt: Instant | null
  readonly createdAt: Instant
}

export async function listBanks(db: Database | Transaction): Promise<Bank[]> {
  return db.select().from(banks).orderBy(asc(banks.kind), asc(banks.province), asc(banks.name))
}

export async function findBank(db: Database | Transaction, id: BankId): Promise<Bank | undefined> {
  const [bank] = await db.select().from(banks).where(eq(banks.id, id))
  return bank
}

/** Holds the bank until the transaction ends, so that two imports of one file cannot cross. */
export async function lockBank(tx: Transaction, id: BankId): Promise<Bank | undefined> {
  const [bank] = await tx.select().from(banks).where(eq(banks.id, id)).for('update')
  return bank
}

export async function insertBank(
  tx: Transaction,
  bank: {
    kind: BankKind
    province: string | null
    trade: string | null
    name: string
    notice: string | null
    createdAt: Instant
  },
): Promise<Bank> {
  const [inserted] = await tx
    .insert(banks)
    .values({ ...bank, state: 'draft' })
    .returning()
  if (!inserted) throw new Error('The insert gave no bank back')
  return inserted
}

export async function fileBank(
  tx: Transaction,
  id: BankId,
  filing: { reference: string; by: StaffId | null; at: Instant },
) {
  const state: BankState = 'filed'
  await tx
    .update(banks)
    .set({ state, filingReference: filing.reference, filedBy: filing.by, filedAt: filing.at })
    .where(eq(banks.id, id))
}

/** How many items in force each bank has of each kind and area. */
export async function listBankCells(
  db: Database | Transaction,
  ids: readonly BankId[],
): Promise<Map<BankId, BankCell[]>> {
  const cells = new Map<BankId, BankCell[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return cells
  const rows = await db
    .select({ bankId: items.bankId, kind: itemVersions.kind, area: itemVersions.area, count: count() })
    .from(items)
    .innerJoin(itemVersions, currentVersion)
    .where(and(inArray(items.bankId, [...ids]), isNull(items.retiredAt)))
    .groupBy(items.bankId, itemVersions.kind, itemVersions.area)
  for (const { bankId, ...cell } of rows) cells.get(bankId)?.push(cell)
  return cells
}

const currentVersion = and(eq(itemVersions.itemId, items.id), eq(itemVersions.version, items.currentVersion))

/** Everything that may be drawn from the banks, as the draw sees it, with the hashes a seal freezes. */
export async function listPool(
  db: Database | Transaction,
  ids: readonly BankId[],
): Promise<(PoolItem & { contentHash: string; fingerprintHash: string })[]> {
  if (ids.length === 0) return []
  return db
    .select({
      id: items.id,
      version: itemVersions.version,
      bank: banks.kind,
      kind: itemVersions.kind,
      area: itemVersions.area,
      optionCount: sql<number>`jsonb_array_length(${itemVersions.options})`,
      keepsOptionOrder: itemVersions.keepsOptionOrder,
      contentHash: itemVersions.contentHash,
      fingerprintHash: items.fingerprintHash,
    })
    .from(items)
    .innerJoin(banks, eq(banks.id, items.bankId))
    .innerJoin(itemVersions, currentVersion)
    .where(and(inArray(items.bankId, [...ids]), isNull(items.retiredAt)))
}

/** Which of the questions the bank holds already, by the hash of their fingerprint. */
export async function findTwins(
  db: Database | Transaction,
  bankId: BankId,
  fingerprintHashes: readonly string[],
): Promise<Map<string, ItemId>> {
  const rows = await db
    .select({ hash: items.fingerprintHash, id: items.id })
    .from(items)
    .where(
      and(
        eq(items.bankId, bankId),
        isNull(items.retiredAt),
        sql`${items.fingerprintHash} = any(${sql.param([...fingerprintHashes])})`,
      ),
    )
  return new Map(rows.map(({ hash, id }) => [hash, id]))
}

/** So many items go in by one statement: few enough that nobody else waits for it. */
export const ITEMS_A_STATEMENT = 500

/**
 * Adds up to `ITEMS_A_STATEMENT` items, leaving out what the bank holds already; says how many went in. Items,
 * versions and keys go in by one statement that reads them from JSON: a list of values would cost a parameter
 * for each cell.
 */
export async function insertItems(
  tx: Transaction,
  bankId: BankId,
  added: readonly NewItem[],
  { by, at }: { by: StaffId | null; at: Instant },
): Promise<number> {
  const given = added.map(({ content, ...item }) => ({
    ...item,
    ...content,
    keepsOptionOrder: keepsOptionOrder(content),
  }))
  const { rowCount } = await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(
        "fingerprintHash" text, "contentHash" text, kind text, area text, stem text, options jsonb,
        clause text, edition text, "keepsOptionOrder" boolean, key text
      )
    ),
    item as (
      insert into items (bank_id, fingerprint_hash, current_version, created_at)
      select ${bankId}::uuid, "fingerprintHash", 1, ${timestamp(at)}::timestamptz from given
      on conflict do nothing
      returning id, fingerprint_hash
    ),
    version as (
      insert into item_versions (item_id, version, kind, area, stem, options, clause, edition, keeps_option_order,
        content_hash, created_by, created_at)
      select id, 1, kind, area, stem, options, clause, edition, "keepsOptionOrder", "contentHash",
        ${by}::uuid, ${timestamp(at)}::timestamptz
      from item join given on "fingerprintHash" = fingerprint_hash
    )
    insert into item_keys (item_id, version, key_version, key, set_by, set_at)
    select id, 1, 1, key, ${by}::uuid, ${timestamp(at)}::timestamptz
    from item join given on "fingerprintHash" = fingerprint_hash`)
  return rowCount ?? 0
}

function timestamp(at: Instant) {
  return new Date(at).toISOString()
}

/** Writes a further version of an item with its own key; the earlier ones stay. */
export async function appendItemVersion(
  tx: Transaction,
  itemId: ItemId,
  version: number,
  item: NewItem,
  { by, at }: { by: StaffId; at: Instant },
): Promise<void> {
  const { content, contentHash } = item
  await tx.insert(itemVersions).values({
    itemId,
    version,
    ...content,
    keepsOptionOrder: keepsOptionOrder(content),
    contentHash,
    createdBy: by,
    createdAt: at,
  })
  await tx.insert(itemKeys).values({ itemId, version, keyVersion: 1, key: item.key, setBy: by, setAt: at })
  await tx
    .update(items)
    .set({ currentVersion: version, fingerprintHash: item.fingerprintHash })
    .where(eq(items.id, itemId))
}

/** Holds an item of this bank until the transaction ends. */
export async function lockItem(tx: Transaction, bankId: BankId, id: ItemId) {
  const [item] = await tx
    .select()
    .from(items)
    .where(and(eq(items.id, id), eq(items.bankId, bankId)))
    .for('update')
  return item
}

export async function retireItem(tx: Transaction, id: ItemId, at: Instant): Promise<void> {
  await tx.update(items).set({ retiredAt: at }).where(eq(items.id, id))
}

export type ItemFilter = {
  readonly kind?: ItemKind | undefined
  readonly area?: ContentArea | undefined
  readonly text?: string | undefined
  readonly retired: boolean
}

const newestKey = sql<Key>`(select k.key from ${itemKeys} k
  where k.item_id = ${itemVersions.itemId} and k.version = ${itemVersions.version}
  order by k.key_version desc limit 1)`

const storedItem = {
  id: items.id,
  version: itemVersions.version,
  kind: itemVersions.kind,
  area: itemVersions.area,
  stem: itemVersions.stem,
  options: itemVersions.options,
  clause: itemVersions.clause,
  edition: itemVersions.edition,
  key: newestKey,
  retiredAt: items.retiredAt,
  createdAt: itemVersions.createdAt,
}

export const ITEMS_A_PAGE = 50

/** A page of a bank's items at their current versions, oldest first, and how many there are in all. */
export async function listItems(
  db: Database | Transaction,
  bankId: BankId,
  { kind, area, text, retired }: ItemFilter,
  page: number,
): Promise<{ items: StoredItem[]; total: number }> {
  const conditions: (SQL | undefined)[] = [
    eq(items.bankId, bankId),
    retired ? isNotNull(items.retiredAt) : isNull(items.retiredAt),
    kind && eq(itemVersions.kind, kind),
    area && eq(itemVersions.area, area),
    text ? sql`${itemVersions.stem} ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}` : undefined,
  ]
  const where = and(...conditions)
  const [total] = await db.select({ count: count() }).from(items).innerJoin(itemVersions, currentVersion).where(where)
  const found = await db
    .select(storedItem)
    .from(items)
    .innerJoin(itemVersions, currentVersion)
    .where(where)
    .orderBy(asc(items.createdAt), asc(items.id))
    .limit(ITEMS_A_PAGE)
    .offset((page - 1) * ITEMS_A_PAGE)
  return { items: found, total: total?.count ?? 0 }
}

/** Every version of one item, newest first; empty when the bank has no such item. */
export async function listItemVersions(db: Database | Transaction, bankId: BankId, id: ItemId): Promise<StoredItem[]> {
  return db
    .select(storedItem)
    .from(items)
    .innerJoin(itemVersions, eq(itemVersions.itemId, items.id))
    .where(and(eq(items.bankId, bankId), eq(items.id, id)))
    .orderBy(desc(itemVersions.version))
}

export type Import = typeof imports.$inferSelect

export async function insertImport(tx: Transaction, row: typeof imports.$inferInsert): Promise<Import> {
  const [inserted] = await tx.insert(imports).values(row).returning()
  if (!inserted) throw new Error('The insert gave no import back')
  return inserted
}

export async function findImport(db: Database | Transaction, bankId: BankId, id: string): Promise<Import | undefined> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.bankId, bankId)))
  return row
}

export async function settleImport(
  tx: Transaction,
  id: string,
  settled: { state: 'committed' | 'discarded'; addedCount: number; at: Instant },
): Promise<void> {
  const { state, addedCount, at } = settled
  await tx.update(imports).set({ state, addedCount, settledAt: at }).where(eq(imports.id, id))
}
