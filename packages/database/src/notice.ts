import type { EnterpriseId, NoticeId, PersonId, StaffId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import {
  ADDRESSEES,
  type Addressee,
  type Channel,
  NOTICE_CODES,
  type NoticeCode,
  type NoticeFacts,
  type PaperWay,
  issuerOf,
  isServed,
} from '@kaochang/domain/notice/notice'
import { type NoticeScope, SUPERVISION_CODES } from '@kaochang/domain/notice/reach'
import { type SQL, and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, not, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { enterprises } from './schema/enterprise.ts'
import { noticeDeliveries, noticeMails, notices } from './schema/notice.ts'
import { staff } from './schema/people.ts'
import { authorityContacts } from './schema/supervision.ts'

export type NewNotice = {
  readonly code: NoticeCode
  readonly province: string | null
  /** The city that acted for the province; left out where none did. */
  readonly city?: string | null
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

export type Notice = typeof notices.$inferSelect

/**
 * Produces a notice under the next number of the body that signs it and of the year, and puts its mail in the queue
 * where it has an address. Undefined when it was produced before: the same act done twice tells nobody twice.
 */
export async function insertNotice(tx: Transaction, notice: NewNotice, at: Instant): Promise<NoticeId | undefined> {
  const { code, province, addressee, toEmail } = notice
  const year = Number(civilDateAt(at).slice(0, 4))
  const issuer = issuerOf(code)
  // Numbers run without a gap, so whoever produces for one authority does so one after the other.
  const authority = `notices:${province ?? 'nation'}:${issuer}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${authority}, 0))`)
  const [row] = await tx
    .insert(notices)
    .values({
      ...notice,
      issuer,
      issuerName: await findIssuerName(tx, province, issuer),
      year,
      // Not `is not distinct from`, which no index answers: a release numbers a thousand of these.
      number: sql`(select coalesce(max(number), 0) + 1 from notices
        where ${ofProvince(province)} and issuer = ${issuer} and year = ${year})`,
      producedAt: at,
    })
    .onConflictDoNothing({ target: [notices.code, notices.about, notices.addressee, notices.toName] })
    .returning({ id: notices.id })
  if (!row) return undefined
  if (addressee === 'public')
    await tx.insert(noticeDeliveries).values({ noticeId: row.id, at, channel: 'public', outcome: 'sent' })
  else if (toEmail !== null) await tx.insert(noticeMails).values({ noticeId: row.id, toEmail, nextAttemptAt: at })
  return row.id
}

/** What the signing body calls itself, where a province entered it. */
async function findIssuerName(tx: Transaction, province: string | null, issuer: Notice['issuer']) {
  if (province === null) return null
  const [known] = await tx.select().from(authorityContacts).where(eq(authorityContacts.province, province))
  if (known === undefined) return null
  return issuer === 'supervision_agency' ? known.supervisionBureau : known.name
}

export type NoticeFilter = {
  readonly code?: NoticeCode | undefined
  readonly addressee?: Addressee | undefined
  readonly state?: 'unsent' | 'unread' | undefined
  /** Days in Beijing, both included. */
  readonly from?: CivilDate | undefined
  readonly to?: CivilDate | undefined
  readonly enterpriseId?: EnterpriseId | undefined
}

/** A notice in the register, with what became of it. */
export type RegisteredNotice = Notice & {
  readonly enterpriseName: string | null
  readonly deliveries: readonly {
    readonly channel: Channel
    readonly outcome: 'sent' | 'failed' | 'read'
    readonly at: Instant
  }[]
  /** How its mail stands; null where it has none. */
  readonly mail: {
    readonly attempts: number
    readonly nextAttemptAt: Instant
    readonly outcome: MailOutcome | null
  } | null
}
export type MailOutcome = 'sent' | 'given_up' | 'needless'

/** One page of what the scopes reach, newest first, with how many there are. */
export async function listNotices(
  db: Database | Transaction,
  scopes: readonly NoticeScope[],
  filter: NoticeFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ notices: RegisteredNotice[]; total: number }> {
  const wanted = and(inScopes(scopes), ...filterConditions(filter))
  const [counted] = await db.select({ total: count() }).from(notices).where(wanted)
  const rows = await db
    .select({ notice: notices, enterpriseName: enterprises.name, mail: noticeMails })
    .from(notices)
    .leftJoin(enterprises, eq(enterprises.id, notices.enterpriseId))
    .leftJoin(noticeMails, eq(noticeMails.noticeId, notices.id))
    .where(wanted)
    .orderBy(desc(notices.producedAt), desc(notices.number), asc(notices.id))
    .offset(offset)
    .limit(limit)
  return { notices: await withDeliveries(db, rows), total: counted?.total ?? 0 }
}

/** How many of what the scopes reach are unsent, and how many lie unread with those who open them here. */
export async function countNotices(db: Database | Transaction, scopes: readonly NoticeScope[]) {
  const [row] = await db
    .select({
      unsent: sql<number>`count(*) filter (where ${isUnsent()})::int`,
      unread: sql<number>`count(*) filter (where ${isUnread()})::int`,
    })
    .from(notices)
    .where(inScopes(scopes))
  return { unsent: row?.unsent ?? 0, unread: row?.unread ?? 0 }
}

/** The enterprises that the scopes' notices are addressed to or about, by name. */
export async function listNoticeEnterprises(db: Database | Transaction, scopes: readonly NoticeScope[]) {
  return db
    .selectDistinct({ id: enterprises.id, name: enterprises.name })
    .from(notices)
    .innerJoin(enterprises, eq(enterprises.id, notices.enterpriseId))
    .where(inScopes(scopes))
    .orderBy(asc(enterprises.name))
}

/** What is addressed to a person, newest first. */
export async function listOwnNotices(db: Database | Transaction, personId: PersonId): Promise<RegisteredNotice[]> {
  const own = and(eq(notices.personId, personId), inArray(notices.addressee, ['candidate', 'applicant']))
  return withDeliveries(db, await registered(db, own))
}

/** The latest notices that were published to everybody. */
export async function listPublicNotices(db: Database | Transaction, limit: number): Promise<Notice[]> {
  return db
    .select()
    .from(notices)
    .where(eq(notices.addressee, 'public'))
    .orderBy(desc(notices.producedAt), desc(notices.number), asc(notices.id))
    .limit(limit)
}

export async function findNotice(db: Database | Transaction, id: NoticeId): Promise<RegisteredNotice | undefined> {
  const [found] = await withDeliveries(db, await registered(db, eq(notices.id, id)))
  return found
}

/** What became of a notice, step by step, with who noted or read it. */
export async function listDeliveries(db: Database | Transaction, noticeId: NoticeId) {
  const rows = await db
    .select({ delivery: noticeDeliveries, staffName: staff.name })
    .from(noticeDeliveries)
    .leftJoin(staff, eq(staff.id, noticeDeliveries.staffId))
    .where(eq(noticeDeliveries.noticeId, noticeId))
    .orderBy(asc(noticeDeliveries.id))
  return rows.map(({ delivery, staffName }) => ({ ...delivery, staffName }))
}

export type PaperDelivery = {
  readonly how: PaperWay
  readonly onDate: CivilDate
  readonly detail: string
  readonly staffId: StaffId
}

/** Notes that paper was handed over or posted. A mail that still waits is needless from then on. */
export async function insertPaperDelivery(tx: Transaction, noticeId: NoticeId, paper: PaperDelivery, at: Instant) {
  await tx.insert(noticeDeliveries).values({ ...paper, noticeId, at, channel: 'paper', outcome: 'sent' })
  await tx
    .update(noticeMails)
    .set({ outcome: 'needless' })
    .where(and(eq(noticeMails.noticeId, noticeId), isNull(noticeMails.outcome)))
}

/** Notes that a notice was opened here: once for each who opens it, and once for the person on their own pages. */
export async function insertReading(tx: Transaction, noticeId: NoticeId, staffId: StaffId | null, at: Instant) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reading:${noticeId}`}, 0))`)
  const [before] = await tx
    .select({ id: noticeDeliveries.id })
    .from(noticeDeliveries)
    .where(
      and(
        eq(noticeDeliveries.noticeId, noticeId),
        eq(noticeDeliveries.outcome, 'read'),
        staffId === null ? isNull(noticeDeliveries.staffId) : eq(noticeDeliveries.staffId, staffId),
      ),
    )
  if (before) return
  await tx.insert(noticeDeliveries).values({ noticeId, at, channel: 'product', outcome: 'read', staffId })
}

