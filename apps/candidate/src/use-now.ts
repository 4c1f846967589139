import { useEffect, useState } from 'react'

/** What the computer's two clocks said at one moment: the monotonic one, and the one that people set. */
export type Clocks = { readonly now: number; readonly date: number }

/** Both clocks, read afresh at an interval. */
export function useClocks(everyMs: number): Clocks {
  const [clocks, setClocks] = useState(readClocks)
  useEffect(() => {
    const timer = setInterval(() => setClocks(readClocks()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return clocks
}

/** The page's monotonic clock, read afresh at an interval. */
export function useNow(everyMs: number): number {
  return useClocks(everyMs).now
}

function readClocks(): Clocks {
  return { now: performance.now(), date: Date.now() }
}
