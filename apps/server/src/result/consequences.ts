import type { Transaction } from '@kaochang/database/client'
import { type Employer, answersOrder, listEmployers } from '@kaochang/database/consequence'
import { markForAdjustment, meetPostDuties } from '@kaochang/database/enterprise'
import { type NewNotice, insertNotice } from '@kaochang/database/notice'
import {
  type PersonAssessment,
  closeAssessments,
  judgedResults,
  listAssessments,
  setRulesVersion,
} from '@kaochang/database/result'
import type { SittingRow, StoredScore } from '@kaochang/database/score'
import type { SessionRow } from '@kaochang/database/session'
import type { PersonId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { standing, isAssessment } from '@kaochang/domain/law/attempts'
import type { Rules } from '@kaochang/domain/law/rules'
import { invariant } from '@kaochang/domain/outcome'
import { startDuty } from '../duty/keep-duties.ts'
import { consequencesOf } from '@kaochang/domain/result/consequences'
import {
  type ReleasedExam,
  candidateFacts,
  enterpriseFacts,
  moveFacts,
  publicFacts,
} from '@kaochang/domain/result/release-notices'
import { actOnPasses } from '../certificate/after-passes.ts'
import { readCalendar } from '../law/read-calendar.ts'
import { type RulesFor, readRulesFor } from '../law/rules-for.ts'
import { nextAfter } from './next-after.ts'

/** One candidate whose result was just published. */
export type Released = { readonly row: SittingRow; readonly score: StoredScore }

type Published = {
  readonly session: SessionRow
  readonly released: readonly Released[]
  readonly at: Instant
  readonly by: StaffId
}

/**
 * All that the law couples to a publication, in the transaction that publishes:
 *
 * - N3 or N6 to the public, to each candidate and to the enterprises (arts. 18, 27; A2);
 * - for every assessment that it ends: the certificate's clock after a pass (R19-1 from the publication; R27-7, R29-3
 *   from the pass, A13), and the clock of the post met (R17-1);
 * - for a manager who failed for the last time: the post is to be adjusted (A9), N4 to the enterprise, the appointing
 *   body and the person (R19-5), or N9 where the assessment had been ordered by art. 40 (R40-3, A20).
 *
 * A spot check has none of them (R40-1), nor has a rehearsal.
 */
export async function applyConsequences(tx: Transaction, published: Published): Promise<void> {
  const { session, released, at } = published
  if (session.purpose !== 'assessment') return
  const personIds = released.map(({ row }) => row.personId)
  const assessments = await listAssessments(tx, personIds)
  const rulesFor = await readRulesFor(tx, assessments, civilDateAt(at))
  const employers = await listEmployers(tx, personIds, session.category)

  await tellOfScores(tx, published, { assessments, rulesFor, employers })
  const nameOf = new Map(released.map(({ row }) => [row.personId, row]))
  for (const assessment of assessments) {
    if (assessment.closedAt !== null || !isAssessment(assessment.purpose)) continue
    const rules = rulesFor(assessment)
    if (rules.version !== assessment.rulesVersion) await setRulesVersion(tx, assessment.id, rules.version)
    const orderedAgain = assessment.purpose === 'reassessment' && (await answersOrder(tx, assessment))
    const end = consequencesOf({ rules, purpose: assessment.purpose, orderedAgain }, judgedResults(assessment, rules))
    if (end === null) continue

    await closeAssessments(tx, [assessment.id], at)
    const row = nameOf.get(assessment.personId)
    invariant(row, 'these are the assessments of those whose results were published')
    if (end.outcome === 'passed') {
      const { personId, category } = assessment
      if (category !== 'operator')
        await meetPostDuties(tx, 'manager.pass', { personId, category }, end.pass.passedOn, at)
      await actOnPasses(tx, [assessment.id], at)
    } else if (end.tell !== null)
      await afterLastFailure(tx, published, { assessment, rules, row, employer: employers.get(row.personId) }, end.tell)
  }
}

/** A principal or manager who failed for the last time is to be moved from the post (R19-5, R40-3, A9). */
async function afterLastFailure(
  tx: Transaction,
  { session, at, by }: Published,
  {
    assessment,
    rules,
    row,
    employer,
  }: { assessment: PersonAssessment; rules: Rules; row: SittingRow; employer: Employer | undefined },
  code: 'N4' | 'N9',
) {
  const { personId, category, purpose } = assessment
  const reason = code === 'N9' ? 'failed_reassessment' : 'failed_retake'
  await markForAdjustment(tx, personId, ['principal', 'manager'], reason)
  const results = judgedResults(assessment, rules)
  const { earliestReapplication } = standing(rules, 'knowledge', results, purpose)
  const { name: person, idNumberMasked } = row
  const scores = results.map(({ points }) => points)
  const notice = {
    code,
    province: session.province,
    about: `assessment:${assessment.id}`,
    facts: moveFacts({ person, idNumberMasked, category, scores, notice: code, earliestReapplication }),
    personId,
    producedBy: by,
  } as const
  invariant(employer, 'everybody on a roster has an enterprise')
  const { enterpriseId, name, email, appointingBody } = employer
  const failure = results.at(-1)
  if (rules.bar && failure?.publishedOn) {
    // The bar starts with the publication (A3), or with its last lawful day where the province chose so.
    const { startsByReleaseDue } = rules.bar
    const { publishedOn, releaseDue } = failure
    const from = startsByReleaseDue && releaseDue && releaseDue < publishedOn ? releaseDue : publishedOn
    const subject = { kind: 'assessment', id: assessment.id } as const
    const about = { subject, title: person, province: session.province, city: null, enterpriseId, personId }
    await startDuty(tx, rules.bar.clock, from, about, at)
  }
  await insertNotice(tx, { ...notice, addressee: 'enterprise', toName: name, toEmail: email, enterpriseId }, at)
  if (appointingBody !== null)
    await insertNotice(
      tx,
      { ...notice, addressee: 'appointing_body', toName: appointingBody, toEmail: null, enterpriseId },
      at,
    )
  // Art. 40 names the enterprise and the appointing body alone; after a retake the person is told as well.
  if (code === 'N4')
    await insertNotice(tx, { ...notice, addressee: 'candidate', toName: person, toEmail: null, enterpriseId: null }, at)
}

/** N3 or N6: to everybody, to every enterprise of its own people, and to each candidate. */
async function tellOfScores(
  tx: Transaction,
  { session, released, at, by }: Published,
  known: {
    assessments: readonly PersonAssessment[]
    rulesFor: RulesFor
    employers: ReadonlyMap<PersonId, Employer>
  },
) {
  const { name, category, component, trade, province, startsAt } = session
  const exam: ReleasedExam = { name, category, component, trade, heldOn: civilDateAt(startsAt) }
  const results = released.map(({ row, score }) => ({ ...resultOf(row, score), row }))
  const notice = {
    code: category === 'operator' ? 'N6' : 'N3',
    province,
    toEmail: null,
    enterpriseId: null,
    personId: null,
    about: `session:${session.id}`,
    producedBy: by,
  } as const satisfies Partial<NewNotice>
  await insertNotice(tx, { ...notice, addressee: 'public', toName: '社会公众', facts: publicFacts(exam, results) }, at)

  const calendar = await readCalendar(tx, province)
  for (const { row, ...result } of results) {
    const assessment = known.assessments.find(({ id }) => id === row.assessmentId)
    invariant(assessment, 'a sitting belongs to an assessment of its person')
    const next = nextAfter(assessment, row.id, { rules: known.rulesFor(assessment), calendar })
    const facts = candidateFacts(exam, result, next)
    const own = {
      addressee: 'candidate',
      toName: row.name,
      personId: row.personId,
      about: `sitting:${row.id}`,
    } as const
    await insertNotice(tx, { ...notice, ...own, facts }, at)
  }

  const registered = results.filter(({ row }) => (known.employers.get(row.personId)?.enterpriseId ?? null) !== null)
  for (const [, own] of Map.groupBy(registered, ({ row }) => known.employers.get(row.personId)?.enterpriseId)) {
    const [first] = own
    const employer = first && known.employers.get(first.row.personId)
    if (!employer) continue
    const facts = enterpriseFacts(exam, own)
    const to = {
      addressee: 'enterprise',
      toName: employer.name,
      toEmail: employer.email,
      enterpriseId: employer.enterpriseId,
    } as const
    await insertNotice(tx, { ...notice, ...to, facts }, at)
  }
}

function resultOf({ name, idNumberMasked, attempt }: SittingRow, { points, passed }: StoredScore) {
  return { name, idNumberMasked, attempt, points, passed }
}
