import type { Instant } from '@kaochang/domain/instant'
import { expect, test } from 'vitest'
import { openPdf } from './open-pdf.ts'
import { qr } from './qr.ts'

const AT = Date.parse('2026-11-20T02:00:00Z') as Instant

function draw(text: string) {
  const { doc, finish } = openPdf({ title: '证件', at: AT })
  doc.font('bold').fontSize(20).text(text)
  qr(doc, 'https://exam.test/verify/abc', 56, 200, 120)
  return finish()
}

test('the same facts give the same file, byte for byte', async () => {
  expect((await draw('王堃')).equals(await draw('王堃'))).toBe(true)
  expect((await draw('王堃')).equals(await draw('王喆'))).toBe(false)
})

test('only the characters drawn go into the file', async () => {
  expect((await draw('特种作业操作证')).length).toBeLessThan(30_000)
})
