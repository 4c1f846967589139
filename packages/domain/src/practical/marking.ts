import type { StaffId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import type { Hundredths } from '../law/marks.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { PracticalStandard } from './standard.ts'

/** What an examiner gave for a subject, as it was written down. Later ones replace earlier ones and erase none. */
export type Mark = {
  readonly id: number
  readonly examinerId: StaffId
  readonly subject: string
  readonly points: Hundredths
  readonly note: string | null
  readonly at: Instant
}

/** When an examiner said that the sheet is complete. */
export type Finish = { readonly examinerId: StaffId; readonly at: Instant }

/** One examiner's sheet as it stands: the last mark of each subject. */
export type MarkSheet = {
  readonly examinerId: StaffId
  readonly marks: ReadonlyMap<string, Mark>
  readonly finishedAt: Instant | null
}

/** How far the marking of one sitting is. */
export type Marking = {
  readonly sheets: readonly MarkSheet[]
  /**
   * `marking`: somebody has begun and not both have finished, so that neither sees the other's. `differing`: both see
   * both and confer. `agreed`: equal in every subject, which is what a score follows from.
   */
  readonly state: 'unmarked' | 'marking' | 'differing' | 'agreed'
  /** The subjects in which the two differ, once both have finished. */
  readonly differing: readonly string[]
}

export type MarkRefusal =
  | { code: 'not_checked_in' }
  | { code: 'marks_agreed_already' }
  | { code: 'two_examiners_already' }
  | { code: 'subject_unknown'; subject: string }
  | { code: 'marks_over_subject'; subject: string; full: Hundredths }
  | { code: 'marks_missing'; subjects: readonly string[] }

/** A practical exam is marked by so many people, each for themselves. */
export const EXAMINERS = 2

/** The sheets of a sitting and how they compare. Whoever marked first stands first. */
export function markingOf(
  { subjects }: Pick<PracticalStandard, 'subjects'>,
  marks: readonly Mark[],
  finishes: readonly Finish[],
): Marking {
  const inOrder = marks.toSorted((a, b) => a.id - b.id)
  const examiners = [...new Set(inOrder.map(({ examinerId }) => examinerId))]
  const sheets = examiners.map((examinerId): MarkSheet => {
    const own = inOrder.filter((mark) => mark.examinerId === examinerId)
    const finishedAt = finishes.find((finish) => finish.examinerId === examinerId)?.at ?? null
    return { examinerId, marks: new Map(own.map((mark) => [mark.subject, mark])), finishedAt }
  })
  if (sheets.length === 0) return { sheets, state: 'unmarked', differing: [] }
  const [one, other, ...more] = sheets
  if (!one || !other || more.length > 0 || one.finishedAt === null || other.finishedAt === null)
    return { sheets, state: 'marking', differing: [] }
  const differing = subjects
    .map(({ code }) => code)
    .filter((code) => one.marks.get(code)?.points !== other.marks.get(code)?.points)
  return { sheets, state: differing.length === 0 ? 'agreed' : 'differing', differing }
}

/**
 * Whether an examiner may write these marks down: of a candidate who was identified and whose marks are not agreed yet,
 * as one of the two who mark, within each subject's full marks.
 */
export function mayMark(
  standard: PracticalStandard,
  { checkedIn, marking }: { checkedIn: boolean; marking: Marking },
  by: StaffId,
  entries: readonly { readonly subject: string; readonly points: Hundredths }[],
): Outcome<true, MarkRefusal> {
  if (!checkedIn) return refuse({ code: 'not_checked_in' })
  if (marking.state === 'agreed') return refuse({ code: 'marks_agreed_already' })
  if (marking.sheets.filter(({ examinerId }) => examinerId !== by).length >= EXAMINERS)
    return refuse({ code: 'two_examiners_already' })
  for (const { subject, points } of entries) {
    const asked = standard.subjects.find(({ code }) => code === subject)
    if (!asked) return refuse({ code: 'subject_unknown', subject })
    if (points > asked.full) return refuse({ code: 'marks_over_subject', subject, full: asked.full })
  }
  return allow(true)
}

/** Whether an examiner may say that the sheet is complete: a mark for every subject, a nought among them if need be. */
export function mayFinish(
  standard: PracticalStandard,
  marking: Marking,
  by: StaffId,
): Outcome<true, Extract<MarkRefusal, { code: 'marks_missing' | 'marks_agreed_already' }>> {
  if (marking.state === 'agreed') return refuse({ code: 'marks_agreed_already' })
  const own = marking.sheets.find(({ examinerId }) => examinerId === by)
  const missing = standard.subjects.filter(({ code }) => !own?.marks.has(code))
  return missing.length === 0
    ? allow(true)
    : refuse({ code: 'marks_missing', subjects: missing.map(({ code }) => code) })
}

/**
 * When the exam ended for the candidate: when the second of the two had finished. What they change afterwards while
 * they confer moves no clock (R27-6).
 */
export function examEndedAt({ sheets }: Marking): Instant | null {
  const finished = sheets.flatMap(({ finishedAt }) => finishedAt ?? [])
  return finished.length < EXAMINERS ? null : (Math.max(...finished) as Instant)
}
