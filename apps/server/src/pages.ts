import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { App, Routes } from './app.ts'
import { CONSOLE_POLICY, PAGE_POLICY } from './content-security.ts'

const APPS = fileURLToPath(new URL('../../', import.meta.url))

/** Where the exam's terminal stands: the one page that may ask for the camera. */
export const TERMINAL_PAGE = '/terminal'

type Client = {
  readonly client: string
  readonly prefix: string
  readonly screens: readonly string[]
  readonly policy: typeof PAGE_POLICY
}

/** The two built clients: the candidate's at `/`, `/terminal` and where a QR code leads, the console at `/console/`. */
export const pageRoutes: Routes = async (app) => {
  const candidate = { client: 'candidate', prefix: '/', screens: ['/', TERMINAL_PAGE, '/verify/:code'] }
  await servePages(app, { ...candidate, policy: PAGE_POLICY })
  const staff = { client: 'console', prefix: '/console/', screens: ['/console', '/console/*'] }
  await servePages(app, { ...staff, policy: CONSOLE_POLICY })
}

/**
 * Serves a client's files under a prefix and its one HTML page at the paths its own screens have. Files
 * with a hash in their name never change and may be kept; the page itself is asked for every time.
 */
async function servePages(app: App, { client, prefix, screens, policy }: Client) {
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
      scope.get(path, { helmet: { contentSecurityPolicy: { useDefaults: false, directives: policy } } }, (_, reply) =>
        reply.header('cache-control', 'no-cache').sendFile('index.html', root, { immutable: false, maxAge: 0 }),
      )
    }
  })
}
