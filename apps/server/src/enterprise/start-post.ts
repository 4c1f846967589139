import type { Transaction } from '@kaochang/database/client'
import * as store from '@kaochang/database/enterprise'
import { authorityOf } from '@kaochang/domain/enterprise/oversight'
import { clocksOfPost } from '@kaochang/domain/enterprise/post-clocks'
import type { PersonId, StaffId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import type { ClockName } from '@kaochang/domain/law/deadline'
import { findPost } from '@kaochang/domain/law/posts'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import { lapseDuty, startDuty } from '../duty/keep-duties.ts'
import { readCalendar } from '../law/read-calendar.ts'

/** Every clock that is about a post. */
const POST_CLOCKS = [
  'manager.apply',
  'manager.pass',
  'operator.absence',
  'worker.mentor',
] as const satisfies ClockName[]
const ART_17 = ['manager.apply', 'manager.pass'] as const satisfies ClockName[]

export type NewPost = {
  readonly category: Category
  readonly post: string
  readonly title: string
  readonly trade: string | null
  readonly underground: boolean
  readonly startedOn: CivilDate
}

type Held = { readonly id: PersonId; readonly name: string }

/**
 * Gives a person a post and starts the clocks of art. 17 (R17-1, R17-2), or does not (A5). Whoever was appointed in the
 * same category here before, and has not passed, keeps the day they first had.
 */
export async function startPost(
  tx: Transaction,
  enterprise: store.EnterpriseRow,
  person: Held,
  post: NewPost,
  { by, at }: { by: StaffId; at: Instant },
): Promise<store.Employment> {
  const calendar = await readCalendar(tx, authorityOf(enterprise, post.category))
  const certificates = await store.listCertificatesOf(tx, [person.id])
  // Beside the new post, or until the day before it.
  const posts = (await store.listEmployments(tx, enterprise.id, [person.id])).filter(
    ({ category, endedOn }) =>
      category === post.category && (endedOn === null || endedOn >= addDays(post.startedOn, -1)),
  )
  const past = { certificates: certificates.map(store.heldCertificate), posts }
  const { clocks, from, continues } = clocksOfPost(post, past, calendar)
  const employment = await store.insertEmployment(tx, {
    ...post,
    personId: person.id,
    enterpriseId: enterprise.id,
    clocksFrom: clocks.length > 0 ? from : null,
    enteredBy: by,
    enteredAt: at,
  })
  const before = continues ? posts.filter(({ clocksFrom }) => clocksFrom !== null) : []
  const met = await store.listMetClocks(
    tx,
    before.map(({ id }) => id),
  )
  // A second post of the same category runs no second clock beside the first one's.
  const runs = before.some(({ endedOn }) => endedOn === null)
  for (const clock of runs ? [] : clocks.filter((name) => !met.has(name)))
    await startDuty(tx, clock, from, dutyOf(enterprise, person, employment), at)
  return employment
}

/** What a duty says of the post it is about. */
export function dutyOf(enterprise: store.EnterpriseRow, person: Held, employment: store.Employment) {
  return {
    subject: { kind: 'employment', id: employment.id },
    title: titleOf(person, employment),
    province: authorityOf(enterprise, employment.category),
    city: null,
    enterpriseId: enterprise.id,
    personId: person.id,
  } as const
}

/** `王㛃婷（分管通风工作的副矿长）`, as the board names it. */
function titleOf({ name }: Held, { post, title, trade }: store.Employment): string {
  const words = trade !== null && isTrade(trade) ? TRADES[trade].title.zh : (findPost(post)?.title.zh ?? title)
  return `${name}（${words}）`
}

/**
 * Ends a post on its last day. What runs for it lapses; the clocks of art. 17 go on for another post of the same category
 * that the person keeps here, or is given in its place.
 */
export async function finishPost(
  tx: Transaction,
  person: Held,
  employment: store.Employment,
  { endedOn, reason }: { endedOn: CivilDate; reason: string },
  at: Instant,
): Promise<void> {
  const others = (await store.listEmployments(tx, employment.enterpriseId, [person.id])).filter(
    (other) => other.id !== employment.id && other.endedOn === null && other.category === employment.category,
  )
  const heir = others.find(({ clocksFrom }) => clocksFrom !== null && clocksFrom === employment.clocksFrom)
  if (heir) await store.moveDuties(tx, ART_17, employment.id, { id: heir.id, title: titleOf(person, heir) })
  for (const clock of POST_CLOCKS) await lapseDuty(tx, clock, { kind: 'employment', id: employment.id }, reason, at)
  await store.updateEmployment(tx, employment.id, {
    endedOn,
    endReason: reason,
    ...(employment.adjustmentReason !== null && { adjustedOn: endedOn }),
  })
}
