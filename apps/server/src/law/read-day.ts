import { type CivilDate, readCivilDate } from '@kaochang/domain/instant'

/** A day that the schema lets through and the calendar does not have, such as 31 February, is an invalid shape too. */
export function readDay(text: string): CivilDate {
  const date = readCivilDate(text)
  if (date === undefined) throw Object.assign(new Error(`There is no day ${text}`), { statusCode: 400 })
  return date
}
