import type { Database, Transaction } from '@kaochang/database/client'
import { findSeal, listRosterPlaces } from '@kaochang/database/paper'
import { listPublished } from '@kaochang/database/result'
import { type StoredScore, listScores, listSittings } from '@kaochang/database/score'
import type { SessionRow } from '@kaochang/database/session'
import type { Score } from '@kaochang/domain/score/score-sitting'
import { closesAt } from '@kaochang/domain/sitting/sitting'
import { type OpenSeal, type SealFault, drawFor, openSeal } from '../paper/draw-session.ts'
import type { Secrets } from '../secrets.ts'
import { verifyPractical } from '../practical/verify-practical.ts'
import { type Found, type Verification, checkResult, compareScores } from './compare-scores.ts'
import { type FoldedSitting, foldSittings, scoreFolded } from './fold-sittings.ts'
import { readScoringMaterial } from './scoring-material.ts'

/**
 * Computes a session afresh from what cannot be changed without a trace, and compares (A39 to A42): every
 * record link by link and with what the roster repeats of it, every paper drawn again from the committed
 * secret and the frozen banks, every score from record, paper and keys, and every published result with its
 * score. Reads only. A practical session is checked by its examiners' marks instead.
 */
export async function verifySession(
  db: Database | Transaction,
  secrets: Secrets,
  session: SessionRow,
): Promise<Verification> {
  if (session.component === 'practical') return verifyPractical(db, session)
  const rows = await listSittings(db, session.id)
  const seal = await findSeal(db, session.id)
  if (!seal) {
    const findings = ['本场次没有封卷记录，无法核对。 / The session has no seal: nothing can be checked.']
    return { recordsEqual: 0, papersEqual: 0, scoresEqual: 0, of: rows.length, findings }
  }
  const { opened, faults } = openSeal(secrets, session, seal, await listRosterPlaces(db, session.id))
  const material = await readScoringMaterial(db, seal)
  const scores = await listScores(db, session.id)
  const published =
    session.state === 'released'
      ? await listPublished(
          db,
          rows.map(({ id }) => id),
        )
      : undefined

  const findings = faults.map((fault) => SEAL_WORDS[fault])
  const equal = { records: 0, papers: 0, scores: 0 }
  const missing = new Set(rows.map(({ ticket }) => ticket))
  for await (const folded of foldSittings(db, session, rows)) {
    const { id, ticket } = folded.row
    missing.delete(ticket)
    const stored = scores.get(id)
    const checks = {
      records: checkRecord(folded),
      papers: checkPaper(opened, folded),
      scores:
        checkScore(folded, scoreFolded(material, folded), stored) ??
        (published && checkResult(stored, published.get(id))),
    }
    for (const part of ['records', 'papers', 'scores'] as const) {
      const found = checks[part]
      if (found === undefined) equal[part] += 1
      else findings.push(`准考证 ${ticket}：${found.zh} / Ticket ${ticket}: ${found.en}`)
    }
  }
  for (const ticket of missing) findings.push(`准考证 ${ticket}：没有试卷。 / Ticket ${ticket}: there is no paper.`)
  return {
    recordsEqual: equal.records,
    papersEqual: equal.papers,
    scoresEqual: equal.scores,
    of: rows.length,
    findings,
  }
}

const SEAL_WORDS: Record<SealFault, string> = {
  pool: '冻结的题库与封卷时不同。 / The frozen banks are not those that were sealed.',
  blueprint: '组卷规则与封卷时不同。 / The blueprint is not the one that was sealed.',
  roster: '考生名单与封卷时不同。 / The roster is not the one that was sealed.',
  secret: '抽题密钥打不开，或与封卷时的承诺不符。 / The draw’s secret does not open, or is not the one committed to.',
}

function checkRecord({ row, sitting, brokenAt }: FoldedSitting): Found {
  if (sitting === null)
    return { zh: `作答记录第 ${brokenAt} 条前后不符。`, en: `the record does not hold together at event ${brokenAt}.` }
  const told = [row.startedAt, row.closesAt, row.endedAt, row.endReason]
  const kept = [sitting.startedAt, closesAt(sitting), sitting.ended?.at ?? null, sitting.ended?.reason ?? null]
  const same = told.every((value, index) => value === kept[index])
  return same
    ? undefined
    : { zh: '名单上的起止与作答记录不符。', en: 'the roster’s times are not those of the record.' }
}

function checkPaper(opened: OpenSeal | undefined, { row, paper, paperIntact }: FoldedSitting): Found {
  if (paperIntact && opened && drawFor(opened, row).paperHash === paper.paperHash) return undefined
  return { zh: '试卷与重新抽取的不同。', en: 'the paper is not the one that is drawn again.' }
}

function checkScore(
  { sitting, paperIntact }: FoldedSitting,
  fresh: (Score & { basis: string }) | null,
  stored: StoredScore | undefined,
): Found {
  if (sitting === null || !paperIntact)
    return {
      zh: '记录或试卷有改动，无法核对成绩。',
      en: 'with its record or paper changed, the score cannot be checked.',
    }
  return compareScores(fresh, stored)
}
