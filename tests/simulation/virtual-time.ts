import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'
import type { Chance } from '@kaochang/domain/chance'

/**
 * Whoever has a clock and a life of their own: a server process, a page in a browser, the database, a person. Code
 * that runs for one of them sees their time in `setTimeout`, `performance.now` and the like; nobody else's changes.
 */
export type Actor = {
  readonly name: string
  readonly time: VirtualTime
  /** How fast their clock goes: 1.01 gains a second in a hundred. */
  readonly rate: number
  /** What their monotonic clock showed when the simulation began. */
  readonly offset: number
  alive: boolean
  /** Nothing of theirs runs before this instant of the simulation. */
  frozenUntil: number
  /** Their monotonic clock has stood still for so long. */
  sleptMs: number
}

export type VirtualTime = {
  /** Milliseconds since the simulation began. */
  readonly now: () => number
  readonly actor: (name: string, clock?: { rate?: number; offset?: number }) => Actor
  /** Runs `what` for an actor after a while, if they are alive then; null: for the world itself. */
  readonly after: (ms: number, actor: Actor | null, what: () => void) => void
  /** Nothing of the actor's runs for so long. `asleep`: their computer is suspended, and its clock stands still too. */
  readonly freeze: (actor: Actor, ms: number, asleep: boolean) => void
  /** Takes one step after the other until nothing is left, `until` is reached or `stop` says so. */
  readonly run: (until: number, stop: () => boolean) => Promise<void>
  readonly steps: () => number
}

type Step = {
  readonly at: number
  readonly order: number
  readonly actor: Actor | null
  /** A timer's reading of its own actor's clock: a computer that slept is not woken early. */
  readonly due: number | null
  readonly what: () => void
  readonly handle: Handle | null
}

const acting = new AsyncLocalStorage<Actor>()

/**
 * Opens a time in which nothing waits: steps are taken in the order of their instants, and those of one instant in
 * the order in which they were asked for. After each step everything that follows at once (promises) runs to its end.
 *
 * @param fault hears of whatever an actor's own code throws and does not catch
 */
export function openVirtualTime(chance: Chance, fault: (actor: Actor | null, err: unknown) => void): VirtualTime {
  install()
  const steps = openHeap()
  let instant = 0
  let count = 0
  let taken = 0

  const time: VirtualTime = {
    now: () => instant,
    actor: (name, { rate = 1, offset = chance.below(1_000_000) } = {}) => ({
      name,
      time,
      rate,
      offset,
      alive: true,
      frozenUntil: 0,
      sleptMs: 0,
    }),
    after: (ms, actor, what) => add(ms, { actor, due: null, what, handle: null }),
    freeze(actor, ms, asleep) {
      if (actor.frozenUntil > instant) return
      actor.frozenUntil = instant + ms
      if (asleep) actor.sleptMs += ms
    },
    async run(until, stop) {
      for (let next = steps.first(); next && next.at <= until && !stop(); next = steps.first()) {
        steps.takeFirst()
        instant = Math.max(instant, next.at)
        if (!take(next)) continue
        taken += 1
        await settled()
      }
      instant = Math.max(instant, stop() ? instant : until)
    },
    steps: () => taken,
  }
  timersOf.set(time, {
    add: (ms, actor, due, what, handle) => add(ms, { actor, due, what, handle }),
    randomInt: (limit) => chance.below(limit),
  })

  function add(ms: number, step: Omit<Step, 'at' | 'order'>) {
    steps.add({ ...step, at: instant + Math.max(0, ms), order: (count += 1) })
  }

  /** False: nothing was done. */
  function take(step: Step): boolean {
    const { actor, due, what, handle } = step
    if (handle?.cleared || actor?.alive === false) return false
    if (actor && actor.frozenUntil > instant) {
      steps.add({ ...step, at: actor.frozenUntil })
      return false
    }
    if (actor && due !== null && readingOf(actor) < due - 0.001) {
      steps.add({ ...step, at: instant + (due - readingOf(actor)) / actor.rate })
      return false
    }
    try {
      if (actor) acting.run(actor, what)
      else what()
    } catch (err) {
      fault(actor, err)
    }
    return true
  }

  return time
}

/** What an actor's monotonic clock shows. */
export function readingOf({ time, rate, offset, sleptMs }: Actor): number {
  return offset + (time.now() - sleptMs) * rate
}

// ── The machine's own timers, for whoever acts ──────────────────────────────────────────────────────────────

type Timers = {
  readonly add: (ms: number, actor: Actor, due: number | null, what: () => void, handle: Handle | null) => void
  readonly randomInt: (limit: number) => number
}

