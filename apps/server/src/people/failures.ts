import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'

/** How often something may fail before whoever it is has to wait. */
export type FailureLimit = {
  readonly most: number
  readonly withinMinutes: number
  /** Who is counted; the address (an IPv6 network of 64 bits) where there is none. Never a secret. */
  readonly of?: (request: FastifyRequest) => string
}

export type Failures = {
  /** Refuses the request, with when to come back, if any limit is used up. Undefined: go on. */
  readonly refuse: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  readonly count: (request: FastifyRequest) => Promise<void>
}

/**
 * Counts failures and never successes: a whole office behind one address can sign in at eight o'clock, and
 * whoever guesses is stopped. Each server process counts for itself.
 */
export function countFailures(app: App, limits: readonly FailureLimit[]): Failures {
  const counters = limits.map(({ most, withinMinutes, of }) =>
    app.createRateLimit({ max: most, timeWindow: withinMinutes * 60_000, ...(of && { keyGenerator: of }) }),
  )
  return {
    refuse: async (request, reply) => {
      for (const counter of counters) {
        const state = await counter(request, { increment: false })
        if (state.isAllowed || state.remaining > 0) continue
        const refusal = { code: 'too_many_requests', retryAfterSeconds: Math.max(1, state.ttlInSeconds) } as const
        return reply.header('retry-after', refusal.retryAfterSeconds).refuse(refusal)
      }
      return undefined
    },
    count: async (request) => {
      for (const counter of counters) await counter(request)
    },
  }
}
