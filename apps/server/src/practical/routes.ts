import * as practical from '@kaochang/contract/practical'
import { findSessionRow } from '@kaochang/database/session'
import type { SessionId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { standardsOn } from '@kaochang/domain/practical/standards'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import { presentSession } from '../session/present-session.ts'
import { reaches } from '../session/reach.ts'
import { checkInPracticalFor } from './check-in-practical.ts'
import { finishPracticalFor, markPracticalFor } from './mark-practical.ts'
import { presentStandard, readBoard } from './present-practical.ts'
import { schedulePracticalFor } from './schedule-practical.ts'

/** The practical exam: its standards, its sessions, and what its examiners do. */
export const practicalRoutes: Routes = (app, deps) => {
  const { db, clock } = deps

  app.route({
    ...practical.listStandards,
    handler: async () => ({
      standards: standardsOn(civilDateAt(clock.now())).map((standard) => {
        const { trade, from, source, minutes } = standard
        return { ...presentStandard(standard), trade, from, source, minutes }
      }),
    }),
  })

  app.route({
    ...practical.schedulePractical,
    handler: async (request, reply) => {
      const planned = await schedulePracticalFor(deps, actorOf(request), request.body)
      return planned.ok ? presentSession(planned.value) : reply.refuse(planned.refusal)
    },
  })

  app.route({
    ...practical.readPractical,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const session = await findSessionRow(db, request.params.sessionId as SessionId)
      if (!session || !reaches(actor, 'read_practical', session)) return reply.refuse({ code: 'not_found' })
      if (session.component !== 'practical') return reply.refuse({ code: 'session_not_practical' })
      return readBoard(db, session, { reader: actor.id, mayMark: reaches(actor, 'mark_practical', session) })
    },
  })

  app.route({
    ...practical.checkInPractical,
    handler: async (request, reply) => {
      const { params, body } = request
      return reply.answer(await checkInPracticalFor(deps, actorOf(request), params.sessionId, body.ticket))
    },
  })

  app.route({
    ...practical.markPractical,
    handler: async (request, reply) =>
      reply.answer(await markPracticalFor(deps, actorOf(request), request.params.sittingId, request.body)),
  })

  app.route({
    ...practical.finishPractical,
    handler: async (request, reply) =>
      reply.answer(await finishPracticalFor(deps, actorOf(request), request.params.sittingId)),
  })
}
