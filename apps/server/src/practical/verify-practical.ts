import type { Database, Transaction } from '@kaochang/database/client'
import { listRosterPlaces } from '@kaochang/database/paper'
import { findPracticalSeal } from '@kaochang/database/practical'
import { listPublished } from '@kaochang/database/result'
import { type SittingRow, listScores, listSittings } from '@kaochang/database/score'
import type { SessionRow } from '@kaochang/database/session'
import { checkStandard } from '@kaochang/domain/practical/standard'
import { EXAMINERS, type Marking, examEndedAt } from '@kaochang/domain/practical/marking'
import { scorePractical } from '@kaochang/domain/practical/score-practical'
import { sha256 } from '../hashing.ts'
import { rosterHashOf } from '../paper/draw-session.ts'
import { type Found, type Verification, checkResult, compareScores } from '../score/compare-scores.ts'
import { readMarkings } from './score-practical-session.ts'
import { standardHashOf, standardOf } from './seal-practical.ts'

/**
 * Computes a practical session afresh from its examiners' marks, and compares: the roster and the standard with what was
 * closed, the course of every sitting with its marks, the two sheets, every score, and every published result with its
 * score. Reads only. `papersEqual` counts the pairs of sheets that hold, there being no papers.
 */
export async function verifyPractical(db: Database | Transaction, session: SessionRow): Promise<Verification> {
  const rows = await listSittings(db, session.id)
  const findings = await checkSeal(db, session)
  const scores = await listScores(db, session.id)
  const ids = rows.map(({ id }) => id)
  const published = session.state === 'released' ? await listPublished(db, ids) : undefined
  const standard = standardOf(session)

  const equal = { records: 0, sheets: 0, scores: 0 }
  for (const { row, marking } of await readMarkings(db, session, rows)) {
    const stored = scores.get(row.id)
    const checks = {
      records: checkCourse(row, marking),
      sheets: checkSheets(marking),
      scores:
        compareScores(scorePractical(sha256, standard, marking), stored) ??
        (published && checkResult(stored, published.get(row.id))),
    }
    for (const part of ['records', 'sheets', 'scores'] as const) {
      const found = checks[part]
      if (found === undefined) equal[part] += 1
      else findings.push(`准考证 ${row.ticket}：${found.zh} / Ticket ${row.ticket}: ${found.en}`)
    }
  }
  return {
    recordsEqual: equal.records,
    papersEqual: equal.sheets,
    scoresEqual: equal.scores,
    of: rows.length,
    findings,
  }
}

async function checkSeal(db: Database | Transaction, session: SessionRow): Promise<string[]> {
  const seal = await findPracticalSeal(db, session.id)
  if (!seal) return ['本场次没有封存名单，无法核对。 / The session’s roster was never closed: nothing can be checked.']
  const findings: string[] = []
  if (rosterHashOf(await listRosterPlaces(db, session.id)) !== seal.rosterHash)
    findings.push('考生名单与封存时不同。 / The roster is not the one that was closed.')
  const standard = standardOf(session)
  if (standardHashOf(standard) !== seal.standardHash || !checkStandard(standard).ok)
    findings.push('评分标准与封存时不同。 / The standard is not the one that was closed.')
  return findings
}

/** What the roster repeats of the course: begun with the first mark, over when both had finished and agree. */
function checkCourse({ startedAt, endedAt, identityConfirmedAt }: SittingRow, marking: Marking): Found {
  const firstMarks = marking.sheets.length > 0
  const ended = marking.state === 'agreed' ? examEndedAt(marking) : null
  const same = (startedAt !== null) === firstMarks && endedAt === ended && (!firstMarks || identityConfirmedAt !== null)
  return same ? undefined : { zh: '名单上的起止与评分记录不符。', en: 'the roster’s times are not those of the marks.' }
}

/** A sitting that was begun has the sheets of two people, and they agree. */
function checkSheets({ sheets, state }: Marking): Found {
  if (state === 'unmarked') return undefined
  if (sheets.length !== EXAMINERS)
    return {
      zh: `评分人数为 ${sheets.length}，应为 ${EXAMINERS}。`,
      en: `it was marked by ${sheets.length} people, not ${EXAMINERS}.`,
    }
  return state === 'agreed'
    ? undefined
    : { zh: '两名考评员的评分不一致或者没有完成。', en: 'the two examiners do not agree, or have not finished.' }
}
