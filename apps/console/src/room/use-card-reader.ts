import type { CardReading } from '@kaochang/domain/people/card-reading'
import { useEffect, useRef, useState } from 'react'
import { type ReaderProblem, ReaderFailed, keptPort, readCard } from './card-reader.ts'

/** This computer's card reader, if it has one: asks for one card at a time. */
export function useCardReader() {
  const port = keptPort()
  const [waiting, setWaiting] = useState(false)
  const [problem, setProblem] = useState<ReaderProblem | null>(null)
  const asking = useRef<AbortController>(undefined)
  useEffect(() => () => asking.current?.abort(), [])

  async function read(onCard: (card: CardReading) => void) {
    if (port === null) return
    asking.current?.abort()
    const mine = new AbortController()
    asking.current = mine
    setProblem(null)
    setWaiting(true)
    try {
      onCard(await readCard(port, mine.signal))
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof ReaderFailed)) throw error
      setProblem(error.problem)
    } finally {
      if (asking.current === mine) setWaiting(false)
    }
  }

  return {
    installed: port !== null,
    waiting,
    problem,
    read: (onCard: (card: CardReading) => void) => void read(onCard),
    leave: () => asking.current?.abort(),
    forgetProblem: () => setProblem(null),
  }
}