/** A mail that this process holds until its lease ends. */
export type ClaimedMail = {
  readonly noticeId: NoticeId
  readonly toEmail: string
  /** This try counted in. */
  readonly attempts: number
}

/**
 * Takes the next mail that is due, in the order they were produced, and counts the try. No two processes take one
 * mail, and none takes a mail while an earlier one to the same address is unfinished. A process that dies keeps its
 * mail no longer than the lease.
 */
export async function claimMail(db: Database, at: Instant, leaseMs: number): Promise<ClaimedMail | undefined> {
  const due = db
    .select({ noticeId: noticeMails.noticeId })
    .from(noticeMails)
    .where(
      and(
        isNull(noticeMails.outcome),
        sql`${noticeMails.nextAttemptAt} <= ${sql.param(at, noticeMails.nextAttemptAt)}`,
        or(isNull(noticeMails.claimedUntil), lt(noticeMails.claimedUntil, at)),
        sql`not exists (select from ${noticeMails} as earlier where earlier.to_email = ${noticeMails.toEmail}
          and earlier."order" < ${noticeMails.order} and earlier.outcome is null)`,
      ),
    )
    .orderBy(asc(noticeMails.order))
    .limit(1)
    .for('update', { skipLocked: true })
  const [claimed] = await db
    .update(noticeMails)
    .set({ claimedUntil: (at + leaseMs) as Instant, attempts: sql`${noticeMails.attempts} + 1` })
    .where(inArray(noticeMails.noticeId, due))
    .returning({ noticeId: noticeMails.noticeId, toEmail: noticeMails.toEmail, attempts: noticeMails.attempts })
  return claimed
}

