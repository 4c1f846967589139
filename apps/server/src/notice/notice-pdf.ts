import type { Notice } from '@kaochang/database/notice'
import { renderNotice } from '@kaochang/domain/notice/render-notice'
import { openPdf } from '../pdf/open-pdf.ts'

const INK = '#111111'
const FAINT = '#555555'
const RED = '#b3261e'

/** Two characters, as Chinese paragraphs begin. */
const INDENT = 24

/** Room below the text for the page number. */
const FOOT = 34

/** A list longer than this is printed once, and the English refers to it. */
const LINES_TWICE = 12

/**
 * A notice on A4: Chinese first, then English. Made from what was stored alone, so the same notice gives the same file,
 * byte for byte, whenever it is asked for.
 */
export async function noticePdf(notice: Notice): Promise<Buffer> {
  const { title, number, addressee, paragraphs, lines, authority, date } = renderNotice(notice)
  const { doc, finish } = openPdf({ title: `${title.zh} ${number}`, at: notice.producedAt })
  const { left } = doc.page.margins
  const width = doc.page.width - left - doc.page.margins.right
  doc.page.margins.bottom += FOOT
  doc.on('pageAdded', () => (doc.page.margins.bottom += FOOT))

  doc.font('bold').fontSize(22).fillColor(RED).text(authority.zh, { align: 'center' })
  doc.moveDown(0.3).font('regular').fontSize(11).fillColor(INK).text(number, { align: 'center' })
  rule(RED)
  doc.moveDown(1).font('bold').fontSize(18).fillColor(INK).text(title.zh, { align: 'center' }).moveDown(0.8)

  part('zh', addressee === null ? null : `${addressee}：`, [authority.zh, date.zh])
  // The English is kept in one piece where the Chinese leaves it too little room.
  if (doc.y > doc.page.height * 0.6) doc.addPage()
  else {
    doc.moveDown(1.2)
    rule('#bbbbbb')
  }
  doc.moveDown(0.8).font('bold').fontSize(13).fillColor(INK).text(title.en, left, doc.y, { width }).moveDown(0.5)
  part('en', addressee, [authority.en, date.en])

  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page)
    // In the margin: with the margin in force PDFKit would open a further page for it.
    doc.page.margins.bottom = 0
    const foot = `${number}　第 ${page + 1} 页，共 ${count} 页`
    doc.font('regular').fontSize(9).fillColor(FAINT)
    doc.text(foot, left, doc.page.height - 56, { width, align: 'center', lineBreak: false })
  }
  return finish()

  /** One language: whom it is for, the text with the facts after its first paragraph, and who signs. */
  function part(language: 'zh' | 'en', salutation: string | null, signature: readonly string[]) {
    const size = language === 'zh' ? 12 : 10
    const indent = language === 'zh' ? INDENT : 0
    const lineGap = language === 'zh' ? 5 : 2
    doc.font('regular').fontSize(size).fillColor(INK)
    if (salutation !== null) doc.text(salutation, left, doc.y, { width, lineGap }).moveDown(0.4)
    for (const [index, paragraph] of paragraphs[language].entries()) {
      doc.font('regular').fontSize(size).fillColor(INK)
      doc.text(paragraph, left, doc.y, { width, indent, lineGap }).moveDown(0.35)
      if (index > 0) continue
      if (language === 'en' && lines.length > LINES_TWICE) doc.text('The facts are those listed above.').moveDown(0.35)
      else for (const line of lines) fact(line[language], line.value, size)
    }
    doc.moveDown(1)
    keepTogether(size * 4)
    for (const text of signature) doc.text(text, left, doc.y, { width, align: 'right', lineGap })
  }

  /** A labelled fact: the label on the left, its value beside it, never torn between two pages where it fits on one. */
  function fact(label: string, value: string, size: number) {
    const column = width * 0.28
    const options = { width: width - column - INDENT, lineGap: 3 }
    doc.font('regular').fontSize(size - 1)
    keepTogether(Math.min(doc.heightOfString(value, options), 400) + 4)
    const top = doc.y
    doc.fillColor(FAINT).text(label, left + INDENT, top, { width: column - 8, lineGap: 3 })
    const below = doc.y
    doc.fillColor(INK).text(value, left + INDENT + column, top, options)
    doc.y = Math.max(doc.y, below) + 4
    doc.x = left
  }

  function keepTogether(height: number) {
    if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage()
  }

  function rule(colour: string) {
    const y = doc.y + 6
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(1)
      .stroke(colour)
    doc.y = y + 2
  }
}
