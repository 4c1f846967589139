import type { Down } from '@kaochang/contract/socket/down'
import { PROTOCOL, SOCKET_URL } from '@kaochang/contract/socket/protocol'
import type { Up } from '@kaochang/contract/socket/up'
import { WebSocket } from 'ws'

type DownOf<Type extends Down['type']> = Extract<Down, { type: Type }>

/** A terminal's connection, as a test holds it. */
export type Candidate = {
  readonly socket: WebSocket
  /** Every frame that came, in order, as text and as read. */
  readonly frames: readonly { readonly text: string; readonly down: Down }[]
  readonly say: (up: Up) => void
  /** The next frame of a type that no `hear` has given out yet. Throws when the line closes without it. */
  readonly hear: <Type extends Down['type']>(type: Type) => Promise<DownOf<Type>>
  /** Says hello and waits for the welcome. */
  readonly join: () => Promise<DownOf<'welcome'>>
  readonly save: (save: { epoch: number; seq: number; item: number; response: string; marked?: boolean }) => void
  /** Settles when the line is closed, with the reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  /** Cuts the connection without a word. */
  readonly drop: () => void
}

/** Opens a line as a terminal's page would. Rejects with the HTTP status when it is not let in. */
export async function openCandidate(
  /** `http://127.0.0.1:1234` */
  at: string,
  { cookie, origin, from }: { cookie: string; origin: string | undefined; from?: string },
): Promise<Candidate> {
  const socket = new WebSocket(`${at.replace('http', 'ws')}${SOCKET_URL}`, {
    headers: { cookie, ...(origin !== undefined && { origin }) },
    perMessageDeflate: false,
    ...(from !== undefined && { localAddress: from }),
  })
  const frames: { text: string; down: Down }[] = []
  const given = new Set<number>()
  let changed = Promise.withResolvers<void>()
  let ended = false
  const tell = () => {
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  socket.on('message', (data: Buffer) => {
    const text = data.toString()
    frames.push({ text, down: JSON.parse(text) as Down })
    tell()
  })
  const { promise: closed, resolve: close } = Promise.withResolvers<{ code: number; reason: string }>()
  socket.on('close', (code, reason) => {
    ended = true
    close({ code, reason: reason.toString() })
    tell()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(String(statusCode))))
    socket.on('error', reject)
  })

  const say = (up: Up) => socket.send(JSON.stringify(up))
  const hear: Candidate['hear'] = async (type) => {
    for (;;) {
      const index = frames.findIndex(({ down }, place) => down.type === type && !given.has(place))
      if (index !== -1) {
        given.add(index)
        return frames[index]?.down as DownOf<typeof type>
      }
      if (ended)
        throw new Error(
          `The line closed without a frame ${type}; it said ${frames.map(({ down }) => down.type).join(', ')}`,
        )
      await changed.promise
    }
  }
  return {
    socket,
    frames,
    say,
    hear,
    join: () => {
      say({ type: 'hello', protocol: PROTOCOL })
      return hear('welcome')
    },
    save: ({ marked = false, ...save }) => say({ type: 'save', marked, ...save }),
    closed,
    drop: () => socket.terminate(),
  }
}
