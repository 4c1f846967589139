declare const instantBrand: unique symbol

/** A moment in time: milliseconds since 1970-01-01T00:00Z. Where a day is meant, use `CivilDate`. */
export type Instant = number & { readonly [instantBrand]: true }

declare const civilDateBrand: unique symbol

/** A day of the Chinese civil calendar, as `2026-09-25`. It has no hours and no zone. */
export type CivilDate = string & { readonly [civilDateBrand]: true }

const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/**
 * The civil date in Asia/Shanghai at an instant. China has kept +08:00 without a break since
 * 1991-09-15, before anything this platform judges, so the offset is a constant and the zone of the
 * machine never enters.
 */
export function civilDateAt(at: Instant): CivilDate {
  return civilDateOfDay(Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS))
}

/** The first instant of a civil date in Asia/Shanghai. */
export function startOfDay(date: CivilDate): Instant {
  return (dayOf(date) * DAY_MS - SHANGHAI_OFFSET_MS) as Instant
}

/** Days since 1970-01-01, so that dates can be counted without a zone. */
export function dayOf(date: CivilDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The civil date of a day number: the inverse of `dayOf`. */
export function civilDateOfDay(dayNumber: number): CivilDate {
  // Howard Hinnant, civil_from_days.
  const shifted = dayNumber + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as CivilDate
}

/** Reads `2026-09-25`; undefined when it is not a day that exists. */
export function readCivilDate(text: string): CivilDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const date = text as CivilDate
  return civilDateOfDay(dayOf(date)) === date ? date : undefined
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function weekdayOf(date: CivilDate): number {
  return ((((dayOf(date) + 3) % 7) + 7) % 7) + 1
}

export function addDays(date: CivilDate, count: number): CivilDate {
  return civilDateOfDay(dayOf(date) + count)
}

function two(value: number) {
  return String(value).padStart(2, '0')
}
