import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { readRehearsed } from '@kaochang/contract/rehearsal'
import { listPapers } from '@kaochang/database/paper'
import { findRehearsed } from '@kaochang/database/rehearsal'
import { listRecords } from '@kaochang/database/score'
import { findSessionRow, scheduleOf } from '@kaochang/database/session'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { refold } from '@kaochang/domain/sitting/record'
import { unbegun } from '@kaochang/domain/sitting/sitting'
import { termsOf } from '@kaochang/domain/sitting/terms'
import type { Deps } from '../deps.ts'
import { sha256 } from '../hashing.ts'
import type { Actor } from '../people/access.ts'
import { reaches } from '../session/reach.ts'

type Rehearsed = ResponseOf<typeof readRehearsed>

/**
 * One simulated candidate's record as it is on disk, every link of it checked; nothing that a process has in memory
 * only is in it.
 */
export async function readRehearsedFor(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  at: { readonly sessionId: string; readonly sittingId: string },
): Promise<Outcome<Rehearsed, { code: 'not_found' }>> {
  const session = await findSessionRow(db, at.sessionId as SessionId)
  if (!session || !reaches(actor, 'run_room', session)) return refuse({ code: 'not_found' })
  const place = await findRehearsed(db, session.id, at.sittingId as SittingId)
  if (!place) return refuse({ code: 'not_found' })

  const { id } = place
  const paper = (await listPapers(db, [id])).get(id)
  invariant(paper, 'everybody in a rehearsal has a paper')
  const record = (await listRecords(db, [id])).get(id) ?? []
  const folded = refold(sha256, unbegun(id, termsOf(scheduleOf(session), paper.paper)), record)
  return allow({
    brokenAt: folded.ok ? null : folded.refusal.number,
    lostMs: folded.ok ? folded.value.lostMs : 0,
    ended: folded.ok && folded.value.ended !== null,
    saves: record.flatMap(({ event }) =>
      event.type === 'answer_saved'
        ? [{ seq: event.seq, item: event.item, response: event.response, marked: event.marked }]
        : [],
    ),
  })
}
