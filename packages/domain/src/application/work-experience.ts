import { type CivilDate, addDays, dayOf } from '../instant.ts'
import { addMonths } from '../law/deadline.ts'
import type { WorkPeriod } from '../people/background.ts'

/** Time spent at work: full years and the days beyond them. */
export type Experience = { readonly years: number; readonly days: number }

/**
 * How long somebody has worked, from dated periods. Days that two periods share count once; what lies after `on` has
 * not been worked yet. Each unbroken stretch gives its full years by the corresponding day, and what is left over of
 * several stretches is put together at 365 days a year.
 *
 * @param kinds which work counts; `coal_safety` is coal-related as well
 */
export function experience(
  periods: readonly WorkPeriod[],
  kinds: readonly WorkPeriod['kind'][],
  on: CivilDate,
): Experience {
  let years = 0
  let days = 0
  for (const { from, to } of stretches(periods, kinds, on)) {
    let full = 0
    while (addMonths(from, (full + 1) * 12) <= addDays(to, 1)) full += 1
    years += full
    days += dayOf(to) - dayOf(addMonths(from, full * 12)) + 1
  }
  return { years: years + Math.floor(days / 365), days: days % 365 }
}

type Stretch = { readonly from: CivilDate; readonly to: CivilDate }

/** The periods as unbroken stretches that share no day: one that begins the day after another goes on with it. */
function stretches(periods: readonly WorkPeriod[], kinds: readonly WorkPeriod['kind'][], on: CivilDate): Stretch[] {
  const worked = periods
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ from, to }) => ({ from, to: to === null || to > on ? on : to }))
    .filter(({ from, to }) => from <= to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const joined: Stretch[] = []
  for (const period of worked) {
    const last = joined.at(-1)
    if (last && period.from <= addDays(last.to, 1))
      joined[joined.length - 1] = { from: last.from, to: last.to > period.to ? last.to : period.to }
    else joined.push(period)
  }
  return joined
}
