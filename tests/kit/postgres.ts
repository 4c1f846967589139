import { randomBytes } from 'node:crypto'
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '@kaochang/database/client'
import pg from 'pg'
import { inject } from 'vitest'
import { TEMPLATE } from './cluster.ts'

export type FreshDatabase = OpenDatabase & {
  readonly name: string
  /** Connection string of the owner. */
  readonly url: string
  /** Another pool on the same database; closed with it. */
  readonly open: (options?: Partial<Omit<DatabaseOptions, 'url'>>) => OpenDatabase
}

/**
 * A database of the test file's own, made from the real migrations; `close` drops it.
 *
 * ```ts
 * const home = await freshDatabase()
 * afterAll(() => home.close())
 * ```
 *
 * @param from `empty` for a database without any migration.
 */
export async function freshDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<FreshDatabase> {
  const clusterUrl = inject('clusterUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await once(clusterUrl, `create database ${name} template ${from === 'empty' ? 'template1' : TEMPLATE}`)
  const url = clusterUrl.replace('///postgres?', `///${name}?`)

  const opened: OpenDatabase[] = []
  const open: FreshDatabase['open'] = (options = {}) => {
    const database = openDatabase({ url, size: 5, applicationName: 'test', ...options })
    opened.push(database)
    return database
  }

  return {
    ...open(),
    name,
    url,
    open,
    close: async () => {
      await Promise.all(opened.filter(({ pool }) => !pool.ended).map(({ close }) => close()))
      await once(clusterUrl, `drop database ${name} with (force)`)
    },
  }
}

async function once(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
