import type { Socket } from './line.ts'

/** One exchange of frames, as `POST /v1/terminal/line` has it. */
export type Exchange = (asked: {
  readonly line: string | null
  readonly heardUpTo: number
  readonly frames: string[]
  readonly wait: boolean
}) => Promise<{
  readonly line: string
  readonly frames: readonly { readonly number: number; readonly text: string }[]
  readonly closed: { readonly code: number; readonly reason: string } | null
}>

/** A network that fails, as a socket would say it (RFC 6455, 7.1.5). */
const ABNORMAL = 1006

const MOST_AT_ONCE = 64

/**
 * A socket made of posts, for networks that refuse WebSockets: one post is always out, waiting for the server's next
 * word, and what is said goes in posts of its own, one after the other. Whatever fails ends the socket; the line over it
 * comes back as it does from any cut, and sends again what has no receipt.
 *
 * @param refusedCode the close code for a post that the server refuses
 */
export function openPosts(exchange: Exchange, refusedCode: (err: unknown) => number | undefined): Socket {
  let line: string | null = null
  let heardUpTo = 0
  let frames: string[] = []
  let saying = false
  let state = 0

  const socket: Socket = {
    get readyState() {
      return state
    },
    send(text) {
      frames.push(text)
      void say()
    },
    close: () => {
      state = 3
    },
    onopen: null,
    onmessage: null,
    onclose: null,
  }

  async function say() {
    if (saying) return
    saying = true
    while (frames.length > 0 && state === 1) {
      const some = frames.slice(0, MOST_AT_ONCE)
      frames = frames.slice(MOST_AT_ONCE)
      await post(some, false)
    }
    saying = false
  }

  async function listen() {
    await post([], false)
    if (state !== 0) return
    state = 1
    socket.onopen?.()
    while (isOpen()) await post([], true)
  }

  // A function, because a post may end the socket that the loop's condition was read from.
  function isOpen() {
    return state === 1
  }

  async function post(some: string[], wait: boolean) {
    try {
      const answer = await exchange({ line, heardUpTo, frames: some, wait })
      line = answer.line
      for (const { number, text } of answer.frames) {
        // The other post may have brought it already.
        if (number <= heardUpTo || state === 3) continue
        heardUpTo = number
        socket.onmessage?.({ data: text })
      }
      if (answer.closed) end(answer.closed.code, answer.closed.reason)
    } catch (err) {
      end(refusedCode(err) ?? ABNORMAL, '')
    }
  }

  function end(code: number, reason: string) {
    if (state === 3) return
    state = 3
    socket.onclose?.({ code, reason })
  }

  void listen()
  return socket
}
