import type { RequestOf } from '@kaochang/contract/endpoints'
import type { ComplaintView, makeComplaint } from '@kaochang/contract/supervision'
import type { Transaction } from '@kaochang/database/client'
import { insertNotice } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import {
  type Complaint,
  insertComplaint,
  listComplaints,
  lockComplaint,
  setComplaintClosed,
} from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import { randomInt } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { type Reporter, openReporter, sealReporter } from './reporter-secrets.ts'

type Asked = RequestOf<typeof makeComplaint>['body']

const REFERENCE_LENGTH = 8
/** Without 0 and O, 1 and I and L: a reference is read out over the telephone. */
const REFERENCE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * Takes a report of the public (R45-1), named or anonymous. What a program wrote, by the field that people leave
 * empty, is answered like any other and kept nowhere.
 */
export async function makeComplaintFor(
  { db, clock, secrets }: Deps,
  { province, text, reporter, website }: Asked,
): Promise<{ reference: string; receivedAt: Instant }> {
  const at = clock.now()
  const reference = newReference()
  if (website === '') {
    const sealed = reporter && sealReporter(secrets, cleanReporter(reporter), reference)
    await db.transaction((tx) =>
      insertComplaint(tx, {
        province,
        reference,
        named: sealed !== null,
        reporterSealed: sealed,
        text: clean(text),
        receivedAt: at,
      }),
    )
  }
  return { reference, receivedAt: at }
}

function cleanReporter({ name, contact }: Reporter): Reporter {
  return { name: clean(name), contact: clean(contact) }
}

/** What PostgreSQL's text cannot hold, and what no printed register should; line breaks stay. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .trim()
}

function newReference() {
  const letters = Array.from({ length: REFERENCE_LENGTH }, () =>
    REFERENCE_LETTERS.charAt(randomInt(REFERENCE_LETTERS.length)),
  )
  return letters.join('')
}

/** The reports a person may read: those of the own province. */
export async function listComplaintsFor({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<ComplaintView[]> {
  const all = await listComplaints(db)
  return all.filter((complaint) => reaches(actor, 'read_supervision', complaint)).map(presentComplaint)
}

/** Opens a reporter's name and contact. Whoever does so gives a reason, and both are noted. */
export async function openReporterFor(
  deps: Deps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Outcome<Reporter, { code: 'not_found' } | { code: 'reporter_anonymous' }>> {
  return transact(deps.db, async (tx) => {
    const complaint = await lockComplaint(tx, id)
    if (!complaint || !reaches(actor, 'record_supervision', complaint)) return refuse({ code: 'not_found' })
    const { reporterSealed, reference } = complaint
    if (reporterSealed === null) return refuse({ code: 'reporter_anonymous' })
    const at = deps.clock.now()
    const facts = { reason: clean(reason) }
    await noteAct(tx, { at, staffId: actor.id, act: 'open_reporter', subject: `complaint:${id}`, facts })
    return allow(openReporter(deps.secrets, reporterSealed, reference))
  })
}

/** Closes a report with what was found. A named reporter gets a written answer (N13), an anonymous one none. */
export async function closeComplaintFor(
  deps: Deps,
  actor: Actor,
  id: string,
  finding: string,
): Promise<Outcome<ComplaintView, { code: 'not_found' } | { code: 'complaint_closed' }>> {
  return transact(deps.db, async (tx) => {
    const complaint = await lockComplaint(tx, id)
    if (!complaint || !reaches(actor, 'record_supervision', complaint)) return refuse({ code: 'not_found' })
    if (complaint.closedAt !== null) return refuse({ code: 'complaint_closed' })
    const at = deps.clock.now()
    const found = clean(finding)
    await setComplaintClosed(tx, id, { closedAt: at, closedBy: actor.id, finding: found })
    if (complaint.named) await answerReporter(tx, actor, complaint, found, at)
    const facts = { named: complaint.named }
    await noteAct(tx, { at, staffId: actor.id, act: 'close_complaint', subject: `complaint:${id}`, facts })
    const closed = (await listComplaints(tx, id))[0]
    invariant(closed, 'a report does not vanish')
    return allow(presentComplaint(closed))
  })
}

/**
 * The written answer. It is addressed by the report's reference: the register of notices is read by many, and the name
 * stays sealed. Whoever delivers it opens the reporter, which is noted.
 */
async function answerReporter(tx: Transaction, actor: Actor, complaint: Complaint, finding: string, at: Instant) {
  const { id, province, reference, receivedAt } = complaint
  await insertNotice(
    tx,
    {
      code: 'N13',
      province,
      addressee: 'reporter',
      toName: `实名举报人（${reference}）`,
      toEmail: null,
      enterpriseId: null,
      personId: null,
      about: `complaint:${id}`,
      facts: {
        person: null,
        reasons: [],
        lines: [
          { zh: '举报编号', en: 'Reference', value: reference },
          { zh: '收到日期', en: 'Received on', value: civilDateAt(receivedAt) },
          { zh: '查处结果', en: 'Finding', value: finding },
        ],
      },
      producedBy: actor.id,
    },
    at,
  )
}

function reaches(actor: Actor, act: 'read_supervision' | 'record_supervision', { province }: { province: string }) {
  return actor.may(act, { level: 'province', province })
}

function presentComplaint(complaint: Complaint): ComplaintView {
  const { id, province, reference, named, text, receivedAt, closedAt, closerName, finding } = complaint
  return { id, province, reference, named, text, receivedAt, closedAt, closedBy: closerName, finding }
}
