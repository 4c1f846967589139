import { CANARY_FAULTS, CANARY_STEPS } from '@kaochang/domain/canary/canary'
import { Type, type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { IdField, InstantField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

/** What a canary candidate found in a server process. `ok` is null where no bank holds an item yet. */
const CanaryFinding = Type.Object({
  ok: nullable(Type.Boolean()),
  step: nullable(oneOf(CANARY_STEPS)),
  fault: nullable(oneOf(CANARY_FAULTS)),
  tookMs: Type.Integer(),
})

export const ServerProcess = Type.Object({
  id: IdField,
  name: Type.String(),
  startedAt: InstantField,
  /** Null until its first canary is back. */
  canary: nullable(CanaryFinding),
  canaryAt: nullable(InstantField),
})
export type ServerProcess = Static<typeof ServerProcess>

export const readProcesses = endpoint({
  method: 'GET',
  url: '/v1/server-processes',
  config: { access: { act: 'read_room' } },
  schema: {
    summary: 'The server processes that are alive, each with what its canary candidate found last',
    response: { 200: Type.Object({ at: InstantField, processes: Type.Array(ServerProcess) }), ...refusals() },
  },
})

export const sendCanary = endpoint({
  method: 'POST',
  url: '/v1/server-processes/canary',
  config: { access: { act: 'run_room' } },
  schema: {
    summary: 'Sends a canary candidate through the server process that answers, and says what it found',
    response: { 200: Type.Object({ processId: IdField, canary: CanaryFinding }), ...refusals() },
  },
})
