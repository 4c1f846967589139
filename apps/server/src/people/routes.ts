import * as people from '@kaochang/contract/people'
import { hasStaff, listStaff, noteAct, revokeStaffSession } from '@kaochang/database/people'
import type { StaffId } from '@kaochang/domain/ids'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../app.ts'
import { sha256 } from '../hashing.ts'
import { COOKIES, COOKIE_OPTIONS, actorOf } from './access.ts'
import { appointStaff } from './appoint-staff.ts'
import { changePassword } from './change-password.ts'
import { completeSetup } from './complete-setup.ts'
import { disableStaff, grantsWithinReach } from './disable-staff.ts'
import { countFailures } from './failures.ts'
import { passwordsAreBusy } from './passwords.ts'
import { presentMe, presentStaff } from './present-staff.ts'
import { signInStaff } from './sign-in-staff.ts'
import { STAFF_SESSION_MS } from './sign-ins.ts'

/** Staff: who they are, what they may do, and how they sign in. */
export const peopleRoutes: Routes = (app, deps) => {
  const { db, clock } = deps
  const byAddress = { most: 100, withinMinutes: 10 }
  const signInFailures = countFailures(app, [
    byAddress,
    { most: 10, withinMinutes: 15, of: (request) => sha256(`${request.ip} ${loginIn(request)}`) },
    { most: 50, withinMinutes: 60, of: (request) => sha256(loginIn(request)) },
  ])
  const setupFailures = countFailures(app, [byAddress])
  const passwordFailures = countFailures(app, [{ most: 10, withinMinutes: 15, of: (request) => actorOf(request).id }])

  app.route({ ...people.readSetup, handler: async () => ({ needed: !(await hasStaff(db)), demo: deps.demo }) })

  app.route({
    ...people.completeSetup,
    handler: async (request, reply) => {
      const limited = await setupFailures.refuse(request, reply)
      if (limited) return limited
      const done = await completeSetup(deps, request.body)
      if (done.ok) return welcome(reply, done.value.token).send(presentMe(done.value.member))
      await setupFailures.count(request)
      return reply.refuse(done.refusal)
    },
  })

  app.route({
    ...people.signInStaff,
    handler: async (request, reply) => {
      if (passwordsAreBusy()) return reply.refuse({ code: 'too_many_requests' })
      const limited = await signInFailures.refuse(request, reply)
      if (limited) return limited
      const signedIn = await signInStaff(deps, { ...request.body, before: request.cookies[COOKIES.staff] })
      if (signedIn.ok) return welcome(reply, signedIn.value.token).send(presentMe(signedIn.value.member))
      await signInFailures.count(request)
      return reply.refuse(signedIn.refusal)
    },
  })

  app.route({
    ...people.signOutStaff,
    handler: async (request, reply) => {
      const { id } = actorOf(request)
      const at = clock.now()
      await revokeStaffSession(db, sha256(request.cookies[COOKIES.staff] ?? ''), at)
      await noteAct(db, { at, staffId: id, act: 'sign_out', subject: `staff:${id}`, facts: {} })
      return reply.clearCookie(COOKIES.staff, COOKIE_OPTIONS).code(204).send(null)
    },
  })

  app.route({ ...people.readMe, handler: (request) => presentMe(actorOf(request)) })

  app.route({
    ...people.changePassword,
    handler: async (request, reply) => {
      if (passwordsAreBusy()) return reply.refuse({ code: 'too_many_requests' })
      const limited = await passwordFailures.refuse(request, reply)
      if (limited) return limited
      const changed = await changePassword(deps, actorOf(request), request.body)
      if (changed.ok) return welcome(reply, changed.value).code(204).send(null)
      if (changed.refusal.code === 'password_wrong') await passwordFailures.count(request)
      return reply.refuse(changed.refusal)
    },
  })

  app.route({
    ...people.listStaff,
    handler: async (request) => {
      const actor = actorOf(request)
      const members = await listStaff(db)
      return {
        staff: members.flatMap((member) => {
          const reached = grantsWithinReach(actor, member)
          return reached ? [presentStaff(member, reached)] : []
        }),
      }
    },
  })

  app.route({
    ...people.appointStaff,
    handler: async (request, reply) => {
      const appointed = await appointStaff(deps, actorOf(request), request.body)
      return appointed.ok ? presentStaff(appointed.value, appointed.value.grants) : reply.refuse(appointed.refusal)
    },
  })

  app.route({
    ...people.disableStaff,
    handler: async (request, reply) => {
      const disabled = await disableStaff(deps, actorOf(request), request.params.staffId as StaffId)
      return disabled.ok ? presentStaff(disabled.value, disabled.value.grants) : reply.refuse(disabled.refusal)
    },
  })
}

function welcome(reply: FastifyReply, token: string) {
  return reply.setCookie(COOKIES.staff, token, { ...COOKIE_OPTIONS, maxAge: STAFF_SESSION_MS / 1000 })
}

function loginIn({ body }: FastifyRequest): string {
  const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : ''
  return typeof login === 'string' ? login.trim().toLowerCase() : ''
}
