import { canonical } from '../canonical.ts'
import { FULL_MARKS, passes } from '../law/marks.ts'
import { invariant } from '../outcome.ts'
import type { Score } from '../score/score-sitting.ts'
import type { Hash } from '../sitting/record.ts'
import type { Marking } from './marking.ts'
import type { PracticalStandard } from './standard.ts'

/**
 * The score of a practical exam whose two examiners agree: their marks added up, with each subject's beside them.
 * Nothing is averaged and nothing is added to the knowledge exam's (R27-5). Null while they do not agree.
 *
 * `marks` holds the points of each subject in the standard's order, in hundredths.
 */
export function scorePractical(
  hash: Hash,
  standard: PracticalStandard,
  { state, sheets }: Marking,
): (Score & { readonly basis: string }) | null {
  const [sheet] = sheets
  if (state !== 'agreed' || !sheet) return null
  const given = standard.subjects.map((subject) => {
    const mark = sheet.marks.get(subject.code)
    invariant(mark, 'an agreed sheet has a mark for every subject')
    return { subject, points: mark.points }
  })
  const points = given.reduce((sum, mark) => sum + mark.points, 0)
  return {
    points,
    full: FULL_MARKS,
    passed: passes(points),
    marks: given.map((mark) => mark.points).join(' '),
    byArea: given.map((mark) => ({
      area: null,
      subject: { code: mark.subject.code, ...mark.subject.title },
      points: mark.points,
      full: mark.subject.full,
    })),
    basis: practicalBasis(hash, standard, sheets),
  }
}

/** What a practical score follows from: the standard, and the very marks of both examiners that count. */
function practicalBasis(hash: Hash, standard: PracticalStandard, sheets: Marking['sheets']): string {
  const counted = sheets.map(({ examinerId, marks }) => [
    examinerId,
    standard.subjects.map(({ code }) => [code, marks.get(code)?.id ?? null, marks.get(code)?.points ?? null]),
  ])
  return hash(canonical(['kaochang/practical-score/1', standard, counted]))
}
