import * as room from '@kaochang/contract/room'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import { confirmIdentityFor, endSittingFor, grantTimeFor, unlockTerminalFor } from './act-on-sitting.ts'
import { checkInFor } from './check-in.ts'
import { reachRoom, readBoard } from './reach-room.ts'
import { startRoomFor } from './start-room.ts'

/** The room's console: who is there, and what the invigilators do. */
export const roomRoutes: Routes = (app, deps) => {
  app.route({
    ...room.readRoom,
    handler: async (request, reply) => {
      const reached = await reachRoom(deps, actorOf(request), 'read_room', request.params)
      return reached.ok ? readBoard(deps, reached.value) : reply.refuse(reached.refusal)
    },
  })

  app.route({
    ...room.checkIn,
    handler: async (request, reply) => {
      const checkedIn = await checkInFor(deps, actorOf(request), request.params, request.body.ticket)
      return checkedIn.ok ? checkedIn.value : reply.refuse(checkedIn.refusal)
    },
  })

  app.route({
    ...room.startRoom,
    handler: async (request, reply) => {
      const started = await startRoomFor(deps, actorOf(request), request.params)
      return started.ok ? started.value : reply.refuse(started.refusal)
    },
  })

  app.route({
    ...room.confirmIdentity,
    handler: async (request, reply) => {
      const confirmed = await confirmIdentityFor(deps, actorOf(request), request.params.sittingId)
      return confirmed.ok ? confirmed.value : reply.refuse(confirmed.refusal)
    },
  })

  app.route({
    ...room.grantTime,
    handler: async (request, reply) => {
      const granted = await grantTimeFor(deps, actorOf(request), request.params.sittingId, request.body)
      return granted.ok ? granted.value : reply.refuse(granted.refusal)
    },
  })

  app.route({
    ...room.endSitting,
    handler: async (request, reply) => {
      const ended = await endSittingFor(deps, actorOf(request), request.params.sittingId, request.body.reason)
      return ended.ok ? ended.value : reply.refuse(ended.refusal)
    },
  })

  app.route({
    ...room.unlockTerminal,
    handler: async (request, reply) => {
      const unlocked = await unlockTerminalFor(deps, actorOf(request), request.params.terminalId)
      return unlocked.ok ? reply.code(204).send(null) : reply.refuse(unlocked.refusal)
    },
  })
}
