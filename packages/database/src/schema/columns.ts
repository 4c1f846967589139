import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { customType } from 'drizzle-orm/pg-core'

/** `timestamptz` in PostgreSQL, `Instant` in our code. Nobody in between sees a Date. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: (at) => new Date(at).toISOString(),
  fromDriver: (text) => Date.parse(text) as Instant,
})

/** `date` in PostgreSQL, `CivilDate` in our code: a day has no zone to lose. */
export const civilDate = customType<{ data: CivilDate; driverData: string }>({ dataType: () => 'date' })

export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})
