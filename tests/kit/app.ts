import type { EndpointName, EndpointNamed, RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import { APP_ROLE } from '@kaochang/database/client'
import { insertStaff } from '@kaochang/database/people'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Grant } from '@kaochang/domain/people/roles'
import { type App, buildApp } from '@kaochang/server/app'
import { openCanary } from '@kaochang/server/canary/canary'
import type { Deps } from '@kaochang/server/deps'
import { openLeaving } from '@kaochang/server/leaving'
import { openLog } from '@kaochang/server/log'
import { COOKIES } from '@kaochang/server/people/access'
import { openStaffSession } from '@kaochang/server/people/sign-ins'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { openRoomWatch } from '@kaochang/server/sitting/room-watch'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** Where the tests' browsers find the platform. */
export const ORIGIN = 'https://exam.test'

/** Thursday, 2026-10-22, 09:00 in Beijing. */
export const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant

export type Asked<Name extends EndpointName> = RequestOf<EndpointNamed<Name>> & {
  /** Instead of or beside what a browser on our own pages sends; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
}

export type Answered = {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, unknown>>
}

/** A browser with its cookies, on our own pages. */
export type Visitor = {
  readonly cookies: Map<string, string>
  /** Asks, and returns whatever is answered. */
  readonly ask: <Name extends EndpointName>(name: Name, asked?: Asked<Name>) => Promise<Answered>
  /** Asks for something that must be given. Throws with the answer when it is not. */
  readonly get: <Name extends EndpointName>(name: Name, asked?: Asked<Name>) => Promise<ResponseOf<EndpointNamed<Name>>>
}

export type TestApp = {
  readonly app: App
  readonly deps: Deps
  readonly home: FreshDatabase
  /** The database's clock, which the tests turn by hand. */
  readonly clock: { at: Instant }
  /** Every line that was logged. */
  readonly logged: string[]
  /** Somebody in a browser, at an address. */
  readonly visitor: (address?: string) => Visitor
  /** A signed-in member of staff, as if appointed and signed in; the password is nobody's. */
  readonly staff: (
    grants: readonly Grant[],
    login?: string,
  ) => Promise<Visitor & { readonly id: StaffId; readonly login: string }>
  readonly close: () => Promise<void>
}

/**
 * The whole server over a database of its own, run as the application's role, with nothing pretended but the
 * clock. Requests are injected.
 */
export async function openTestApp(
  given: Partial<Pick<Deps, 'demo' | 'candidateBuild' | 'mailer' | 'trustProxy' | 'publicUrl' | 'hasRoom'>> & {
    at?: Instant
    /** A second server process over the same database. It is closed before the first. */
    beside?: TestApp
  } = {},
): Promise<TestApp> {
  const home = given.beside?.home ?? (await freshDatabase())
  const clock = given.beside?.clock ?? { at: given.at ?? NINE }
  const time = { now: () => clock.at, driftMs: () => 0, close: () => undefined }
  const logged: string[] = []
  const log = openLog('trace', { write: (line) => void logged.push(line) })
  const sittings = await openLiveSittings({ url: home.url, clock: time, log })
  const { db } = home.open({ role: APP_ROLE, size: 8 })
  const watch = await openRoomWatch({ url: home.url, db, clock: time, sittings, log })
  const deps: Deps = {
    db,
    clock: time,
    secrets: { idLookupKey: Buffer.alloc(32, 1), idCipherKey: Buffer.alloc(32, 2), sealKey: Buffer.alloc(32, 3) },
    log,
    sittings,
    watch,
    canary: openCanary({ db, clock: time, sittings, log, watch }),
    publicUrl: given.publicUrl ?? new URL(ORIGIN),
    demo: given.demo ?? false,
    candidateBuild: given.candidateBuild ?? null,
    mailer: given.mailer ?? null,
    hasRoom: given.hasRoom ?? (() => true),
    leaving: openLeaving(),
    trustProxy: given.trustProxy ?? [],
  }
  const app = await buildApp(deps)

  function visitor(address = '203.0.113.1'): Visitor {
    const cookies = new Map<string, string>()
    async function ask(
      name: string,
      asked: { params?: unknown; querystring?: unknown; body?: unknown; headers?: unknown } = {},
    ) {
      const [method, url] = name.split(' ') as ['GET' | 'POST', string]
      const params = (asked.params ?? {}) as Record<string, string>
      const headers: Record<string, string | undefined> = {
        origin: deps.publicUrl.origin,
        'sec-fetch-site': 'same-origin',
        cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') || undefined,
        ...(asked.headers as Record<string, string | undefined> | undefined),
      }
      const answer = await app.inject({
        method,
        remoteAddress: address,
        url: url.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? '')),
        headers: Object.fromEntries(
          Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
        ),
        ...(asked.querystring !== undefined && { query: asked.querystring as Record<string, string> }),
        ...(asked.body !== undefined && { payload: asked.body as string | object }),
      })
      for (const { name: key, value, maxAge } of answer.cookies) {
        if (maxAge === 0 || value === '') cookies.delete(key)
        else cookies.set(key, value)
      }
      const isJson = String(answer.headers['content-type']).startsWith('application/json')
      return { status: answer.statusCode, body: isJson ? answer.json<unknown>() : answer.body, headers: answer.headers }
    }
    const get: Visitor['get'] = async <Name extends EndpointName>(name: Name, asked?: Asked<Name>) => {
      const { status, body } = await ask(name, asked)
      const why = status >= 500 ? ` ${logged.findLast((line) => line.includes('"fault"')) ?? ''}` : ''
      if (status >= 300) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}${why}`)
      return body as ResponseOf<EndpointNamed<Name>>
    }
    return { cookies, ask, get }
  }

  let appointed = 0
  return {
    app,
    deps,
    home,
    clock,
    logged,
    visitor,
    staff: async (grants, login = `staff-${(appointed += 1)}`) => {
      const member = await deps.db.transaction(async (tx) => {
        const id = await insertStaff(tx, { login, name: '测试', passwordHash: '', grants, by: null, at: clock.at })
        if (!id) throw new Error(`The login ${login} is taken`)
        return { id, token: await openStaffSession(tx, { staffId: id, before: undefined, at: clock.at }) }
      })
      const signedIn = visitor()
      signedIn.cookies.set(COOKIES.staff, member.token)
      return { ...signedIn, id: member.id, login }
    },
    close: async () => {
      await watch.close()
      await sittings.close()
      await app.close()
      if (!given.beside) await home.close()
    },
  }
}
