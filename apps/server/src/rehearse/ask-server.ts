import type { EndpointName, EndpointNamed, RequestOf, ResponseOf } from '@kaochang/contract/endpoints'

/** The server did not do what was asked of it; the message is for whoever runs the rehearsal. */
export class RehearsalFault extends Error {
  readonly code: string | undefined

  constructor(message: string, { code, cause }: { code?: string; cause?: unknown } = {}) {
    super(message, { cause })
    this.name = 'RehearsalFault'
    this.code = code
  }
}

/** One browser at the running server: it keeps its cookies. */
export type Caller = {
  /** @throws RehearsalFault, with the refusal's code where the server refused */
  readonly ask: <Name extends EndpointName>(
    name: Name,
    request: RequestOf<EndpointNamed<Name>>,
  ) => Promise<ResponseOf<EndpointNamed<Name>>>
  /** As a `Cookie` header has them. */
  readonly cookie: () => string
}

export function openCaller(server: URL): Caller {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  async function ask(name: string, request: { params?: unknown; body?: unknown }): Promise<unknown> {
    const [method = '', path = ''] = name.split(' ')
    const params = (request.params ?? {}) as Record<string, string>
    const url = new URL(
      path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? '')),
      server,
    )
    const answer = await fetch(url, {
      method,
      headers: {
        origin: server.origin,
        cookie: cookie(),
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    }).catch((cause: unknown) => {
      throw new RehearsalFault(`服务器没有应答 / the server does not answer: ${server.origin}`, { cause })
    })
    for (const set of answer.headers.getSetCookie()) {
      const [key = '', value = ''] = (set.split(';', 1)[0] ?? '').split(/=(.*)/s)
      if (value === '') cookies.delete(key)
      else cookies.set(key, value)
    }
    const text = await answer.text()
    if (answer.ok) return text === '' ? null : (JSON.parse(text) as unknown)
    const code = codeIn(text)
    throw new RehearsalFault(`${name}: ${answer.status} ${code ?? ''}`.trim(), code === undefined ? {} : { code })
  }

  return { ask: ask as Caller['ask'], cookie }
}

function codeIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
  } catch {
    return undefined
  }
}
