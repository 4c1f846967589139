import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts'

export type DatabaseProxy = Omit<FaultProxy, 'port'> & {
  /** A connection string that leads through here. */
  readonly url: string
}

/** Stands between a client and a PostgreSQL that listens on a socket in a folder, to be a line that fails. */
export async function proxyDatabase(url: string): Promise<DatabaseProxy> {
  const [base = '', search = ''] = url.split('?')
  const query = new URLSearchParams(search)
  const folder = await mkdtemp(join(tmpdir(), 'kaochang-proxy-'))
  const name = `.s.PGSQL.${query.get('port') ?? '5432'}`
  const proxy = await openFaultProxy({ path: join(query.get('host') ?? '', name) }, { path: join(folder, name) })
  query.set('host', folder)
  return {
    ...proxy,
    url: `${base}?${query.toString()}`,
    close: async () => {
      await proxy.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
