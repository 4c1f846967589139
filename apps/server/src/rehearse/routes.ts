import { openRehearsal, readRehearsed } from '@kaochang/contract/rehearsal'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import { openRehearsalFor } from './open-rehearsal.ts'
import { readRehearsedFor } from './read-rehearsed.ts'

/** Rehearsals of a room: what `kaochang rehearse` asks for that no other act gives. */
export const rehearsalRoutes: Routes = (app, deps) => {
  app.route({
    ...openRehearsal,
    handler: async (request, reply) => reply.answer(await openRehearsalFor(deps, actorOf(request), request.body)),
  })

  app.route({
    ...readRehearsed,
    handler: async (request, reply) => reply.answer(await readRehearsedFor(deps, actorOf(request), request.params)),
  })
}
