import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import websocket from '@fastify/websocket'
import { FRAME_LIMIT_BYTES } from '@kaochang/contract/socket/protocol'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { applicationRoutes } from './application/routes.ts'
import { bankRoutes } from './bank/routes.ts'
import { canaryRoutes } from './canary/routes.ts'
import { certificateRoutes } from './certificate/routes.ts'
import { PAGE_POLICY } from './content-security.ts'
import type { Deps } from './deps.ts'
import { dutyRoutes } from './duty/routes.ts'
import { enterpriseRoutes } from './enterprise/routes.ts'
import { healthRoutes } from './health.ts'
import { lawRoutes } from './law/routes.ts'
import { noticeRoutes } from './notice/routes.ts'
import { TERMINAL_PAGE, pageRoutes } from './pages.ts'
import { installAccess } from './people/access.ts'
import { peopleRoutes } from './people/routes.ts'
import { terminalRoutes } from './people/terminal-routes.ts'
import { practicalRoutes } from './practical/routes.ts'
import { installRefusals } from './refuse.ts'
import { rehearsalRoutes } from './rehearse/routes.ts'
import { reportRoutes } from './report/routes.ts'
import { resultRoutes } from './result/routes.ts'
import { sessionRoutes } from './session/routes.ts'
import { photographRoutes } from './sitting/photograph-routes.ts'
import { overviewRoutes } from './sitting/overview-routes.ts'
import { roomRoutes } from './sitting/room-routes.ts'
import { roomSocket } from './sitting/room-socket.ts'
import { sittingSocket } from './sitting/socket.ts'
import { trainingRoutes } from './training/routes.ts'
import { supervisionRoutes } from './supervision/routes.ts'

/** The room plugins' type: Fastify with TypeBox's types, given the shell's powers. */
export type Routes = (app: App, deps: Deps) => void | Promise<void>
export type App = FastifyInstance<
  import('fastify').RawServerDefault,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What a page of ours may ask of the computer it is shown on: the whole screen, and on the terminal the camera. */
const permissionsPolicy = (camera: 'self' | '') =>
  [
    'fullscreen=(self)',
    'accelerometer=()',
    `camera=(${camera})`,
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'hid=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'publickey-credentials-get=()',
    'serial=()',
    'usb=()',
    'xr-spatial-tracking=()',
  ].join(', ')
const PERMISSIONS_POLICY = permissionsPolicy('')
const TERMINAL_PERMISSIONS_POLICY = permissionsPolicy('self')

/** The whole HTTP and WebSocket server, not yet listening. Requests can be injected into it as it is. */
export async function buildApp(deps: Deps): Promise<App> {
  // Said to be no more than Fastify's own, or every plugin's types would have to know pino's.
  const loggerInstance: FastifyBaseLogger = deps.log
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: [...deps.trustProxy],
    bodyLimit: 1_048_576,
    forceCloseConnections: 'idle',
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()

  installRefusals(app)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: PAGE_POLICY,
    },
    strictTransportSecurity: deps.publicUrl.protocol === 'https:' ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(rateLimit, { global: false })
  await app.register(websocket, { options: { maxPayload: FRAME_LIMIT_BYTES, perMessageDeflate: false } })
  installAccess(app, deps)
  app.addHook('onSend', async (request, reply) => {
    const onTerminal = request.routeOptions.url === TERMINAL_PAGE
    reply.header('permissions-policy', onTerminal ? TERMINAL_PERMISSIONS_POLICY : PERMISSIONS_POLICY)
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store')
  })

  const rooms: readonly Routes[] = [
    healthRoutes,
    peopleRoutes,
    terminalRoutes,
    bankRoutes,
    applicationRoutes,
    sessionRoutes,
    roomRoutes,
    photographRoutes,
    sittingSocket,
    roomSocket,
    overviewRoutes,
    rehearsalRoutes,
    canaryRoutes,
    practicalRoutes,
    resultRoutes,
    certificateRoutes,
    dutyRoutes,
    lawRoutes,
    supervisionRoutes,
    reportRoutes,
    noticeRoutes,
    enterpriseRoutes,
    trainingRoutes,
    pageRoutes,
  ]
  for (const routes of rooms)
    await app.register(async (scope) => routes(scope.withTypeProvider<TypeBoxTypeProvider>(), deps))
  return app
}
