import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { App, Routes } from './app.ts'

const APPS = fileURLToPath(new URL('../../', import.meta.url))

/** The two built clients: the candidate's at `/`, `/terminal` and where a QR code leads, the console at `/console/`. */
export const pageRoutes: Routes = async (app) => {
  await servePages(app, 'candidate', '/', ['/', '/terminal', '/verify/:code'])
  await servePages(app, 'console', '/console/', ['/console', '/console/*'])
}

/**
 * Serves a client's files under a prefix and its one HTML page at the paths its own screens have. Files
 * with a hash in their name never change and may be kept; the page itself is asked for every time.
 */
async function servePages(app: App, client: string, prefix: string, screens: readonly string[]) {
  const root = `${APPS}${client}/dist`
  if (!existsSync(`${root}/index.html`)) {
    app.log.warn({ client }, 'client not built')
    return
  }
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: `${root}/assets`,
      prefix: `${prefix}assets/`,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
    })
    for (const path of screens) {
      scope.get(path, (_, reply) =>
        reply.header('cache-control', 'no-cache').sendFile('index.html', root, { immutable: false, maxAge: 0 }),
      )
    }
  })
}
