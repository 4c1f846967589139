import { expect, test } from 'vitest'
import { openReporter, sealReporter } from './reporter-secrets.ts'

const secrets = { sealKey: Buffer.alloc(32, 3) }
const reporter = { name: '李举报', contact: '13900000000' }

test('R45-1: a reporter is stored sealed, each time in other bytes, and opens only for the own report', () => {
  const sealed = sealReporter(secrets, reporter, 'ABCD2345')
  expect(Buffer.from(sealed).toString()).not.toContain('李举报')
  expect(sealReporter(secrets, reporter, 'ABCD2345')).not.toEqual(sealed)
  expect(openReporter(secrets, sealed, 'ABCD2345')).toEqual(reporter)
  expect(() => openReporter(secrets, sealed, 'ABCD2346')).toThrow()
  expect(() => openReporter({ sealKey: Buffer.alloc(32, 4) }, sealed, 'ABCD2345')).toThrow()
})
