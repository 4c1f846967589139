import type { BankKind, BankState } from '@kaochang/domain/bank/bank'
import type { ItemKind, Key } from '@kaochang/domain/bank/item'
import type { BankId, ItemId, StaffId } from '@kaochang/domain/ids'
import type { ContentArea } from '@kaochang/domain/law/content-areas'
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './people.ts'

export const banks = pgTable(
  'banks',
  {
    id: uuid().$type<BankId>().primaryKey().defaultRandom(),
    kind: text().$type<BankKind>().notNull(),
    /** Set for a provincial bank, and only for one. */
    province: text(),
    /** The special-operation trade a unified bank is for. */
    trade: text(),
    name: text().notNull(),
    state: text().$type<BankState>().notNull(),
    filingReference: text(),
    filedAt: instant(),
    filedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    /** A warning that goes wherever the bank is named, such as that it is a demonstration. */
    notice: text(),
    createdAt: instant().notNull(),
  },
  (table) => [
    check(
      'banks_name_a_province_when_provincial',
      sql`(${table.kind} = 'provincial') = (${table.province} is not null)`,
    ),
    check('banks_name_a_trade_when_unified', sql`(${table.kind} = 'unified') = (${table.trade} is not null)`),
    check('banks_filed_with_a_reference', sql`${table.state} <> 'filed' or ${table.filedAt} is not null`),
  ],
)

export const items = pgTable(
  'items',
  {
    id: uuid().$type<ItemId>().primaryKey().defaultRandom(),
    bankId: uuid()
      .$type<BankId>()
      .notNull()
      .references(() => banks.id),
    /** SHA-256 of the current version's fingerprint: a bank holds a question once. */
    fingerprintHash: text().notNull(),
    currentVersion: integer().notNull(),
    retiredAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('items_stand_once_in_a_bank')
      .on(table.bankId, table.fingerprintHash)
      .where(sql`${table.retiredAt} is null`),
    index('items_by_bank').on(table.bankId),
  ],
)

/** What is asked, by version. Append-only: an edit is a new version. The key is not here. */
export const itemVersions = pgTable(
  'item_versions',
  {
    itemId: uuid()
      .$type<ItemId>()
      .notNull()
      .references(() => items.id),
    version: integer().notNull(),
    kind: text().$type<ItemKind>().notNull(),
    area: text().$type<ContentArea>(),
    stem: text().notNull(),
    options: jsonb().$type<readonly string[]>().notNull(),
    clause: text(),
    edition: text(),
    keepsOptionOrder: boolean().notNull(),
    /** SHA-256 of the canonical content, for the frozen snapshot of a session. */
    contentHash: text().notNull(),
    createdBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.version] })],
)

/** What is right, by version of the item and version of the key. Append-only; read by bank and score rooms alone. */
export const itemKeys = pgTable(
  'item_keys',
  {
    itemId: uuid().$type<ItemId>().notNull(),
    version: integer().notNull(),
    keyVersion: integer().notNull(),
    key: text().$type<Key>().notNull(),
    setBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    setAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.version, table.keyVersion] })],
)

/** A file brought to a bank: kept as it came until it is committed or discarded, so that nothing is lost between. */
export const imports = pgTable(
  'imports',
  {
    id: uuid().primaryKey().defaultRandom(),
    bankId: uuid()
      .$type<BankId>()
      .notNull()
      .references(() => banks.id),
    fileName: text().notNull(),
    fileSha256: text().notNull(),
    /** What was understood: items, problems, skipped rows, as `readItemFile` gave them. */
    reading: jsonb().notNull(),
    state: text().$type<'staged' | 'committed' | 'discarded'>().notNull(),
    addedCount: integer(),
    stagedBy: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    stagedAt: instant().notNull(),
    settledAt: instant(),
  },
  (table) => [index('imports_by_bank').on(table.bankId)],
)
