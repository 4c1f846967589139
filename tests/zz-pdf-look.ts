import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { openChromium } from './kit/chromium.ts'
const root = new URL('../node_modules/pdfjs-dist/', import.meta.url)
const file = process.argv[2] as string
const out = process.argv[3] as string
const server = createServer((q, r) => {
  const url = q.url ?? '/'
  if (url === '/') { r.setHeader('content-type', 'text/html'); r.end('<body style="margin:0"><div id=x></div>'); return }
  if (url === '/f.pdf') { r.setHeader('content-type', 'application/pdf'); r.end(readFileSync(file)); return }
  r.setHeader('content-type', 'text/javascript'); r.end(readFileSync(new URL('.' + url, root)))
})
server.listen(0)
const { port } = server.address() as { port: number }
const browser = await openChromium()
const page = await browser.newPage({ viewport: { width: 900, height: 1200 } })
await page.goto(`http://127.0.0.1:${port}/`)
const count = await page.evaluate(`(async () => {
  const pdfjs = await import('/legacy/build/pdf.mjs')
  pdfjs.GlobalWorkerOptions.workerSrc = '/legacy/build/pdf.worker.mjs'
  const doc = await pdfjs.getDocument({ url: '/f.pdf' }).promise
  for (let n = 1; n <= doc.numPages; n++) {
    const p = await doc.getPage(n)
    const v = p.getViewport({ scale: 1.4 })
    const c = document.createElement('canvas'); c.width = v.width; c.height = v.height; c.style.display='block'; c.style.borderBottom='2px solid red'
    document.getElementById('x').append(c)
    await p.render({ canvasContext: c.getContext('2d'), viewport: v }).promise
  }
  return doc.numPages
})()`)
console.log('pages', count)
await page.screenshot({ path: out, fullPage: true })
await browser.close(); server.close()
