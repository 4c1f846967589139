import {
  PROBLEM_SHEET_URL,
  createBank,
  fileBank,
  listBanks,
  listFilings,
  listItems,
  readBank,
  readImport,
  readItem,
  retireItem,
  reviseItem,
  settleImport,
  stageImport,
} from '@kaochang/contract/bank'
import { IdField } from '@kaochang/contract/fields'
import * as store from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import type { BankId, ItemId } from '@kaochang/domain/ids'
import type { Act } from '@kaochang/domain/people/permission'
import { problemSheet } from '@kaochang/exchange/problem-sheet'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { type Actor, actorOf } from '../people/access.ts'
import { createBankFor } from './create-bank.ts'
import { fileBankFor } from './file-bank.ts'
import { placeOf } from './place.ts'
import { presentBank, presentItem } from './present-bank.ts'
import { presentImport } from './present-import.ts'
import { retireItemFor } from './retire-item.ts'
import { reviseItemFor } from './revise-item.ts'
import { settleImportFor } from './settle-import.ts'
import { type StagedReading, stageImportFor } from './stage-import.ts'

/** No item file is larger than this; the reader has the same limit. */
const FILE_LIMIT_BYTES = 20 * 1_048_576

export const bankRoutes: Routes = (app, deps) => {
  const { db } = deps

  /** The bank, when there is one and the person may do the act in its place; else as if there were none (A09). */
  async function reachBank(actor: Actor, act: Act, id: string) {
    const bank = await store.findBank(db, id as BankId)
    return bank && actor.may(act, placeOf(bank)) ? bank : undefined
  }

  async function presentBanks(banks: readonly store.Bank[]) {
    const cells = await store.listBankCells(
      db,
      banks.map(({ id }) => id),
    )
    return banks.map((bank) => presentBank(bank, cells.get(bank.id) ?? []))
  }

  /** Whoever was shown keys stands in the log of acts, with what they were shown (R46-1). */
  async function noteKeysSeen(actor: Actor, subject: `${string}:${string}`, facts: Readonly<Record<string, unknown>>) {
    await noteAct(db, { at: deps.clock.now(), staffId: actor.id, act: 'view_keys', subject, facts })
  }

  app.route({
    ...listBanks,
    handler: async (request) => {
      const actor = actorOf(request)
      const reached = (await store.listBanks(db)).filter((bank) => actor.may('read_banks', placeOf(bank)))
      return { banks: await presentBanks(reached) }
    },
  })

  app.route({
    ...listFilings,
    handler: async (request, reply) => {
      if (!actorOf(request).may('read_filings', { level: 'nation' })) return reply.refuse({ code: 'not_permitted' })
      const filed = (await store.listBanks(db)).filter(({ kind, state }) => kind === 'provincial' && state === 'filed')
      return { filings: await presentBanks(filed) }
    },
  })

  app.route({
    ...createBank,
    handler: async (request, reply) => {
      const created = await createBankFor(deps, actorOf(request), request.body)
      return created.ok ? presentBank(created.value, []) : reply.refuse(created.refusal)
    },
  })

  app.route({
    ...readBank,
    handler: async (request, reply) => {
      const bank = await reachBank(actorOf(request), 'read_banks', request.params.bankId)
      return bank ? (await presentBanks([bank]))[0] : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...fileBank,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'file_bank', request.params.bankId)
      if (!bank) return reply.refuse({ code: 'not_found' })
      const filed = await fileBankFor(deps, actor, bank.id, request.body.reference)
      return filed.ok ? (await presentBanks([filed.value]))[0] : reply.refuse(filed.refusal)
    },
  })

  app.route({
    ...listItems,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'read_banks', request.params.bankId)
      if (!bank) return reply.refuse({ code: 'not_found' })
      const { kind, area, text, retired, page: pageText } = request.query
      const page = Math.max(1, Number(pageText ?? 1))
      const found = await store.listItems(db, bank.id, { kind, area, text, retired: retired === 'yes' }, page)
      await noteKeysSeen(actor, `bank:${bank.id}`, { page, count: found.items.length })
      return { items: found.items.map(presentItem), total: found.total, page }
    },
  })

  app.route({
    ...readItem,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'read_banks', request.params.bankId)
      const itemId = request.params.itemId as ItemId
      const versions = bank ? await store.listItemVersions(db, bank.id, itemId) : []
      if (versions.length === 0) return reply.refuse({ code: 'not_found' })
      await noteKeysSeen(actor, `item:${itemId}`, { count: versions.length })
      return { versions: versions.map(presentItem) }
    },
  })

  app.route({
    ...reviseItem,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'edit_bank', request.params.bankId)
      if (!bank) return reply.refuse({ code: 'not_found' })
      const revised = await reviseItemFor(deps, actor, bank.id, request.params.itemId as ItemId, request.body)
      return revised.ok ? presentItem(revised.value) : reply.refuse(revised.refusal)
    },
  })

  app.route({
    ...retireItem,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'edit_bank', request.params.bankId)
      if (!bank) return reply.refuse({ code: 'not_found' })
      const { reason } = request.body
      const retired = await retireItemFor(deps, actor, bank.id, request.params.itemId as ItemId, reason)
      return retired.ok ? presentItem(retired.value) : reply.refuse(retired.refusal)
    },
  })

  // Only here may a body be something other than JSON: the file itself, as its bytes.
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: FILE_LIMIT_BYTES },
    (_, body, done) => done(null, body),
  )

  app.route({
    ...stageImport,
    bodyLimit: FILE_LIMIT_BYTES,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'edit_bank', request.params.bankId)
      if (!bank) return reply.refuse({ code: 'not_found' })
      if (!(request.body instanceof Uint8Array)) return reply.refuse({ code: 'file_unreadable' })
      const staged = await stageImportFor(deps, actor.id, bank.id, request.body, fileNameOf(request))
      return staged.ok ? presentImport(db, staged.value) : reply.refuse(staged.refusal)
    },
  })

  app.route({
    ...readImport,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'edit_bank', request.params.bankId)
      const found = bank && (await store.findImport(db, bank.id, request.params.importId))
      if (!found) return reply.refuse({ code: 'not_found' })
      const view = await presentImport(db, found)
      await noteKeysSeen(actor, `import:${found.id}`, { count: view.preview.length })
      return view
    },
  })

  app.route({
    ...settleImport,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const bank = await reachBank(actor, 'edit_bank', request.params.bankId)
      if (!bank) return reply.refuse({ code: 'not_found' })
      const settled = await settleImportFor(deps, actor.id, bank.id, request.params.importId, request.body.choice)
      return settled.ok ? presentImport(db, settled.value) : reply.refuse(settled.refusal)
    },
  })

  app.route({
    method: 'GET',
    url: PROBLEM_SHEET_URL,
    config: { access: { act: 'edit_bank' } },
    schema: { params: Type.Object({ bankId: IdField, importId: IdField }) },
    handler: async (request, reply) => {
      const bank = await reachBank(actorOf(request), 'edit_bank', request.params.bankId)
      const found = bank && (await store.findImport(db, bank.id, request.params.importId))
      if (!found) return reply.refuse({ code: 'not_found' })
      const { problems } = found.reading as StagedReading
      return reply
        .header('content-disposition', 'attachment; filename="problems.xlsx"')
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(Buffer.from(await problemSheet(problems)))
    },
  })
}

/** The file's name travels percent-encoded, since a header cannot hold Chinese. Only its end is ever used. */
function fileNameOf({ headers }: FastifyRequest): string {
  const sent = headers['x-file-name']
  try {
    return decodeURIComponent(typeof sent === 'string' ? sent : '').slice(-120)
  } catch {
    return ''
  }
}