/** Writes down what came of a try: the mail server's answer, and when it is tried again or how it ended. */
export async function settleMail(
  tx: Transaction,
  noticeId: NoticeId,
  tried: { readonly detail: string } & (
    | { readonly outcome: 'sent' }
    | { readonly outcome: 'failed'; readonly nextAttemptAt: Instant | undefined }
  ),
  at: Instant,
): Promise<void> {
  const { outcome, detail } = tried
  await tx.insert(noticeDeliveries).values({ noticeId, at, channel: 'email', outcome, detail })
  const next = outcome === 'failed' ? tried.nextAttemptAt : undefined
  const ended = outcome === 'sent' ? 'sent' : next === undefined ? 'given_up' : null
  await tx
    .update(noticeMails)
    .set({ claimedUntil: null, ...(ended ? { outcome: ended } : {}), ...(next ? { nextAttemptAt: next } : {}) })
    // Paper may have been handed over meanwhile: then the mail has ended already, unless it did go out.
    .where(and(eq(noticeMails.noticeId, noticeId), ended === 'sent' ? undefined : isNull(noticeMails.outcome)))
}

async function registered(db: Database | Transaction, wanted: SQL | undefined) {
  return db
    .select({ notice: notices, enterpriseName: enterprises.name, mail: noticeMails })
    .from(notices)
    .leftJoin(enterprises, eq(enterprises.id, notices.enterpriseId))
    .leftJoin(noticeMails, eq(noticeMails.noticeId, notices.id))
    .where(wanted)
    .orderBy(desc(notices.producedAt), desc(notices.number), asc(notices.id))
}

