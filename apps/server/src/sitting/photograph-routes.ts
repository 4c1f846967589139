import { IdField } from '@kaochang/contract/fields'
import * as contract from '@kaochang/contract/photograph'
import { noteAct } from '@kaochang/database/people'
import * as store from '@kaochang/database/photograph'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { PHOTOGRAPH_LIMITS, PORTRAIT_LIMITS } from '@kaochang/domain/sitting/photograph'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { actorOf, candidateOf, terminalOf } from '../people/access.ts'
import { keepPortraitFor, openPortrait, presentPortrait, reachPerson } from '../people/portraits.ts'
import { excusePhotographsFor } from './excuse-photographs.ts'
import { answerConsentFor, openPhotograph, reportCameraFor, sendPhotographFor } from './photographing.ts'
import { reachSitting } from './reach-room.ts'

/** Whoever has opened a candidate's pictures and goes on looking opens them once in so long. */
const ONE_OPENING_MS = 10 * 60_000

/** By terminal and not by address: a whole site sends from one (A75). A page that is loaded again says what it said. */
const PER_TERMINAL = {
  max: 60,
  timeWindow: 600_000,
  cache: 20_000,
  keyGenerator: (request: FastifyRequest) => terminalOf(request).id,
}

/** Photographs from the terminals' cameras, and the photos on file that they are compared with. */
export const photographRoutes: Routes = (app, deps) => {
  const { db, clock } = deps

  // Only here may a body be something other than JSON: the picture itself, as its bytes.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body))

  app.route({
    ...contract.answerConsent,
    config: { ...contract.answerConsent.config, rateLimit: PER_TERMINAL },
    handler: async (request, reply) => {
      const { sittingId } = candidateOf(request)
      const answered = await answerConsentFor(deps, terminalOf(request), sittingId, request.body)
      return answered.ok ? reply.code(204).send(null) : reply.refuse(answered.refusal)
    },
  })

  app.route({
    ...contract.sendPhotograph,
    config: { ...contract.sendPhotograph.config, rateLimit: PER_TERMINAL },
    // A little more than is taken: what is too large is told so, and what is far too large is not even read.
    bodyLimit: 2 * PHOTOGRAPH_LIMITS.bytes,
    handler: async (request, reply) => {
      const bytes = octetsOf(request)
      if (!bytes) return reply.refuse({ code: 'photograph_not_readable' })
      const { occasion } = request.params
      const takenAt = Number(request.query.takenAt) as Instant
      const { sittingId } = candidateOf(request)
      const sent = await sendPhotographFor(deps, terminalOf(request), sittingId, { occasion, takenAt, bytes })
      return sent.ok ? reply.code(204).send(null) : reply.refuse(sent.refusal)
    },
  })

  app.route({
    ...contract.reportCamera,
    config: { ...contract.reportCamera.config, rateLimit: PER_TERMINAL },
    handler: async (request, reply) => {
      const reported = await reportCameraFor(deps, candidateOf(request).sittingId, request.body.camera)
      return reported.ok ? reply.code(204).send(null) : reply.refuse(reported.refusal)
    },
  })

  app.route({
    method: 'GET',
    url: contract.OWN_PORTRAIT_URL,
    config: { access: 'sitting' },
    handler: async (request, reply) => {
      const { personId } = candidateOf(request)
      const newest = await store.findPortrait(db, personId)
      const portrait = newest && (await openPortrait(deps, personId, newest.id))
      return portrait ? sendPicture(reply, portrait.mediaType, portrait.bytes) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...contract.listPhotographs,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const sittingId = request.params.sittingId as SittingId
      const reached = await reachSitting(deps, actor, 'read_room', sittingId)
      if (!reached.ok) return reply.refuse(reached.refusal)
      const [portrait, photographs] = await Promise.all([
        store.findPortraitOfSitting(db, sittingId),
        store.listPhotographs(db, sittingId),
      ])
      const at = clock.now()
      const opening = { staffId: actor.id, act: 'open_photographs', subject: `sitting:${sittingId}` } as const
      const since = (at - ONE_OPENING_MS) as Instant
      if ((portrait || photographs.length > 0) && !(await store.actedSince(db, { ...opening, since }))) {
        const facts = { photographCount: photographs.length, portrait: portrait !== undefined }
        await noteAct(db, { ...opening, at, facts })
      }
      return { portrait: portrait ? presentPortrait(portrait) : null, photographs }
    },
  })

  app.route({
    method: 'GET',
    url: contract.PHOTOGRAPH_URL,
    config: { access: { act: 'read_room' } },
    schema: { params: Type.Object({ sittingId: IdField, photographId: IdField }) },
    handler: async (request, reply) => {
      const sittingId = request.params.sittingId as SittingId
      const reached = await reachSitting(deps, actorOf(request), 'read_room', sittingId)
      if (!reached.ok) return reply.refuse(reached.refusal)
      const photograph = await store.findPhotograph(db, sittingId, request.params.photographId)
      if (!photograph) return reply.refuse({ code: 'not_found' })
      return sendPicture(reply, 'image/jpeg', openPhotograph(deps.secrets, sittingId, photograph.sealed))
    },
  })

  app.route({
    method: 'GET',
    url: contract.SITTING_PORTRAIT_URL,
    config: { access: { act: 'read_room' } },
    schema: { params: Type.Object({ sittingId: IdField, portraitId: IdField }) },
    handler: async (request, reply) => {
      const sittingId = request.params.sittingId as SittingId
      const reached = await reachSitting(deps, actorOf(request), 'read_room', sittingId)
      if (!reached.ok) return reply.refuse(reached.refusal)
      const found = await store.findPhotographed(db, sittingId)
      const portrait = found && (await openPortrait(deps, found.personId, request.params.portraitId))
      return portrait ? sendPicture(reply, portrait.mediaType, portrait.bytes) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...contract.excusePhotographs,
    handler: async (request, reply) => {
      const { params, body } = request
      return reply.answer(await excusePhotographsFor(deps, actorOf(request), params.sittingId, body.reason))
    },
  })

  app.route({
    ...contract.keepPortrait,
    bodyLimit: 2 * PORTRAIT_LIMITS.bytes,
    handler: async (request, reply) => {
      const bytes = octetsOf(request)
      if (!bytes) return reply.refuse({ code: 'photograph_not_readable' })
      return reply.answer(await keepPortraitFor(deps, actorOf(request), request.params, bytes))
    },
  })

  app.route({
    ...contract.readPortrait,
    handler: async (request, reply) => {
      const personId = await reachPerson(deps, actorOf(request), 'read_people', request.params)
      if (!personId) return reply.refuse({ code: 'not_found' })
      const portrait = await store.findPortrait(db, personId)
      return { portrait: portrait ? presentPortrait(portrait) : null }
    },
  })

  app.route({
    method: 'GET',
    url: contract.PORTRAIT_URL,
    config: { access: { act: 'read_people' } },
    schema: { params: Type.Object({ enterpriseId: IdField, personId: IdField, portraitId: IdField }) },
    handler: async (request, reply) => {
      const personId = await reachPerson(deps, actorOf(request), 'read_people', request.params)
      const portrait = personId && (await openPortrait(deps, personId, request.params.portraitId))
      return portrait ? sendPicture(reply, portrait.mediaType, portrait.bytes) : reply.refuse({ code: 'not_found' })
    },
  })
}

/** What was sent, when it was octets. */
function octetsOf({ body }: { readonly body?: unknown }): Uint8Array | undefined {
  return body instanceof Uint8Array ? body : undefined
}

/** Answers with a picture that no browser keeps (as all of `/v1/`). */
function sendPicture(reply: FastifyReply, mediaType: string, bytes: Buffer): FastifyReply {
  return reply.header('content-disposition', 'inline').type(mediaType).send(bytes)
}
