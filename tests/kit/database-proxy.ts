import { mkdtemp, rm } from 'node:fs/promises'
import { type Socket, createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type DatabaseProxy = {
  /** A connection string that leads through here. */
  readonly url: string
  /** From now on every byte is swallowed, in both directions; connections stay open and new ones are accepted. */
  readonly swallow: () => void
  /** Ends the connections that were swallowed, and passes everything on again. */
  readonly heal: () => void
  readonly close: () => Promise<void>
}

/** Stands between a client and a PostgreSQL that listens on a socket in a folder, to be a line that fails in silence. */
export async function proxyDatabase(url: string): Promise<DatabaseProxy> {
  const [base = '', search = ''] = url.split('?')
  const query = new URLSearchParams(search)
  const folder = await mkdtemp(join(tmpdir(), 'kaochang-proxy-'))
  const name = `.s.PGSQL.${query.get('port') ?? '5432'}`
  const behind = join(query.get('host') ?? '', name)
  const open = new Set<Socket>()
  let swallowing = false

  const server = createServer((near) => {
    const far = createConnection(behind)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('data', (bytes) => {
        if (!swallowing) to.write(bytes)
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(join(folder, name), resolve))
  query.set('host', folder)
  return {
    url: `${base}?${query.toString()}`,
    swallow: () => (swallowing = true),
    heal: () => {
      swallowing = false
      for (const socket of open) socket.destroy()
    },
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