async function withDeliveries(
  db: Database | Transaction,
  rows: Awaited<ReturnType<typeof registered>>,
): Promise<RegisteredNotice[]> {
  const ids = rows.map(({ notice }) => notice.id)
  if (ids.length === 0) return []
  const made = await db
    .select({
      noticeId: noticeDeliveries.noticeId,
      channel: noticeDeliveries.channel,
      outcome: noticeDeliveries.outcome,
      at: noticeDeliveries.at,
    })
    .from(noticeDeliveries)
    .where(inArray(noticeDeliveries.noticeId, ids))
    .orderBy(asc(noticeDeliveries.id))
  const deliveriesOf = Map.groupBy(made, ({ noticeId }) => noticeId)
  return rows.map(({ notice, enterpriseName, mail }) => ({
    ...notice,
    enterpriseName,
    deliveries: (deliveriesOf.get(notice.id) ?? []).map(({ channel, outcome, at }) => ({ channel, outcome, at })),
    mail: mail && { attempts: mail.attempts, nextAttemptAt: mail.nextAttemptAt, outcome: mail.outcome },
  }))
}

/** `mayReadNotice` as a condition. */
function inScopes(scopes: readonly NoticeScope[]): SQL {
  const parts = scopes.map((scope): SQL | undefined => {
    switch (scope.kind) {
      case 'everything':
        return sql`true`
      case 'authority':
        return ofProvince(scope.province)
      case 'city':
        return and(ofProvince(scope.province), eq(notices.city, scope.city))
      case 'supervision':
        return and(
          ofProvince(scope.province),
          or(eq(notices.addressee, 'public'), inArray(notices.code, [...SUPERVISION_CODES])),
        )
      case 'enterprise':
        return and(eq(notices.addressee, 'enterprise'), eq(notices.enterpriseId, scope.enterpriseId as EnterpriseId))
    }
  })
  return or(...parts) ?? sql`false`
}

function ofProvince(province: string | null) {
  return province === null ? isNull(notices.province) : eq(notices.province, province)
}

function filterConditions({ code, addressee, state, from, to, enterpriseId }: NoticeFilter) {
  return [
    code && eq(notices.code, code),
    addressee && eq(notices.addressee, addressee),
    enterpriseId && eq(notices.enterpriseId, enterpriseId),
    from && gte(notices.producedAt, startOfDay(from)),
    to && lt(notices.producedAt, startOfDay(addDays(to, 1))),
    state && (state === 'unsent' ? isUnsent() : isUnread()),
  ]
}

/** `isServed`, written out: which codes must reach each addressee. */
const SERVED = ADDRESSEES.map((addressee) => ({
  addressee,
  codes: NOTICE_CODES.filter((code) => isServed(code, addressee)),
})).filter(({ codes }) => codes.length > 0)

function has(...outcomes: readonly ('sent' | 'failed' | 'read')[]) {
  return sql`exists (select from ${noticeDeliveries} where ${noticeDeliveries.noticeId} = ${notices.id}
    and ${inArray(noticeDeliveries.outcome, [...outcomes])})`
}

/** `standingOf` is `unsent`, as a condition. */
function isUnsent(): SQL {
  const served = or(
    ...SERVED.map(({ addressee, codes }) => and(eq(notices.addressee, addressee), inArray(notices.code, codes))),
  )
  return sql`(${served} and ${not(has('sent', 'read'))})`
}

/** `isOpenedHere` and nobody has opened it, as a condition. */
function isUnread(): SQL {
  const opened = or(
    and(eq(notices.addressee, 'enterprise'), isNotNull(notices.enterpriseId)),
    and(inArray(notices.addressee, ['candidate', 'applicant']), isNotNull(notices.personId)),
    eq(notices.addressee, 'supervision_bureau'),
  )
  return sql`(${opened} and ${not(has('read'))})`
}
