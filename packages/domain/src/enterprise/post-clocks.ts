import type { CivilDate } from '../instant.ts'
import type { Category, ExamCategory } from '../law/categories.ts'
import type { Calendar } from '../law/calendar.ts'
import { type ClockName, deadline } from '../law/deadline.ts'

/** What a certificate says to a transfer: of which category, and the day its holder last passed (art. 20). */
export type HeldCertificate = {
  readonly category: ExamCategory
  readonly lastPassedOn: CivilDate
  /** Revoked or cancelled. */
  readonly ended: boolean
}

/** A post that the same person has in the enterprise beside the new one, or had until it. */
export type FormerPost = {
  readonly category: Category
  /** The day its clocks were counted from; null when it had none. */
  readonly clocksFrom: CivilDate | null
}

/** What an appointment starts: the clocks, the day they are counted from, and whether they go on from an earlier post. */
export type PostClocks = {
  readonly clocks: readonly ClockName[]
  readonly from: CivilDate
  readonly continues: boolean
}

const NONE = { clocks: [], continues: false } as const

/**
 * The clocks that an appointment starts (R17-1, R17-2). A principal or safety manager has thirty days to apply and six
 * months to pass, from the day of appointment; nobody else has a clock of their post.
 *
 * A transfer starts nothing new when the person has a valid certificate of the same category and the three-year
 * cycle is current; a change of category does (A5). Somebody who has not passed yet and moves to another post of
 * the same category within the enterprise keeps the day they first had: a transfer is no second six months.
 *
 * @param calendar only decides whether the cycle is current
 */
export function clocksOfPost(
  { category, startedOn }: { readonly category: Category; readonly startedOn: CivilDate },
  past: { readonly certificates: readonly HeldCertificate[]; readonly posts: readonly FormerPost[] },
  calendar: Calendar,
): PostClocks {
  if (category !== 'principal' && category !== 'manager') return { ...NONE, from: startedOn }
  const anew = { clocks: ['manager.apply', 'manager.pass'], from: startedOn, continues: false } as const
  const current = past.certificates.some(
    (held) =>
      !held.ended &&
      held.category === category &&
      held.lastPassedOn <= startedOn &&
      deadline('manager.cycle', held.lastPassedOn, calendar).due >= startedOn,
  )
  if (current) return { ...NONE, from: startedOn }
  const passed = past.certificates.filter((held) => held.category === category).map(({ lastPassedOn }) => lastPassedOn)
  const first = past.posts
    .flatMap((post) => (post.category === category && post.clocksFrom !== null ? [post.clocksFrom] : []))
    .filter((from) => passed.every((on) => on < from))
    .toSorted()[0]
  return first === undefined ? anew : { ...anew, from: first, continues: true }
}
