import type { Chance } from '@kaochang/domain/chance'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { DatabaseModel } from './database-model.ts'
import type { Connection } from './network.ts'
import type { ServerProcess } from './server-process.ts'
import type { VirtualTime } from './virtual-time.ts'
import type { Watch } from './watch.ts'

/** What all parts of a simulation have in common. */
export type World = {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly database: DatabaseModel
  readonly watch: Watch
  readonly processes: ServerProcess[]
  readonly connections: Set<Connection>
  /** Which terminal a candidate is signed in at; signing in at another ends it there. */
  readonly signIns: Map<SittingId, TerminalId>
  /** Frames that go up are sent twice, so many in a hundred. */
  duplicatePercent: number
  readonly trace: (line: () => string) => void
}

/** The instant at which every simulation begins: a Thursday at nine in Beijing. */
export const STARTS_AT = Date.parse('2026-10-08T01:00:00Z')

/** Whether something happens that happens so many times in a hundred. */
export function happens({ chance }: Pick<World, 'chance'>, percent: number): boolean {
  return chance.below(100) < percent
}

export function between({ chance }: Pick<World, 'chance'>, least: number, most: number): number {
  return least + chance.below(Math.max(1, Math.round(most - least)))
}

/** One of several, every one equally likely; undefined when there are none. */
export function oneOf<T>({ chance }: Pick<World, 'chance'>, from: readonly T[]): T | undefined {
  return from[from.length > 1 ? chance.below(from.length) : 0]
}
