import { CLOSE, ROOM_WATCH_URL } from '@kaochang/contract/socket/protocol'
import type { RoomId, SessionId } from '@kaochang/domain/ids'
import type { FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Routes } from '../app.ts'
import { COOKIES, actorOf, findActor } from '../people/access.ts'
import { type ReachedRoom, reachRoom, readBoard } from './reach-room.ts'
import { type RoomKey, roomKey } from './room-watch.ts'

/** A watcher that has not taken so much is too slow to be worth it: it comes back and sees the room as it stands. */
const BUFFER_LIMIT_BYTES = 1_048_576

type InRoom = { readonly sessionId: string; readonly roomId: string }

/**
 * The rooms' walls, live. Each room is read once for all who watch it here, and everybody's right to see it is looked
 * at again each time: a role that was taken away shows nothing more (A20).
 */
export const roomSocket: Routes = (app, deps) => {
  const walls = new Map<RoomKey, Wall>()

  app.get<{ Params: InRoom }>(
    ROOM_WATCH_URL,
    { websocket: true, config: { access: { act: 'read_room' } } },
    (socket, request) => {
      const { sessionId, roomId } = request.params
      const key = roomKey(sessionId as SessionId, roomId as RoomId)
      const watcher = { socket, request }
      const wall = walls.get(key) ?? openWall(key)
      wall.watchers.add(watcher)
      wall.show()
      socket.on('close', () => {
        wall.watchers.delete(watcher)
        if (wall.watchers.size > 0 || walls.get(key) !== wall) return
        wall.leave()
        walls.delete(key)
      })
    },
  )

  type Watcher = { readonly socket: WebSocket; readonly request: FastifyRequest<{ Params: InRoom }> }
  type Wall = { readonly watchers: Set<Watcher>; readonly show: () => void; readonly leave: () => void }

  function openWall(key: RoomKey): Wall {
    const watchers = new Set<Watcher>()
    const show = shower(watchers)
    const wall = { watchers, show, leave: deps.watch.follow(key, show) }
    walls.set(key, wall)
    return wall
  }

  /** Shows a room to all who watch it. What changes while it is read is shown once more, afterwards. */
  function shower(watchers: ReadonlySet<Watcher>) {
    let showing = false
    let again = false
    return function show() {
      again = true
      if (showing) return
      showing = true
      const rounds = async () => {
        while (again) {
          again = false
          await showOnce(watchers)
        }
      }
      rounds()
        .catch((err: unknown) => deps.log.warn({ err }, 'a room could not be shown'))
        .finally(() => (showing = false))
    }
  }

  async function showOnce(watchers: ReadonlySet<Watcher>) {
    let board: string | undefined
    for (const { socket, request } of watchers) {
      const room = await reached(request)
      if (!room) socket.close(CLOSE.notSignedIn, 'not permitted')
      else if (socket.bufferedAmount > BUFFER_LIMIT_BYTES) socket.close(CLOSE.tryAgain, 'too slow')
      else socket.send((board ??= JSON.stringify(await readBoard(deps, room))))
    }
  }

  async function reached(request: FastifyRequest<{ Params: InRoom }>): Promise<ReachedRoom | undefined> {
    const actor = await findActor(deps, request.cookies[COOKIES.staff])
    if (actor?.id !== actorOf(request).id) return undefined
    const room = await reachRoom(deps, actor, 'read_room', request.params)
    return room.ok ? room.value : undefined
  }
}
