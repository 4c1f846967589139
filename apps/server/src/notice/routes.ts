import { IdField } from '@kaochang/contract/fields'
import {
  NOTICES_A_PAGE,
  NOTICE_PDF_URL,
  OWN_NOTICE_PDF_URL,
  PUBLIC_NOTICE_PDF_URL,
  countNotices,
  deliverNotice,
  listMyNotices,
  listNotices,
  listPublicNotices,
  readMyNotice,
  readNotice,
} from '@kaochang/contract/notice'
import * as store from '@kaochang/database/notice'
import type { EnterpriseId, NoticeId } from '@kaochang/domain/ids'
import { issuerName, noticeNumber } from '@kaochang/domain/notice/authority'
import { NOTICES } from '@kaochang/domain/notice/notice'
import { noticeScopes } from '@kaochang/domain/notice/reach'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Routes } from '../app.ts'
import { readDay } from '../law/read-day.ts'
import { sendPdf } from '../pdf/send-pdf.ts'
import { actorOf, candidateOf } from '../people/access.ts'
import { deliverNoticeFor } from './deliver-notice.ts'
import { noticePdf } from './notice-pdf.ts'
import { presentNotice, presentOwnNotice, presentText } from './present-notice.ts'
import { openNoticeFor, openOwnNoticeFor, readNoticeFor } from './read-notice.ts'

/** The public page is what is new; what is older is asked for by name. */
const MOST_PUBLIC = 100

const params = Type.Object({ noticeId: IdField })

export const noticeRoutes: Routes = (app, deps) => {
  const { db, mailer } = deps

  app.route({
    ...listNotices,
    handler: async (request) => {
      const { page = '1', from, to, enterpriseId, ...query } = request.query
      const scopes = noticeScopes(actorOf(request).grants)
      const filter = {
        ...query,
        from: from === undefined ? undefined : readDay(from),
        to: to === undefined ? undefined : readDay(to),
        enterpriseId: enterpriseId as EnterpriseId | undefined,
      }
      const offset = (Number(page) - 1) * NOTICES_A_PAGE
      const { notices, total } = await store.listNotices(db, scopes, filter, { offset, limit: NOTICES_A_PAGE })
      return {
        notices: notices.map((notice) => presentNotice(notice, mailer !== null)),
        total,
        enterprises: await store.listNoticeEnterprises(db, scopes),
        mailOn: mailer !== null,
      }
    },
  })

  app.route({
    ...countNotices,
    handler: async (request) => store.countNotices(db, noticeScopes(actorOf(request).grants)),
  })

  app.route({
    ...readNotice,
    handler: async (request, reply) =>
      reply.answer(await readNoticeFor(deps, actorOf(request), request.params.noticeId)),
  })

  app.route({
    ...deliverNotice,
    handler: async (request, reply) =>
      reply.answer(await deliverNoticeFor(deps, actorOf(request), request.params.noticeId, request.body)),
  })

  app.route({
    method: 'GET',
    url: NOTICE_PDF_URL,
    config: { access: { act: 'read_notices' } },
    schema: { params },
    handler: async (request, reply) => {
      const opened = await openNoticeFor(deps, actorOf(request), request.params.noticeId)
      return opened.ok ? sendNotice(reply, opened.value) : reply.refuse(opened.refusal)
    },
  })

  app.route({
    ...listMyNotices,
    handler: async (request) => ({
      notices: (await store.listOwnNotices(db, candidateOf(request).personId)).map(presentOwnNotice),
    }),
  })

  app.route({
    ...readMyNotice,
    handler: async (request, reply) => {
      const opened = await openOwnNoticeFor(deps, candidateOf(request).personId, request.params.noticeId)
      if (!opened.ok) return reply.refuse(opened.refusal)
      return { notice: presentOwnNotice(opened.value), text: presentText(opened.value) }
    },
  })

  app.route({
    method: 'GET',
    url: OWN_NOTICE_PDF_URL,
    config: { access: 'candidate' },
    schema: { params },
    handler: async (request, reply) => {
      const opened = await openOwnNoticeFor(deps, candidateOf(request).personId, request.params.noticeId)
      return opened.ok ? sendNotice(reply, opened.value) : reply.refuse(opened.refusal)
    },
  })

  app.route({
    ...listPublicNotices,
    handler: async () => ({
      notices: (await store.listPublicNotices(db, MOST_PUBLIC)).map((notice) => ({
        id: notice.id,
        code: notice.code,
        title: NOTICES[notice.code].title,
        number: noticeNumber(notice),
        authority: issuerName(notice.issuer, notice.province, notice.issuerName),
        producedAt: notice.producedAt,
      })),
    }),
  })

  app.route({
    method: 'GET',
    url: PUBLIC_NOTICE_PDF_URL,
    config: { access: 'open' },
    schema: { params },
    handler: async (request, reply) => {
      const notice = await store.findNotice(db, request.params.noticeId as NoticeId)
      return notice?.addressee === 'public' ? sendNotice(reply, notice) : reply.refuse({ code: 'not_found' })
    },
  })
}

async function sendNotice(reply: FastifyReply, notice: store.Notice) {
  return sendPdf(reply, `${noticeNumber(notice)}.pdf`, await noticePdf(notice))
}
