import type { EnterpriseId, NoticeId, PersonId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import type { Addressee, NoticeCode, NoticeFacts } from '@kaochang/domain/notice/notice'
import { sql } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { notices } from './schema/notice.ts'

export type NewNotice = {
  readonly code: NoticeCode
  readonly province: string | null
  readonly addressee: Addressee
  readonly toName: string
  readonly toEmail: string | null
  readonly enterpriseId: EnterpriseId | null
  readonly personId: PersonId | null
  /** As `application:…`. */
  readonly about: `${string}:${string}`
  readonly facts: NoticeFacts
  readonly producedBy: StaffId | null
}

/**
 * Produces a notice under the next number of its authority and year. Undefined when it was produced before: the same
 * act done twice tells nobody twice.
 */
export async function insertNotice(tx: Transaction, notice: NewNotice, at: Instant): Promise<NoticeId | undefined> {
  const year = Number(civilDateAt(at).slice(0, 4))
  // Numbers run without a gap, so whoever produces for one authority does so one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`notices:${notice.province ?? 'nation'}`}, 0))`)
  const [row] = await tx
    .insert(notices)
    .values({
      ...notice,
      year,
      number: sql`(select coalesce(max(number), 0) + 1 from notices
        where province is not distinct from ${notice.province} and year = ${year})`,
      producedAt: at,
    })
    .onConflictDoNothing({ target: [notices.code, notices.about, notices.addressee, notices.toName] })
    .returning({ id: notices.id })
  return row?.id
}
