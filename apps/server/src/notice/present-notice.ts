import type { DeliveryView, NoticeRow, NoticeText, NoticeView, OwnNotice } from '@kaochang/contract/notice'
import type { RegisteredNotice, listDeliveries } from '@kaochang/database/notice'
import { noticeNumber } from '@kaochang/domain/notice/authority'
import { isOpenedHere, standingOf } from '@kaochang/domain/notice/delivery'
import { NOTICES } from '@kaochang/domain/notice/notice'
import { type StoredNotice, renderNotice, withoutIdNumbers } from '@kaochang/domain/notice/render-notice'

/** A notice as the register lists it. */
export function presentNotice(notice: RegisteredNotice, mailOn: boolean): NoticeRow {
  const { id, code, province, addressee, enterpriseId, enterpriseName, deliveries, producedAt } = notice
  const sent = deliveries.filter(({ outcome }) => outcome === 'sent')
  const first = new Map(sent.toReversed().map(({ channel, at }) => [channel, at]))
  return {
    id,
    code,
    number: noticeNumber(notice),
    province,
    addressee,
    toName: withoutIdNumbers(notice.toName),
    enterprise: enterpriseId !== null && enterpriseName !== null ? { id: enterpriseId, name: enterpriseName } : null,
    person: notice.facts.person === null ? null : withoutIdNumbers(notice.facts.person),
    producedAt,
    standing: standingOf(notice, deliveries),
    sent: [...first].map(([channel, at]) => ({ channel, at })).toSorted((a, b) => a.at - b.at),
    readAt: deliveries.find(({ outcome }) => outcome === 'read')?.at ?? null,
    openedHere: isOpenedHere(addressee, notice),
    mail: mailState(notice.mail, mailOn),
  }
}

function mailState(mail: RegisteredNotice['mail'], mailOn: boolean): NoticeRow['mail'] {
  if (mail === null) return 'none'
  if (mail.outcome !== null) return mail.outcome
  if (!mailOn) return 'off'
  return mail.attempts === 0 ? 'waiting' : 'failing'
}

export function presentText(notice: StoredNotice): NoticeText {
  const { title, number, addressee, paragraphs, lines, article, authority, date } = renderNotice(notice)
  return {
    title,
    number,
    addressee,
    paragraphs: { zh: [...paragraphs.zh], en: [...paragraphs.en] },
    lines: lines.map((line) => ({ ...line })),
    article,
    authority,
    date,
  }
}

/**
 * One notice with its text and its way. What went on inside the authority is for the authority: an enterprise is not
 * told which officer noted what, nor where its mail went.
 */
export function presentNoticePage(
  notice: RegisteredNotice,
  deliveries: Awaited<ReturnType<typeof listDeliveries>>,
  { mailOn, inside, mayDeliver }: { mailOn: boolean; inside: boolean; mayDeliver: boolean },
): NoticeView {
  const row = presentNotice(notice, mailOn)
  const [kind = '', id = ''] = notice.about.split(':', 2)
  return {
    ...row,
    text: presentText(notice),
    toEmail: inside ? notice.toEmail : null,
    mailNextAt: inside && row.mail === 'failing' ? (notice.mail?.nextAttemptAt ?? null) : null,
    deliveries: deliveries
      .filter(({ outcome }) => inside || outcome !== 'failed')
      .map(({ at, channel, outcome, how, onDate, detail, staffName }): DeliveryView => ({
        at,
        channel,
        outcome,
        how,
        onDate,
        detail: inside ? detail : null,
        by: inside ? staffName : null,
      })),
    about: inside ? { kind, id } : null,
    mayDeliver,
  }
}

/** A notice on the pages of the person it is addressed to. */
export function presentOwnNotice(notice: RegisteredNotice): OwnNotice {
  const { id, code, producedAt, deliveries } = notice
  const readAt = deliveries.find(({ outcome }) => outcome === 'read')?.at ?? null
  return { id, code, title: NOTICES[code].title, number: noticeNumber(notice), producedAt, readAt }
}
