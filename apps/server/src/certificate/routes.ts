import * as certificate from '@kaochang/contract/certificate'
import { IdField } from '@kaochang/contract/fields'
import {
  type Certificate,
  findCertificate,
  listCertificatesOf,
  searchCertificates,
} from '@kaochang/database/certificate'
import { noteAct } from '@kaochang/database/people'
import { plainNumber } from '@kaochang/domain/certificate/certificate-number'
import type { CertificateId } from '@kaochang/domain/ids'
import { civilDateAt } from '@kaochang/domain/instant'
import { addMonths } from '@kaochang/domain/law/deadline'
import { invariant } from '@kaochang/domain/outcome'
import type { Act } from '@kaochang/domain/people/permission'
import { readIdNumber } from '@kaochang/domain/people/id-number'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { sendPdf } from '../pdf/send-pdf.ts'
import { type Actor, actorOf, candidateOf } from '../people/access.ts'
import { countFailures } from '../people/failures.ts'
import { idNumberLookup } from '../people/id-number-secrets.ts'
import { cancelCertificateFor, reissueCertificateFor, updateCertificateFor } from './amend-certificate.ts'
import { beginReassessmentFor } from './begin-reassessment.ts'
import { certificateNumberLookup } from './certificate-number-secrets.ts'
import { certificateReach, reachesCertificate } from './certificate-place.ts'
import { certificateTitle } from './certificate-words.ts'
import { issueCertificateFor, issueCertificatesFor } from './issue-certificate.ts'
import { askPracticalAgainFor } from './practical-again.ts'
import { presentCertificate, presentMine, presentSummary } from './present-certificate.ts'
import { printCertificate } from './print-certificate.ts'
import { feedAsCsv, readFeed, searchRegisterFor, verifyFor } from './public-register.ts'
import { readCertificateOf, readCertificates } from './read-certificate.ts'
import { decideRevocationFor, proposeRevocationFor } from './revoke-certificate.ts'
import { listWaitingFor } from './waiting-certificates.ts'

/** No list of certificates is longer; a search that finds more must be narrowed. */
const MOST_LISTED = 200

/** How far ahead `expiring` looks: half a year, three times the sixty days of art. 29. */
const EXPIRING_MONTHS = 6

