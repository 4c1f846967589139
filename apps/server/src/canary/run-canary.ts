import { noteCanary } from '@kaochang/database/process'
import { type CanaryFault, type CanaryFinding, type CanaryStep, knownAnswers } from '@kaochang/domain/canary/canary'
import { listRecords, listSittings } from '@kaochang/database/score'
import type { StaffId } from '@kaochang/domain/ids'
import type { Recorded } from '@kaochang/domain/sitting/sitting'
import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { foldSittings, scoreFolded } from '../score/fold-sittings.ts'
import { readScoringMaterial } from '../score/scoring-material.ts'
import type { ComeBack, Hold, Line, LineCommand, RoomCommand } from '../sitting/live-sittings.ts'
import { type CanaryPaper, makeCanaryPaper } from './make-paper.ts'

export type CanaryDeps = Pick<Deps, 'db' | 'clock' | 'sittings' | 'log'> & {
  readonly watch: Pick<Deps['watch'], 'processId'>
}

/** A whole run takes a tenth of a second; beyond this a candidate would have noticed. */
const ANSWER_WITHIN_MS = 15_000

/**
 * Sends a candidate with known answers through this process: its sittings in memory, its journal and the database.
 * Then the record is read back and refolded, every acknowledged save looked for in it, and the mark that the pure
 * scorer gives compared with the one that is known. What was found is kept with this process.
 */
export async function runCanary(deps: CanaryDeps): Promise<CanaryFinding> {
  const from = performance.now()
  const walk: { step: CanaryStep } = { step: 'paper' }
  const found = await Promise.race([
    walkThrough(deps, walk).catch((err: unknown) => {
      if (!(err instanceof Wrong)) deps.log.error({ err, step: walk.step }, 'the canary failed')
      return err instanceof Wrong ? err.fault : ('not_written' as const)
    }),
    pause(ANSWER_WITHIN_MS, 'no_answer' as const, { ref: false }),
  ])
  const tookMs = Math.round(performance.now() - from)
  const finding: CanaryFinding =
    found === 'well' || found === 'no_items'
      ? { ok: found === 'well' ? true : null, step: null, fault: null, tookMs }
      : { ok: false, step: walk.step, fault: found, tookMs }
  if (finding.ok === false) deps.log.error({ finding }, 'the canary found this process ill')
  await noteCanary(deps.db, deps.watch.processId, finding, deps.clock.now())
  return finding
}

/** What a step found, up to whoever started it. */
class Wrong extends Error {
  readonly fault: CanaryFault
  constructor(fault: CanaryFault) {
    super(fault)
    this.fault = fault
  }
}

async function walkThrough(deps: CanaryDeps, walk: { step: CanaryStep }): Promise<'well' | 'no_items'> {
  const { db, clock, sittings, watch } = deps
  const made = await db.transaction((tx) => makeCanaryPaper(tx, clock.now()))
  if (made === null) return 'no_items'
  const { sittingId, perch, paper, keys } = made
  // Nobody of the staff is there: the process does what they would do.
  const by = watch.processId as StaffId
  const known = knownAnswers(paper, keys)

  const obey = async (step: CanaryStep, command: RoomCommand) => {
    walk.step = step
    const obeyed = await sittings.obey(sittingId, command)
    if (!obeyed.ok) throw new Wrong('refused')
  }
  await obey('seat', { type: 'seat', seatId: perch.seatId, by })

  walk.step = 'attach'
  const line = openCanaryLine()
  const attached = await sittings.attach(sittingId, perch.terminalId, line)
  if (!attached.ok) throw new Wrong('refused')
  const hold = attached.value
  try {
    const say = (step: CanaryStep, commands: readonly LineCommand[]) => {
      walk.step = step
      return sayAll(hold, line, commands, clock)
    }
    await obey('identity', { type: 'confirm_identity', by })
    await say('rules', [{ type: 'accept_rules' }])
    await obey('start', { type: 'start_room' })
    const saves = known.responses.map(
      (response, index) => ({ type: 'save', seq: index + 1, item: index + 1, response, marked: false }) as const,
    )
    await say('saves', saves)
    await say('hand_in', [{ type: 'hand_in' }])
  } finally {
    hold.leave()
  }

  walk.step = 'record'
  const score = await readBack(deps, made, line.acknowledged, (step) => (walk.step = step))
  if (score?.marks !== known.marks || score.points !== known.points) throw new Wrong('wrong_mark')
  return 'well'
}

/** Says all of it as a terminal does, without waiting in between, and waits until all of it is acknowledged. */
async function sayAll(hold: Hold, line: CanaryLine, commands: readonly LineCommand[], clock: CanaryDeps['clock']) {
  const already = line.acknowledged.length
  for (const command of commands) {
    const said = hold.say(command, clock.now())
    if (!said.ok) throw new Wrong('refused')
  }
  const kept = line.lost() === null && (await hold.settled())
  if (!kept) throw new Wrong(line.lost() === 'fault' ? 'not_written' : 'line_lost')
  if (line.acknowledged.length - already < commands.length) throw new Wrong('not_acknowledged')
}

/** What is on disk, by the way every score goes. */
async function readBack(
  { db }: CanaryDeps,
  { session, sittingId, paperHash, pool }: CanaryPaper,
  acknowledged: readonly Recorded[],
  at: (step: CanaryStep) => void,
) {
  const record = (await listRecords(db, [sittingId])).get(sittingId) ?? []
  const kept = new Set(record.map(({ number, link }) => `${number} ${link}`))
  if (!acknowledged.every(({ number, link }) => kept.has(`${number} ${link}`))) throw new Wrong('acknowledged_missing')
  for await (const folded of foldSittings(db, session, await listSittings(db, session.id))) {
    const { sitting, paper, paperIntact } = folded
    if (sitting === null || !paperIntact || paper.paperHash !== paperHash) throw new Wrong('record_broken')
    at('score')
    return scoreFolded(await readScoringMaterial(db, { pool }), folded)
  }
  throw new Wrong('record_broken')
}

type CanaryLine = Line & {
  /** What it was told is on disk. */
  readonly acknowledged: readonly Recorded[]
  readonly lost: () => ComeBack | 'taken_over' | null
}

/** A terminal's line that only listens, within this process. */
function openCanaryLine(): CanaryLine {
  const acknowledged: Recorded[] = []
  let lost: ComeBack | 'taken_over' | null = null
  return {
    acknowledged,
    lost: () => lost,
    kept: (_, recorded) => void acknowledged.push(...recorded),
    takenOver: () => (lost = 'taken_over'),
    comeBack: (why) => (lost = why),
    durable: () => undefined,
  }
}
