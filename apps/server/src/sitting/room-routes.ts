import * as room from '@kaochang/contract/room'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import {
  endRoomFor,
  grantRoomTimeFor,
  noteIrregularityFor,
  pauseRoomFor,
  resumeRoomFor,
  tellRoomFor,
} from './act-on-room.ts'
import {
  confirmIdentityFor,
  endSittingFor,
  grantTimeFor,
  overrideIdentityFor,
  pauseSittingFor,
  resumeSittingFor,
  tellSittingFor,
  unlockTerminalFor,
} from './act-on-sitting.ts'
import { checkInFor } from './check-in.ts'
import { excuseSebFor } from './excuse-seb.ts'
import { moveSittingFor } from './move-sitting.ts'
import { reachRoom, readBoard } from './reach-room.ts'
import { readRoomRecordOf } from './room-record.ts'
import { followStarts, startRoomFor } from './start-room.ts'

/** The room's console: who is there, and what the invigilators do. */
export const roomRoutes: Routes = (app, deps) => {
  const unfollow = followStarts(deps)
  app.addHook('onClose', () => unfollow())

  app.route({
    ...room.readRoom,
    handler: async (request, reply) => {
      const reached = await reachRoom(deps, actorOf(request), 'read_room', request.params)
      return reached.ok ? readBoard(deps, reached.value) : reply.refuse(reached.refusal)
    },
  })

  app.route({
    ...room.checkIn,
    handler: async (request, reply) =>
      reply.answer(await checkInFor(deps, actorOf(request), request.params, request.body)),
  })

  app.route({
    ...room.startRoom,
    handler: async (request, reply) => reply.answer(await startRoomFor(deps, actorOf(request), request.params)),
  })

  app.route({
    ...room.excuseSeb,
    handler: async (request, reply) =>
      reply.answer(await excuseSebFor(deps, actorOf(request), request.params.sittingId, request.body.reason)),
  })

  app.route({
    ...room.endRoom,
    handler: async (request, reply) =>
      reply.answer(await endRoomFor(deps, actorOf(request), request.params, request.body.reason)),
  })

  app.route({
    ...room.pauseRoom,
    handler: async (request, reply) =>
      reply.answer(await pauseRoomFor(deps, actorOf(request), request.params, request.body.reason)),
  })

  app.route({
    ...room.resumeRoom,
    handler: async (request, reply) => reply.answer(await resumeRoomFor(deps, actorOf(request), request.params)),
  })

  app.route({
    ...room.grantRoomTime,
    handler: async (request, reply) =>
      reply.answer(await grantRoomTimeFor(deps, actorOf(request), request.params, request.body)),
  })

  app.route({
    ...room.tellRoom,
    handler: async (request, reply) =>
      reply.answer(await tellRoomFor(deps, actorOf(request), request.params, request.body.text)),
  })

  app.route({
    ...room.noteIrregularity,
    handler: async (request, reply) =>
      reply.answer(await noteIrregularityFor(deps, actorOf(request), request.params, request.body)),
  })

  app.route({
    ...room.readRoomRecord,
    handler: async (request, reply) => {
      const reached = await reachRoom(deps, actorOf(request), 'read_room', request.params)
      return reached.ok ? readRoomRecordOf(deps, reached.value) : reply.refuse(reached.refusal)
    },
  })

  app.route({
    ...room.pauseSitting,
    handler: async (request, reply) =>
      reply.answer(await pauseSittingFor(deps, actorOf(request), request.params.sittingId, request.body.reason)),
  })

  app.route({
    ...room.resumeSitting,
    handler: async (request, reply) =>
      reply.answer(await resumeSittingFor(deps, actorOf(request), request.params.sittingId)),
  })

  app.route({
    ...room.moveSitting,
    handler: async (request, reply) =>
      reply.answer(await moveSittingFor(deps, actorOf(request), request.params.sittingId, request.body.reason)),
  })

  app.route({
    ...room.tellSitting,
    handler: async (request, reply) =>
      reply.answer(await tellSittingFor(deps, actorOf(request), request.params.sittingId, request.body.text)),
  })

  app.route({
    ...room.confirmIdentity,
    handler: async (request, reply) =>
      reply.answer(await confirmIdentityFor(deps, actorOf(request), request.params.sittingId)),
  })

  app.route({
    ...room.overrideIdentity,
    handler: async (request, reply) => {
      const { params, body } = request
      return reply.answer(await overrideIdentityFor(deps, actorOf(request), params.sittingId, body.reason))
    },
  })

  app.route({
    ...room.grantTime,
    handler: async (request, reply) =>
      reply.answer(await grantTimeFor(deps, actorOf(request), request.params.sittingId, request.body)),
  })

  app.route({
    ...room.endSitting,
    handler: async (request, reply) =>
      reply.answer(await endSittingFor(deps, actorOf(request), request.params.sittingId, request.body.reason)),
  })

  app.route({
    ...room.unlockTerminal,
    handler: async (request, reply) => {
      const unlocked = await unlockTerminalFor(deps, actorOf(request), request.params.terminalId)
      return unlocked.ok ? reply.code(204).send(null) : reply.refuse(unlocked.refusal)
    },
  })
}
