import { CallRefused } from '@kaochang/browser/call'
import { useCallback, useEffect, useState } from 'react'

/** What became of a request: still asked, answered, or refused. */
export type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: T }
  | { readonly state: 'refused'; readonly refusal: CallRefused['refusal'] }

/** Asks the server when the component appears, and again on `askAgain`. */
export function useAnswer<T>(ask: () => Promise<T>): readonly [Asked<T>, askAgain: () => void] {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'asking' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let stale = false
    setAsked({ state: 'asking' })
    ask().then(
      (answer) => stale || setAsked({ state: 'answered', answer }),
      (error: unknown) => {
        if (!(error instanceof CallRefused)) throw error
        if (!stale) setAsked({ state: 'refused', refusal: error.refusal })
      },
    )
    return () => {
      stale = true
    }
    // `ask` is a function written in place: the round alone decides.
  }, [round])
  return [asked, useCallback(() => setRound((before) => before + 1), [])]
}
