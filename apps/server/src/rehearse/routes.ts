import { openRehearsal, readRehearsed } from '@kaochang/contract/rehearsal'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import { openRehearsalFor } from './open-rehearsal.ts'
import { readRehearsedFor } from './read-rehearsed.ts'

/** Rehearsals of a room: what `kaochang rehearse` asks for that no other act gives. */
export const rehearsalRoutes: Routes = (app, deps) => {
  app.route({
    ...openRehearsal,
    handler: async (request, reply) => {
      const opened = await openRehearsalFor(deps, actorOf(request), request.body)
      return opened.ok ? opened.value : reply.refuse(opened.refusal)
    },
  })

  app.route({
    ...readRehearsed,
    handler: async (request, reply) => {
      const read = await readRehearsedFor(deps, actorOf(request), request.params)
      return read.ok ? read.value : reply.refuse(read.refusal)
    },
  })
}
