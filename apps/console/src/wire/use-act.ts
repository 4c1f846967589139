import type { EndpointName, EndpointNamed, RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callNamed } from './use-answer.ts'

export type ActName = Extract<EndpointName, `POST ${string}`>

/**
 * An act that changes something on the server. Whatever is on the screen is read again afterwards, also after
 * a refusal: it often means that somebody else was first.
 */
export function useAct<Name extends ActName>(
  name: Name,
  { onDone }: { onDone?: (answer: ResponseOf<EndpointNamed<Name>>) => void } = {},
) {
  const queries = useQueryClient()
  return useMutation<ResponseOf<EndpointNamed<Name>>, Error, RequestOf<EndpointNamed<Name>>>({
    mutationFn: (request) => callNamed(name, request),
    onSuccess: (answer) => onDone?.(answer),
    onSettled: () => queries.invalidateQueries(),
  })
}
