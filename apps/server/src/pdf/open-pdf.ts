import type { Instant } from '@kaochang/domain/instant'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PdfKit from 'pdfkit'

/** A document to draw on, with the faces `regular` and `bold` of Noto Sans SC, and what closes it. */
export type Pdf = {
  readonly doc: PDFKit.PDFDocument
  /** Ends the document and gives the finished file. Nothing can be drawn afterwards. */
  readonly finish: () => Promise<Buffer>
}

export type PdfPage = {
  /** What the reader's window is called. */
  readonly title: string
  /** The moment the document is of. It stands in the file, so the same facts give the same file, byte for byte. */
  readonly at: Instant
  /** In points: `A4` upright unless said otherwise. */
  readonly size?: 'A4' | readonly [width: number, height: number]
  readonly layout?: 'portrait' | 'landscape'
  readonly margin?: number
}

/**
 * Opens a PDF with the Chinese faces embedded; only the characters that are drawn go into the file. Draw with
 * `doc.font('regular' | 'bold')` and PDFKit's own calls.
 */
export function openPdf({ title, at, size = 'A4', layout = 'portrait', margin = 56 }: PdfPage): Pdf {
  const date = new Date(at)
  const doc = new PdfKit({
    size: typeof size === 'string' ? size : [...size],
    layout,
    margin,
    lang: 'zh-CN',
    displayTitle: true,
    // Kept until the end, so that a foot can say how many pages there are.
    bufferPages: true,
    info: { Title: title, Producer: 'Kaochang', Creator: 'Kaochang', CreationDate: date, ModDate: date },
  })
  doc.registerFont('regular', face('400Regular/NotoSansSC_400Regular.ttf'))
  doc.registerFont('bold', face('700Bold/NotoSansSC_700Bold.ttf'))
  doc.font('regular')
  const chunks: Buffer[] = []
  const finished = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  return {
    doc,
    finish: () => {
      doc.end()
      return finished
    },
  }
}

/** Ten megabytes each, read when the first document asks for them and kept. */
const faces = new Map<string, Buffer>()

function face(file: string): Buffer {
  const kept = faces.get(file)
  if (kept) return kept
  const read = readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)))
  faces.set(file, read)
  return read
}
