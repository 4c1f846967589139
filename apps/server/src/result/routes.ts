import {
  approveRelease,
  decideLateFrames,
  listReleaseDuties,
  proposeRelease,
  readMyResults,
  readScores,
} from '@kaochang/contract/result'
import { findSessionRow } from '@kaochang/database/session'
import type { SessionId } from '@kaochang/domain/ids'
import type { Routes } from '../app.ts'
import { actorOf, candidateOf } from '../people/access.ts'
import { reaches } from '../session/reach.ts'
import { approveReleaseFor } from './approve-release.ts'
import { decideLateFramesFor } from './decide-late-frames.ts'
import { readMyResultsFor } from './my-results.ts'
import { proposeReleaseFor } from './propose-release.ts'
import { listReleaseDutiesFor } from './release-duties.ts'
import { readScoreSheet } from './score-sheet.ts'

export const resultRoutes: Routes = (app, deps) => {
  const { db, clock, secrets } = deps

  app.route({
    ...listReleaseDuties,
    handler: async (request) => {
      const actor = actorOf(request)
      return {
        duties: await listReleaseDutiesFor(db, (session) => reaches(actor, 'read_scores', session), clock.now()),
      }
    },
  })

  app.route({
    ...readScores,
    handler: async (request, reply) => {
      const session = await findSessionRow(db, request.params.sessionId as SessionId)
      if (!session || !reaches(actorOf(request), 'read_scores', session)) return reply.refuse({ code: 'not_found' })
      if (!['ended', 'scored', 'released'].includes(session.state)) return reply.refuse({ code: 'session_not_ended' })
      return readScoreSheet(db, secrets, session, clock.now())
    },
  })

  app.route({
    ...decideLateFrames,
    handler: async (request, reply) =>
      reply.answer(await decideLateFramesFor(deps, actorOf(request), request.params.sittingId, request.body)),
  })

  app.route({
    ...proposeRelease,
    handler: async (request, reply) =>
      reply.answer(await proposeReleaseFor(deps, actorOf(request), request.params.sessionId, request.body.digest)),
  })

  app.route({
    ...approveRelease,
    handler: async (request, reply) =>
      reply.answer(await approveReleaseFor(deps, actorOf(request), request.params.proposalId, request.body.digest)),
  })

  app.route({
    ...readMyResults,
    handler: async (request) => readMyResultsFor(db, candidateOf(request).personId, clock.now()),
  })
}
