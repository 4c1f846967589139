import type { NoticeView } from '@kaochang/contract/notice'
import { findNotice, insertPaperDelivery } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import { transact } from '@kaochang/database/transact'
import type { NoticeId } from '@kaochang/domain/ids'
import { type PaperRefusal, mayNotePaper } from '@kaochang/domain/notice/delivery'
import type { PaperWay } from '@kaochang/domain/notice/notice'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'
import { presentFor } from './read-notice.ts'
import { readerOf } from './reach-notice.ts'

/** Notes that a written notice was handed over or posted on a day, with what proves it. */
export async function deliverNoticeFor(
  deps: Pick<Deps, 'db' | 'clock' | 'mailer'>,
  actor: Actor,
  noticeId: string,
  { how, onDate, reason }: { how: PaperWay; onDate: string; reason: string },
): Promise<Outcome<NoticeView, PaperRefusal | { code: 'not_found' }>> {
  const id = noticeId as NoticeId
  const day = readDay(onDate)
  const noted = await transact(deps.db, async (tx): Promise<Outcome<true, PaperRefusal | { code: 'not_found' }>> => {
    const notice = await findNotice(tx, id)
    const reader = notice && readerOf(actor, notice)
    if (!notice || !reader?.may || !reader.inside) return refuse({ code: 'not_found' })
    const at = deps.clock.now()
    const may = mayNotePaper(notice, day, at)
    if (!may.ok) return may
    // Readable is not enough: whoever notes it answers for the authority that wrote it.
    if (!reader.mayDeliver) return refuse({ code: 'not_found' })
    await insertPaperDelivery(tx, id, { how, onDate: day, detail: reason, staffId: actor.id }, at)
    const facts = { how, onDate: day, reason }
    await noteAct(tx, { at, staffId: actor.id, act: 'deliver_notice', subject: `notice:${id}`, facts })
    return allow(true)
  })
  if (!noted.ok) return noted
  const notice = await findNotice(deps.db, id)
  return notice ? allow(await presentFor(deps, actor, notice)) : refuse({ code: 'not_found' })
}
