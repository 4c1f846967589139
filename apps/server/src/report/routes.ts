import { IdField, oneOf } from '@kaochang/contract/fields'
import * as report from '@kaochang/contract/report'
import { findBureauCopy, listBureauCopies, listUncopied } from '@kaochang/database/report'
import { type SupervisedEnterprise, findSupervised } from '@kaochang/database/supervision'
import { readCivilDate } from '@kaochang/domain/instant'
import { INSPECTION_HEADINGS } from '@kaochang/domain/report/inspection'
import { tableBook, tableCsv } from '@kaochang/exchange/table-book'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { type Actor, actorOf } from '../people/access.ts'
import { produceBureauCopyFor } from './bureau-copy.ts'
import { readCoverageFor, readEnterpriseReportOf, readMaterial } from './enterprise-report.ts'
import { inspectionSheets } from './inspection-sheets.ts'
import { personFileBook, readPersonFileFor } from './person-file.ts'
import { sendBook, sendFile } from './send-file.ts'
import { trainingBook } from './training-book.ts'

/** Files that leave the platform: of a person, of an enterprise, for the supervision bureau. */
export const reportRoutes: Routes = (app, deps) => {
  const { db, clock } = deps

  /** The enterprise, when the person may have reports on it; else as if there were none (A16). */
  async function reachEnterprise(actor: Actor, id: string): Promise<SupervisedEnterprise | undefined> {
    const found = await findSupervised(db, id)
    const place = found && ({ level: 'enterprise', province: found.province, enterpriseId: found.id } as const)
    return place && actor.may('export_reports', place) ? found : undefined
  }

  const mayExport = (actor: Actor) => (province: string) => actor.may('export_reports', { level: 'province', province })

  app.route({
    ...report.readPersonFile,
    handler: async (request, reply) => {
      const file = await readPersonFileFor(db, actorOf(request), request.params.personId, clock.now())
      return file ?? reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    method: 'GET',
    url: report.PERSON_FILE_SHEET_URL,
    config: { access: { act: 'read_people' } },
    schema: { params: Type.Object({ personId: IdField }) },
    handler: async (request, reply) => {
      const file = await readPersonFileFor(db, actorOf(request), request.params.personId, clock.now())
      return file ? sendBook(reply, 'person-file', await personFileBook(file)) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...report.readEnterpriseReport,
    handler: async (request, reply) => {
      const enterprise = await reachEnterprise(actorOf(request), request.params.enterpriseId)
      return enterprise ? readEnterpriseReportOf(db, enterprise, clock.now()) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    method: 'GET',
    url: report.INSPECTION_SHEET_URL,
    config: { access: { act: 'export_reports' } },
    schema: { params: Type.Object({ enterpriseId: IdField }) },
    handler: async (request, reply) => {
      const enterprise = await reachEnterprise(actorOf(request), request.params.enterpriseId)
      if (!enterprise) return reply.refuse({ code: 'not_found' })
      const sheets = inspectionSheets(enterprise.name, await readMaterial(db, enterprise.id, clock.now()))
      return sendBook(reply, 'inspection', await tableBook(INSPECTION_HEADINGS.map((heading) => sheets[heading])))
    },
  })

  app.route({
    method: 'GET',
    url: report.INSPECTION_CSV_URL,
    config: { access: { act: 'export_reports' } },
    schema: { params: Type.Object({ enterpriseId: IdField, heading: oneOf(INSPECTION_HEADINGS) }) },
    handler: async (request, reply) => {
      const { enterpriseId, heading } = request.params
      const enterprise = await reachEnterprise(actorOf(request), enterpriseId)
      if (!enterprise) return reply.refuse({ code: 'not_found' })
      const sheets = inspectionSheets(enterprise.name, await readMaterial(db, enterprise.id, clock.now()))
      return sendFile(reply, `${heading}.csv`, 'text/csv; charset=utf-8', tableCsv(sheets[heading]))
    },
  })

  app.route({
    method: 'GET',
    url: report.TRAINING_SHEET_URL,
    config: { access: { act: 'export_reports' } },
    schema: {
      params: Type.Object({ enterpriseId: IdField }),
      querystring: Type.Object(
        { from: Type.String({ maxLength: 10 }), to: Type.String({ maxLength: 10 }) },
        { additionalProperties: false },
      ),
    },
    handler: async (request, reply) => {
      const enterprise = await reachEnterprise(actorOf(request), request.params.enterpriseId)
      if (!enterprise) return reply.refuse({ code: 'not_found' })
      const [from, to] = [readCivilDate(request.query.from), readCivilDate(request.query.to)]
      if (from === undefined || to === undefined || to < from)
        throw Object.assign(new Error('The report has no days to be about'), { statusCode: 400 })
      return sendBook(reply, 'training', await trainingBook(db, enterprise, { from, to }, clock.now()))
    },
  })

  app.route({
    ...report.readCoverage,
    handler: async (request) => ({ groups: await readCoverageFor(db, mayExport(actorOf(request)), clock.now()) }),
  })

  app.route({
    ...report.listBureauCopies,
    handler: async (request) => {
      const actor = actorOf(request)
      const copies = (await listBureauCopies(db)).filter(({ province }) => mayExport(actor)(province))
      const provinces = new Set(
        actor.grants.flatMap(({ jurisdiction }) => (jurisdiction.level === 'province' ? [jurisdiction.province] : [])),
      )
      const waiting = []
      for (const province of provinces)
        if (mayExport(actor)(province)) waiting.push({ province, rowCount: (await listUncopied(db, province)).length })
      return { copies, waiting }
    },
  })

  app.route({
    ...report.produceBureauCopy,
    handler: async (request, reply) =>
      reply.answer(await produceBureauCopyFor(deps, actorOf(request), request.body.province)),
  })

  app.route({
    method: 'GET',
    url: report.BUREAU_COPY_URL,
    config: { access: { act: 'export_reports' } },
    schema: { params: Type.Object({ copyId: Type.String({ pattern: '^\\d{1,9}$' }) }) },
    handler: async (request, reply) => {
      const copy = await findBureauCopy(db, Number(request.params.copyId))
      if (!copy || !mayExport(actorOf(request))(copy.province)) return reply.refuse({ code: 'not_found' })
      return sendFile(reply, `bureau-copy-${request.params.copyId}.json`, 'application/json; charset=utf-8', copy.body)
    },
  })
}
