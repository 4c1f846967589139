import { CallRefused } from '@kaochang/browser/call'
import { useCallback, useEffect, useState } from 'react'

/** What became of a request: still asked, answered, or refused. */
export type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: T }
  | { readonly state: 'refused'; readonly refusal: CallRefused['refusal'] }

/**
 * Asks the server when the component appears, and again on `askAgain`.
 *
 * @param ask one function for the life of the component, not one written in place
 */
export function useAnswer<T>(ask: () => Promise<T>): readonly [Asked<T>, askAgain: () => void] {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'asking' })
  useEffect(() => void outcomeOf(ask()).then(setAsked), [ask])
  const askAgain = useCallback(() => {
    setAsked({ state: 'asking' })
    void outcomeOf(ask()).then(setAsked)
  }, [ask])
  return [asked, askAgain]
}

async function outcomeOf<T>(answering: Promise<T>): Promise<Asked<T>> {
  try {
    return { state: 'answered', answer: await answering }
  } catch (error) {
    if (error instanceof CallRefused) return { state: 'refused', refusal: error.refusal }
    throw error
  }
}
