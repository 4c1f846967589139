import { type CivilDate, type Instant, civilDateAt } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type Addressee, type Channel, type NoticeCode, isServed } from './notice.ts'

/** What happened to a notice on its way, as far as its standing goes. */
export type Delivery = { readonly channel: Channel; readonly outcome: 'sent' | 'failed' | 'read' }

/**
 * How a notice stands with its addressee. `published` needs nothing more. A written one is `unsent` until a mail was
 * taken by the addressee's server, or paper was handed over or posted, or the addressee has opened it here.
 */
export type Standing = 'published' | 'unsent' | 'sent' | 'read'

export function standingOf(
  { code, addressee }: { code: NoticeCode; addressee: Addressee },
  deliveries: readonly Delivery[],
): Standing {
  if (deliveries.some(({ outcome }) => outcome === 'read')) return 'read'
  if (!isServed(code, addressee)) return 'published'
  return deliveries.some(({ outcome }) => outcome === 'sent') ? 'sent' : 'unsent'
}

/** Whether it is somebody's to open on the pages of this product, so that it can stand unread. */
export function isOpenedHere(addressee: Addressee, of: { enterpriseId: string | null; personId: string | null }) {
  if (addressee === 'enterprise') return of.enterpriseId !== null
  if (addressee === 'candidate' || addressee === 'applicant') return of.personId !== null
  return addressee === 'supervision_bureau'
}

export type PaperRefusal =
  | { code: 'notice_needs_no_paper' }
  | { code: 'delivered_before_produced'; producedOn: CivilDate }
  | { code: 'delivered_in_future'; today: CivilDate }

/** Whether it can have gone out on paper that day. Noted once more it is a further delivery: both stay. */
export function mayNotePaper(
  notice: { readonly code: NoticeCode; readonly addressee: Addressee; readonly producedAt: Instant },
  onDate: CivilDate,
  at: Instant,
): Outcome<true, PaperRefusal> {
  if (!isServed(notice.code, notice.addressee)) return refuse({ code: 'notice_needs_no_paper' })
  const producedOn = civilDateAt(notice.producedAt)
  if (onDate < producedOn) return refuse({ code: 'delivered_before_produced', producedOn })
  const today = civilDateAt(at)
  if (onDate > today) return refuse({ code: 'delivered_in_future', today })
  return allow(true)
}
