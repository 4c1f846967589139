import type { RegisteredNotice } from '@kaochang/database/notice'
import { isServed } from '@kaochang/domain/notice/notice'
import { type NoticeScope, mayReadNotice, noticeScopes } from '@kaochang/domain/notice/reach'
import type { Place } from '@kaochang/domain/people/permission'
import type { Actor } from '../people/access.ts'

/** Where a notice was produced: what a city did for its province is the city's to work on, and the province's. */
function placeOf({ province, city }: Pick<RegisteredNotice, 'province' | 'city'>): Place {
  if (province === null) return { level: 'nation' }
  return city === null ? { level: 'province', province } : { level: 'city', province, city }
}

/** Whether somebody may read a notice, and as what: `inside` is the authority, the rest are those it wrote to. */
export function readerOf(actor: Actor, notice: RegisteredNotice) {
  const scopes = noticeScopes(actor.grants)
  const inside = scopes.filter(({ kind }) => kind !== 'enterprise')
  const may = mayReadNotice(scopes, notice)
  const as = (kind: NoticeScope['kind']) =>
    mayReadNotice(
      scopes.filter((scope) => scope.kind === kind),
      notice,
    )
  return {
    may,
    inside: mayReadNotice(inside, notice),
    /** Whether it is addressed to this very reader, so that opening it is reading it. */
    isAddressee:
      (notice.addressee === 'enterprise' && as('enterprise')) ||
      (notice.addressee === 'supervision_bureau' && as('supervision')),
    mayDeliver: may && actor.may('deliver_notice', placeOf(notice)) && isServed(notice.code, notice.addressee),
  }
}
