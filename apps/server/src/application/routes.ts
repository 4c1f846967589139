import multipart from '@fastify/multipart'
import {
  DOCUMENT_URL,
  acceptApplication,
  askForPapers,
  draftApplications,
  endDelegation,
  enterDelegation,
  listApplicants,
  listApplications,
  listDelegations,
  listWaiting,
  placeWaiting,
  readApplication,
  refuseApplication,
  setDocumentAside,
  submitApplication,
  supplementApplication,
  uploadDocument,
  withdrawApplication,
} from '@kaochang/contract/application'
import { IdField } from '@kaochang/contract/fields'
import * as store from '@kaochang/database/application'
import { noteAct } from '@kaochang/database/people'
import { findSessionRow } from '@kaochang/database/session'
import { PAPER_LIMIT_BYTES } from '@kaochang/domain/application/paper-file'
import type { ApplicationId, SessionId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { RefusalCode } from '@kaochang/contract/refusal'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { type Actor, actorOf } from '../people/access.ts'
import { placeWaitingFor, readWaiting } from '../session/place-waiting.ts'
import { reaches } from '../session/reach.ts'
import { acceptApplicationFor } from './accept-application.ts'
import { askForPapersFor } from './ask-for-papers.ts'
import { endDelegationFor, enterDelegationFor } from './delegate.ts'
import { draftApplicationsFor } from './draft-applications.ts'
import { presentApplicants, presentApplication, presentDelegation, presentLines } from './present-application.ts'
import { reachesApplication, readableApplications } from './reach.ts'
import { refuseApplicationFor } from './refuse-application.ts'
import { openDocument } from './seal-document.ts'
import { submitApplicationFor, supplementApplicationFor } from './submit-application.ts'
import { setDocumentAsideFor, uploadDocumentFor } from './upload-document.ts'
import { withdrawApplicationFor } from './withdraw-application.ts'

/** A little more than a paper, for the form around it. */
const FORM_LIMIT_BYTES = PAPER_LIMIT_BYTES + 65_536

/**
 * What a paper may do in the browser that shows it: nothing. It comes from outside, and may be framed by our own pages
 * alone. (No `sandbox`: under it Chrome refuses to show a PDF at all.)
 */
const PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"

export const applicationRoutes: Routes = async (app, deps) => {
  const { db, clock } = deps
  // Only here may a body be a form with a file; nothing of it is kept on disk.
  await app.register(multipart, {
    throwFileSizeLimit: true,
    limits: { fileSize: PAPER_LIMIT_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  })

  async function reachApplication(actor: Actor, id: string) {
    const application = await store.findApplication(db, id as ApplicationId)
    return application && reachesApplication(actor, 'read_applications', application) ? application : undefined
  }

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Outcome<store.Application, { code: RefusalCode }>,
  ) {
    return outcome.ok
      ? presentApplication(db, actorOf(request), outcome.value, clock.now())
      : reply.refuse(outcome.refusal)
  }

  app.route({
    ...listApplicants,
    handler: async (request) => ({ applicants: await presentApplicants(db, actorOf(request), clock.now()) }),
  })

  app.route({
    ...listApplications,
    handler: async (request) => {
      const scope = readableApplications(actorOf(request))
      const { page: pageText, ...search } = request.query
      const page = Number(pageText ?? 1)
      const { applications, total } = await store.searchApplications(db, scope, search, page)
      return {
        applications: await presentLines(db, applications, clock.now()),
        total,
        page,
        counts: await store.countApplications(db, scope),
      }
    },
  })

  app.route({
    ...draftApplications,
    handler: async (request, reply) => {
      const made = await draftApplicationsFor(deps, actorOf(request), request.body)
      if (!made.ok) return reply.refuse(made.refusal)
      const { drafted, problems } = made.value
      return {
        drafted: await presentLines(db, drafted, clock.now()),
        problems: problems.map((problem) => ({ ...problem })),
      }
    },
  })

  app.route({
    ...readApplication,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const application = await reachApplication(actor, request.params.applicationId)
      return application ? presentApplication(db, actor, application, clock.now()) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...uploadDocument,
    bodyLimit: FORM_LIMIT_BYTES,
    handler: async (request, reply) => {
      const { applicationId, kind } = request.params
      const file = await readFile(request)
      if (!file.ok) return reply.refuse(file.refusal)
      const done = await uploadDocumentFor(deps, actorOf(request), applicationId, { kind, ...file.value })
      return answer(request, reply, done)
    },
  })

  app.route({
    ...setDocumentAside,
    handler: async (request, reply) => {
      const { params, body } = request
      return answer(
        request,
        reply,
        await setDocumentAsideFor(deps, actorOf(request), params.applicationId, body.documentId),
      )
    },
  })

  app.route({
    method: 'GET',
    url: DOCUMENT_URL,
    config: { access: { act: 'read_applications' } },
    schema: { params: Type.Object({ applicationId: IdField, documentId: IdField }) },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const application = await reachApplication(actor, request.params.applicationId)
      const document = application && (await store.findDocument(db, application.id, request.params.documentId))
      if (!document) return reply.refuse({ code: 'not_found' })
      // Whoever opens somebody's papers is on record, as whoever sees a paper of an exam is (R46-1).
      await noteAct(db, {
        at: clock.now(),
        staffId: actor.id,
        act: 'open_document',
        subject: `application:${application.id}`,
        facts: { documentId: document.id, kind: document.kind },
      })
      return reply
        .header('content-security-policy', PAPER_POLICY)
        .header('x-frame-options', 'SAMEORIGIN')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(document.fileName)}`)
        .type(document.mediaType)
        .send(openDocument(deps.secrets, document.sealed, application.id))
    },
  })

  app.route({
    ...submitApplication,
    handler: async (request, reply) =>
      answer(request, reply, await submitApplicationFor(deps, actorOf(request), request.params.applicationId)),
  })

  app.route({
    ...supplementApplication,
    handler: async (request, reply) =>
      answer(request, reply, await supplementApplicationFor(deps, actorOf(request), request.params.applicationId)),
  })

  app.route({
    ...withdrawApplication,
    handler: async (request, reply) => {
      const { params, body } = request
      return answer(
        request,
        reply,
        await withdrawApplicationFor(deps, actorOf(request), params.applicationId, body.reason),
      )
    },
  })

  app.route({
    ...askForPapers,
    handler: async (request, reply) =>
      answer(request, reply, await askForPapersFor(deps, actorOf(request), request.params.applicationId, request.body)),
  })

  app.route({
    ...acceptApplication,
    handler: async (request, reply) => {
      const { params, body } = request
      const done = await acceptApplicationFor(deps, actorOf(request), params.applicationId, body.papersVerified)
      return answer(request, reply, done)
    },
  })

  app.route({
    ...refuseApplication,
    handler: async (request, reply) =>
      answer(
        request,
        reply,
        await refuseApplicationFor(deps, actorOf(request), request.params.applicationId, request.body),
      ),
  })

  app.route({
    ...listWaiting,
    handler: async (request, reply) => {
      const session = await findSessionRow(db, request.params.sessionId as SessionId)
      if (!session || !reaches(actorOf(request), 'edit_roster', session)) return reply.refuse({ code: 'not_found' })
      return { waiting: await readWaiting(db, session, clock.now()) }
    },
  })

  app.route({
    ...placeWaiting,
    handler: async (request, reply) => {
      const { params, body } = request
      return reply.answer(await placeWaitingFor(deps, actorOf(request), params.sessionId, body.assessmentIds))
    },
  })

  app.route({
    ...listDelegations,
    handler: async (request) => {
      const actor = actorOf(request)
      const mine = (await store.listDelegations(db)).filter(({ province }) =>
        actor.may('delegate', { level: 'province', province }),
      )
      return { delegations: mine.map((delegation) => presentDelegation(delegation, clock.now())) }
    },
  })

  app.route({
    ...enterDelegation,
    handler: async (request, reply) => {
      const entered = await enterDelegationFor(deps, actorOf(request), request.body)
      return entered.ok ? presentDelegation(entered.value, clock.now()) : reply.refuse(entered.refusal)
    },
  })

  app.route({
    ...endDelegation,
    handler: async (request, reply) => {
      const ended = await endDelegationFor(deps, actorOf(request), request.params.delegationId, request.body)
      return ended.ok ? presentDelegation(ended.value, clock.now()) : reply.refuse(ended.refusal)
    },
  })
}

/** The one file of the form, whole. */
async function readFile(
  request: FastifyRequest,
): Promise<Outcome<{ fileName: string; bytes: Buffer }, { code: 'paper_not_readable' | 'paper_too_large' }>> {
  if (!request.isMultipart()) return refuse({ code: 'paper_not_readable' })
  try {
    const part = await request.file()
    if (!part) return refuse({ code: 'paper_not_readable' })
    return allow({ fileName: part.filename, bytes: await part.toBuffer() })
  } catch (err) {
    const code = err instanceof Error && 'code' in err ? err.code : undefined
    if (code === 'FST_REQ_FILE_TOO_LARGE') return refuse({ code: 'paper_too_large', limitBytes: PAPER_LIMIT_BYTES })
    // A form cut short, with two files, or with fields: the client's doing, whatever the parser calls it.
    if (typeof code === 'string' && code.startsWith('FST_')) return refuse({ code: 'paper_not_readable' })
    throw err
  }
}
