import type { CandidateView } from '@kaochang/contract/terminal'
import type { Entry } from '@kaochang/database/terminal'
import type { ItemKind } from '@kaochang/domain/bank/item'
import { itemCount } from '@kaochang/domain/paper/blueprint'

/** What a candidate is shown of themselves and of the exam before it begins. */
export function presentCandidate(
  entry: Entry,
  seatNumber: number,
  photographing: Pick<CandidateView, 'portrait' | 'photographs'>,
): CandidateView {
  const { name, idNumberMasked, ticket, blueprint, settings } = entry
  const countOf = (kind: ItemKind) =>
    blueprint.sections.filter((section) => section.kind === kind).reduce((sum, { count }) => sum + count, 0)
  return {
    name,
    idNumberMasked,
    ticket,
    seatNumber,
    exam: {
      name: entry.sessionName,
      startsAt: entry.startsAt,
      durationMinutes: blueprint.durationMinutes,
      itemCount: itemCount(blueprint),
      trueFalseCount: countOf('true_false'),
      singleChoiceCount: countOf('single_choice'),
      multipleResponseCount: countOf('multiple_response'),
      earliestHandInMinutes: settings.earliestHandInMinutes,
      lateEntryMinutes: settings.lateEntryMinutes,
      attempt: entry.attempt,
    },
    ...photographing,
  }
}
