import type { CivilDate } from '@kaochang/domain/instant'
import type { RoomId, SessionId, SittingId, StaffId } from '@kaochang/domain/ids'
import type { CARD_REFUSALS, CardReader, LONG_TERM } from '@kaochang/domain/people/card-reading'
import { bigserial, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './people.ts'
import { rooms, sessions, sittings } from './session.ts'

/**
 * Every ID card that was read at a room's desk, and what was said to it. The number is kept as it is shown, never in
 * clear. Append-only.
 */
export const cardReadings = pgTable(
  'card_readings',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sessionId: uuid()
      .$type<SessionId>()
      .notNull()
      .references(() => sessions.id),
    roomId: uuid()
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id),
    /** Whom it was read for; null where nobody of the room holds the card. */
    sittingId: uuid()
      .$type<SittingId>()
      .references(() => sittings.id),
    reader: text().$type<CardReader>().notNull(),
    idNumberMasked: text().notNull(),
    /** As the reader said them; null where it types numbers alone. */
    name: text(),
    validFrom: text().$type<CivilDate>(),
    validUntil: text().$type<CivilDate | typeof LONG_TERM>(),
    /** By the clock of the reader's computer. */
    cardReadAt: instant(),
    /** The code of the refusal; null for the candidate's own card, in order. */
    refusal: text().$type<(typeof CARD_REFUSALS)[number]>(),
    readBy: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    at: instant().notNull(),
  },
  (table) => [
    index('card_readings_by_sitting').on(table.sittingId),
    index('card_readings_by_room').on(table.sessionId, table.roomId),
  ],
)
