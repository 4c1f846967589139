import type { RoomBoard } from '@kaochang/contract/room'
import { ROOM_WATCH_URL } from '@kaochang/contract/socket/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAnswer } from '../wire/use-answer.ts'

const READ = 'GET /v1/sessions/:sessionId/rooms/:roomId'

/** A line that has said nothing for so long is not trusted: the server shows the room every five seconds. */
const SILENCE_MS = 8_000

const COME_BACK_MS = 2_000

/**
 * The room as it stands, told by the server whenever something changes. Where that line is cut or refused, the room is
 * asked for every second instead, so that no wall ever stands still.
 */
export function useRoomBoard(sessionId: string, roomId: string) {
  const queries = useQueryClient()
  const [told, setTold] = useState(false)
  const request = { params: { sessionId, roomId } }
  const answer = useAnswer(READ, request, { everyMs: told ? SILENCE_MS : 1_000 })

  useEffect(() => {
    let over = false
    let silence: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let socket: WebSocket | undefined

    function open() {
      const path = ROOM_WATCH_URL.replace(':sessionId', sessionId).replace(':roomId', roomId)
      const mine = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`)
      socket = mine
      mine.onmessage = ({ data }) => {
        clearTimeout(silence)
        silence = setTimeout(() => mine.close(), SILENCE_MS)
        setTold(true)
        queries.setQueryData([READ, { params: { sessionId, roomId } }], JSON.parse(String(data)) as RoomBoard)
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
  }, [queries, roomId, sessionId])

  return answer
}
