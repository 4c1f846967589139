import { IdField } from '@kaochang/contract/fields'
import * as supervision from '@kaochang/contract/supervision'
import {
  type SpotCheck,
  findSpotCheck,
  findSupervised,
  listContacts,
  listRoll,
  listSpotChecks,
} from '@kaochang/database/supervision'
import type { Act } from '@kaochang/domain/people/permission'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { type Actor, actorOf } from '../people/access.ts'
import { sendBook } from '../report/send-file.ts'
import { closeSpotCheckFor } from './close-spot-check.ts'
import { closeComplaintFor, listComplaintsFor, makeComplaintFor, openReporterFor } from './complaints.ts'
import { setContactFor } from './contacts.ts'
import { listLettersFor, writeLetterFor } from './letters.ts'
import { openSpotCheckFor } from './open-spot-check.ts'
import { listPenaltiesFor, recordPenaltyFor } from './penalties.ts'
import { prepareSpotCheckFor, reachesCheck } from './prepare-spot-check.ts'
import { readSpotCheckView } from './read-spot-check.ts'
import { spotCheckBook } from './spot-check-book.ts'

/** Spot checks, the reports of the public, penalty decisions, recommendation letters. */
export const supervisionRoutes: Routes = (app, deps) => {
  const { db } = deps

  /** The spot check, when there is one and the person may do the act there; else as if there were none (A16). */
  async function reachCheck(actor: Actor, act: Act, id: string): Promise<SpotCheck | undefined> {
    const check = await findSpotCheck(db, id)
    return check && reachesCheck(actor, act, check) ? check : undefined
  }

  async function viewOf(id: string) {
    const check = await findSpotCheck(db, id)
    if (!check) throw new Error(`The spot check ${id} has vanished`)
    return readSpotCheckView(db, check)
  }

  app.route({
    ...supervision.listSpotChecks,
    handler: async (request) => {
      const actor = actorOf(request)
      const reached = (await listSpotChecks(db)).filter((check) => reachesCheck(actor, 'read_spot_checks', check))
      return {
        spotChecks: reached.map(({ id, name, province, enterpriseName, openedBy, openedAt, closedAt, named }) => ({
          id,
          name,
          province,
          enterprise: enterpriseName,
          openedBy,
          openedAt,
          closedAt,
          named,
        })),
      }
    },
  })

  app.route({
    ...supervision.readSpotCheckRoll,
    handler: async (request, reply) => {
      const enterprise = await findSupervised(db, request.params.enterpriseId)
      const reached =
        enterprise && actorOf(request).may('hold_spot_check', { level: 'province', province: enterprise.province })
      if (!reached) return reply.refuse({ code: 'not_found' })
      const roll = await listRoll(db, enterprise.id)
      return { roll: roll.map(({ code: _, ...entry }) => entry) }
    },
  })

  app.route({
    ...supervision.openSpotCheck,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const opened = await openSpotCheckFor(deps, actor, request.body)
      if (!opened.ok) return reply.refuse(opened.refusal)
      // Only now that the commitment is on disk are the papers drawn.
      const prepared = await prepareSpotCheckFor(deps, actor, opened.value)
      return prepared.ok || prepared.refusal.code === 'spot_check_closed'
        ? viewOf(opened.value)
        : reply.refuse(prepared.refusal)
    },
  })

  app.route({
    ...supervision.readSpotCheck,
    handler: async (request, reply) => {
      const check = await reachCheck(actorOf(request), 'read_spot_checks', request.params.spotCheckId)
      return check ? readSpotCheckView(db, check) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...supervision.prepareSpotCheck,
    handler: async (request, reply) => {
      const { spotCheckId } = request.params
      const prepared = await prepareSpotCheckFor(deps, actorOf(request), spotCheckId)
      return prepared.ok ? viewOf(spotCheckId) : reply.refuse(prepared.refusal)
    },
  })

  app.route({
    ...supervision.closeSpotCheck,
    handler: async (request, reply) => {
      const { spotCheckId } = request.params
      const closed = await closeSpotCheckFor(deps, actorOf(request), spotCheckId)
      return closed.ok ? viewOf(spotCheckId) : reply.refuse(closed.refusal)
    },
  })

  app.route({
    method: 'GET',
    url: supervision.SPOT_CHECK_SHEET_URL,
    config: { access: { act: 'read_spot_checks' } },
    schema: { params: Type.Object({ spotCheckId: IdField }) },
    handler: async (request, reply) => {
      const check = await reachCheck(actorOf(request), 'read_spot_checks', request.params.spotCheckId)
      if (!check) return reply.refuse({ code: 'not_found' })
      return sendBook(reply, 'spot-check', await spotCheckBook(await readSpotCheckView(db, check)))
    },
  })

  app.route({
    ...supervision.listAuthorityContacts,
    handler: async () => {
      const contacts = await listContacts(db)
      return {
        contacts: contacts.map(({ province, name, telephone, email }) => ({ province, name, telephone, email })),
      }
    },
  })

  app.route({
    ...supervision.setAuthorityContact,
    handler: async (request, reply) => reply.answer(await setContactFor(deps, actorOf(request), request.body)),
  })

  app.route({
    ...supervision.makeComplaint,
    // By address: a person reports once or twice, a program without end.
    config: { ...supervision.makeComplaint.config, rateLimit: { max: 6, timeWindow: 3_600_000, cache: 20_000 } },
    handler: (request) => makeComplaintFor(deps, request.body),
  })

  app.route({
    ...supervision.listComplaints,
    handler: async (request) => ({ complaints: await listComplaintsFor(deps, actorOf(request)) }),
  })

  app.route({
    ...supervision.openReporter,
    handler: async (request, reply) => {
      const { params, body } = request
      return reply.answer(await openReporterFor(deps, actorOf(request), params.complaintId, body.reason))
    },
  })

  app.route({
    ...supervision.closeComplaint,
    handler: async (request, reply) => {
      const { params, body } = request
      return reply.answer(await closeComplaintFor(deps, actorOf(request), params.complaintId, body.finding))
    },
  })

  app.route({
    ...supervision.listPenalties,
    handler: async (request) => ({ penalties: await listPenaltiesFor(deps, actorOf(request)) }),
  })

  app.route({
    ...supervision.recordPenalty,
    handler: async (request, reply) => reply.answer(await recordPenaltyFor(deps, actorOf(request), request.body)),
  })

  app.route({
    ...supervision.listLetters,
    handler: async (request) => ({ letters: await listLettersFor(deps, actorOf(request)) }),
  })

  app.route({
    ...supervision.writeLetter,
    handler: async (request, reply) => reply.answer(await writeLetterFor(deps, actorOf(request), request.body)),
  })
}
