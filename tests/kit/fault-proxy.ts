import { once } from 'node:events'
import { type AddressInfo, type NetConnectOpts, type Socket, createConnection, createServer } from 'node:net'

/** A line between two programs that does what real lines do. Every fault holds for both directions. */
export type FaultProxy = {
  /** Where it listens, when that is a port. */
  readonly port: number
  /** How many connections go through it now, and how many there have ever been. */
  readonly counts: () => { readonly open: number; readonly ever: number }
  /** Settles when at least so many go through it. */
  readonly untilOpen: (count: number) => Promise<void>
  /** From now on every byte is swallowed: connections stay open and new ones are accepted (half-open). */
  readonly swallow: () => void
  /** Ends every connection at once, without a word to either side (RST); new ones are let through. */
  readonly cut: () => void
  /** Ends every connection and refuses new ones, as a switch without power does. */
  readonly down: () => void
  /** Each connection from now on is cut after so many bytes towards whoever connected, in the middle of a frame if need be. */
  readonly truncateAfter: (bytes: number) => void
  /** Every byte is held back for so long. */
  readonly delay: (ms: number) => void
  /** Not more than so many bytes a second in each direction, over all connections. */
  readonly limit: (bytesPerSecond: number) => void
  /** Ends what was swallowed, and passes everything on again, at once and in full. */
  readonly heal: () => void
  readonly close: () => Promise<void>
}

/** What is held back is let go this often. */
const STEP_MS = 5

/**
 * Stands between whoever connects and `beyond`, a port or a socket's path.
 *
 * @param at where to listen; a free port of this machine when it is left out
 */
export async function openFaultProxy(beyond: NetConnectOpts, at?: { readonly path: string }): Promise<FaultProxy> {
  const pairs = new Set<readonly [near: Socket, far: Socket]>()
  let ever = 0
  let swallowing = false
  let isDown = false
  let truncateAt = Infinity
  let delayMs = 0
  let bytesPerSecond = Infinity
  let changed = Promise.withResolvers<void>()
  // Only TCP knows an end without a word.
  const isTcp = at === undefined && 'port' in beyond
  const reset = (socket: Socket) => (isTcp ? socket.resetAndDestroy() : socket.destroy())

  const server = createServer((near) => {
    if (isDown) return void reset(near)
    const far = createConnection(beyond)
    const pair = [near, far] as const
    pairs.add(pair)
    ever += 1
    changed.resolve()
    changed = Promise.withResolvers<void>()
    let left = truncateAt
    pass(near, far, () => Infinity)
    pass(far, near, (bytes) => {
      const allowed = left
      left -= bytes.length
      return allowed
    })
    for (const [from, to] of [pair, [far, near]] as const) {
      from.on('error', () => to.destroy())
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
  })

  /** Passes bytes on in order, when their time has come and as fast as the line is. */
  function pass(from: Socket, to: Socket, allowed: (bytes: Buffer) => number) {
    const held: { bytes: Buffer; readonly due: number }[] = []
    let pump: NodeJS.Timeout | undefined
    let budget = 0
    const write = (bytes: Buffer) => {
      const most = allowed(bytes)
      to.write(most < bytes.length ? bytes.subarray(0, Math.max(0, most)) : bytes)
      if (most < bytes.length) to.end(() => reset(from))
    }
    const step = () => {
      const now = performance.now()
      budget = Math.min(bytesPerSecond, budget + (bytesPerSecond * STEP_MS) / 1_000)
      for (let [first] = held; first && first.due <= now && budget >= 1; [first] = held) {
        const part = first.bytes.subarray(0, Math.min(first.bytes.length, Math.floor(budget)))
        budget -= part.length
        if (part.length === first.bytes.length) held.shift()
        else first.bytes = first.bytes.subarray(part.length)
        if (!swallowing) write(part)
      }
      if (held.length > 0) return
      clearInterval(pump)
      pump = undefined
    }
    from.on('data', (bytes: Buffer) => {
      if (swallowing) return
      if (delayMs === 0 && bytesPerSecond === Infinity && held.length === 0) return write(bytes)
      held.push({ bytes, due: performance.now() + delayMs })
      pump ??= setInterval(step, STEP_MS)
    })
    from.on('close', () => clearInterval(pump))
  }

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) reset(socket)
  }
  server.listen({ ...(at ?? { host: '127.0.0.1', port: 0 }), backlog: 4_096 })
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? (address satisfies AddressInfo).port : 0,
    counts: () => ({ open: pairs.size, ever }),
    async untilOpen(count) {
      while (pairs.size < count) await changed.promise
    },
    swallow: () => (swallowing = true),
    cut,
    down() {
      isDown = true
      cut()
    },
    truncateAfter: (bytes) => (truncateAt = bytes),
    delay: (ms) => (delayMs = ms),
    limit: (rate) => (bytesPerSecond = rate),
    heal() {
      if (swallowing) cut()
      swallowing = isDown = false
      truncateAt = bytesPerSecond = Infinity
      delayMs = 0
    },
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
