import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import type { Instant } from '@kaochang/domain/instant'
import { expect, test } from 'vitest'
import { examineCertificate, judgeCertificate } from './judge-certificate.ts'

const DAY = 86_400_000
const NOON = Date.parse('2026-10-22T04:00:00Z') as Instant

test.each([
  [31 * DAY, 'ok', '31'],
  [30 * DAY, 'ok', '30'],
  [30 * DAY - 1, 'warning', '29'],
  [7 * DAY, 'warning', '还有 7 天到期'],
  [7 * DAY - 1, 'warning', '马上到期：还有 6 天'],
  [DAY, 'warning', '马上到期：还有 1 天'],
  [0, 'warning', '已过期'],
  [-DAY, 'warning', '已过期'],
])('F61: a certificate that lasts %i ms more is %s', (ms, state, words) => {
  const found = judgeCertificate((NOON + ms) as Instant, NOON)
  expect(found).toMatchObject({ check: 'certificate', state })
  expect(found.zh).toContain(words)
})

test('F61: a certificate is read from the address that browsers use, whoever signed it', async ({ skip }) => {
  if (spawnSync('openssl', ['version']).status !== 0) skip('this machine has no openssl to make a certificate with')
  const folder = mkdtempSync(join(tmpdir(), 'kaochang-certificate-'))
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '5', '-subj', '/CN=localhost'],
    {
      stdio: 'ignore',
    },
  )
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = new X509Certificate(readFileSync(cert)).validToDate.getTime()
  const { port } = server.address() as AddressInfo
  try {
    const found = await examineCertificate(new URL(`https://127.0.0.1:${port}`), (end - 4 * DAY) as Instant)
    expect(found).toMatchObject([{ state: 'warning', zh: '证书马上到期：还有 4 天到期' }])
  } finally {
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  }
  // The address is nobody's now.
  const gone = await examineCertificate(new URL(`https://127.0.0.1:${port}`), NOON)
  expect(gone).toMatchObject([{ state: 'warning', zh: '公开地址没有出示证书' }])
})

test('an address without TLS has no certificate to look at', async () => {
  expect(await examineCertificate(new URL('http://localhost:4100'), NOON)).toEqual([])
  expect(await examineCertificate(undefined, NOON)).toEqual([])
})
