import { BANK_KINDS, BANK_STATES } from '@kaochang/domain/bank/bank'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { ContentAreaField, IdField, InstantField, ItemKindField, ProvinceField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

const BankParams = Type.Object({ bankId: IdField })

/** How many items in force a bank has of a kind and an area. */
export const BankCell = Type.Object({ kind: ItemKindField, area: nullable(ContentAreaField), count: Type.Integer() })

export const BankView = Type.Object({
  id: IdField,
  kind: oneOf(BANK_KINDS),
  province: nullable(ProvinceField),
  trade: nullable(Type.String()),
  name: Type.String(),
  state: oneOf(BANK_STATES),
  notice: nullable(Type.String()),
  filingReference: nullable(Type.String()),
  filedAt: nullable(InstantField),
  itemCount: Type.Integer(),
  cells: Type.Array(BankCell),
})
export type BankView = Static<typeof BankView>

export const listBanks = endpoint({
  method: 'GET',
  url: '/v1/banks',
  config: { access: { act: 'read_banks' } },
  schema: { summary: 'The banks the reader may open', response: { 200: Type.Object({ banks: Type.Array(BankView) }) } },
})

export const createBank = endpoint({
  method: 'POST',
  url: '/v1/banks',
  config: { access: { act: 'edit_bank' } },
  schema: {
    summary: 'Makes an empty bank: national or unified by the nation, provincial by its province',
    body: Type.Object(
      {
        kind: oneOf(BANK_KINDS),
        province: nullable(ProvinceField),
        trade: nullable(Type.String({ maxLength: 40 })),
        name: Type.String({ minLength: 2, maxLength: 80 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: BankView, ...refusals(403) },
  },
})

export const readBank = endpoint({
  method: 'GET',
  url: '/v1/banks/:bankId',
  config: { access: { act: 'read_banks' } },
  schema: { summary: 'One bank', params: BankParams, response: { 200: BankView, ...refusals(404) } },
})

export const fileBank = endpoint({
  method: 'POST',
  url: '/v1/banks/:bankId/file',
  config: { access: { act: 'file_bank' } },
  schema: {
    summary:
      'Files a provincial bank with the national authority (备案, R13-2), or puts a national or unified bank into force',
    params: BankParams,
    body: Type.Object({ reference: Type.String({ minLength: 2, maxLength: 80 }) }, { additionalProperties: false }),
    response: { 200: BankView, ...refusals(404, 409) },
  },
})

/** What the national authority sees of a filed provincial bank: that it exists, never its items. */
export const listFilings = endpoint({
  method: 'GET',
  url: '/v1/filings',
  config: { access: { act: 'read_filings' } },
  schema: {
    summary: 'The provincial banks filed with the national authority, without their items',
    response: { 200: Type.Object({ filings: Type.Array(BankView) }) },
  },
})

/** An item as its bank's administrators see it, with the key. */
export const ItemView = Type.Object({
  id: IdField,
  version: Type.Integer(),
  kind: ItemKindField,
  area: nullable(ContentAreaField),
  stem: Type.String(),
  options: Type.Array(Type.String()),
  key: Type.String(),
  clause: nullable(Type.String()),
  edition: nullable(Type.String()),
  retiredAt: nullable(InstantField),
  createdAt: InstantField,
})
export type ItemView = Static<typeof ItemView>

export const listItems = endpoint({
  method: 'GET',
  url: '/v1/banks/:bankId/items',
  config: { access: { act: 'read_banks' } },
  schema: {
    summary: 'A bank’s items, filtered, 50 a page',
    params: BankParams,
    querystring: Type.Object(
      {
        kind: Type.Optional(ItemKindField),
        area: Type.Optional(ContentAreaField),
        text: Type.Optional(Type.String({ maxLength: 100 })),
        retired: Type.Optional(oneOf(['yes', 'no'])),
        page: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({ items: Type.Array(ItemView), total: Type.Integer(), page: Type.Integer() }),
      ...refusals(404),
    },
  },
})

export const readItem = endpoint({
  method: 'GET',
  url: '/v1/banks/:bankId/items/:itemId',
  config: { access: { act: 'read_banks' } },
  schema: {
    summary: 'One item with all its versions, newest first',
    params: Type.Object({ bankId: IdField, itemId: IdField }),
    response: { 200: Type.Object({ versions: Type.Array(ItemView) }), ...refusals(404) },
  },
})

export const reviseItem = endpoint({
  method: 'POST',
  url: '/v1/banks/:bankId/items/:itemId/versions',
  config: { access: { act: 'edit_bank' } },
  schema: {
    summary: 'Writes a new version of an item; the old one stays as it was',
    params: Type.Object({ bankId: IdField, itemId: IdField }),
    body: Type.Object(
      {
        /** The version the editor saw: refused when somebody has written another since. */
        from: Type.Integer(),
        kind: ItemKindField,
        area: nullable(ContentAreaField),
        stem: Type.String({ maxLength: 2000 }),
        options: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 10 }),
        key: Type.String({ maxLength: 10 }),
        clause: nullable(Type.String({ maxLength: 200 })),
        edition: nullable(Type.String({ maxLength: 40 })),
      },
      { additionalProperties: false },
    ),
    response: { 200: ItemView, ...refusals(404, 409, 422) },
  },
})

export const retireItem = endpoint({
  method: 'POST',
  url: '/v1/banks/:bankId/items/:itemId/retire',
  config: { access: { act: 'edit_bank' } },
  schema: {
    summary: 'Takes an item out of future draws',
    params: Type.Object({ bankId: IdField, itemId: IdField }),
    body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }, { additionalProperties: false }),
    response: { 200: ItemView, ...refusals(404, 409) },
  },
})

const Words = Type.Object({ reason: Type.String(), remedy: Type.String() })

/** A row that could not be read: where, why, and what to do, in both languages. */
export const RowProblem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: nullable(Type.String()),
  code: Type.String(),
  zh: Words,
  en: Words,
})
export type RowProblem = Static<typeof RowProblem>

