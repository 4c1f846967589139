import type { EndpointName, EndpointNamed, RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { RefusalCode } from '@kaochang/contract/refusal'

/** The server said no, and why. `status` 0 is a server that could not be reached. */
export class CallRefused extends Error {
  readonly status: number
  readonly refusal: { readonly code: RefusalCode | 'unreachable' | 'invalid' | 'fault' } & Readonly<
    Record<string, unknown>
  >

  constructor(status: number, refusal: CallRefused['refusal']) {
    super(refusal.code)
    this.status = status
    this.refusal = refusal
  }
}

/**
 * Calls an endpoint by its name, `call('POST /v1/staff/sign-in', { body })`. Names and types come from the
 * contract; no schema enters the bundle.
 *
 * @throws CallRefused for every answer that is not a success, and when there is none
 */
export async function call<Name extends EndpointName>(
  name: Name,
  ...[request]: keyof RequestOf<EndpointNamed<Name>> extends never ? [] : [RequestOf<EndpointNamed<Name>>]
): Promise<ResponseOf<EndpointNamed<Name>>> {
  const { params, querystring, body } = (request ?? {}) as Parts
  const [method, url] = name.split(' ') as [string, string]
  const path = url.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params?.[param] ?? ''))
  // As text, since Chrome 109 does not know how many parameters there are (`URLSearchParams.size` came with 113).
  const query = String(
    new URLSearchParams(Object.entries(querystring ?? {}).filter(([, value]) => value !== undefined)),
  )
  const answer = await reach(query !== '' ? `${path}?${query}` : path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return answer as ResponseOf<EndpointNamed<Name>>
}

type Parts = { params?: Record<string, string>; querystring?: Record<string, string>; body?: unknown }

/** A request to our own server, its JSON answer, and every failure as a `CallRefused`. */
export async function reach(path: string, init: RequestInit): Promise<unknown> {
  const headers = { ...(init.headers as Record<string, string> | undefined), 'x-kaochang': '1' }
  const response = await fetch(path, { ...init, headers, credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw new CallRefused(0, { code: 'unreachable' })
  })
  if (response.status === 204) return null
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  throw new CallRefused(
    response.status,
    isRefusal(answer) ? answer : { code: response.status < 500 ? 'invalid' : 'fault' },
  )
}

function isRefusal(answer: unknown): answer is CallRefused['refusal'] {
  return typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string'
}
