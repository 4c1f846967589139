import type { Application } from '@kaochang/database/application'
import type { Transaction } from '@kaochang/database/client'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import { lapseDuty, startDuty } from '../duty/keep-duties.ts'
import { dutyOf } from '../enterprise/start-post.ts'

/**
 * Starts the sixty days in which an operator's exam must be held, from the day the papers were complete (R26-2, A16).
 * Managers have no such clock (R17-3), and what the authority begins owes itself none.
 */
export async function startOrganising(
  tx: Transaction,
  application: Application,
  completeOn: CivilDate,
  at: Instant,
): Promise<void> {
  const { id, category, trade, person, province, city, enterpriseId } = application
  if (category !== 'operator') return
  const exam = trade !== null && isTrade(trade) ? TRADES[trade].title.zh : trade
  await startDuty(
    tx,
    'operator.organise',
    completeOn,
    {
      subject: { kind: 'application', id },
      title: `${person.name}：${exam}`,
      province,
      city,
      enterpriseId,
      personId: person.id,
    },
    at,
  )
}

/** Why no exam is owed any more, or not yet, as the board of duties shows it. */
const BECAUSE = { papers_asked: '材料不齐，已要求补正', refused: '申请不予受理', withdrawn: '申请已撤回' } as const

/** Ends it: the papers turned out not to be complete, or there is no application any more. */
export async function stopOrganising(
  tx: Transaction,
  { id }: Application,
  because: keyof typeof BECAUSE,
  at: Instant,
): Promise<void> {
  await lapseDuty(tx, 'operator.organise', { kind: 'application', id }, BECAUSE[because], at)
}

/** A principal or manager who takes an application back owes one again, from the same appointment (R17-2). */
export async function restartApplying(tx: Transaction, application: Application, at: Instant): Promise<void> {
  const { category, employment, person, enterprise, submittedAt } = application
  if (category === 'operator' || submittedAt === null) return
  if (!employment || employment.clocksFrom === null || employment.endedOn !== null) return
  await startDuty(tx, 'manager.apply', employment.clocksFrom, dutyOf(enterprise, person, employment), at)
}
