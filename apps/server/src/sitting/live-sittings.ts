import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Outcome } from '@kaochang/domain/outcome'
import type { SittingCommand, SittingRefusal } from '@kaochang/domain/sitting/decide'
import type { Recorded, Sitting } from '@kaochang/domain/sitting/sitting'
import type { LateSave } from '@kaochang/database/sitting'
import type { SealedSitting } from './sealed-sitting.ts'

/** A sitting that does not exist (or whose papers are not drawn yet), or whose record somebody has tampered with. */
export type LiveRefusal = SittingRefusal | { code: 'not_found' } | { code: 'record_broken'; number: number }

/** What a terminal's line shows of itself to the room. Not part of the record. */
export type Presence = { readonly connected: boolean; readonly lastHeardAt: Instant | null }

/** Why a line must end although its candidate has done nothing wrong; the terminal comes back by itself. */
export type ComeBack = 'restarting' | 'moved' | 'busy' | 'fault'

/** The terminal's end of a sitting, as the sittings in memory see it. */
export type Line = {
  /** These events are on disk now, and the sitting stands as it is given. Once for each commit. */
  readonly kept: (sitting: Sitting, recorded: readonly Recorded[]) => void
  /** Another line has the seat. */
  readonly takenOver: () => void
  readonly comeBack: (why: ComeBack) => void
  /** Whether answers can be made durable has changed. */
  readonly durable: (durable: boolean) => void
}

/** A line's hold on its sitting, until another takes it. */
export type Hold = {
  readonly epoch: number
  readonly sealed: SealedSitting
  /** As on disk. */
  readonly sitting: () => Sitting
  /**
   * Decides at once; what it records is told by `Line.kept` after the commit. The value says whether there
   * is anything to wait for: `unchanged` is a command that had been obeyed before, or that changes nothing.
   * `busy` is a journal that can take no more; nothing was recorded.
   */
  readonly say: (
    command: LineCommand,
    at: Instant,
  ) => Outcome<'recorded' | 'unchanged', SittingRefusal | { code: 'busy' }>
  /** Somebody else is taking the seat just now: `later` waits for how it ends. */
  readonly suspended: () => boolean
  /** Runs when the hold is certain again, and never if it was lost. */
  readonly later: (then: () => void) => void
  /** Keeps saves apart for a decision, never to be scored silently. Resolves when they are on disk. */
  readonly keepApart: (reason: 'after_end' | 'superseded', saves: readonly LateSave[], at: Instant) => Promise<void>
  /** How everything decided so far ends: true when it is on disk, false when the hold was lost before it was. */
  readonly settled: () => Promise<boolean>
  readonly heard: (at: Instant) => void
  readonly leave: () => void
}

/** What may be asked of a sitting by staff or the clock: a terminal attaches through `attach` alone. */
export type RoomCommand = Exclude<SittingCommand, { type: 'attach' }>

/** What a terminal's line may ask. */
export type LineCommand = Extract<
  SittingCommand,
  { type: 'accept_rules' | 'save' | 'hand_in' | 'note_screen' | 'note_item' }
>

/**
 * The sittings in memory. Every change to any sitting goes through here, so that there is one order of
 * events, and returns only once it is on disk.
 */
export type LiveSittings = {
  /** Decides, records, and resolves after the commit with the sitting as it then stands. */
  readonly obey: (id: SittingId, command: RoomCommand) => Promise<Outcome<Sitting, LiveRefusal>>
  /**
   * Raises the epoch for a terminal and binds the sitting to it; an older line is told and let go. Only a
   * sitting that has ended is not raised: its line can read the receipt, and nothing more is recorded.
   *
   * @param page `fresh`: the terminal had to begin anew, so that the time since it was last heard was lost;
   *   `log`: which of the terminal's own logs it writes to
   * @throws LiveFault when the database cannot be asked just now: the terminal should come back
   */
  readonly attach: (
    id: SittingId,
    terminalId: TerminalId,
    line: Line,
    page?: { readonly fresh?: boolean | undefined; readonly log?: string | undefined },
  ) => Promise<Outcome<Hold, LiveRefusal>>
  /** The sitting as it stands on disk, from memory or rebuilt from its record. */
  readonly read: (id: SittingId) => Promise<Outcome<Sitting, LiveRefusal>>
  /** Many at once, in one query for all that are not in memory. Those that cannot be read are left out. */
  readonly readMany: (ids: readonly SittingId[]) => Promise<ReadonlyMap<SittingId, Sitting>>
  /** This process writes the sitting's record: nobody else has taken it since. */
  readonly holds: (id: SittingId) => boolean
  readonly presence: (id: SittingId) => Presence
  /** Those whose record or line changed in this process since this was last asked. */
  readonly takeChanged: () => SittingId[]
  /** Whether answers can be made durable just now. */
  readonly durable: () => boolean
  /** Finishes what is under way, tells every terminal to come back, and takes no more. Safe to call again. */
  readonly close: () => Promise<void>
}

/** The sittings cannot be changed just now. Nothing was recorded, unless it is said to be unknown. */
export class LiveFault extends Error {
  override readonly name = 'LiveFault'
}
