import { expect, test } from 'vitest'
import { judgeSettings, type Settings } from './judge-settings.ts'

const GOOD: Settings = {
  server_version_num: '180004',
  server_encoding: 'UTF8',
  lc_ctype: 'C.UTF-8',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  data_checksums: 'on',
  TimeZone: 'UTC',
  max_connections: '60',
}

test('a database as it should be has nothing against it', () => {
  expect(troubles(GOOD)).toEqual([])
})

// F10, F11
test.each<[Partial<Settings>, check: string, state: 'fatal' | 'warning']>([
  [{ fsync: 'off' }, 'fsync', 'fatal'],
  [{ synchronous_commit: 'off' }, 'synchronous_commit', 'fatal'],
  [{ full_page_writes: 'off' }, 'full_page_writes', 'fatal'],
  [{ data_checksums: 'off' }, 'data_checksums', 'fatal'],
  [{ server_encoding: 'SQL_ASCII' }, 'encoding', 'fatal'],
  [{ server_encoding: 'GBK' }, 'encoding', 'fatal'],
  [{ lc_ctype: 'C' }, 'lc_ctype', 'fatal'],
  [{ lc_ctype: 'POSIX' }, 'lc_ctype', 'fatal'],
  [{ TimeZone: 'Asia/Shanghai' }, 'time_zone', 'fatal'],
  [{ server_version_num: '150008' }, 'version', 'fatal'],
  [{ server_version_num: '170002' }, 'version', 'warning'],
  [{ max_connections: '10' }, 'max_connections', 'fatal'],
  [{ max_connections: '30' }, 'max_connections', 'warning'],
])('%o is found, and comes with its remedy', (bad, check, state) => {
  const found = troubles({ ...GOOD, ...bad })
  expect(found).toEqual([expect.objectContaining({ check, state })])
  expect(found[0]?.mend).not.toBe('')
})

test('outside production missing checksums are a warning and lost durability is still fatal', () => {
  const found = judgeSettings({ ...GOOD, data_checksums: 'off', fsync: 'off' }, false)
  expect(found.filter(({ state }) => state !== 'ok').map(({ check, state }) => [check, state])).toEqual([
    ['fsync', 'fatal'],
    ['data_checksums', 'warning'],
  ])
})

function troubles(settings: Settings) {
  return judgeSettings(settings, true).filter(({ state }) => state !== 'ok')
}
