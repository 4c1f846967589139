import { REFUSAL_STATUS, type RefusalCode } from '@kaochang/contract/refusal'
import { databaseFault } from '@kaochang/database/client'
import type { Outcome } from '@kaochang/domain/outcome'
import type { FastifyInstance, FastifyReply } from 'fastify'

declare module 'fastify' {
  interface FastifyReply {
    /** Answers with an expected "no": its status from the contract, its code and facts as the body. */
    refuse: (refusal: { readonly code: RefusalCode }) => FastifyReply
    /** Answers with what an act came to: its value, or the expected "no". */
    answer: <T>(outcome: Outcome<T, { readonly code: RefusalCode }>) => T | FastifyReply
  }
}

/**
 * The one place where refusals, invalid shapes and faults become answers. Faults are logged with the
 * route and never with what was sent: a request's body may be an answer or an ID number.
 */
export function installRefusals(app: FastifyInstance): void {
  app.decorateReply('refuse', function refuse(this: FastifyReply, refusal) {
    return this.code(REFUSAL_STATUS[refusal.code]).send(refusal)
  })

  app.decorateReply('answer', function answer<T>(this: FastifyReply, outcome: Outcome<T, { code: RefusalCode }>) {
    return outcome.ok ? outcome.value : this.refuse(outcome.refusal)
  })

  app.setErrorHandler((error: Error & { statusCode?: number; validation?: unknown; code?: string }, request, reply) => {
    if (error.validation) {
      return reply.code(400).send({ code: 'invalid', place: error.message })
    }
    if (error.statusCode === 429) return reply.refuse({ code: 'too_many_requests' })
    if (error.statusCode && error.statusCode < 500) return reply.code(error.statusCode).send({ code: 'invalid' })
    const { url } = request.routeOptions
    request.log.error(
      { route: url, fault: databaseFault(error) ?? { name: error.name, stack: stackOf(error) } },
      'fault',
    )
    return reply.code(500).send({ code: 'fault' })
  })

  app.setNotFoundHandler((_, reply) => reply.refuse({ code: 'not_found' }))
}

/** The stack without the message: where it broke, and nothing that somebody sent. */
function stackOf({ stack }: Error) {
  return stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
}
