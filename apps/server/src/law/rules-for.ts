import type { Database, Transaction } from '@kaochang/database/client'
import { type PersonAssessment, attemptResults } from '@kaochang/database/result'
import { type CivilDate, civilDateAt } from '@kaochang/domain/instant'
import type { Rules } from '@kaochang/domain/law/rules'
import { type RulesInForce, readRules } from './read-rules.ts'

/** By which rules each of some assessments is judged. */
export type RulesFor = (assessment: PersonAssessment) => Rules

/**
 * The rules of assessments: those of the day they were opened, and once something was failed those of the failed
 * result's day, or of today where they are better for the person. Each by the choices of the authority that it was last
 * examined by.
 */
export async function readRulesFor(
  db: Database | Transaction,
  assessments: readonly PersonAssessment[],
  today: CivilDate,
): Promise<RulesFor> {
  const inForce = new Map<string | null, RulesInForce>()
  for (const province of new Set(assessments.map(authorityOf))) inForce.set(province, await readRules(db, province))
  return (assessment) => {
    const rules = inForce.get(authorityOf(assessment))
    if (!rules) throw new Error(`The rules of assessment ${assessment.id} were not read`)
    const { category, openedAt } = assessment
    const opened = rules.on(category, civilDateAt(openedAt))
    const failed = attemptResults(assessment.attempts).findLast(({ points }) => points < opened.cutScore.value)
    return failed ? rules.afterFailure(category, { failedOn: failed.endedOn ?? failed.publishedOn, today }) : opened
  }
}

function authorityOf({ attempts }: PersonAssessment) {
  return attempts.at(-1)?.province ?? null
}