const timersOf = new WeakMap<VirtualTime, Timers>()

/** What `setTimeout` gives back: Node's code calls `unref`, the browser's only clears it. */
type Handle = { cleared: boolean; unref: () => Handle; ref: () => Handle }

function aHandle(): Handle {
  const handle: Handle = { cleared: false, unref: () => handle, ref: () => handle }
  return handle
}

const real = {
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  setImmediate: globalThis.setImmediate,
  clearTimeout: globalThis.clearTimeout,
  now: performance.now.bind(performance),
  pause: timersPromises.setTimeout,
  randomInt: crypto.randomInt.bind(crypto),
  getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
}

let installed = false

/** Whatever was asked for has followed: every promise that could go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => real.setImmediate(resolve))
}

/** Puts timers in the machine's place that ask who acts. Whoever is no actor has the machine's own. */
function install() {
  if (installed) return
  installed = true
  const replace = (home: object, name: string, value: unknown) =>
    Object.defineProperty(home, name, { value, configurable: true, writable: true })

  replace(globalThis, 'setTimeout', (what: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const actor = acting.getStore()
    if (!actor) return real.setTimeout(what, ms, ...args)
    return startTimer(actor, ms, () => what(...args))
  })
  replace(globalThis, 'setInterval', (what: () => void, ms: number) => {
    const actor = acting.getStore()
    if (!actor) return real.setInterval(what, ms)
    const handle = aHandle()
    const next = () =>
      startTimer(
        actor,
        ms,
        () => {
          next()
          what()
        },
        handle,
      )
    return next()
  })
  replace(globalThis, 'setImmediate', (what: () => void) => {
    const actor = acting.getStore()
    if (!actor) return real.setImmediate(what)
    const handle = aHandle()
    timersOf.get(actor.time)?.add(0, actor, null, what, handle)
    return handle
  })
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate'])
    replace(globalThis, name, (handle: Handle | Parameters<typeof clearTimeout>[0]) => {
      if (typeof handle === 'object' && handle !== null && 'cleared' in handle) handle.cleared = true
      else real.clearTimeout(handle)
    })
  replace(performance, 'now', () => {
    const actor = acting.getStore()
    return actor ? readingOf(actor) : real.now()
  })
  replace(timersPromises, 'setTimeout', (ms: number, value?: unknown, options?: { signal?: AbortSignal }) => {
    const actor = acting.getStore()
    if (!actor) return real.pause(ms, value, options)
    return new Promise((resolve, reject) => {
      const handle = startTimer(actor, ms, () => resolve(value))
      options?.signal?.addEventListener('abort', () => {
        handle.cleared = true
        reject(new DOMException('The wait was given up.', 'AbortError'))
      })
    })
  })
  replace(crypto, 'randomInt', (limit: number) => {
    const actor = acting.getStore()
    return (actor && timersOf.get(actor.time)?.randomInt(limit)) ?? real.randomInt(limit)
  })
  replace(globalThis.crypto, 'getRandomValues', (into: Uint32Array<ArrayBuffer>) => {
    const actor = acting.getStore()
    const timers = actor && timersOf.get(actor.time)
    return timers ? into.map(() => timers.randomInt(2 ** 32)) : real.getRandomValues(into)
  })
  syncBuiltinESMExports()
}

function startTimer(actor: Actor, ms: number, what: () => void, handle = aHandle()): Handle {
  const wait = Math.max(1, ms)
  timersOf.get(actor.time)?.add(wait / actor.rate, actor, readingOf(actor) + wait, what, handle)
  return handle
}

// ── The order of the steps ──────────────────────────────────────────────────────────────────────────────────

/** A binary heap (Williams, "Algorithm 232: Heapsort", 1964): the earliest step is always first. */
function openHeap() {
  const heap: Step[] = []
  const before = (a: Step, b: Step) => a.at < b.at || (a.at === b.at && a.order < b.order)

  function sink(step: Step) {
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      let under = heap[child]
      if (!under) break
      const other = heap[child + 1]
      if (other && before(other, under)) {
        child += 1
        under = other
      }
      if (!before(under, step)) break
      heap[place] = under
      place = child
    }
    heap[place] = step
  }

  return {
    first: () => heap[0],
    add(step: Step) {
      let place = heap.length
      for (; place > 0;) {
        const over = (place - 1) >> 1
        const above = heap[over]
        if (!above || !before(step, above)) break
        heap[place] = above
        place = over
      }
      heap[place] = step
    },
    takeFirst() {
      const last = heap.pop()
      if (last && heap.length > 0) sink(last)
    },
  }
}
