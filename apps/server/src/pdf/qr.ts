import { encode } from 'uqr'

/**
 * Draws a text as a QR code whose upper left corner is at `x`, `y` and whose side is `size` points, its quiet zone
 * of four modules within that. A quarter of it may be worn away (level Q) and it is still read.
 */
export function qr(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { data, size: modules } = encode(text, { ecc: 'Q', border: 4 })
  const module = size / modules
  doc.save().rect(x, y, size, size).fill('#ffffff')
  // One path for the whole code: squares drawn one by one leave hairlines between them.
  for (const [row, line] of data.entries()) {
    for (const [column, dark] of line.entries()) {
      if (dark) doc.rect(x + column * module, y + row * module, module, module)
    }
  }
  doc.fill('#000000').restore()
}
