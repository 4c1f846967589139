import type { PersonId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { CameraReport, PhotographOccasion, Picture } from '@kaochang/domain/sitting/photograph'
import { bigserial, boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'
import { persons, staff } from './people.ts'
import { sittings, terminals } from './session.ts'

/**
 * Photographs of candidates, from their terminals' cameras. Sealed, each bound to its sitting. Rows are added, never
 * changed, and deleted by the clockwork alone once `retainUntil` has passed.
 */
export const photographs = pgTable(
  'photographs',
  {
    id: uuid().primaryKey().defaultRandom(),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    occasion: text().$type<PhotographOccasion>().notNull(),
    /** By the server's clock as the terminal carried it on. */
    takenAt: instant().notNull(),
    receivedAt: instant().notNull(),
    terminalId: uuid()
      .$type<TerminalId>()
      .notNull()
      .references(() => terminals.id),
    sealed: bytes().notNull(),
    /** Of the picture as it was sent. */
    sha256: text().notNull(),
    retainUntil: instant().notNull(),
  },
  (table) => [
    index('photographs_by_sitting').on(table.sittingId, table.takenAt),
    index('photographs_by_retention').on(table.retainUntil),
  ],
)

/**
 * Photos on file, by person: the newest one counts. Older ones stay, with who put them there and when, since swapping
 * the photo is how an impostor would be made to fit; they go as photographs do, but never before the photographs of
 * the same person that they may have been compared with.
 */
export const portraits = pgTable(
  'portraits',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid()
      .$type<PersonId>()
      .notNull()
      .references(() => persons.id),
    mediaType: text().$type<Picture['mediaType']>().notNull(),
    /** Sealed, bound to the person. */
    sealed: bytes().notNull(),
    sha256: text().notNull(),
    uploadedAt: instant().notNull(),
    uploadedBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    retainUntil: instant().notNull(),
  },
  (table) => [
    index('portraits_by_person').on(table.personId, table.uploadedAt),
    index('portraits_by_retention').on(table.retainUntil),
  ],
)

/** What candidates said to being photographed, the last word counting, and to which notice. Append-only. */
export const photographConsents = pgTable(
  'photograph_consents',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sittingId: uuid()
      .$type<SittingId>()
      .notNull()
      .references(() => sittings.id),
    agreed: boolean().notNull(),
    /** The number of the notice they were shown. */
    notice: integer().notNull(),
    terminalId: uuid()
      .$type<TerminalId>()
      .notNull()
      .references(() => terminals.id),
    at: instant().notNull(),
  },
  (table) => [index('photograph_consents_by_sitting').on(table.sittingId)],
)

/** What each sitting's terminal last said of its camera. Beside `sittings`, whose rows the answer path needs. */
export const cameras = pgTable('cameras', {
  sittingId: uuid()
    .$type<SittingId>()
    .primaryKey()
    .references(() => sittings.id),
  report: text().$type<CameraReport>().notNull(),
  at: instant().notNull(),
})
