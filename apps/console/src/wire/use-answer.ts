import { call } from '@kaochang/browser/call'
import type { EndpointName, EndpointNamed, RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import { useQuery } from '@tanstack/react-query'

export type ReadName = Extract<EndpointName, `GET ${string}`>

/**
 * Reads an endpoint and keeps what it answered, under its name and request.
 *
 * @param everyMs reads again this often, also while the window is in the background
 */
export function useAnswer<Name extends ReadName>(
  name: Name,
  request: RequestOf<EndpointNamed<Name>>,
  { everyMs, enabled = true }: { everyMs?: number; enabled?: boolean } = {},
) {
  return useQuery<ResponseOf<EndpointNamed<Name>>>({
    queryKey: [name, request],
    queryFn: () => callNamed(name, request),
    enabled,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs, refetchIntervalInBackground: true }),
  })
}

/** `call` with the request always given: an empty one where the endpoint asks for nothing. */
export function callNamed<Name extends EndpointName>(name: Name, request: RequestOf<EndpointNamed<Name>>) {
  return call(...([name, request] as unknown as Parameters<typeof call<Name>>))
}
