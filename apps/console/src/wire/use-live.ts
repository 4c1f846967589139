import type { EndpointNamed, RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ReadName, useAnswer } from './use-answer.ts'

/** A line that has said nothing for so long is not trusted: the server shows the whole every five seconds. */
const SILENCE_MS = 8_000

const COME_BACK_MS = 2_000

/**
 * What an endpoint answers, told by the server over a line of its own whenever something changes. Where that line is
 * cut or refused, the endpoint is asked every second instead, so that no wall ever stands still.
 *
 * @param path where the line is opened
 */
export function useLive<Name extends ReadName>(name: Name, request: RequestOf<EndpointNamed<Name>>, path: string) {
  const queries = useQueryClient()
  const [told, setTold] = useState(false)
  const answer = useAnswer(name, request, { everyMs: told ? SILENCE_MS : 1_000 })
  const key = JSON.stringify([name, request])

  useEffect(() => {
    let over = false
    let silence: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let socket: WebSocket | undefined

    function open() {
      const mine = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`)
      socket = mine
      mine.onmessage = ({ data }) => {
        clearTimeout(silence)
        silence = setTimeout(() => mine.close(), SILENCE_MS)
        setTold(true)
        queries.setQueryData(JSON.parse(key) as unknown[], JSON.parse(String(data)) as ResponseOf<EndpointNamed<Name>>)
      }
      mine.onclose = () => {
        clearTimeout(silence)
        setTold(false)
        if (!over) again = setTimeout(open, COME_BACK_MS)
      }
    }

    open()
    return () => {
      over = true
      clearTimeout(silence)
      clearTimeout(again)
      socket?.close()
    }
  }, [queries, key, path])

  return answer
}
