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
    handler: async (request, reply) => {
      const checkedIn = await checkInFor(deps, actorOf(request), request.params, request.body)
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
    ...room.excuseSeb,
    handler: async (request, reply) => {
      const excused = await excuseSebFor(deps, actorOf(request), request.params.sittingId, request.body.reason)
      return excused.ok ? excused.value : reply.refuse(excused.refusal)
    },
  })

  app.route({
    ...room.endRoom,
    handler: async (request, reply) => {
      const ended = await endRoomFor(deps, actorOf(request), request.params, request.body.reason)
      return ended.ok ? ended.value : reply.refuse(ended.refusal)
    },
  })

  app.route({
    ...room.pauseRoom,
    handler: async (request, reply) => {
      const paused = await pauseRoomFor(deps, actorOf(request), request.params, request.body.reason)
      return paused.ok ? paused.value : reply.refuse(paused.refusal)
    },
  })

  app.route({
    ...room.resumeRoom,
    handler: async (request, reply) => {
      const resumed = await resumeRoomFor(deps, actorOf(request), request.params)
      return resumed.ok ? resumed.value : reply.refuse(resumed.refusal)
    },
  })

  app.route({
    ...room.grantRoomTime,
    handler: async (request, reply) => {
      const granted = await grantRoomTimeFor(deps, actorOf(request), request.params, request.body)
      return granted.ok ? granted.value : reply.refuse(granted.refusal)
    },
  })

  app.route({
    ...room.tellRoom,
    handler: async (request, reply) => {
      const told = await tellRoomFor(deps, actorOf(request), request.params, request.body.text)
      return told.ok ? told.value : reply.refuse(told.refusal)
    },
  })

  app.route({
    ...room.noteIrregularity,
    handler: async (request, reply) => {
      const noted = await noteIrregularityFor(deps, actorOf(request), request.params, request.body)
      return noted.ok ? noted.value : reply.refuse(noted.refusal)
    },
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
    handler: async (request, reply) => {
      const paused = await pauseSittingFor(deps, actorOf(request), request.params.sittingId, request.body.reason)
      return paused.ok ? paused.value : reply.refuse(paused.refusal)
    },
  })

  app.route({
    ...room.resumeSitting,
    handler: async (request, reply) => {
      const resumed = await resumeSittingFor(deps, actorOf(request), request.params.sittingId)
      return resumed.ok ? resumed.value : reply.refuse(resumed.refusal)
    },
  })

  app.route({
    ...room.moveSitting,
    handler: async (request, reply) => {
      const moved = await moveSittingFor(deps, actorOf(request), request.params.sittingId, request.body.reason)
      return moved.ok ? moved.value : reply.refuse(moved.refusal)
    },
  })

  app.route({
    ...room.tellSitting,
    handler: async (request, reply) => {
      const told = await tellSittingFor(deps, actorOf(request), request.params.sittingId, request.body.text)
      return told.ok ? told.value : reply.refuse(told.refusal)
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
    ...room.overrideIdentity,
    handler: async (request, reply) => {
      const { params, body } = request
      const confirmed = await overrideIdentityFor(deps, actorOf(request), params.sittingId, body.reason)
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
