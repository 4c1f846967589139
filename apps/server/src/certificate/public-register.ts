import type { PublicCertificate, Publication, searchRegister } from '@kaochang/contract/certificate'
import type { RequestOf } from '@kaochang/contract/endpoints'
import {
  findCertificateByCode,
  listCertificatesByName,
  listCertificatesByNumber,
  listPublications,
} from '@kaochang/database/certificate'
import { plainNumber } from '@kaochang/domain/certificate/certificate-number'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { readPersonName } from '@kaochang/domain/people/person-name'
import type { Deps } from '../deps.ts'
import { certificateNumberLookup } from './certificate-number-secrets.ts'
import { certificateSubject } from './certificate-words.ts'
import { presentPublic } from './present-certificate.ts'
import { readCertificates } from './read-certificate.ts'

/** No answer of the register is longer: it is asked about one person, and never read out. */
const MOST_FOUND = 12

/** How the certificate that a QR code leads to stands now; undefined for a code that was never given out. */
export async function verifyFor(
  { db }: Pick<Deps, 'db'>,
  code: string,
  at: Instant,
): Promise<PublicCertificate | undefined> {
  const certificate = await findCertificateByCode(db, code)
  if (!certificate) return undefined
  const [read] = await readCertificates(db, [certificate], civilDateAt(at))
  return read && presentPublic(read)
}

/**
 * Looks a person up in the public register (R38-1): by the name and the last four of the ID number together, or by a
 * whole certificate number. Somebody unknown and somebody without a certificate are the same answer.
 */
export async function searchRegisterFor(
  { db, secrets }: Pick<Deps, 'db' | 'secrets'>,
  asked: RequestOf<typeof searchRegister>['body'],
  at: Instant,
): Promise<PublicCertificate[]> {
  const found =
    asked.by === 'name'
      ? await byName(db, asked.name, asked.idLastFour)
      : await listCertificatesByNumber(db, certificateNumberLookup(secrets, plainNumber(asked.number)), MOST_FOUND)
  return (await readCertificates(db, found, civilDateAt(at))).map(presentPublic)
}

async function byName(db: Deps['db'], typed: string, idLastFour: string) {
  const name = readPersonName(typed)
  if (!name.ok) return []
  return listCertificatesByName(db, { name: name.value, idLastFour: idLastFour.toUpperCase() }, MOST_FOUND)
}

/** One page of the feed. */
export const FEED_PAGE = 1_000

/** What art. 38 publishes, the oldest first, and what to ask for next. */
export async function readFeed(
  { db }: Pick<Deps, 'db'>,
  { province, after }: { province?: string; after?: string },
): Promise<{ publications: Publication[]; next: number | null }> {
  const rows = await listPublications(db, {
    province: province ?? null,
    after: Number(after ?? 0),
    limit: FEED_PAGE + 1,
  })
  const page = rows.slice(0, FEED_PAGE)
  const publications = page.map((row): Publication => ({
    ...row,
    kind: row.kind as Publication['kind'],
    ground: row.ground as Publication['ground'],
  }))
  return { publications, next: rows.length > FEED_PAGE ? (page.at(-1)?.id ?? null) : null }
}

const COLUMNS = [
  '序号 id',
  '日期 date',
  '事项 kind',
  '原因 ground',
  '人员类别 category',
  '工种 trade',
  '工种名称 trade name',
  '姓名 name',
  '身份证号 id number',
  '证号 number',
  '发证机关 issuer',
  '代为办理的市 acting city',
  '公布省份 published in',
  '有效期起 valid from',
  '有效期止 valid through',
]

/**
 * The feed as CSV (RFC 4180): UTF-8 with a byte order mark, because the tables it is opened in expect one. A field that
 * a table could take for a formula is put behind an apostrophe.
 */
export function feedAsCsv(publications: readonly Publication[]): string {
  const rows = publications.map((each) => [
    String(each.id),
    each.onDate,
    each.kind,
    each.ground ?? '',
    each.category,
    each.trade ?? '',
    each.trade === null ? '' : certificateSubject(each).zh,
    each.holderName,
    each.idNumberMasked,
    each.numberMasked,
    each.issuer ?? '00',
    each.actingCity ?? '',
    each.publishedIn ?? '00',
    each.validFrom,
    each.validThrough ?? '',
  ])
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

function field(text: string) {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
