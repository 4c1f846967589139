import type { ComeBack, Line } from '@kaochang/server/sitting/live-sittings'
import type { Recorded, Sitting } from '@kaochang/domain/sitting/sitting'

/** A line that writes down what it is told. */
export type HeardLine = Line & {
  readonly told: ('taken over' | ComeBack | 'degraded' | 'restored')[]
  readonly recorded: Recorded[]
  /** Settles with the sitting once this many events have been told of. */
  readonly reached: (number: number) => Promise<Sitting>
  /** Settles when this has been told. */
  readonly until: (what: HeardLine['told'][number]) => Promise<void>
}

export function aLine(): HeardLine {
  const told: HeardLine['told'] = []
  const recorded: Recorded[] = []
  let latest: Sitting | undefined
  let changed = Promise.withResolvers<void>()
  const note = (what?: HeardLine['told'][number]) => {
    if (what) told.push(what)
    changed.resolve()
    changed = Promise.withResolvers()
  }
  return {
    told,
    recorded,
    kept(sitting, entries) {
      latest = sitting
      recorded.push(...entries)
      note()
    },
    takenOver: () => note('taken over'),
    comeBack: note,
    durable: (durable) => note(durable ? 'restored' : 'degraded'),
    reached: async (number) => {
      while (!latest || latest.number < number) await changed.promise
      return latest
    },
    until: async (what) => {
      while (!told.includes(what)) await changed.promise
    },
  }
}
