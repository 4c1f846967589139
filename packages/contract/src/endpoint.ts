import type { Act } from '@kaochang/domain/people/permission'
import type { TSchema } from 'typebox'

/**
 * Who may call an endpoint. `open`: anybody. `staff`: anybody signed in as staff. `terminal`: an enrolled
 * terminal. `sitting`: a candidate signed in at a terminal. `candidate`: a candidate on their own pages.
 * An act: staff whom the permission table allows it, in the place the request touches.
 */
export type Access = 'open' | 'staff' | 'terminal' | 'sitting' | 'candidate' | { readonly act: Act }

/** One HTTP endpoint: a Fastify route without its handler. */
export type Endpoint = {
  readonly method: 'GET' | 'POST'
  readonly url: `/v1/${string}`
  readonly config: { readonly access: Access }
  readonly schema: {
    readonly summary: string
    readonly params?: TSchema
    readonly querystring?: TSchema
    readonly body?: TSchema
    readonly response: Readonly<Record<number, TSchema>>
  }
}

/** Declares an endpoint. It is plain data: the server adds a handler, the browser adds a call. */
export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared
}