export const certificateRoutes: Routes = (app, deps) => {
  const { db, clock, secrets, publicUrl } = deps
  const today = () => civilDateAt(clock.now())

  /** The certificate, when there is one and the person may do the act on it; else as if there were none (A16). */
  async function reach(actor: Actor, act: Act, id: string): Promise<Certificate | undefined> {
    const found = await findCertificate(db, id as CertificateId)
    return found && reachesCertificate(actor, act, found) ? found : undefined
  }

  app.route({
    ...certificate.listWaitingCertificates,
    handler: async (request) => {
      const actor = actorOf(request)
      const waiting = await listWaitingFor(
        db,
        ({ province, city, employerIds }) =>
          reachesCertificate(actor, 'read_certificates', { province, actingCity: city, employerIds }),
        clock.now(),
      )
      return { waiting }
    },
  })

  app.route({
    ...certificate.searchCertificates,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const { of, category, trade, name, idNumber: typed, number } = request.body
      const idNumber = typed === null ? null : readIdNumber(typed)
      if (idNumber && !idNumber.ok) return reply.refuse(idNumber.refusal)
      const search = {
        of,
        category,
        trade,
        name,
        idNumberLookup: idNumber && idNumberLookup(secrets, idNumber.value),
        numberLookup: number === null ? null : certificateNumberLookup(secrets, plainNumber(number)),
        by: addMonths(today(), EXPIRING_MONTHS),
      }
      const found = (await searchCertificates(db, certificateReach(actor), search, MOST_LISTED + 1)).filter((each) =>
        reachesCertificate(actor, 'read_certificates', each),
      )
      const read = await readCertificates(db, found.slice(0, MOST_LISTED), today())
      return { certificates: read.map(presentSummary), more: found.length > MOST_LISTED }
    },
  })

  app.route({
    ...certificate.readCertificate,
    handler: async (request, reply) => {
      const found = await reach(actorOf(request), 'read_certificates', request.params.certificateId)
      if (!found) return reply.refuse({ code: 'not_found' })
      return presentCertificate(db, await readCertificateOf(db, found, today()))
    },
  })

  app.route({
    method: 'GET',
    url: certificate.CERTIFICATE_PDF_URL,
    config: { access: { act: 'issue_certificate' } },
    schema: { params: Type.Object({ certificateId: IdField }) },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const found = await reach(actor, 'issue_certificate', request.params.certificateId)
      if (!found) return reply.refuse({ code: 'not_found' })
      // It shows an ID number, so that it was printed is known.
      const at = clock.now()
      const subject = `certificate:${found.id}` as const
      await noteAct(db, { at, staffId: actor.id, act: 'print_certificate', subject, facts: {} })
      return sendPdf(reply, ...(await pdfOf(found)))
    },
  })

  async function pdfOf(found: Certificate): Promise<[name: string, pdf: Buffer]> {
    const pdf = await printCertificate(deps, db, await readCertificateOf(db, found, today()))
    return [`${certificateTitle(found.category).zh}-${found.holderName}.pdf`, pdf]
  }

  app.route({
    ...certificate.issueCertificate,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const issued = await issueCertificateFor(deps, actor, request.params.assessmentId, request.body.number)
      if (!issued.ok) return reply.refuse(issued.refusal)
      const found = await findCertificate(db, issued.value)
      invariant(found, 'a certificate that was issued is found')
      return presentCertificate(db, await readCertificateOf(db, found, today()))
    },
  })

  app.route({
    ...certificate.issueCertificates,
    handler: async (request) => issueCertificatesFor(deps, actorOf(request), request.body.rows),
  })

  app.route({
    ...certificate.reissueCertificate,
    handler: async (request, reply) => {
      const { certificateId } = request.params
      return reply.answer(await reissueCertificateFor(deps, actorOf(request), certificateId, request.body))
    },
  })

  app.route({
    ...certificate.updateCertificate,
    handler: async (request, reply) => {
      const { certificateId } = request.params
      return reply.answer(await updateCertificateFor(deps, actorOf(request), certificateId, request.body))
    },
  })

  app.route({
    ...certificate.cancelCertificate,
    handler: async (request, reply) => {
      const { certificateId } = request.params
      return reply.answer(await cancelCertificateFor(deps, actorOf(request), certificateId, request.body))
    },
  })

  app.route({
    ...certificate.askPracticalAgain,
    handler: async (request, reply) => {
      const { certificateId } = request.params
      return reply.answer(await askPracticalAgainFor(deps, actorOf(request), certificateId, request.body))
    },
  })

  app.route({
    ...certificate.beginReassessment,
    handler: async (request, reply) =>
      reply.answer(await beginReassessmentFor(deps, actorOf(request), request.params.certificateId)),
  })

  app.route({
    ...certificate.proposeRevocation,
    handler: async (request, reply) => {
      const { certificateId } = request.params
      return reply.answer(await proposeRevocationFor(deps, actorOf(request), certificateId, request.body))
    },
  })

  app.route({
    ...certificate.decideRevocation,
    handler: async (request, reply) => {
      const { certificateId } = request.params
      return reply.answer(await decideRevocationFor(deps, actorOf(request), certificateId, request.body))
    },
  })

  // The holder's own: nobody else is asked, and nobody else can say no (R43-1).
  app.route({
    ...certificate.listMyCertificates,
    handler: async (request) => {
      const own = await listCertificatesOf(db, [candidateOf(request).personId])
      const read = await readCertificates(db, own, today())
      return { certificates: read.map((each) => presentMine(secrets, publicUrl, each)) }
    },
  })

  app.route({
    method: 'GET',
    url: certificate.MY_CERTIFICATE_PDF_URL,
    config: { access: 'candidate' },
    schema: { params: Type.Object({ certificateId: IdField }) },
    handler: async (request, reply) => {
      const found = await findCertificate(db, request.params.certificateId as CertificateId)
      if (found?.personId !== candidateOf(request).personId) return reply.refuse({ code: 'not_found' })
      return sendPdf(reply, ...(await pdfOf(found)))
    },
  })

  // Open pages. What is asked is counted by the address, so that the register cannot be read out by asking (A58).
  const verified = countFailures(app, [{ most: 120, withinMinutes: 10 }])
  const searched = countFailures(app, [
    { most: 20, withinMinutes: 10 },
    { most: 100, withinMinutes: 24 * 60 },
  ])
  const fed = countFailures(app, [{ most: 600, withinMinutes: 10 }])

  app.route({
    ...certificate.verifyCertificate,
    handler: async (request, reply) => {
      const limited = await verified.refuse(request, reply)
      if (limited) return limited
      await verified.count(request)
      const checkedAt = clock.now()
      const found = await verifyFor(deps, request.params.code, checkedAt)
      return found ? { certificate: found, checkedAt } : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...certificate.searchRegister,
    handler: async (request, reply) => {
      const limited = await searched.refuse(request, reply)
      if (limited) return limited
      await searched.count(request)
      const checkedAt = clock.now()
      return { certificates: await searchRegisterFor(deps, request.body, checkedAt), checkedAt }
    },
  })

  app.route({
    ...certificate.listPublications,
    handler: async (request, reply) => {
      const limited = await fed.refuse(request, reply)
      if (limited) return limited
      await fed.count(request)
      return readFeed(deps, request.query)
    },
  })

  app.route({
    method: 'GET',
    url: certificate.PUBLICATIONS_CSV_URL,
    config: { access: 'open' },
    schema: { querystring: certificate.PublicationsQuery },
    handler: async (request: FastifyRequest<{ Querystring: { province?: string; after?: string } }>, reply) => {
      const limited = await fed.refuse(request, reply)
      if (limited) return limited
      await fed.count(request)
      const { publications, next } = await readFeed(deps, request.query)
      if (next !== null) reply.header('link', `<?after=${next}>; rel="next"`)
      return reply
        .header('content-disposition', 'inline; filename="certificates.csv"')
        .type('text/csv; charset=utf-8; header=present')
        .send(feedAsCsv(publications))
    },
  })
}
