import type { WaitingCertificate } from '@kaochang/contract/certificate'
import { type Certifiable, listUncertified } from '@kaochang/database/certificate'
import type { Database, Transaction } from '@kaochang/database/client'
import { judgedResults, listAssessments } from '@kaochang/database/result'
import { type Pass, certificateClock, leadsToCertificate, passOf } from '@kaochang/domain/certificate/check-issue'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { Calendar } from '@kaochang/domain/law/calendar'
import { deadline } from '@kaochang/domain/law/deadline'
import { releaseDuty } from '@kaochang/domain/result/release-duty'
import { isAssessment } from '@kaochang/domain/law/attempts'
import { readCalendar } from '../law/read-calendar.ts'
import { readRulesFor } from '../law/rules-for.ts'

/** An assessment with when it was passed; null while it is not, or not published. */
export type Assessed = { readonly certifiable: Certifiable; readonly pass: Pass | null }

/** Whether and when each of these assessments was passed, by the rules it is judged by. */
export async function readPasses(
  db: Database | Transaction,
  certifiables: readonly Certifiable[],
  today: CivilDate,
): Promise<Assessed[]> {
  const all = await listAssessments(db, [...new Set(certifiables.map(({ personId }) => personId))])
  const rulesFor = await readRulesFor(db, all, today)
  const byId = new Map(all.map((assessment) => [assessment.id, assessment]))
  return certifiables.map((certifiable) => {
    const assessment = byId.get(certifiable.assessmentId)
    const { purpose } = certifiable
    if (!assessment || !isAssessment(purpose)) return { certifiable, pass: null }
    const rules = rulesFor(assessment)
    return { certifiable, pass: passOf(rules, purpose, judgedResults(assessment, rules)) }
  })
}

/** Who waits for a certificate: passed in everything, published, and not issued. */
export async function listWaiting(
  db: Database | Transaction,
  today: CivilDate,
): Promise<(Assessed & { readonly pass: Pass })[]> {
  const assessed = await readPasses(db, await listUncertified(db), today)
  return assessed.flatMap(({ certifiable, pass }) => (pass === null ? [] : [{ certifiable, pass }]))
}

/** The waiting ones within somebody's reach, the most pressing first. */
export async function listWaitingFor(
  db: Database,
  reached: (certifiable: Certifiable) => boolean,
  at: Instant,
): Promise<WaitingCertificate[]> {
  const today = civilDateAt(at)
  const mine = (await listWaiting(db, today)).filter(({ certifiable }) => reached(certifiable))
  const calendars = new Map<string | null, Calendar>()
  for (const province of new Set(mine.map(({ certifiable }) => certifiable.province)))
    calendars.set(province, await readCalendar(db, province))
  return mine
    .flatMap(({ certifiable, pass }): WaitingCertificate[] => {
      const { assessmentId, category, trade, purpose, name, idNumberMasked, enterpriseName, province, city } =
        certifiable
      const calendar = calendars.get(province)
      if (!calendar || !leadsToCertificate(purpose)) return []
      const { clock, from } = certificateClock(category, purpose, pass)
      const due = releaseDuty(deadline(clock, from, calendar), { today, publishedOn: null }, calendar)
      const about = { assessmentId, category, trade, purpose, name, idNumberMasked, province, city }
      return [{ ...about, enterprise: enterpriseName, ...pass, due }]
    })
    .toSorted((a, b) => (a.due.due < b.due.due ? -1 : a.due.due > b.due.due ? 1 : a.name < b.name ? -1 : 1))
}
