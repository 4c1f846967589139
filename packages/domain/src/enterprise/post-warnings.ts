import type { CivilDate } from '../instant.ts'
import type { Category } from '../law/categories.ts'
import { addMonths } from '../law/deadline.ts'
import type { EducationLevel } from '../people/background.ts'
import { trainingSuffices } from '../training/training-suffices.ts'
import type { Training } from '../training/training.ts'
import { practicalAgainAsked } from './absence.ts'
import { schoolingShortfall } from './schooling.ts'

/** What is wrong with a post as it is held, worst first, each with its article. None of them keeps anybody from the register. */
export const POST_WARNINGS = {
  must_be_adjusted: '19',
  no_certificate: '24',
  practical_again: '30',
  no_initial_training: '35',
  no_mentor: '36',
  schooling_short: '22, 32',
  no_training_this_year: '12, 35',
} as const satisfies Record<string, string>
export type PostWarning = keyof typeof POST_WARNINGS

export type HeldPost = {
  readonly category: Category
  readonly trade: string | null
  readonly underground: boolean
  readonly startedOn: CivilDate
  readonly awayFrom: CivilDate | null
  readonly mustBeAdjusted: boolean
  readonly hasMentor: boolean
}

/** What is known of the person beside the post. */
export type KnownOf = {
  readonly level: EducationLevel | null
  readonly trainings: readonly Training[]
  /** The trades of the special-operation certificates that are valid on the day. */
  readonly certifiedTrades: readonly string[]
}

/**
 * What the enterprise should mend about a post: it must be given up (R17-4, R19-5, A9); an operator without a certificate may not
 * work (R24-1), nor after six months away (R30-1); a worker without the initial training may not either (R35-4); a new
 * underground worker has a mentor (R36-1); and everybody has a training this year but operators (R12-1, R35-3).
 */
export function postWarnings(
  post: HeldPost,
  { level, trainings, certifiedTrades }: KnownOf,
  on: CivilDate,
): PostWarning[] {
  const { category, trade, startedOn, awayFrom } = post
  const year = Number(on.slice(0, 4))
  const isNew = addMonths(startedOn, 4) > on
  const isWorker = category === 'worker'
  const initial = trainingSuffices({ for: 'worker_first' }, trainings, on).ok
  const thisYear =
    isWorker || category === 'operator'
      ? trainingSuffices({ for: 'worker_year', year }, trainings, on).ok
      : trainingSuffices({ for: 'manager_year', year }, trainings, on).ok
  const found: Record<PostWarning, boolean> = {
    must_be_adjusted: post.mustBeAdjusted,
    no_certificate: category === 'operator' && trade !== null && !certifiedTrades.includes(trade),
    practical_again: category === 'operator' && awayFrom !== null && practicalAgainAsked(awayFrom, on),
    no_initial_training: isWorker && !initial,
    no_mentor: isWorker && post.underground && isNew && !post.hasMentor,
    schooling_short: schoolingShortfall({ category, startedOn }, level) !== null,
    no_training_this_year: category !== 'operator' && !thisYear,
  }
  return (Object.keys(POST_WARNINGS) as PostWarning[]).filter((warning) => found[warning])
}
