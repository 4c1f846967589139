import { type CivilDate, type Instant, civilDateAt } from '../instant.ts'
import { type Calendar, isWorkday } from '../law/calendar.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { Province } from '../people/roles.ts'

/** Where and when a session is asked for. */
export type Occasion = {
  readonly startsAt: Instant
  /** The session's authority; null for the national one. */
  readonly province: Province | null
  readonly site: {
    readonly province: Province
    readonly accreditedFrom: CivilDate
    readonly accreditedTo: CivilDate | null
  }
  readonly restDayConfirmed: boolean
}

export type ScheduleRefusal =
  | { code: 'starts_in_the_past'; startsAt: Instant }
  | { code: 'site_of_another_province'; province: Province }
  | { code: 'site_not_accredited'; on: CivilDate; accreditedFrom: CivilDate; accreditedTo: CivilDate | null }
  | { code: 'starts_on_rest_day'; on: CivilDate; provisional: boolean }

/**
 * Whether a session may be held there and then: at a site designated for that day (R18-1), in the
 * authority's own province (the national authority may use any), and on a rest day only when somebody has
 * said that it is meant: 2026-09-25 looks like an ordinary Friday and is Mid-Autumn.
 */
export function checkSchedule(
  { startsAt, province, site, restDayConfirmed }: Occasion,
  calendar: Calendar,
  at: Instant,
): Outcome<true, ScheduleRefusal> {
  if (startsAt <= at) return refuse({ code: 'starts_in_the_past', startsAt })
  if (province !== null && site.province !== province)
    return refuse({ code: 'site_of_another_province', province: site.province })

  const on = civilDateAt(startsAt)
  const { accreditedFrom, accreditedTo } = site
  if (on < accreditedFrom || (accreditedTo !== null && on > accreditedTo))
    return refuse({ code: 'site_not_accredited', on, accreditedFrom, accreditedTo })

  const { workday, provisional } = isWorkday(calendar, on)
  if (!workday && !restDayConfirmed) return refuse({ code: 'starts_on_rest_day', on, provisional })
  return allow(true)
}
