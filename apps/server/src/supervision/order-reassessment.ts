import type { Transaction } from '@kaochang/database/client'
import { insertNotice } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import { type SpotCheck, type SpotCheckPersonRow, listRoll, setOrdered } from '@kaochang/database/supervision'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Hundredths, marksText } from '@kaochang/domain/law/marks'
import type { NoticeFacts } from '@kaochang/domain/notice/notice'
import { openReassessment } from '../application/open-reassessment.ts'
import type { Actor } from '../people/access.ts'

type Failed = SpotCheckPersonRow & { readonly category: 'principal' | 'manager'; readonly points: Hundredths }

/**
 * Orders a principal or manager who failed a spot check to be assessed again (R40-2): the order goes to the person and
 * to the enterprise (N8), and the ordinary assessment is opened for them, with its retake and all that follows (A20).
 * Their certificate stays as it is.
 */
export async function orderReassessment(
  tx: Transaction,
  actor: Actor,
  check: SpotCheck,
  person: Failed,
  at: Instant,
): Promise<void> {
  const about = `spot_check_person:${person.id}` as const
  const order = {
    code: 'N8',
    province: check.province,
    about,
    facts: factsOf(check, person),
    producedBy: actor.id,
  } as const
  await insertNotice(
    tx,
    {
      ...order,
      addressee: 'candidate',
      toName: person.name,
      toEmail: null,
      enterpriseId: null,
      personId: person.personId,
    },
    at,
  )
  await insertNotice(
    tx,
    {
      ...order,
      addressee: 'enterprise',
      toName: check.enterpriseName,
      toEmail: check.enterpriseEmail,
      enterpriseId: check.enterpriseId,
      personId: person.personId,
    },
    at,
  )
  await setOrdered(tx, person.id, at)
  const opened = await openReassessment(
    tx,
    {
      personId: person.personId,
      category: person.category,
      enterpriseId: check.enterpriseId,
      employmentId: await findEmployment(tx, check, person),
      because: 'spot_check_failed',
      reference: about,
      by: actor.id,
    },
    at,
  )
  // An assessment that is open already is then the one to pass, and a bar runs on: the order stands all the same.
  const facts = opened.ok ? { applicationId: opened.value.applicationId } : { notOpened: opened.refusal.code }
  await noteAct(tx, { at, staffId: actor.id, act: 'order_reassessment', subject: about, facts })
}

/** The post that the person was examined for; null for somebody who is not on the enterprise's roll with it. */
async function findEmployment(tx: Transaction, { enterpriseId }: SpotCheck, { personId, category }: Failed) {
  const roll = await listRoll(tx, enterpriseId)
  return roll.find((row) => row.personId === personId && row.category === category)?.employmentId ?? null
}

function factsOf(check: SpotCheck, person: Failed): NoticeFacts {
  return {
    person: person.name,
    reasons: [
      {
        zh: `现场抽考不合格（${marksText(person.points)} 分，合格线 ${marksText(check.cutScore)} 分），责令重新参加安全生产知识和管理能力考核。`,
        en: `Failed the spot check (${marksText(person.points)} points, pass mark ${marksText(check.cutScore)}) and is ordered to be assessed again.`,
        article: '40',
      },
    ],
    lines: [
      { zh: '姓名', en: 'Name', value: person.name },
      { zh: '身份证号', en: 'ID number', value: person.idNumberMasked },
      { zh: '所在企业', en: 'Enterprise', value: check.enterpriseName },
      { zh: '职务', en: 'Post', value: person.post },
      { zh: '抽考', en: 'Spot check', value: check.name },
      { zh: '抽考日期', en: 'Held on', value: civilDateAt(check.openedAt) },
    ],
  }
}
