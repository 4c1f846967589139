import * as contract from '@kaochang/contract/enterprise'
import * as store from '@kaochang/database/enterprise'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import type { Act } from '@kaochang/domain/people/permission'
import { PEOPLE_FILE_LIMITS } from '@kaochang/exchange/read-people-file'
import type { Routes } from '../app.ts'
import { type Actor, actorOf } from '../people/access.ts'
import {
  addPostFor,
  beginMentorshipFor,
  comeBackFor,
  endPostFor,
  leavePostFor,
  signMentorshipFor,
  transferPostFor,
} from './act-on-post.ts'
import { enterPeopleFor } from './enter-people.ts'
import { keepBackgroundFor } from './keep-background.ts'
import { keepTrainingPlanFor } from './keep-training-plan.ts'
import { presentEnterprise, presentPeople, readPersonFile } from './person-file.ts'
import { reachesEnterprise } from './reach.ts'
import { readPeopleListFor } from './read-people-list.ts'
import { changeEnterpriseFor, registerEnterpriseFor } from './register-enterprise.ts'

/** Enterprises and the people on their rolls. */
export const enterpriseRoutes: Routes = (app, deps) => {
  const { db, clock } = deps
  const today = () => civilDateAt(clock.now())

  /** The enterprise, when there is one and the person may do the act there; else as if there were none (A16). */
  async function reach(actor: Actor, act: Act, id: string) {
    const enterprise = await store.findEnterpriseRow(db, id as EnterpriseId)
    return enterprise && reachesEnterprise(actor, act, enterprise) ? enterprise : undefined
  }

  app.route({
    ...contract.listEnterprises,
    handler: async (request) => {
      const actor = actorOf(request)
      const enterprises = await store.listEnterprises(db, today())
      const reached = enterprises.filter((enterprise) => reachesEnterprise(actor, 'read_enterprises', enterprise))
      return { enterprises: reached.map(presentEnterprise) }
    },
  })

  app.route({
    ...contract.registerEnterprise,
    handler: async (request, reply) => {
      const registered = await registerEnterpriseFor(deps, actorOf(request), request.body)
      return registered.ok ? presentEnterprise(registered.value) : reply.refuse(registered.refusal)
    },
  })

  app.route({
    ...contract.changeEnterprise,
    handler: async (request, reply) => {
      const changed = await changeEnterpriseFor(deps, actorOf(request), request.params.enterpriseId, request.body)
      return changed.ok ? presentEnterprise(changed.value) : reply.refuse(changed.refusal)
    },
  })

  app.route({
    ...contract.readEnterprise,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const found = await reach(actor, 'read_enterprises', request.params.enterpriseId)
      if (!found) return reply.refuse({ code: 'not_found' })
      const readsPeople = reachesEnterprise(actor, 'read_people', found)
      return {
        enterprise: presentEnterprise(await store.getEnterprise(db, found.id, today())),
        people: await store.countByCategory(db, found.id),
        counts: readsPeople ? await store.countUnderWay(db, found.id, today()) : null,
        plans: (await store.listTrainingPlans(db, found.id)).map(presentPlan),
      }
    },
  })

  app.route({
    ...contract.keepTrainingPlan,
    handler: async (request, reply) =>
      reply.answer(await keepTrainingPlanFor(deps, actorOf(request), request.params.enterpriseId, request.body)),
  })

  app.route({
    ...contract.listPeople,
    handler: async (request, reply) => {
      const found = await reach(actorOf(request), 'read_people', request.params.enterpriseId)
      if (!found) return reply.refuse({ code: 'not_found' })
      const people = await store.listPeople(db, found.id, { former: request.query.former === 'yes' })
      return { people: await presentPeople(db, found, people, today()) }
    },
  })

  app.route({
    ...contract.enterPeople,
    handler: async (request, reply) =>
      reply.answer(await enterPeopleFor(deps, actorOf(request), request.params.enterpriseId, request.body)),
  })

  // Only here may a body be something other than JSON: the list itself, as its bytes.
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: PEOPLE_FILE_LIMITS.bytes },
    (_, body, done) => done(null, body),
  )

  app.route({
    ...contract.readPeopleList,
    bodyLimit: PEOPLE_FILE_LIMITS.bytes,
    handler: async (request, reply) => {
      const found = await reach(actorOf(request), 'edit_people', request.params.enterpriseId)
      if (!found) return reply.refuse({ code: 'not_found' })
      if (!(request.body instanceof Uint8Array)) return reply.refuse({ code: 'file_unreadable' })
      const sent = request.headers['x-file-name']
      return reply.answer(await readPeopleListFor(request.body, typeof sent === 'string' ? decoded(sent) : ''))
    },
  })

  app.route({
    ...contract.readPerson,
    handler: async (request, reply) => {
      const { enterpriseId, personId } = request.params
      const found = await reach(actorOf(request), 'read_people', enterpriseId)
      const file = found && (await readPersonFile(db, found, personId as PersonId, today()))
      return file ?? reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...contract.keepBackground,
    handler: async (request, reply) => {
      const { enterpriseId, personId } = request.params
      return reply.answer(await keepBackgroundFor(deps, actorOf(request), enterpriseId, personId, request.body))
    },
  })

  app.route({
    ...contract.addPost,
    handler: async (request, reply) => {
      const { enterpriseId, personId } = request.params
      return reply.answer(await addPostFor(deps, actorOf(request), enterpriseId, personId, request.body))
    },
  })

  app.route({
    ...contract.transferPost,
    handler: async (request, reply) =>
      reply.answer(await transferPostFor(deps, actorOf(request), request.params.employmentId, request.body)),
  })

  app.route({
    ...contract.endPost,
    handler: async (request, reply) =>
      reply.answer(await endPostFor(deps, actorOf(request), request.params.employmentId, request.body)),
  })

  app.route({
    ...contract.leavePost,
    handler: async (request, reply) =>
      reply.answer(await leavePostFor(deps, actorOf(request), request.params.employmentId, request.body)),
  })

  app.route({
    ...contract.comeBack,
    handler: async (request, reply) =>
      reply.answer(await comeBackFor(deps, actorOf(request), request.params.employmentId, request.body)),
  })

  app.route({
    ...contract.beginMentorship,
    handler: async (request, reply) =>
      reply.answer(await beginMentorshipFor(deps, actorOf(request), request.params.employmentId, request.body)),
  })

  app.route({
    ...contract.signMentorship,
    handler: async (request, reply) =>
      reply.answer(await signMentorshipFor(deps, actorOf(request), request.params.employmentId, request.body)),
  })
}

function presentPlan(plan: Pick<store.TrainingPlan, 'year' | 'body' | 'staffNames' | 'plan' | 'budgetPercent'>) {
  const { year, body, staffNames, budgetPercent } = plan
  return { year, body, staffNames, plan: plan.plan, budgetPercent }
}

/** The file's name travels percent-encoded, since a header cannot hold Chinese. Only its end is ever used. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name).slice(-120)
  } catch {
    return ''
  }
}
