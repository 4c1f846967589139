import { ROOM_WATCH_URL } from '@kaochang/contract/socket/protocol'
import { useLive } from '../wire/use-live.ts'

/** The room as it stands, live. */
export function useRoomBoard(sessionId: string, roomId: string) {
  const path = ROOM_WATCH_URL.replace(':sessionId', sessionId).replace(':roomId', roomId)
  return useLive('GET /v1/sessions/:sessionId/rooms/:roomId', { params: { sessionId, roomId } }, path)
}
