import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Outcome } from '@kaochang/domain/outcome'
import type { SittingCommand, SittingRefusal } from '@kaochang/domain/sitting/decide'
import type { Recorded, Sitting } from '@kaochang/domain/sitting/sitting'

/** A sitting that no longer belongs to this process or terminal, or that does not exist. */
export type LiveRefusal = SittingRefusal | { code: 'not_found' } | { code: 'record_broken'; number: number }

/** What a terminal's line shows of itself to the room. Not part of the record. */
export type Presence = {
  readonly connected: boolean
  readonly lastHeardAt: Instant | null
  readonly lastSavedAt: Instant | null
  readonly screenEventCount: number
}

/**
 * The sittings in memory. Every change to any sitting goes through here, so that there is one order of
 * events, and returns only once it is on disk.
 */
export type LiveSittings = {
  /** Decides, records, and resolves after the commit with the sitting as it then stands. */
  readonly obey: (id: SittingId, command: Exclude<SittingCommand, { type: 'attach' }>) => Promise<Outcome<Sitting, LiveRefusal>>
  /** Raises the epoch for a terminal and binds the sitting to it. Older lines are told and closed. */
  readonly attach: (
    id: SittingId,
    terminalId: TerminalId,
  ) => Promise<Outcome<{ sitting: Sitting; continues: boolean }, LiveRefusal>>
  /** The sitting as it stands, from memory or rebuilt from its record. */
  readonly read: (id: SittingId) => Promise<Outcome<Sitting, LiveRefusal>>
  readonly presence: (id: SittingId) => Presence
  /** Calls back after each commit with what was recorded; returns how to stop. Lines listen here. */
  readonly listen: (id: SittingId, hear: (sitting: Sitting, recorded: readonly Recorded[]) => void) => () => void
  /** Whether answers can be made durable just now. */
  readonly durable: () => boolean
  /** Finishes what is under way and closes every line, telling terminals to come back. */
  readonly close: () => Promise<void>
}
