import type { Database, Transaction } from '@kaochang/database/client'
import { listLawChoices } from '@kaochang/database/law'
import type { CivilDate } from '@kaochang/domain/instant'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import { rulesChoices, withReadings } from '@kaochang/domain/law/choices'
import { type Rules, rulesAfterFailure, rulesOn } from '@kaochang/domain/law/rules'
import type { Province } from '@kaochang/domain/people/roles'

/** The rules of an authority as its choices make them: on a day, and for what follows a failure of a day. */
export type RulesInForce = {
  readonly on: (category: ExamCategory, day: CivilDate) => Rules
  /** By the day of the failed result, or by today where that is better for the person. */
  readonly afterFailure: (category: ExamCategory, days: { failedOn: CivilDate; today: CivilDate }) => Rules
}

/** Reads what a province chose, once for any number of questions; the national authority chooses nothing. */
export async function readRules(db: Database | Transaction, province: Province | null): Promise<RulesInForce> {
  const choices = province === null ? [] : await listLawChoices(db, province)
  const versions = rulesChoices(choices)
  return {
    on: (category, day) => withReadings(rulesOn(category, day, versions), choices, day),
    afterFailure: (category, days) => withReadings(rulesAfterFailure(category, days, versions), choices, days.failedOn),
  }
}
