import type { CivilDate } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type CourseKind, type Training, leastHours } from './training.ts'

/** What a training is needed for. */
export type TrainingPurpose =
  /** An operator's first exam of a trade (R25-1), also after a last failure (R27-8). */
  | { readonly for: 'operator_first'; readonly trade: string; readonly after: CivilDate | null }
  /** The renewal of an operator's certificate (R29-1); `after` as for a first exam. */
  | { readonly for: 'operator_renewal'; readonly trade: string; readonly after: CivilDate | null }
  /** A worker's first day at work (R35-2, R35-4). */
  | { readonly for: 'worker_first' }
  /** A worker's calendar year (R35-3). */
  | { readonly for: 'worker_year'; readonly year: number }
  /** An underground worker who comes back, changes post or meets something new (R37-1). */
  | { readonly for: 'worker_again'; readonly after: CivilDate }
  /** A principal's or manager's calendar year: hours are recorded, and no exam is asked (R12-1). */
  | { readonly for: 'manager_year'; readonly year: number }

/** `trainings` are those that count together; `hours` are theirs. */
export type SufficientTraining = { readonly trainings: readonly Training[]; readonly hours: number }

export type TrainingRefusal =
  | { code: 'training_missing'; article: string }
  | { code: 'training_hours_short'; hours: number; wanted: number; article: string }
  | { code: 'training_not_passed'; article: string }

/**
 * Whether the trainings of one person suffice for a purpose on a day: which of them, or what is missing. A training counts
 * from the day its course closed, with the hours that the person attended and not those that the course had; of
 * several courses the latest that suffices is named. Hours of two courses are added only where the law counts a year.
 */
export function trainingSuffices(
  purpose: TrainingPurpose,
  trainings: readonly Training[],
  on: CivilDate,
): Outcome<SufficientTraining, TrainingRefusal> {
  const over = trainings.filter(({ closedOn }) => closedOn <= on)
  over.sort((a, b) => (a.closedOn < b.closedOn ? 1 : -1))
  switch (purpose.for) {
    case 'operator_first':
      return oneCourse(ofTrade(over, purpose, ['initial', 'retraining']), leastHours('operator', 'initial'), '25')
    case 'operator_renewal':
      return oneCourse(
        // The whole course again is more than the twenty-four hours of a renewal.
        ofTrade(over, purpose, ['renewal', 'initial', 'retraining']),
        leastHours('operator', 'renewal'),
        '29',
      )
    case 'worker_first':
      return oneCourse(
        over.filter(({ kind }) => kind === 'initial'),
        leastHours('worker', 'initial'),
        '35',
      )
    case 'worker_again':
      return oneCourse(
        over.filter(({ kind, startedOn }) => kind !== 'refresher' && startedOn >= purpose.after),
        null,
        '37',
      )
    case 'worker_year':
      return oneYear(over, purpose.year, leastHours('worker', 'refresher'), '35')
    case 'manager_year':
      return oneYear(
        over.filter(({ category }) => category === 'principal' || category === 'manager'),
        purpose.year,
        null,
        '12',
      )
  }
}

function ofTrade(
  trainings: readonly Training[],
  { trade, after }: { readonly trade: string; readonly after: CivilDate | null },
  kinds: readonly CourseKind[],
) {
  return trainings.filter(
    (training) =>
      training.category === 'operator' &&
      training.trade === trade &&
      kinds.includes(training.kind) &&
      // Training again means a course that began after the failure.
      (after === null || training.startedOn > after),
  )
}

function oneCourse(
  courses: readonly Training[],
  least: { readonly hours: number } | null,
  article: string,
): Outcome<SufficientTraining, TrainingRefusal> {
  if (courses.length === 0) return refuse({ code: 'training_missing', article })
  const wanted = least?.hours ?? 1
  const long = courses.filter(({ hoursAttended }) => hoursAttended >= wanted)
  if (long.length === 0) {
    const hours = Math.max(...courses.map(({ hoursAttended }) => hoursAttended))
    return refuse({ code: 'training_hours_short', hours, wanted, article })
  }
  const passed = long.find(({ result }) => result === 'passed')
  if (!passed) return refuse({ code: 'training_not_passed', article })
  return allow({ trainings: [passed], hours: passed.hoursAttended })
}

function oneYear(
  courses: readonly Training[],
  year: number,
  least: { readonly hours: number } | null,
  article: string,
): Outcome<SufficientTraining, TrainingRefusal> {
  const inYear = courses.filter(({ closedOn }) => closedOn.startsWith(`${year}-`))
  const hours = inYear.reduce((sum, { hoursAttended }) => sum + hoursAttended, 0)
  if (hours === 0) return refuse({ code: 'training_missing', article })
  const wanted = least?.hours ?? 1
  return hours >= wanted
    ? allow({ trainings: inYear, hours })
    : refuse({ code: 'training_hours_short', hours, wanted, article })
}
