import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, expect, test } from 'vitest'
import type { Deps } from '../deps.ts'
import { installRefusals } from '../refuse.ts'
import { actorOf, candidateOf, installAccess, terminalOf } from './access.ts'

// Whoever brings no cookie is judged without a look into the database, so there is none here.
const deps = { clock: { now: () => 0 }, publicUrl: new URL('https://exam.test') } as unknown as Deps

let app: FastifyInstance
beforeEach(async () => {
  app = Fastify()
  installRefusals(app)
  await app.register(cookie)
  installAccess(app, deps)
})

test('a route of ours that does not say who may call it is not registered (A19)', () => {
  expect(() => app.get('/v1/secrets', () => ({}))).toThrow('The route /v1/secrets does not say who may call it')
  expect(() => app.post('/v1/secrets', { config: {} }, () => ({}))).toThrow(
    'The route /v1/secrets does not say who may call it',
  )
  void app.register(async (room) => void room.get('/v1/hidden', () => ({})))
  return expect(app.ready()).rejects.toThrow('The route /v1/hidden does not say who may call it')
})

test.each([
  ['staff', 'not_signed_in'],
  [{ act: 'read_banks' }, 'not_signed_in'],
  ['terminal', 'terminal_not_enrolled'],
  ['sitting', 'terminal_not_enrolled'],
  ['candidate', 'not_signed_in'],
] as const)('a route for %j is closed to whoever has not signed in', async (access, code) => {
  app.get('/v1/thing', { config: { access } }, () => ({ secret: true }))
  const answer = await app.inject({ url: '/v1/thing' })
  expect([answer.statusCode, answer.json()]).toEqual([401, { code }])
})

test('a handler that asks for more than its route promises is a fault, not a hole', async () => {
  const asks = [actorOf, terminalOf, candidateOf]
  for (const ask of asks) app.get(`/v1/${ask.name}`, { config: { access: 'open' } }, (request) => ask(request))
  for (const ask of asks) expect((await app.inject({ url: `/v1/${ask.name}` })).statusCode).toBe(500)
})

test('whoever may not call a route is turned away before the body is read', async () => {
  app.post('/v1/thing', { config: { access: 'staff' }, bodyLimit: 10 }, () => ({}))
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/thing',
    headers: { origin: 'https://exam.test', 'content-type': 'application/json' },
    payload: '['.repeat(5_000),
  })
  expect(answer.statusCode).toBe(401)
})
