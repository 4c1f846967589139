import jsQR from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

type Canvas = {
  readonly canvas: { toBuffer: (type: 'image/png') => Buffer }
  readonly context: CanvasRenderingContext2D
}

/** The first page of a PDF as a picture, as a reader would show it. */
async function drawn(bytes: Uint8Array, scale: number) {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const opened = await loading.promise
  const page = await opened.getPage(1)
  const viewport = page.getViewport({ scale })
  const factory = opened.canvasFactory as { create: (width: number, height: number) => Canvas }
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)]
  const { canvas, context } = factory.create(width, height)
  await page.render({ canvas: null, canvasContext: context, viewport }).promise
  const { data } = context.getImageData(0, 0, width, height)
  const png = canvas.toBuffer('image/png')
  await loading.destroy()
  return { data, width, height, png }
}

/** What the QR code on the first page of a PDF says, read from the page as it is drawn; undefined when none can be read. */
export async function readPdfQr(bytes: Uint8Array): Promise<string | undefined> {
  const { data, width, height } = await drawn(bytes, 2)
  return jsQR(data, width, height)?.data
}

/** The first page of a PDF as a PNG, to be looked at. */
export async function pdfPicture(bytes: Uint8Array): Promise<Buffer> {
  return (await drawn(bytes, 1.5)).png
}
