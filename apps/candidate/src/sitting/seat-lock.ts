/** One window of a computer has the seat. The name is the lock's and the channel's. */
const NAME = 'kaochang-terminal'

export type SeatLock = {
  /** Tells the window that has the seat that another one was opened. */
  readonly announce: () => void
  /** Takes the seat from the other window; that one's `lost` is called. */
  readonly take: () => void
}

/**
 * Asks the browser for the one lock of this terminal (Web Locks). Where there are none, as in an insecure
 * context, the seat is simply had: the server's epoch fences an older window off all the same.
 *
 * @param told `had`: this window has the seat; `taken`: another window has it; `lost`: another window took it;
 *   `knocked`: another window was opened while this one has it
 */
export function askForSeat(told: (what: 'had' | 'taken' | 'lost' | 'knocked') => void): SeatLock {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
  let has = false
  if (channel) channel.onmessage = () => has && told('knocked')

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

  if ('locks' in navigator) request({ ifAvailable: true })
  else {
    has = true
    told('had')
  }
  return { announce: () => channel?.postMessage('opened'), take: () => request({ steal: true }) }
}
