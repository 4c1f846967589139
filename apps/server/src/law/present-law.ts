import type { EnteredNoticeView, LawChoiceView, MovesView } from '@kaochang/contract/law'
import type { Recounted } from '@kaochang/database/duty'
import type { ChoiceRow, NoticeRow } from '@kaochang/database/law'
import { moved } from '../duty/recount-duties.ts'

const MOST_SHOWN = 200

/** What a change of the calendar moves, the nearest day first. A long list is cut; the numbers are of all. */
export function presentMoves(recounted: readonly Recounted[]): MovesView {
  const changed = moved(recounted)
  return {
    running: recounted.length,
    moved: changed.filter(({ old, counted }) => old.due !== counted.due).length,
    becameFirm: changed.filter(({ old, counted }) => old.provisional && !counted.provisional).length,
    changed: changed.length,
    moves: changed.slice(0, MOST_SHOWN).map(({ id, old, counted }) => ({
      dutyId: id,
      clock: old.clock,
      title: old.title,
      oldDue: old.due,
      newDue: counted.due,
      wasProvisional: old.provisional,
      provisional: counted.provisional,
    })),
  }
}

export function presentNotice(row: NoticeRow): EnteredNoticeView {
  const { id, version, year, publishedOn, address, rest, work } = row
  return { id, version, year, publishedOn, address, rest: [...rest], work: [...work], ...presentDecision(row) }
}

export function presentChoice(row: ChoiceRow): LawChoiceView {
  const { id, province, name, value, fromDate, reference } = row
  return { id, province, name, value, fromDate, reference, ...presentDecision(row) }
}

function presentDecision({
  proposerName,
  proposedBy,
  proposedAt,
  deciderName,
  decidedAt,
  decision,
}: Pick<NoticeRow, 'proposerName' | 'proposedBy' | 'proposedAt' | 'deciderName' | 'decidedAt' | 'decision'>) {
  return { proposedBy: proposerName, proposedById: proposedBy, proposedAt, decidedBy: deciderName, decidedAt, decision }
}
