import {
  addRoom,
  addToRoster,
  announceSession,
  closeSession,
  createSite,
  listAnnouncements,
  listBlueprints,
  listSessions,
  listSites,
  openSession,
  previewDraw,
  readRoster,
  readSession,
  scheduleSession,
  sealSession,
  setSafeExamBrowser,
} from '@kaochang/contract/session'
import { listBankCells } from '@kaochang/database/bank'
import * as store from '@kaochang/database/session'
import type { SessionId } from '@kaochang/domain/ids'
import { BLUEPRINTS } from '@kaochang/domain/paper/blueprints'
import type { Act } from '@kaochang/domain/people/permission'
import { scheduledEndAt } from '@kaochang/domain/session/session'
import type { Routes } from '../app.ts'
import { listDrawableBanks } from '../paper/choose-banks.ts'
import { previewDrawFor } from '../paper/preview-draw.ts'
import { type Actor, actorOf } from '../people/access.ts'
import { addToRosterFor } from './add-to-roster.ts'
import { announceSessionFor } from './announce-session.ts'
import { closeSessionFor } from './close-session.ts'
import { addRoomFor, createSiteFor } from './edit-sites.ts'
import { openSessionFor } from './open-session.ts'
import { presentBlueprint, presentSession, presentSite } from './present-session.ts'
import { authorityFor, reaches } from './reach.ts'
import { setSafeExamBrowserFor } from './safe-exam-browser.ts'
import { scheduleSessionFor } from './schedule-session.ts'
import { sealSessionFor } from './seal-session.ts'

export const sessionRoutes: Routes = (app, deps) => {
  const { db } = deps

  /** The session, when there is one and the person may do the act there; else as if there were none (A16). */
  async function reachSession(actor: Actor, act: Act, id: string) {
    const session = await store.findSessionRow(db, id as SessionId)
    return session && reaches(actor, act, session) ? session : undefined
  }

  app.route({
    ...listSites,
    handler: async (request) => {
      const actor = actorOf(request)
      const sites = (await store.listSites(db)).filter(({ id, province }) =>
        actor.may('read_sites', { level: 'site', province, siteId: id }),
      )
      return { sites: sites.map(presentSite) }
    },
  })

  app.route({
    ...createSite,
    handler: async (request, reply) => {
      const created = await createSiteFor(deps, actorOf(request), request.body)
      return created.ok ? presentSite(created.value) : reply.refuse(created.refusal)
    },
  })

  app.route({
    ...addRoom,
    handler: async (request, reply) => {
      const added = await addRoomFor(deps, actorOf(request), request.params.siteId, request.body)
      return added.ok ? presentSite(added.value) : reply.refuse(added.refusal)
    },
  })

  app.route({
    ...listBlueprints,
    handler: async (request) => {
      const province = authorityFor(actorOf(request), 'schedule_session')
      const banks = province === undefined ? [] : await listDrawableBanks(db, province)
      const cells = await listBankCells(
        db,
        banks.map(({ id }) => id),
      )
      return {
        blueprints: BLUEPRINTS.map(presentBlueprint),
        banks: banks.map(({ id, name, kind, state, trade, notice }) => {
          const itemCount = (cells.get(id) ?? []).reduce((sum, { count }) => sum + count, 0)
          return { id, name, kind, state, trade, itemCount, notice }
        }),
      }
    },
  })

  app.route({
    ...previewDraw,
    handler: async (request, reply) => {
      const province = authorityFor(actorOf(request), 'schedule_session')
      if (province === undefined) return reply.refuse({ code: 'not_permitted' })
      return reply.answer(await previewDrawFor(db, province, request.body))
    },
  })

  app.route({
    ...listSessions,
    handler: async (request) => {
      const actor = actorOf(request)
      const reached = (await store.listSessionPlaces(db)).filter((place) => reaches(actor, 'read_sessions', place))
      const sessions = await store.listSessions(
        db,
        reached.map(({ id }) => id),
      )
      return { sessions: sessions.map(presentSession) }
    },
  })

  app.route({
    ...readSession,
    handler: async (request, reply) => {
      const row = await reachSession(actorOf(request), 'read_sessions', request.params.sessionId)
      return row ? presentSession(await store.getSession(db, row.id)) : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...scheduleSession,
    handler: async (request, reply) => {
      const planned = await scheduleSessionFor(deps, actorOf(request), request.body)
      return planned.ok ? presentSession(planned.value) : reply.refuse(planned.refusal)
    },
  })

  app.route({
    ...announceSession,
    handler: async (request, reply) => {
      const announced = await announceSessionFor(deps, actorOf(request), request.params.sessionId)
      return announced.ok ? presentSession(announced.value) : reply.refuse(announced.refusal)
    },
  })

  app.route({
    ...setSafeExamBrowser,
    handler: async (request, reply) => {
      const { params, body } = request
      const set = await setSafeExamBrowserFor(deps, actorOf(request), params.sessionId, body.asked)
      return set.ok ? presentSession(set.value) : reply.refuse(set.refusal)
    },
  })

  app.route({
    ...readRoster,
    handler: async (request, reply) => {
      const row = await reachSession(actorOf(request), 'read_roster', request.params.sessionId)
      return row ? { roster: await store.listRoster(db, row.id) } : reply.refuse({ code: 'not_found' })
    },
  })

  app.route({
    ...addToRoster,
    handler: async (request, reply) =>
      reply.answer(await addToRosterFor(deps, actorOf(request), request.params.sessionId, request.body.rows)),
  })

  app.route({
    ...sealSession,
    handler: async (request, reply) => {
      const sealed = await sealSessionFor(deps, actorOf(request), request.params.sessionId)
      return sealed.ok ? presentSession(sealed.value) : reply.refuse(sealed.refusal)
    },
  })

  app.route({
    ...openSession,
    handler: async (request, reply) => {
      const opened = await openSessionFor(deps, actorOf(request), request.params.sessionId)
      return opened.ok ? presentSession(opened.value) : reply.refuse(opened.refusal)
    },
  })

  app.route({
    ...closeSession,
    handler: async (request, reply) => {
      const { params, body } = request
      const closed = await closeSessionFor(deps, actorOf(request), params.sessionId, body.reason)
      return closed.ok ? presentSession(closed.value) : reply.refuse(closed.refusal)
    },
  })

  app.route({
    ...listAnnouncements,
    handler: async () => {
      const at = deps.clock.now()
      const announced = await store.listAnnounced(db)
      // One that was announced and never held does not stand there for ever.
      const coming = announced.filter(
        ({ session }) => session.state === 'open' || at <= scheduledEndAt(store.scheduleOf(session)),
      )
      return {
        announcements: coming.flatMap(({ session, site }) => {
          const { name, category, component, province, startsAt, blueprint, announcedAt } = session
          if (announcedAt === null) return []
          const { durationMinutes } = blueprint
          return [
            {
              name,
              category,
              component,
              province,
              siteName: site.name,
              siteAddress: site.address,
              startsAt,
              durationMinutes,
              announcedAt,
            },
          ]
        }),
      }
    },
  })
}
