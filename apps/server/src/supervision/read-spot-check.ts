import type { SpotCheckView } from '@kaochang/contract/supervision'
import type { Database, Transaction } from '@kaochang/database/client'
import { findSeal } from '@kaochang/database/paper'
import { listScores, listSittings } from '@kaochang/database/score'
import { type SessionRow, findSessionRow } from '@kaochang/database/session'
import {
  type SpotCheck,
  type SpotCheckPersonRow,
  listSpotCheckPeople,
  listSpotCheckSessions,
} from '@kaochang/database/supervision'
import type { SittingId } from '@kaochang/domain/ids'
import type { Hundredths } from '@kaochang/domain/law/marks'
import { invariant } from '@kaochang/domain/outcome'
import { spotCheckOutcome } from '@kaochang/domain/supervision/spot-check'
import { type SpotCheckRow, spotCheckTable } from '@kaochang/domain/supervision/spot-check-table'
import { foldSittings, scoreFolded } from '../score/fold-sittings.ts'
import { readScoringMaterial } from '../score/scoring-material.ts'

/** A spot check as it stands: who sat, with how many points, and the table that the inspection team reports. */
export async function readSpotCheckView(db: Database | Transaction, check: SpotCheck): Promise<SpotCheckView> {
  const sessions = await listSpotCheckSessions(db, check.id)
  const people = await listSpotCheckPeople(db, check.id)
  const points = new Map<SittingId, Hundredths>()
  for (const { id } of sessions) {
    const session = await findSessionRow(db, id)
    invariant(session, 'a spot check’s session does not vanish')
    for (const [sittingId, scored] of await readPoints(db, session)) points.set(sittingId, scored)
  }
  const scored = people.map((person) => ({ ...person, points: points.get(person.sittingId) ?? null }))
  const { rows, total } = spotCheckTable(scored, check.cutScore)
  return {
    id: check.id,
    name: check.name,
    province: check.province,
    enterprise: { id: check.enterpriseId, name: check.enterpriseName },
    place: check.place,
    cutScore: check.cutScore,
    durationMinutes: check.durationMinutes,
    openedBy: check.openedBy,
    openedAt: check.openedAt,
    closedAt: check.closedAt,
    sessions: sessions.map(({ id, sources, trade, state, room }) => ({
      id,
      banks: sources === 'unified' ? 'unified' : 'managers',
      trade,
      state,
      room: { ...room, seatIds: [...room.seatIds] },
    })),
    people: scored.map((person) => ({
      id: person.id,
      name: person.name,
      idNumberMasked: person.idNumberMasked,
      category: person.category,
      post: person.post,
      trade: person.trade,
      sessionId: person.sessionId,
      ticket: person.ticket,
      seatNumber: person.seatNumber,
      state: stateOf(person),
      points: person.points,
      outcome: spotCheckOutcome(person.category, person.points, check.cutScore),
      orderedAt: person.orderedAt,
    })),
    table: { rows: rows.map(presentRow), total: presentRow(total) },
  }
}

function presentRow({ bands, ...row }: SpotCheckRow) {
  return { ...row, bands: [...bands] }
}

function stateOf({
  absentAt,
  endedAt,
  startedAt,
  seatNumber,
}: SpotCheckPersonRow): SpotCheckView['people'][number]['state'] {
  if (absentAt !== null) return 'absent'
  if (endedAt !== null) return 'ended'
  if (startedAt !== null) return 'answering'
  return seatNumber === null ? 'expected' : 'checked_in'
}

/**
 * The points of a session's sittings. While it goes on, those of whoever has finished are computed here from record,
 * paper and keys by the rule that will score them, and stored nowhere; afterwards the stored scores count.
 */
async function readPoints(db: Database | Transaction, session: SessionRow): Promise<Map<SittingId, Hundredths>> {
  if (session.state === 'scored' || session.state === 'released') {
    const stored = await listScores(db, session.id)
    return new Map([...stored].map(([sittingId, { points }]) => [sittingId, points]))
  }
  const points = new Map<SittingId, Hundredths>()
  const finished = (await listSittings(db, session.id)).filter(({ endedAt }) => endedAt !== null)
  const seal = await findSeal(db, session.id)
  if (finished.length === 0 || !seal) return points
  const material = await readScoringMaterial(db, seal)
  for await (const folded of foldSittings(db, session, finished)) {
    const score = scoreFolded(material, folded)
    if (score) points.set(folded.row.id, score.points)
  }
  return points
}
