import { listNotices } from '@kaochang/database/notice'
import { findStaffByLogin } from '@kaochang/database/people'
import { civilDateAt } from '@kaochang/domain/instant'
import { standingOf } from '@kaochang/domain/notice/delivery'
import { noticeScopes } from '@kaochang/domain/notice/reach'
import type { Deps } from '../deps.ts'
import { deliverNoticeFor } from '../notice/deliver-notice.ts'
import { readNoticeFor } from '../notice/read-notice.ts'
import { demoActor } from './demo-actors.ts'
import { given } from './hold-session.ts'

const MOST = { offset: 0, limit: 200 }

/**
 * What became of the demonstration's notices, which its acts produced: of the written ones to an enterprise the oldest
 * was handed over, and the clerk has read one. The others wait, since the demonstration has no mail server.
 */
export async function demoNotices(deps: Deps): Promise<void> {
  const officer = await demoActor(deps, 'officer-shanxi')
  const { notices } = await listNotices(deps.db, noticeScopes(officer.grants), { addressee: 'enterprise' }, MOST)
  const unsent = notices.filter((notice) => standingOf(notice, notice.deliveries) === 'unsent')
  const oldest = unsent.at(-1)
  if (oldest) {
    const onDate = civilDateAt(deps.clock.now())
    const paper = { how: 'handed_over', onDate, reason: '企业办公室当面签收（演示）' } as const
    given(await deliverNoticeFor(deps, officer, oldest.id, paper))
  }
  if (!(await findStaffByLogin(deps.db, 'enterprise-datong'))) return
  const clerk = await demoActor(deps, 'enterprise-datong')
  const own = await listNotices(deps.db, noticeScopes(clerk.grants), {}, MOST)
  const first = own.notices.at(-1)
  // One stays unread, for whoever tries the clerk's account.
  if (first && own.total > 1) given(await readNoticeFor(deps, clerk, first.id))
}
