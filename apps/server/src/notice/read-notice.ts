import type { NoticeView } from '@kaochang/contract/notice'
import { type RegisteredNotice, findNotice, insertReading, listDeliveries } from '@kaochang/database/notice'
import type { NoticeId, PersonId } from '@kaochang/domain/ids'
import { isOwnNotice } from '@kaochang/domain/notice/reach'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { presentNoticePage } from './present-notice.ts'
import { readerOf } from './reach-notice.ts'

type Unreached = { code: 'not_found' }

/**
 * Opens a notice for a member of staff. Opened by whom it is addressed to it has been read, as page or as PDF. Out of
 * reach it is not found.
 */
export async function openNoticeFor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  noticeId: string,
): Promise<Outcome<RegisteredNotice, Unreached>> {
  const notice = await findNotice(db, noticeId as NoticeId)
  const reader = notice && readerOf(actor, notice)
  if (!notice || !reader?.may) return refuse({ code: 'not_found' })
  if (!reader.isAddressee) return allow(notice)
  await db.transaction((tx) => insertReading(tx, notice.id, actor.id, clock.now()))
  return allow((await findNotice(db, notice.id)) ?? notice)
}

/** One notice's page for a member of staff. */
export async function readNoticeFor(
  deps: Pick<Deps, 'db' | 'clock' | 'mailer'>,
  actor: Actor,
  noticeId: string,
): Promise<Outcome<NoticeView, Unreached>> {
  const opened = await openNoticeFor(deps, actor, noticeId)
  return opened.ok ? allow(await presentFor(deps, actor, opened.value)) : opened
}

/** A notice as this member of staff sees it. */
export async function presentFor(
  { db, mailer }: Pick<Deps, 'db' | 'mailer'>,
  actor: Actor,
  notice: RegisteredNotice,
): Promise<NoticeView> {
  const { inside, mayDeliver } = readerOf(actor, notice)
  const deliveries = await listDeliveries(db, notice.id)
  return presentNoticePage(notice, deliveries, { mailOn: mailer !== null, inside, mayDeliver })
}

/** Opens a notice on the pages of the person it is addressed to: from then on it has been read. */
export async function openOwnNoticeFor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  personId: PersonId,
  noticeId: string,
): Promise<Outcome<RegisteredNotice, Unreached>> {
  const notice = await findNotice(db, noticeId as NoticeId)
  if (!notice || !isOwnNotice(notice, personId)) return refuse({ code: 'not_found' })
  await db.transaction((tx) => insertReading(tx, notice.id, null, clock.now()))
  return allow((await findNotice(db, notice.id)) ?? notice)
}
