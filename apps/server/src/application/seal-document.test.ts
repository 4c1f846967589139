import type { ApplicationId } from '@kaochang/domain/ids'
import { expect, test } from 'vitest'
import { openDocument, sealDocument } from './seal-document.ts'

const secrets = { sealKey: Buffer.alloc(32, 7) }
const [one, other] = ['a', 'b'] as unknown as [ApplicationId, ApplicationId]
const paper = Buffer.from('%PDF-1.7 张三 140999199001010014')

test('a paper is stored as nobody can read it, twice never the same, and opens whole', () => {
  const sealed = sealDocument(secrets, paper, one)
  expect(Buffer.from(sealed).includes('140999')).toBe(false)
  expect(Buffer.from(sealDocument(secrets, paper, one)).equals(Buffer.from(sealed))).toBe(false)
  expect(openDocument(secrets, sealed, one).equals(paper)).toBe(true)
})

test('a paper that was stored before the form was shared with all that is sealed still opens', () => {
  const stored = Buffer.from('ATW5Ns/utRRMqVAEBLicFsd5/JKXx2Ug6sGu5pMO0ls04Y2u9tZq+Ygi8sw=', 'base64')
  const application = '0b6f3c1e-5a44-4f0e-9d1e-3a1f5a7c2b10' as ApplicationId
  expect(openDocument(secrets, stored, application).toString()).toBe('%PDF-1.7 张三')
})

test('a paper that was changed, moved to another application or sealed with another key does not open', () => {
  const sealed = sealDocument(secrets, paper, one)
  const changed = Buffer.from(sealed)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(() => openDocument(secrets, changed, one)).toThrow()
  expect(() => openDocument(secrets, sealed, other)).toThrow()
  expect(() => openDocument({ sealKey: Buffer.alloc(32, 8) }, sealed, one)).toThrow()
  expect(() => openDocument(secrets, Buffer.from([9, ...sealed.subarray(1)]), one)).toThrow('later release')
})
