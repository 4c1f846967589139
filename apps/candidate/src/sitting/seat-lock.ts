/** One window of a computer has the seat. The name is the lock's and the channel's. */
const NAME = 'kaochang-terminal'

/** What a window says that takes the seat where there are no locks. */
const TOOK = 'took'

export type SeatLock = {
  /** Tells the window that has the seat that another one was opened. */
  readonly announce: () => void
  /** Takes the seat from the other window; that one's `lost` is called. */
  readonly take: () => void
}

/**
 * Asks the browser for the one lock of this terminal (Web Locks). Where there are none, as in an insecure
 * context, the newest window has the seat and says so to the others. The server's epoch alone would not do: two
 * windows of one terminal are one writer to it, and would give different answers the same number.
 *
 * @param told `had`: this window has the seat; `taken`: another window has it; `lost`: another window took it;
 *   `knocked`: another window was opened while this one has it
 */
export function askForSeat(told: (what: 'had' | 'taken' | 'lost' | 'knocked') => void): SeatLock {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
  let has = false
  if (channel)
    channel.onmessage = ({ data }) => {
      if (!has) return
      if (data !== TOOK) return told('knocked')
      has = false
      told('lost')
    }

  function takeByWord() {
    has = true
    channel?.postMessage(TOOK)
    told('had')
  }

  function request(options: LockOptions) {
    navigator.locks
      .request(NAME, options, (lock) => {
        if (!lock) return told('taken')
        has = true
        told('had')
        // Held for as long as the window lives, or until it is taken away.
        return new Promise<never>(() => undefined)
      })
      .catch(() => {
        has = false
        told('lost')
      })
  }

  const locks = 'locks' in navigator
  if (locks) request({ ifAvailable: true })
  else takeByWord()
  return {
    announce: () => channel?.postMessage('opened'),
    take: () => (locks ? request({ steal: true }) : takeByWord()),
  }
}
