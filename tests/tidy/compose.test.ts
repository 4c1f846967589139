import { VARIABLES, readConfig } from '@kaochang/server/config'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SHARING_A_MACHINE } from '../bench/processes.ts'

const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')

/** The settings of a server as docker-compose.yml gives them, with the operator's own two filled in. */
function settings(): Record<string, string> {
  const own: Record<string, string> = { SITE_ADDRESS: 'exam.example.cn', DATABASE_PASSWORD: 'h2Kq9vXw3TzB7nRd' }
  const lines = [...compose.matchAll(/^ {4}((?:KAOCHANG_|DATABASE_)[A-Z_]+): (.*)$/gm)]
  return Object.fromEntries(
    lines.map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/^'|'$/g, '').replaceAll(/\$\{([A-Z_]+)[^}]*\}/g, (_, variable: string) => own[variable] ?? ''),
    ]),
  )
}

test('docker-compose.yml names only settings that there are, and together they are enough for production', () => {
  const given = settings()
  const names = Object.keys(given).filter((name) => name.startsWith('KAOCHANG_'))
  expect(names.filter((name) => !(VARIABLES as readonly string[]).includes(name))).toEqual([])
  const config = readConfig(given, {})
  expect(config).toMatchObject({ production: true, demo: false, host: '0.0.0.0', trustProxy: ['172.30.92.0/24'] })
  expect(config.publicUrl?.origin).toBe('https://exam.example.cn')
})

test('docker-compose.yml has three servers over one durable PostgreSQL 18', () => {
  expect(compose.match(/^ {2}server-\d: \*server$/gm)).toHaveLength(3)
  // What the figures of the province bench were measured with.
  expect(compose).toContain(`NODE_OPTIONS: ${SHARING_A_MACHINE.join(' ')}\n`)
  expect(compose).toContain('image: postgres:18\n')
  for (const setting of ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']) expect(compose).toContain(setting)
})
