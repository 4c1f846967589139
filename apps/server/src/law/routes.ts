import {
  checkCalendarNotice,
  decideCalendarNotice,
  decideLawChoice,
  listLawChoices,
  previewLocalRestDays,
  proposeCalendarNotice,
  proposeLawChoice,
  readCalendarNotice,
  readCalendarOfChina,
  readLawChoice,
} from '@kaochang/contract/law'
import { listChoiceRows, listNoticeRows } from '@kaochang/database/law'
import { missingNoticeYear } from '@kaochang/domain/duty/duty-standing'
import { calendarOf, lastAnnouncedYear } from '@kaochang/domain/law/calendar'
import { CALENDAR_NOTICES } from '@kaochang/domain/law/calendar-notices'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import {
  decideChoiceFor,
  findChoiceProvince,
  previewRestDaysFor,
  proposeChoiceFor,
  readChoiceFor,
} from './decide-choice.ts'
import { checkNoticeFor, decideNoticeFor, proposeNoticeFor, readNoticeFor, todayOf } from './decide-notice.ts'
import { presentChoice, presentNotice } from './present-law.ts'
import { listNotices } from './read-calendar.ts'

const NATION = { level: 'nation' } as const

/** The calendar of rest days, which is the nation's, and what a province chose where the law leaves a choice. */
export const lawRoutes: Routes = (app, deps) => {
  const { db } = deps

  app.route({
    ...readCalendarOfChina,
    handler: async () => {
      const notices = await listNotices(db)
      const { version, firmThrough } = calendarOf(notices)
      return {
        version,
        firmThrough,
        missingYear: missingNoticeYear(lastAnnouncedYear(notices), todayOf(deps)),
        shipped: CALENDAR_NOTICES.map(({ rest, work, ...notice }) => ({ ...notice, rest: [...rest], work: [...work] })),
        entered: (await listNoticeRows(db)).map(presentNotice),
      }
    },
  })

  app.route({
    ...checkCalendarNotice,
    handler: async (request, reply) => {
      if (!actorOf(request).may('propose_law', NATION)) return reply.refuse({ code: 'not_permitted' })
      return checkNoticeFor(deps, request.body)
    },
  })

  app.route({
    ...proposeCalendarNotice,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      if (!actor.may('propose_law', NATION)) return reply.refuse({ code: 'not_permitted' })
      return reply.answer(await proposeNoticeFor(deps, actor, request.body))
    },
  })

  app.route({
    ...readCalendarNotice,
    handler: async (request, reply) => {
      const found = await readNoticeFor(deps, request.params.calendarNoticeId)
      return found ?? reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...decideCalendarNotice,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      if (!actor.may('confirm_law', NATION)) return reply.refuse({ code: 'not_permitted' })
      return reply.answer(await decideNoticeFor(deps, actor, request.params.calendarNoticeId, request.body))
    },
  })

  app.route({
    ...listLawChoices,
    handler: async (request) => ({
      today: todayOf(deps),
      choices: (await listChoiceRows(db, { province: request.query.province })).map(presentChoice),
    }),
  })

  app.route({
    ...previewLocalRestDays,
    handler: async (request, reply) => {
      const { province } = request.body
      if (!actorOf(request).may('propose_law', { level: 'province', province }))
        return reply.refuse({ code: 'not_permitted' })
      return reply.answer(await previewRestDaysFor(deps, request.body))
    },
  })

  app.route({
    ...proposeLawChoice,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const { province } = request.body
      if (!actor.may('propose_law', { level: 'province', province })) return reply.refuse({ code: 'not_permitted' })
      return reply.answer(await proposeChoiceFor(deps, actor, request.body))
    },
  })

  app.route({
    ...readLawChoice,
    handler: async (request, reply) => {
      const found = await readChoiceFor(deps, request.params.choiceId)
      return found ?? reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...decideLawChoice,
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const { choiceId } = request.params
      const province = await findChoiceProvince(deps, choiceId)
      if (province === undefined || !actor.may('confirm_law', { level: 'province', province }))
        return reply.refuse({ code: 'not_found' })
      return reply.answer(await decideChoiceFor(deps, actor, choiceId, request.body))
    },
  })
}
