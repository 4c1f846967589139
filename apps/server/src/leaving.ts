/** How a server that is asked to stop lets the proxy in front of it know before its lines are let go. */
export type Leaving = {
  /** Says whether new lines are welcome here. Called for every `/readyz`, and remembers that somebody asks. */
  readonly asked: () => 'welcome' | 'leaving'
  /**
   * From here on `/readyz` says no. Settles once whoever has been asking has been told so and has had a moment to
   * act on it, and at once where nobody asks: there is no proxy then that could send anybody elsewhere.
   */
  readonly leave: () => Promise<void>
}

/** Whoever has not asked for so long is not asking any more. */
const ASKS_WITHIN_MS = 10_000

/** Proxies ask every other second or so. The whole stop has ten. */
const TOLD_WITHIN_MS = 2_500

/** From being told until nobody new is sent here. */
const A_MOMENT_MS = 200

export function openLeaving(): Leaving {
  let askedAt = -Infinity
  let leaving: Promise<void> | undefined
  const told = Promise.withResolvers<void>()

  async function tellFirst() {
    if (performance.now() - askedAt > ASKS_WITHIN_MS) return
    await within(TOLD_WITHIN_MS, told.promise)
    await within(A_MOMENT_MS)
  }

  return {
    asked() {
      askedAt = performance.now()
      if (!leaving) return 'welcome'
      told.resolve()
      return 'leaving'
    },
    leave: () => (leaving ??= tellFirst()),
  }
}

async function within(ms: number, first: Promise<void> = new Promise(() => undefined)): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([promise, first])
  clearTimeout(timer)
}