export const ImportView = Type.Object({
  id: IdField,
  fileName: Type.String(),
  state: oneOf(['staged', 'committed', 'discarded']),
  /** What was understood. */
  readCount: Type.Integer(),
  byKind: Type.Array(Type.Object({ kind: ItemKindField, count: Type.Integer() })),
  byArea: Type.Array(Type.Object({ area: nullable(ContentAreaField), count: Type.Integer() })),
  blankRowCount: Type.Integer(),
  skipped: Type.Array(Type.Object({ sheet: Type.String(), row: Type.Integer(), reason: Type.String() })),
  problems: Type.Array(RowProblem),
  /** Items that the bank holds already; they are not added again. */
  duplicates: Type.Array(
    Type.Object({ sheet: Type.String(), row: Type.Integer(), itemId: IdField, stem: Type.String() }),
  ),
  /** The first items as they were understood, for the person to check. */
  preview: Type.Array(
    Type.Object({
      row: Type.Integer(),
      kind: ItemKindField,
      area: nullable(ContentAreaField),
      stem: Type.String(),
      options: Type.Array(Type.String()),
      key: Type.String(),
    }),
  ),
  addedCount: nullable(Type.Integer()),
})
export type ImportView = Static<typeof ImportView>

/** The body is the file itself, `application/octet-stream`; its name travels percent-encoded in `x-file-name`. */
export const stageImport = endpoint({
  method: 'POST',
  url: '/v1/banks/:bankId/imports',
  config: { access: { act: 'edit_bank' } },
  schema: {
    summary: 'Reads an item file (.xlsx, .csv, .json) and shows what was understood; nothing enters the bank yet',
    params: BankParams,
    response: { 200: ImportView, ...refusals(404, 422) },
  },
})

export const readImport = endpoint({
  method: 'GET',
  url: '/v1/banks/:bankId/imports/:importId',
  config: { access: { act: 'edit_bank' } },
  schema: {
    summary: 'A staged or settled import',
    params: Type.Object({ bankId: IdField, importId: IdField }),
    response: { 200: ImportView, ...refusals(404) },
  },
})

export const settleImport = endpoint({
  method: 'POST',
  url: '/v1/banks/:bankId/imports/:importId/settle',
  config: { access: { act: 'edit_bank' } },
  schema: {
    summary: 'Commits the good rows, or all rows or none, or discards the file',
    params: Type.Object({ bankId: IdField, importId: IdField }),
    body: Type.Object({ choice: oneOf(['good_rows', 'all_or_nothing', 'discard']) }, { additionalProperties: false }),
    response: { 200: ImportView, ...refusals(404, 409, 422) },
  },
})

/** The problems as a workbook, for whoever mends the file. */
export const PROBLEM_SHEET_URL = '/v1/banks/:bankId/imports/:importId/problems.xlsx'
