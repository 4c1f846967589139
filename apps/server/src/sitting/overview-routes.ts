import { readOverview, readSiteTerminals } from '@kaochang/contract/overview'
import { CLOSE, OVERVIEW_WATCH_URL } from '@kaochang/contract/socket/protocol'
import { findSite } from '@kaochang/database/session'
import type { OverviewRow } from '@kaochang/database/overview'
import { listSiteTerminals } from '@kaochang/database/terminal-report'
import type { SiteId } from '@kaochang/domain/ids'
import { maySomewhere } from '@kaochang/domain/people/permission'
import type { FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Routes } from '../app.ts'
import { type Actor, COOKIES, actorOf, findActor } from '../people/access.ts'
import { type ReadOverview, presentOverview, presentSeat, reachedRooms, readAllRooms, standingBy } from './overview.ts'
import { type RoomKey, roomKey } from './room-watch.ts'
import { shareReads } from './share-reads.ts'

/** Shown in any case this often: a watcher that hears less has lost us, and sessions come that no room tells of. */
const REMIND_EVERY_MS = 5_000

/** How long what somebody may see is believed before it is looked at again (A20). */
const RIGHTS_LAST_MS = 2_000

/** As in the rooms: a watcher that has not taken so much is too slow to be worth it. */
const BUFFER_LIMIT_BYTES = 1_048_576

/**
 * All rooms, live: read once for all who watch, whatever they may see of it. Each is shown the rooms they reach, and
 * only what has changed.
 */
export const overviewRoutes: Routes = (app, deps) => {
  const followed = new Map<RoomKey, () => void>()
  let watching = 0
  let reminder: NodeJS.Timeout | undefined
  const overview = shareReads(async () => {
    const read = await readAllRooms(deps)
    if (watching > 0) follow(read)
    return read
  }, deps.log)

  app.route({
    ...readOverview,
    handler: async (request) => {
      const read = await overview.now()
      return presentOverview(read, reachedRooms(actorOf(request), read))
    },
  })

  app.route({
    ...readSiteTerminals,
    handler: async (request, reply) => {
      const siteId = request.params.siteId as SiteId
      const site = await findSite(deps.db, siteId)
      if (!site || !actorOf(request).may('read_sites', { level: 'site', province: site.province, siteId }))
        return reply.refuse({ code: 'not_found' })
      const at = deps.clock.now()
      const rows = await listSiteTerminals(deps.db, siteId, standingBy(deps, at))
      const byRoom = Map.groupBy(rows, ({ roomId }) => roomId)
      return {
        at,
        rooms: [...byRoom].map(([roomId, seats]) => ({
          roomId,
          seats: seats.map(({ seat }) => presentSeat(seat)),
        })),
      }
    },
  })

  app.get(
    OVERVIEW_WATCH_URL,
    { websocket: true, config: { access: { act: 'read_overview' } } },
    (socket, request: FastifyRequest) => {
      watching += 1
      reminder ??= setInterval(overview.changed, REMIND_EVERY_MS)
      const leave = overview.join(showTo(socket, request))
      socket.on('close', () => {
        leave()
        watching -= 1
        if (watching > 0) return
        clearInterval(reminder)
        reminder = undefined
        for (const unfollow of followed.values()) unfollow()
        followed.clear()
      })
    },
  )
  app.addHook('onClose', () => clearInterval(reminder))

  /** What is heard of any of these rooms is a reason to read all of them again. */
  function follow({ rows }: ReadOverview) {
    const keys = new Set(rows.map(({ sessionId, roomId }) => roomKey(sessionId, roomId)))
    for (const key of keys) if (!followed.has(key)) followed.set(key, deps.watch.follow(key, overview.changed))
    for (const [key, unfollow] of followed) {
      if (keys.has(key)) continue
      unfollow()
      followed.delete(key)
    }
  }

  function showTo(socket: WebSocket, request: FastifyRequest) {
    let actor: Actor = actorOf(request)
    let known = new Map<string, boolean>()
    let lookedAt = performance.now()
    let told = ''
    let toldAt = -Infinity

    async function show(read: ReadOverview) {
      if (performance.now() - lookedAt >= RIGHTS_LAST_MS) {
        const found = await findActor(deps, request.cookies[COOKIES.staff])
        if (found?.id !== actor.id) return socket.close(CLOSE.notSignedIn, 'not permitted')
        actor = found
        known = new Map()
        lookedAt = performance.now()
      }
      if (!maySomewhere(actor.grants, 'read_overview')) return socket.close(CLOSE.notSignedIn, 'not permitted')
      if (socket.bufferedAmount > BUFFER_LIMIT_BYTES) return socket.close(CLOSE.tryAgain, 'too slow')
      const body = textFor(read, reachedRooms(actor, read, known))
      const now = performance.now()
      // An unchanged one is told now and then, as a sign of life.
      if (body === told && now - toldAt < REMIND_EVERY_MS / 2) return
      told = body
      toldAt = now
      socket.send(`{"serverAt":${read.serverAt},${body.slice(1)}`)
    }

    return (read: ReadOverview) =>
      void show(read).catch((err: unknown) => deps.log.warn({ err }, 'the overview could not be shown'))
  }

  /** What is shown of one reading, but for its instant: written once for all who see the same rooms. */
  const texts = new WeakMap<ReadOverview, Map<string, string>>()
  function textFor(read: ReadOverview, rows: readonly OverviewRow[]): string {
    const made = texts.get(read) ?? new Map<string, string>()
    texts.set(read, made)
    const which = rows.map(({ sessionId, roomId }) => `${sessionId}/${roomId}`).join(' ')
    const known = made.get(which)
    if (known !== undefined) return known
    const { serverAt: _, ...shown } = presentOverview(read, rows)
    const text = JSON.stringify(shown)
    made.set(which, text)
    return text
  }
}
