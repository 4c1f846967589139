import { getSealedIdNumber } from '@kaochang/database/certificate'
import type { Database } from '@kaochang/database/client'
import { dayInWords, issuerName } from '@kaochang/domain/notice/authority'
import { sexOf } from '@kaochang/domain/people/id-number'
import type { CertificateState } from '@kaochang/domain/certificate/certificate'
import type { Deps } from '../deps.ts'
import { openPdf } from '../pdf/open-pdf.ts'
import { qr } from '../pdf/qr.ts'
import { openIdNumber } from '../people/id-number-secrets.ts'
import { openCertificateNumber } from './certificate-number-secrets.ts'
import { certificateSubject, certificateTitle } from './certificate-words.ts'
import { verificationUrl } from './present-certificate.ts'
import type { Read } from './read-certificate.ts'

/** A4, lying, in points. */
const [WIDTH, HEIGHT] = [841.89, 595.28]
const LEFT = 96
const QR_SIDE = 132
const INK = '#1d2733'
const FAINT = '#5b6875'
const ACCENT = '#1f4e79'
const ENDED = '#b3261e'

/** What a certificate that no longer holds has printed across it. */
const ENDED_WORDS: Readonly<Partial<Record<CertificateState, string>>> = {
  revoked: '已撤销',
  cancelled: '已注销',
  expired: '已过期',
  renewed: '已过期（已换发新证）',
}

/**
 * A certificate on one page: what it says, who issued it, and the code that leads to how it stands now. The province is
 * the issuer, whichever city acted for it (A33). The same certificate gives the same file, byte for byte, until
 * something happens to it.
 */
export async function printCertificate(
  { secrets, publicUrl }: Pick<Deps, 'secrets' | 'publicUrl'>,
  db: Database,
  { certificate, events, standing }: Read,
): Promise<Buffer> {
  const { category, holderName, province, validFrom, validThrough, verificationCode } = certificate
  const idNumber = openIdNumber(secrets, await getSealedIdNumber(db, certificate.personId))
  const number = openCertificateNumber(secrets, certificate.numberSealed)
  const title = certificateTitle(category)
  const subject = certificateSubject(certificate)
  const at = events.at(-1)?.at ?? certificate.issuedAt
  const reissued = events.findLast(({ kind }) => kind === 'reissued')

  const { doc, finish } = openPdf({ title: `${title.zh} ${holderName}`, at, layout: 'landscape', margin: 0 })
  doc
    .rect(28, 28, WIDTH - 56, HEIGHT - 56)
    .lineWidth(2)
    .stroke(ACCENT)
  doc
    .rect(35, 35, WIDTH - 70, HEIGHT - 70)
    .lineWidth(0.6)
    .stroke(ACCENT)
  const centred = { width: WIDTH, align: 'center', lineBreak: false } as const
  doc
    .fillColor(INK)
    .font('bold')
    .fontSize(category === 'operator' ? 34 : 28)
    .text(title.zh, 0, 74, centred)
  doc.fillColor(FAINT).font('regular').fontSize(12).text(title.en, 0, 122, centred)

  const lines: [zh: string, en: string, value: string][] = [
    ['姓名', 'Name', holderName],
    ['性别', 'Sex', sexOf(idNumber) === 'male' ? '男' : '女'],
    ['证号', 'Number', number],
    ...(category === 'operator'
      ? ([
          ['作业类别', 'Class', '煤矿安全作业'],
          ['操作项目', 'Trade', subject.zh],
        ] satisfies [string, string, string][])
      : ([['人员类别', 'Category', subject.zh]] satisfies [string, string, string][])),
    ['初领日期', 'First issued', dayInWords(certificate.firstIssuedOn).zh],
    ['发证日期', 'Issued', dayInWords(certificate.issuedOn).zh],
    ...(validThrough === null
      ? []
      : ([['有效期限', 'Valid', `${dayInWords(validFrom).zh} 至 ${dayInWords(validThrough).zh}`]] satisfies [
          string,
          string,
          string,
        ][])),
    ...(reissued
      ? ([['补发日期', 'Reissued', dayInWords(reissued.onDate).zh]] satisfies [string, string, string][])
      : []),
    ['发证机关', 'Issuer', issuerName('assessment_authority', province, null).zh],
  ]
  let y = 164
  for (const [zh, en, value] of lines) {
    doc
      .fillColor(FAINT)
      .font('regular')
      .fontSize(12)
      .text(zh, LEFT, y + 3, { lineBreak: false })
    doc.fontSize(8).text(en, LEFT, y + 18, { lineBreak: false })
    // A long name, as of an enterprise or of somebody with a middle dot, is set smaller and never cut off.
    fitted(doc, value, LEFT + 96, y, WIDTH - LEFT - 96 - QR_SIDE - 110)
    y += 35
  }

  const url = verificationUrl(publicUrl, verificationCode)
  const right = WIDTH - 84 - QR_SIDE
  qr(doc, url, right, 196, QR_SIDE)
  const under = { width: QR_SIDE + 40, align: 'center' } as const
  doc
    .fillColor(INK)
    .font('regular')
    .fontSize(10)
    .text('扫码核验证件现状', right - 20, 196 + QR_SIDE + 4, under)
  doc
    .fillColor(FAINT)
    .fontSize(7)
    .text(url, right - 20, 196 + QR_SIDE + 20, under)
  doc
    .fontSize(9)
    .text('本证在全国范围内有效，证件现状以扫码核验结果为准。任何单位不得扣押。不收取工本费。', 0, HEIGHT - 62, centred)

  const ended = ENDED_WORDS[standing.state]
  if (ended !== undefined) {
    doc.save().rotate(-18, { origin: [WIDTH / 2, HEIGHT / 2] })
    doc
      .fillColor(ENDED)
      .fillOpacity(0.28)
      .font('bold')
      .fontSize(ended.length > 4 ? 64 : 120)
    doc.text(ended, 0, HEIGHT / 2 - 80, centred).restore()
  }
  return finish()
}

/** A line of text as large as its place allows, 17 points at most. */
function fitted(doc: PDFKit.PDFDocument, text: string, x: number, y: number, width: number) {
  doc.font('bold').fontSize(17).fillColor(INK)
  const wide = doc.widthOfString(text)
  if (wide > width) doc.fontSize(Math.max(8, (17 * width) / wide))
  doc.text(text, x, y + 2, { lineBreak: false })
}
