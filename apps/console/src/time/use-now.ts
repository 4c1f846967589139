import { useEffect, useState } from 'react'

/** This computer's clock, read again every second. Good for spans; for a time of day ask the server. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
