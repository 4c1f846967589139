import { databaseFault } from '@kaochang/database/client'
import type { Addition, TakenRow } from '@kaochang/database/sitting'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, invariant, refuse } from '@kaochang/domain/outcome'
import { type SittingCommand, type SittingRefusal, decide } from '@kaochang/domain/sitting/decide'
import { record, refold } from '@kaochang/domain/sitting/record'
import { type Recorded, type Sitting, unbegun } from '@kaochang/domain/sitting/sitting'
import { sha256 } from '../hashing.ts'
import { LiveFault, type RoomCommand } from './live-sittings.ts'
import type { SealedSitting } from './sealed-sitting.ts'
import type { SittingStore, Taking } from './sitting-store.ts'

/** What is asked of a sitting that is to be taken into this process, together with the taking. */
export type Asked = RoomCommand | Omit<Extract<SittingCommand, { type: 'attach' }>, 'epoch'>

export type TakeRequest = {
  readonly id: SittingId
  readonly command: Asked
  readonly at: Instant
  /** What this process knows of the sitting already, as on disk. */
  readonly known: { readonly sitting: Sitting; readonly sealed: SealedSitting } | undefined
}

/** A sitting that is this process's now, with what the command added to its record. */
export type Taken = {
  /** The epoch in the database: ours to write under. 0 for a sitting that is closed, to which nobody writes. */
  readonly epoch: number
  readonly sealed: SealedSitting
  readonly before: Sitting
  readonly sitting: Sitting
  readonly recorded: readonly Recorded[]
  readonly roomStarted: boolean
  readonly outcome: Outcome<unknown, SittingRefusal>
}

export type TakeRefusal = { code: 'not_found' } | { code: 'record_broken'; number: number }

type Waiting = TakeRequest & PromiseWithResolvers<Outcome<Taken, TakeRefusal>>

const BATCH_LIMIT = 100
const CONFLICT_ATTEMPTS = 3

/**
 * Takes sittings into this process: raises their epochs, brings them up to their records, obeys what was
 * asked and appends it, all in one transaction that holds their rows. So of two processes that want the
 * same sitting one is simply second, and sees what the first has done.
 *
 * Works in groups like the journal: requests that arrive while one transaction runs share the next, so that
 * a hall of terminals coming back after a cut costs a few transactions and not one each.
 *
 * @throws LiveFault when the database could not be asked; whether the command was recorded is then unknown
 */
export function openTaking(
  store: Pick<SittingStore, 'inTransaction'>,
): (request: TakeRequest) => Promise<Outcome<Taken, TakeRefusal>> {
  let queue: Waiting[] = []
  let running = false

  function take(request: TakeRequest) {
    const waiting = { ...request, ...Promise.withResolvers<Outcome<Taken, TakeRefusal>>() }
    queue.push(waiting)
    if (!running) {
      running = true
      setImmediate(() => void run())
    }
    return waiting.promise
  }

  async function run() {
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH_LIMIT)
      queue = queue.slice(BATCH_LIMIT)
      await settle(batch)
    }
    running = false
  }

  async function settle(batch: readonly Waiting[]) {
    try {
      const outcomes = await inTransaction(batch)
      for (const waiting of batch) waiting.resolve(outcomes.get(waiting.id) ?? refuse({ code: 'not_found' }))
    } catch (err) {
      // One sitting must not stop the others: a fault that the database has with one is found by trying each alone.
      const fault = databaseFault(err)
      if (batch.length > 1 && !fault?.retryable) {
        for (const waiting of batch) await settle([waiting])
        return
      }
      for (const waiting of batch) waiting.reject(new LiveFault('The sitting could not be taken', { cause: err }))
    }
  }

  async function inTransaction(batch: readonly Waiting[]) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await store.inTransaction((taking) => takeHolding(taking, batch))
      } catch (err) {
        // These say for certain that nothing was committed.
        const conflict = ['40001', '40P01', '55P03'].includes(databaseFault(err)?.code ?? '')
        if (!conflict || attempt === CONFLICT_ATTEMPTS) throw err
      }
    }
  }

  async function takeHolding(taking: Taking, batch: readonly Waiting[]) {
    const rows = await taking.raiseEpochs(
      batch.map(({ id }) => id),
      terminalsOf(batch),
    )
    const wanted = new Map(batch.map((request) => [request.id, request]))
    invariant(wanted.size === batch.length, 'nobody takes a sitting that is being taken')
    const strange = rows.flatMap(({ id }) => (wanted.get(id)?.known ? [] : [id]))
    const sealed = await taking.fetchSealed(strange)
    const records = await taking.listRecords(
      rows.map(({ id }) => ({ id, after: wanted.get(id)?.known?.sitting.number ?? 0 })),
    )

    const outcomes = new Map<SittingId, Outcome<Taken, TakeRefusal>>()
    const additions: Addition[] = []
    for (const row of rows) {
      const request = wanted.get(row.id)
      const seal = request?.known?.sealed ?? sealed.get(row.id)
      if (!request || !seal) continue
      const from = request.known?.sitting ?? unbegun(row.id, seal.terms)
      const folded = refold(sha256, from, records.get(row.id) ?? [])
      outcomes.set(row.id, folded.ok ? { ok: true, value: obeyed(row, request, seal, folded.value) } : folded)
    }
    for (const outcome of outcomes.values()) {
      if (!outcome.ok || outcome.value.recorded.length === 0) continue
      const { epoch, sitting, recorded } = outcome.value
      additions.push({ id: sitting.id, epoch, entries: recorded, after: sitting })
    }
    if (additions.length > 0) await taking.append(additions, { again: false })
    return outcomes
  }

  return take
}

function obeyed(row: TakenRow, { command, at }: TakeRequest, sealed: SealedSitting, before: Sitting): Taken {
  const outcome =
    row.closed === 'absent' ? refuse({ code: 'sitting_closed' }) : decide(before, commandFor(command, row.epoch), at)
  const { recorded, after } = record(sha256, before, outcome.ok ? outcome.value : [], at)
  return {
    epoch: row.closed ? 0 : row.epoch,
    sealed,
    before,
    sitting: after,
    recorded,
    roomStarted: row.roomStarted,
    outcome,
  }
}

function commandFor(command: Asked, epoch: number): SittingCommand {
  return command.type === 'attach' ? { ...command, epoch } : command
}

function terminalsOf(batch: readonly TakeRequest[]): ReadonlyMap<SittingId, TerminalId> {
  return new Map(batch.flatMap(({ id, command }) => (command.type === 'attach' ? [[id, command.terminalId]] : [])))
}
