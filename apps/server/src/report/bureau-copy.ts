import type { BureauCopy } from '@kaochang/contract/report'
import { insertNotice } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import { type CopyRow, insertBureauCopy, listUncopied, lockCopies } from '@kaochang/database/report'
import { findContact } from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import type { Instant } from '@kaochang/domain/instant'
import { issuerName } from '@kaochang/domain/notice/authority'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { sha256 } from '../hashing.ts'
import type { Actor } from '../people/access.ts'

/**
 * Copies every result and every event of a certificate that no copy holds yet to the provincial supervision bureau
 * (R44-1): one JSON text, hashed and kept as it is, with its notice (N11). Rows are marked one by one, so that what is
 * published in this very moment stands in this copy or in the next, never in both and never in none.
 */
export async function produceBureauCopyFor(
  { db, clock }: Deps,
  actor: Actor,
  province: string,
): Promise<Outcome<BureauCopy, { code: 'not_permitted' } | { code: 'nothing_to_copy' }>> {
  if (!actor.may('deliver_notice', { level: 'province', province })) return refuse({ code: 'not_permitted' })
  return transact(db, async (tx) => {
    await lockCopies(tx, province)
    const rows = await listUncopied(tx, province)
    if (rows.length === 0) return refuse({ code: 'nothing_to_copy' })
    const at = clock.now()
    const body = copyText(province, rows, at)
    const hash = sha256(body)
    const kept = { province, sha256: hash, rowCount: rows.length, producedAt: at }
    const id = await insertBureauCopy(tx, { ...kept, upTo: at, body, producedBy: actor.id }, rows)
    const contact = await findContact(tx, province)
    const resultCount = rows.filter(({ kind }) => kind === 'result').length
    await insertNotice(
      tx,
      {
        code: 'N11',
        province,
        addressee: 'supervision_bureau',
        toName: contact?.supervisionBureau ?? issuerName('supervision_agency', province, null).zh,
        toEmail: null,
        enterpriseId: null,
        personId: null,
        about: `bureau_copy:${id}`,
        facts: {
          person: null,
          reasons: [],
          lines: [
            { zh: '抄送序号', en: 'Copy', value: String(id) },
            { zh: '考核成绩', en: 'Results', value: String(resultCount) },
            { zh: '证件发放、变更、注销', en: 'Events of certificates', value: String(rows.length - resultCount) },
            { zh: '文件 SHA-256', en: 'SHA-256 of the file', value: hash },
          ],
        },
        producedBy: actor.id,
      },
      at,
    )
    const facts = { rowCount: rows.length, sha256: hash }
    await noteAct(tx, { at, staffId: actor.id, act: 'produce_bureau_copy', subject: `bureau_copy:${id}`, facts })
    return allow({ id, producedBy: actor.name, ...kept })
  })
}

/**
 * The text of a copy, `kaochang-bureau-copy/1`: results and events of certificates in the order they were published.
 * Points are hundredths, instants milliseconds since 1970-01-01T00:00Z, ID numbers and certificate numbers masked.
 */
function copyText(province: string, rows: readonly CopyRow[], producedAt: Instant): string {
  const results = rows.flatMap((row) => (row.kind === 'result' ? [withoutKind(row)] : []))
  const certificateEvents = rows.flatMap((row) => (row.kind === 'certificate_event' ? [withoutKind(row)] : []))
  return `${JSON.stringify({ format: 'kaochang-bureau-copy/1', province, producedAt, results, certificateEvents }, null, 1)}\n`
}

function withoutKind<Row extends CopyRow>({ kind: _, ...row }: Row) {
  return row
}
