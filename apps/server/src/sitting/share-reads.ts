import type { Logger } from 'pino'

/** Not more often than this, and not so often that reading would take more than a fifth of the time. */
export const REST_MS = 300
const REST_TIMES = 5

/** Something whose reading many share who watch it: it is read once for all of them. */
export type SharedReads<T> = {
  /** Shows what was read to one more, from now on; the first time as soon as may be. Returns what ends it. */
  readonly join: (show: (value: T) => void) => () => void
  /** It may be another by now: it is read again, when the rest is over, for whoever watches. */
  readonly changed: () => void
  /** As it stands, not older than the rest. */
  readonly now: () => Promise<T>
}

export function shareReads<T>(read: () => Promise<T>, log: Pick<Logger, 'warn'>): SharedReads<T> {
  const watchers = new Set<(value: T) => void>()
  let reading: Promise<T> | undefined
  let last: { readonly value: T; readonly restUntil: number } | undefined
  let timer: NodeJS.Timeout | undefined
  let again = false

  function readOnce(): Promise<T> {
    reading ??= timed().finally(() => (reading = undefined))
    return reading
  }

  async function timed() {
    again = false
    const from = performance.now()
    const value = await read()
    const to = performance.now()
    last = { value, restUntil: from + Math.max(REST_MS, REST_TIMES * (to - from)) }
    return value
  }

  function changed() {
    again = true
    if (watchers.size === 0 || reading || timer) return
    timer = setTimeout(round, Math.max(0, (last?.restUntil ?? 0) - performance.now()))
  }

  function round() {
    timer = undefined
    readOnce()
      .then((value) => {
        for (const show of watchers) show(value)
      })
      .catch((err: unknown) => log.warn({ err }, 'the overview could not be read'))
      // What changed while it was read is shown once more, afterwards.
      .finally(() => again && changed())
  }

  return {
    join(show) {
      watchers.add(show)
      changed()
      return () => {
        watchers.delete(show)
        if (watchers.size > 0) return
        clearTimeout(timer)
        timer = undefined
      }
    },
    changed,
    now: async () => (last && performance.now() < last.restUntil ? last.value : readOnce()),
  }
}
