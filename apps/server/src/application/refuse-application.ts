import { type Application, appendApplicationAct, updateApplication } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import { markForAdjustment } from '@kaochang/database/enterprise'
import { type NewNotice, insertNotice } from '@kaochang/database/notice'
import { mayRefuse } from '@kaochang/domain/application/advance-application'
import { refusingFindings } from '@kaochang/domain/application/finding'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { NoticeFacts } from '@kaochang/domain/notice/notice'
import { allow } from '@kaochang/domain/outcome'
import type { StaffId } from '@kaochang/domain/ids'
import { findPost } from '@kaochang/domain/law/posts'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnApplication } from './act-on-application.ts'
import { stopOrganising } from './application-duties.ts'
import { mayActNow } from './may-act-now.ts'
import { readCase } from './read-case.ts'

type Ground = NoticeFacts['reasons'][number]

const FALSE_PAPERS = {
  zh: '申请材料虚假；依照《行政许可法》第七十八条，一年内不得再次申请',
  en: 'The papers are false; by art. 78 of the Administrative Licensing Law no application may be made for one year',
} as const

/**
 * Refuses an application in writing, for everything the rules found and for the grounds the officer adds. A principal's
 * or manager's goes to the applicant, the enterprise and the appointing body (N2), and where art. 11 is not met the
 * post is marked to be given up (R17-4); an operator's to the applicant and the enterprise (N5, R26-3).
 */
export async function refuseApplicationFor(
  deps: Deps,
  actor: Actor,
  applicationId: string,
  { grounds: added, falsePapers }: { grounds: readonly { article: string; reason: string }[]; falsePapers: boolean },
) {
  const on = { applicationId, act: 'review_application', note: 'refuse_application' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const now = await mayActNow(tx, actor, application, at)
    if (!now.ok) return now
    const { id, purpose, category, asksTrainingWaiver, province, submittedAt, personId } = application
    const found = await readCase(tx, application, province, civilDateAt(at))
    const findings = found.findings(purpose, asksTrainingWaiver, submittedAt && civilDateAt(submittedAt))
    const article = category === 'operator' ? '26' : '17'
    const grounds: Ground[] = [
      ...refusingFindings(findings).map(({ zh, en, article: of }) => ({ zh, en, article: of })),
      ...added.map(({ article: of, reason }) => ({ zh: reason, en: reason, article: of })),
      ...(falsePapers ? [{ ...FALSE_PAPERS, article }] : []),
    ]
    const may = mayRefuse(application, grounds.length)
    if (!may.ok) return may

    await updateApplication(tx, id, { state: 'refused', decidedAt: at, decidedBy: actor.id })
    const facts = { grounds, falsePapers, findings }
    await appendApplicationAct(tx, { applicationId: id, at, staffId: actor.id, act: 'refused', facts })
    await stopOrganising(tx, application, 'refused', at)
    await tellInWriting(tx, application, grounds, actor.id, at)
    if (category !== 'operator' && grounds.some(({ article: of }) => of === '11'))
      await markForAdjustment(tx, personId, [category], 'art_11_not_met')
    return allow({ articles: grounds.map(({ article: of }) => of), falsePapers })
  })
}

/** One notice to each of those the law names: three of N2, or two of N5. */
async function tellInWriting(
  tx: Transaction,
  application: Application,
  grounds: readonly Ground[],
  producedBy: StaffId,
  at: Instant,
): Promise<void> {
  const { id, category, person, enterprise, province, city } = application
  const isOperator = category === 'operator'
  const notice = {
    code: isOperator ? 'N5' : 'N2',
    province,
    city,
    about: `application:${id}`,
    facts: factsOf(application, grounds),
    producedBy,
  } as const
  const toPerson = { toEmail: null, enterpriseId: null, personId: person.id }
  const addressed: Pick<NewNotice, 'addressee' | 'toName' | 'toEmail' | 'enterpriseId' | 'personId'>[] = [
    { addressee: 'applicant', toName: person.name, ...toPerson },
    {
      addressee: 'enterprise',
      toName: enterprise.name,
      toEmail: enterprise.email,
      enterpriseId: enterprise.id,
      personId: person.id,
    },
  ]
  if (!isOperator) addressed.push({ addressee: 'appointing_body', toName: enterprise.appointingBody, ...toPerson })
  for (const to of addressed) await insertNotice(tx, { ...notice, ...to }, at)
}

function factsOf(application: Application, reasons: readonly Ground[]): NoticeFacts {
  const { person, enterprise, employment, trade, submittedAt } = application
  const exam = trade !== null && isTrade(trade) ? TRADES[trade].title.zh : null
  return {
    person: `${person.name}（${person.idNumberMasked}）`,
    reasons,
    lines: [
      { zh: '所在企业', en: 'Enterprise', value: enterprise.name },
      ...(employment
        ? [
            {
              zh: '职务',
              en: 'Post',
              value: employment.title || (findPost(employment.post)?.title.zh ?? employment.post),
            },
          ]
        : []),
      ...(exam === null ? [] : [{ zh: '工种', en: 'Trade', value: exam }]),
      ...(submittedAt === null ? [] : [{ zh: '申请日期', en: 'Applied on', value: civilDateAt(submittedAt) }]),
    ],
  }
}
