import { chanceFrom } from '@kaochang/domain/chance'
import type { SeatId, SessionId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import type { Hundredths } from '@kaochang/domain/law/marks'
import type { RoomCommand } from '@kaochang/server/sitting/live-sittings'
import type { SealedSitting } from '@kaochang/server/sitting/sealed-sitting'
import { mayAnswer, mayForget } from '../../apps/candidate/src/sitting/sitting-state.ts'
import { type KillPoint, type Row, openDatabaseModel } from './database-model.ts'
import { startServerProcess } from './server-process.ts'
import {
  type Page,
  type Terminal,
  answerSomething,
  closePage,
  loseMemory,
  onDisk,
  openPage,
  owedAt,
} from './terminal.ts'
import { type Actor, openVirtualTime } from './virtual-time.ts'
import { SENTINEL, type Watch, openWatch, valueOf } from './watch.ts'
import { STARTS_AT, type World, between, happens, oneOf } from './world.ts'

/** What came of one seed. */
export type Result = {
  readonly seed: number
  /** The first invariant that was broken, in words; null: all held. */
  readonly broken: string | null
  /** The last things that happened, when they were asked for. */
  readonly trace: readonly string[]
  readonly steps: number
  readonly virtualMs: number
  readonly faults: Readonly<Record<string, number>>
  readonly counts: Watch['counts']
}

type Candidate = {
  readonly id: SittingId
  terminal: Terminal
  page: Page | null
  /** On the way to a page: signing in, or waiting for it to open. */
  busy: boolean
  /** Has seen the receipt, with nothing owed, and gone home; or can do nothing more. */
  done: boolean
  readonly thinkMs: number
  readonly handsInAt: number
}

/** A process that lives, with a database that does, answers whoever asks: with a fault if with nothing else. */
const ANSWERED_WITHIN_MS = 40_000

const STAFF = 'staff' as StaffId
const TRACE_LINES = 4000

/** Everything is over at most so long after the faults have stopped and the last time is up (I15). */
const AFTERWARDS_MS = 60_000

/**
 * Plays one exam in a room: candidates, terminals, network, server processes and database, with everything that can go
 * wrong by chance, and every chance from the seed. The same seed plays the same exam to the last frame.
 *
 * @param traced keeps the last lines of what happened; slower
 */
export async function simulate(seed: number, { traced = false } = {}): Promise<Result> {
  const trace: string[] = []
  const faults: Record<string, number> = {}
  let broken: string | null = null

  const note = (line: () => string) => {
    if (!traced || broken !== null) return
    trace.push(`${(time.now() / 1_000).toFixed(3).padStart(9)}  ${line()}`)
    if (trace.length > TRACE_LINES) trace.shift()
  }
  const fail = (what: string) => {
    note(() => `BROKEN: ${what}`)
    broken ??= what
  }

  const terminals: Terminal[] = []
  const forgets = (id: TerminalId) => terminals.find((terminal) => terminal.id === id)?.disk === 'failing'

  const time = openVirtualTime(chanceFrom(String(seed), 'time'), (actor, err) =>
    fail(`${actor?.name ?? 'the world'} threw ${err instanceof Error ? err.stack : String(err)}`),
  )
  const rejected = (err: unknown) => fail(`nobody caught ${err instanceof Error ? err.stack : String(err)}`)
  process.on('unhandledRejection', rejected)
  Object.assign(globalThis, { location: { protocol: 'https:', host: 'exam.test' } })

  const chance = chanceFrom(String(seed), 'world')
  const traps = new Map<Actor, { readonly point: KillPoint; left: number }>()
  const rows = new Map<SittingId, Row>(someRows(chance).map((row) => [row.id, row]))
  const watch = openWatch({ rows, now: () => STARTS_AT + time.now(), forgets, fail })
  const database = openDatabaseModel({
    time,
    chance: chanceFrom(String(seed), 'database'),
    rows,
    committed: watch.committed,
    kill: sprung,
    trace: note,
  })
  const world: World = {
    time,
    chance,
    database,
    watch,
    processes: [],
    connections: new Set(),
    signIns: new Map(),
    duplicatePercent: 0,
    trace: note,
  }

  const durationMs = [...rows.values()][0]?.sealed.terms.durationMs ?? 0
  const faultsUntil = between(world, 5_000, 15_000 + durationMs + (happens(world, 50) ? 30_000 : 0))
  const calm = () => time.now() >= faultsUntil
  const candidates = [...rows.values()].map((row, index): Candidate => {
    const terminal = aTerminal(`T${index + 1}`, row.seatId)
    // Their seat is drawn when they are checked in.
    row.seatId = null
    return {
      id: row.id,
      terminal,
      page: null,
      busy: false,
      done: false,
      thinkMs: between(world, 300, 6_000),
      handsInAt: happens(world, 30) ? between(world, 10_000, 10_000 + durationMs) : Infinity,
    }
  })
  const spares = [aTerminal('T8', 'seat 8' as SeatId), aTerminal('T9', 'seat 9' as SeatId)]

  function aTerminal(id: string, seatId: SeatId | null): Terminal {
    const terminal: Terminal = {
      id: id as TerminalId,
      seatId: seatId ?? (`seat of ${id}` as SeatId),
      disk: happens(world, 75) ? 'kept' : (oneOf(world, ['refused', 'failing', 'slow'] as const) ?? 'kept'),
      rows: new Map(),
      logIds: new Map(),
      power: 0,
      writesUntil: 0,
      rate: happens(world, 30) ? 0.98 + chance.below(40) / 1_000 : 1,
      refusesUpgrades: happens(world, 12),
      offlineUntil: 0,
      pages: [],
      closing: new Set(),
    }
    terminals.push(terminal)
    return terminal
  }

  // ── Server processes ──────────────────────────────────────────────────────────────────────────────────────

  let processCount = 0

  async function startProcess(place: number) {
    processCount += 1
    const process = await startServerProcess(world, `P${place + 1}.${processCount}`)
    note(() => `${process.name} starts`)
    world.processes[place] = process
  }

  function sprung(actor: Actor, point: KillPoint): boolean {
    const trap = traps.get(actor)
    if (!trap || trap.point !== point || (trap.left -= 1) > 0) return false
    traps.delete(actor)
    note(() => `${actor.name} dies ${point.replace('_', ' ')}`)
    world.processes.find((process) => process.actor === actor)?.kill()
    return true
  }

  /** Looks after the processes: whoever is gone is started again after a while. */
  function tendProcesses() {
    for (const [place, process] of world.processes.entries()) {
      if (process.actor.alive || restarting.has(place)) continue
      restarting.add(place)
      time.after(between(world, 300, 5_000), null, () => {
        void startProcess(place).then(() => restarting.delete(place))
      })
    }
    time.after(250, null, tendProcesses)
  }
  const restarting = new Set<number>()

  const serving = () => world.processes.filter((process) => process.serves())

  // ── Staff ─────────────────────────────────────────────────────────────────────────────────────────────────

  let wordCount = 0
  const words = () => `words ${(wordCount += 1)}`

  /** Asks a process, as the console does: an answer that does not come says nothing. */
  function ask(
    id: SittingId,
    command: RoomCommand,
    told: string | null = null,
  ): Promise<'done' | 'refused' | 'unknown'> {
    const process = oneOf(world, serving())
    const { promise, resolve } = Promise.withResolvers<'done' | 'refused' | 'unknown'>()
    time.after(8_000, null, () => resolve('unknown'))
    if (!process) return promise
    const asked = { words: told, number: watch.numberOf(id) }
    let answered = false
    const patience = () => {
      if (answered) return
      // Neither what stood still nor what waits for a disk that is not there has had its time.
      const since = Math.max(database.upSince(), process.actor.frozenUntil)
      const waitMs = since + ANSWERED_WITHIN_MS - time.now()
      if (waitMs > 0) time.after(waitMs, process.actor, patience)
      else fail(`I15 ${process.name}: has lived on, and never answers ${command.type} for ${id}`)
    }
    note(() => `staff ask ${process.name}: ${id} ${JSON.stringify(command)}`)
    time.after(between(world, 1, 40), process.actor, () => {
      time.after(ANSWERED_WITHIN_MS, process.actor, patience)
      const obeyed = process.sittings.obey(id, command).finally(() => (answered = true))
      obeyed.then(
        (outcome) =>
          time.after(between(world, 1, 40), null, () => {
            note(() => `staff hear of ${id} ${command.type}: ${outcome.ok ? 'done' : outcome.refusal.code}`)
            if (outcome.ok) watch.told(outcome.value, asked)
            else if (outcome.refusal.code === 'record_broken') fail(`${id}: ${process.name} finds the record broken`)
            else if (outcome.refusal.code === 'sitting_closed' && watch.isOpen(id))
              fail(`F22 ${id}: called closed, and is open`)
            resolve(outcome.ok ? 'done' : 'refused')
          }),
        () => resolve('unknown'),
      )
    })
    return promise
  }

  async function insist(id: SittingId, command: RoomCommand) {
    while ((await ask(id, command)) === 'unknown') await wait(between(world, 200, 2_000))
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => time.after(ms, null, resolve))
  }

  async function checkIn({ id, terminal }: Candidate) {
    const row = rows.get(id)
    await wait(between(world, 0, 3_000))
    if (!row) return
    row.seatId = terminal.seatId
    await insist(id, { type: 'seat', seatId: terminal.seatId, by: STAFF })
    await wait(between(world, 0, 3_000))
    await insist(id, { type: 'confirm_identity', by: STAFF })
    if (row.roomStarted) await insist(id, { type: 'start_room' })
  }

  async function startRoom() {
    await wait(between(world, 3_000, 8_000))
    note(() => 'the room starts')
    for (const row of rows.values()) row.roomStarted = true
    await Promise.all(
      [...rows.values()].filter(({ seatId }) => seatId !== null).map(({ id }) => insist(id, { type: 'start_room' })),
    )
  }

  /** What staff do in the middle of an exam, once in a while. */
  const acts: Readonly<Record<string, (candidate: Candidate) => void>> = {
    grant: ({ id }) => {
      const reason = words()
      void ask(id, { type: 'grant_time', ms: between(world, 1, 20) * 1_000, by: STAFF, reason }, reason)
    },
    tell: ({ id }) => {
      const text = words()
      void ask(id, { type: 'tell', text, by: STAFF }, text)
    },
    pause: ({ id }) => {
      void ask(id, { type: 'pause', by: STAFF, reason: words() })
      time.after(between(world, 500, 15_000), null, () => void insist(id, { type: 'resume', by: STAFF }))
    },
    resume: ({ id }) => void ask(id, { type: 'resume', by: STAFF }),
    end: ({ id }) => {
      if (happens(world, 20)) void ask(id, { type: 'end', by: STAFF, note: words() })
    },
    read: ({ id }) => {
      const process = oneOf(world, serving())
      if (process)
        time.after(1, process.actor, () => {
          process.sittings.read(id).then(
            (outcome) =>
              outcome.ok
                ? watch.told(outcome.value, { words: null, number: 0 })
                : fail(`${id}: reading says ${outcome.refusal.code}`),
            () => undefined,
          )
        })
    },
    move: (candidate) => void move(candidate),
    replace: replaceTerminal,
    go_back: goBack,
    visit,
  }

  /** To another seat, with the same candidate; the terminal left behind may know nothing of it. */
  async function move(candidate: Candidate) {
    const terminal = oneOf(
      world,
      spares.filter((spare) => candidates.every((other) => other.terminal !== spare)),
    )
    const row = rows.get(candidate.id)
    if (!terminal || !row || row.seatId === null) return
    const moved = await ask(candidate.id, { type: 'move', seatId: terminal.seatId, by: STAFF, reason: words() })
    if (moved === 'refused') return
    row.seatId = terminal.seatId
    candidate.terminal = terminal
    candidate.page = null
  }

  /** Another computer at the same seat: the one that stood there is put aside, running or not. */
  function replaceTerminal(candidate: Candidate) {
    const { id, seatId } = candidate.terminal
    if (candidate.busy || terminals.length > 12) return
    candidate.terminal = aTerminal(`${id}'`, seatId)
    candidate.page = null
  }

  /** Back to a computer where the candidate has sat before, perhaps with answers on its disk. */
  function goBack(candidate: Candidate) {
    const row = rows.get(candidate.id)
    const before = terminals.filter(
      (terminal) =>
        terminal !== candidate.terminal &&
        onDisk(terminal, candidate.id).size > 0 &&
        candidates.every((other) => other.terminal !== terminal),
    )
    const terminal = oneOf(world, before)
    if (!terminal || !row || candidate.busy) return
    terminal.seatId = candidate.terminal.seatId
    for (const page of Array.from(terminal.pages)) closePage(world, page, 'crashed')
    candidate.terminal = terminal
    candidate.page = null
    if (!candidate.done) return
    candidate.done = false
    tend(candidate)
  }

  /** A cut, a while at another computer with a line, and back to the first one, with what was answered there meanwhile. */
  function visit(candidate: Candidate) {
    const { terminal } = candidate
    unplug(terminal, between(world, 5_000, 25_000))
    time.after(between(world, 2_000, 8_000), null, () => {
      if (candidate.terminal === terminal) replaceTerminal(candidate)
    })
    time.after(between(world, 9_000, 20_000), null, () => goBack(candidate))
  }

  // ── Candidates ────────────────────────────────────────────────────────────────────────────────────────────

  function tend(candidate: Candidate) {
    if (candidate.done) return
    time.after(candidate.thinkMs * (0.3 + chance.below(140) / 100), null, () => tend(candidate))
    const { page } = candidate
    if (page && !page.gone) {
      // Nobody can do anything at a page that does not move.
      if (page.actor.frozenUntil <= time.now()) time.after(0, page.actor, () => behave(candidate, page))
    } else if (!candidate.busy) {
      candidate.busy = true
      void sitDown(candidate).finally(() => (candidate.busy = false))
    }
  }

  async function sitDown(candidate: Candidate) {
    const { id, terminal } = candidate
    await wait(between(world, 100, 3_000))
    const row = rows.get(id)
    if (!row || candidate.terminal !== terminal) return
    if (world.signIns.get(id) !== terminal.id) {
      if (row.ended) {
        candidate.done = true
        return
      }
      const reachable = serving().length > 0 && time.now() >= terminal.offlineUntil
      if (!reachable || row.seatId !== terminal.seatId) return
      note(() => `${id} signs in at ${terminal.id}`)
      world.signIns.set(id, terminal.id)
    }
    const page = await openPage(world, terminal, id, pageName(candidate))
    if (candidate.terminal === terminal) candidate.page = page
  }

  let pageCount = 0
  const pageName = ({ id, terminal }: Candidate) => `${id}@${terminal.id}#${(pageCount += 1)}`

  function behave(candidate: Candidate, page: Page) {
    if (page.gone) return
    const { store } = page
    const state = store.getState()
    if (state.stop) {
      return closePage(world, page, 'closed')
    }
    if (state.receipt) {
      if (!mayForget(state)) return
      closePage(world, page, 'closed')
      if (page === candidate.page) finish(candidate)
      return
    }
    if (state.rules === 'unread' && state.view?.phase === 'waiting') store.acceptRules()
    if (state.handIn === 'reviewing') return store.handIn(happens(world, 50) ? 'asked' : 'no')
    if (time.now() > candidate.handsInAt && mayAnswer(state)) return store.handIn('reviewing')
    answerSomething(world, page)
    if (happens(world, 30)) answerSomething(world, page)
  }

  function finish(candidate: Candidate) {
    world.signIns.delete(candidate.id)
    candidate.done = true
    note(() => `${candidate.id} goes home`)
  }

  // ── Everything that goes wrong ────────────────────────────────────────────────────────────────────────────

  const someone = () =>
    oneOf(
      world,
      candidates.filter(({ done }) => !done),
    )
  const somePage = () => someone()?.page ?? null
  const someProcess = () => oneOf(world, serving())
  const someConnection = () =>
    oneOf(
      world,
      [...world.connections].filter((connection) => !connection.over()),
    )

  /** Whatever stands still goes on when the troubles are over. */
  const forAWhile = (mostMs: number) => between(world, 200, Math.max(1_000, Math.min(mostMs, faultsUntil - time.now())))

  const disasters: Readonly<Record<string, () => void>> = {
    cut: () => someConnection()?.cut(),
    stall: () => someConnection()?.stall(between(world, 200, 25_000)),
    half_open: () => someConnection()?.loseSilently(oneOf(world, ['up', 'down', 'both'] as const) ?? 'both'),
    offline: () => {
      const terminal = someone()?.terminal
      if (terminal) unplug(terminal, between(world, 500, 40_000))
    },
    duplicate: () => {
      world.duplicatePercent = 30
      time.after(5_000, null, () => (world.duplicatePercent = 0))
    },
    kill: () => someProcess()?.kill(),
    trap: () => {
      const process = someProcess()
      const points = ['before_append', 'after_append', 'while_taking', 'before_commit', 'after_commit'] as const
      if (process)
        traps.set(process.actor, { point: oneOf(world, points) ?? 'after_append', left: 1 + chance.below(3) })
    },
    stop: () => someProcess()?.stop(),
    freeze: () => {
      const process = someProcess()
      if (process) time.freeze(process.actor, forAWhile(20_000), false)
    },
    all_killed: () => {
      for (const process of serving()) process.kill()
    },
    database_restarts: () => database.crash(between(world, 200, 8_000)),
    database_slow: () => database.slow(between(world, 100, 6_000), between(world, 1_000, 10_000)),
    database_deaf: () => database.loseAnswers(60, between(world, 1_000, 8_000)),
    page_crashes: () => leave('crashed'),
    power_cut: () => leave('power'),
    reload: () => leave('closed'),
    disk_gone: () => {
      const candidate = someone()
      leave('power', candidate)
      if (candidate) {
        for (const row of candidate.terminal.rows.values()) lostWithDisk.push([row.ticket, valueOf(row)])
        candidate.terminal.rows.clear()
        candidate.terminal.logIds.clear()
      }
    },
    second_tab: () => {
      const candidate = someone()
      if (!candidate?.page || candidate.page.gone || candidate.busy) return
      candidate.busy = true
      const { terminal } = candidate
      void openPage(world, terminal, candidate.id, pageName(candidate)).then((page) => {
        candidate.busy = false
        if (candidate.terminal === terminal) candidate.page = page
      })
    },
    sleep: () => {
      const page = somePage()
      if (page) time.freeze(page.actor, forAWhile(60_000), happens(world, 50))
    },
    nudge: () => {
      const page = somePage()
      if (page && !page.gone) time.after(0, page.actor, () => page.store.nudge())
    },
  }
  /** Its cable is out: what was connected is cut, or goes on without knowing. */
  function unplug(terminal: Terminal, forMs: number) {
    terminal.offlineUntil = Math.max(terminal.offlineUntil, time.now() + forMs)
    for (const { client, loseSilently, cut } of world.connections)
      if (terminal.pages.some(({ actor }) => actor === client))
        (happens(world, 50) ? cut : () => loseSilently('both'))()
  }

  const lostWithDisk: [SittingId, string][] = []

  function leave(how: 'closed' | 'crashed' | 'power', candidate = someone()) {
    if (!candidate) return
    if (how === 'closed') {
      if (candidate.page) closePage(world, candidate.page, how)
    } else for (const page of Array.from(candidate.terminal.pages)) closePage(world, page, how)
  }

  /** Each seed has its own mixture of troubles, and its own pace of them. */
  function trouble(kinds: Readonly<Record<string, () => void>>, meanMs: number, share: number) {
    const chosen = Object.entries(kinds).filter(() => happens(world, share))
    const next = () => {
      const [name, cause] = oneOf(world, chosen) ?? []
      if (calm() || !name || !cause) return
      time.after(-Math.log(1 - chance.below(1_000) / 1_000) * meanMs, null, () => {
        if (calm()) return
        faults[name] = (faults[name] ?? 0) + 1
        note(() => `— ${name.replaceAll('_', ' ')} —`)
        cause()
        next()
      })
    }
    next()
  }

  /** A quarter of all exams are storms: a few kinds of troubles, one upon the other, and staff who never rest. */
  const isStorm = happens(world, 25)

  /** How long it is from one trouble to the next: from half a second to half a minute. */
  const pace = () => 400 * 2 ** (chance.below(isStorm ? 150 : 600) / 100)

  /** The last seconds are the worst to be away in: in most exams something goes wrong just then. */
  function troubleAtTheEnd({ id, page }: Candidate) {
    const closesAt = (rows.get(id)?.closesAt ?? Infinity) - STARTS_AT
    if (time.now() + 5_000 < closesAt) return time.after(1_000, null, () => whileOpen(id, troubleAtTheEnd))
    if (happens(world, 30)) return
    note(() => `— trouble at the end of ${id} —`)
    faults['at_the_end'] = (faults['at_the_end'] ?? 0) + 1
    if (happens(world, 40)) {
      const cause = oneOf(world, ['freeze', 'database_restarts', 'offline', 'kill'] as const)
      return cause && disasters[cause]?.()
    }
    // What is answered in the last seconds arrives when the grace is just over, perhaps before anybody could write it down.
    const graceOverAt = closesAt + (rows.get(id)?.sealed.terms.graceMs ?? 0)
    const late = graceOverAt - time.now() + between(world, 50, 1_500)
    for (const connection of world.connections) if (connection.client === page?.actor) connection.stall(late)
    if (happens(world, 60)) database.crash(late + between(world, -1_000, 2_000))
  }

  function whileOpen(id: SittingId, then: (candidate: Candidate) => void) {
    const candidate = candidates.find((one) => one.id === id)
    if (candidate && !rows.get(id)?.ended) then(candidate)
  }

  function becomeCalm() {
    note(() => 'the troubles are over')
    database.heal()
    traps.clear()
    world.duplicatePercent = 0
    for (const terminal of terminals) terminal.offlineUntil = 0
    resumeAll()
  }

  /** Again and again: a pause that was asked for long ago may only now be obeyed, by a process that had stood still. */
  function resumeAll() {
    for (const row of rows.values())
      if (row.pausedAt !== null && !row.ended) void ask(row.id, { type: 'resume', by: STAFF })
    time.after(5_000, null, resumeAll)
  }

  const isOver = () =>
    broken !== null || (candidates.every(({ done }) => done) && [...rows.values()].every(({ ended }) => ended))

  // ── The exam ──────────────────────────────────────────────────────────────────────────────────────────────

  const processes = 1 + chance.below(3)
  for (let place = 0; place < processes; place += 1) time.after(0, null, () => void startProcess(place))
  time.after(1, null, () => {
    tendProcesses()
    for (const candidate of candidates) {
      void checkIn(candidate)
      tend(candidate)
      troubleAtTheEnd(candidate)
    }
    void startRoom()
    trouble(disasters, pace(), isStorm ? between(world, 10, 50) : between(world, 10, 95))
    trouble(
      Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, () => withSomeone(act)])),
      pace(),
      isStorm ? 90 : between(world, 10, 95),
    )
  })
  time.after(faultsUntil, null, becomeCalm)

  function withSomeone(act: (candidate: Candidate) => void) {
    const candidate = someone()
    if (candidate) act(candidate)
  }

  try {
    const latest = () => Math.max(faultsUntil, ...[...rows.values()].map(({ closesAt }) => (closesAt ?? 0) - STARTS_AT))
    await time.run(faultsUntil + durationMs + 20_000, isOver)
    while (!isOver() && time.now() < latest() + AFTERWARDS_MS) await time.run(time.now() + 5_000, isOver)
    if (broken === null) finalCheck()
  } finally {
    process.off('unhandledRejection', rejected)
  }

  function finalCheck() {
    for (const { id, done, page } of candidates)
      if (!done)
        fail(
          `I15 ${id}: ${page ? `${page.name} owes ${[...owedAt(page)].join(' ') || 'nothing'}, and` : 'nobody'} sees no receipt`,
        )
    for (const { closing } of terminals) for (const page of closing) loseMemory(world, page)
    watch.finalCheck((id) => {
      const candidate = candidates.find((one) => one.id === id)
      const elsewhere = terminals.filter(
        (terminal) => terminal !== candidate?.terminal || world.signIns.get(id) !== terminal.id,
      )
      return new Set([
        ...elsewhere.flatMap((terminal) => [...onDisk(terminal, id)]),
        ...elsewhere.flatMap(({ pages }) => pages.flatMap((page) => [...owedAt(page)])),
        ...lostWithDisk.flatMap(([sitting, value]) => (sitting === id ? [value] : [])),
      ])
    })
  }

  return { seed, broken, trace, steps: time.steps(), virtualMs: time.now(), faults, counts: watch.counts }
}

// ── The exam that is sat ────────────────────────────────────────────────────────────────────────────────────

function someRows(chance: World['chance']): Row[] {
  const sealed = aSealedSitting(chance)
  return Array.from({ length: 1 + chance.below(4) }, (_, index) => ({
    id: `S${index + 1}` as SittingId,
    sealed,
    seatId: `seat ${index + 1}` as SeatId,
    terminalId: null,
    epoch: 0,
    roomStarted: false,
    startedAt: null,
    closesAt: null,
    pausedAt: null,
    ended: null,
    events: [],
    late: [],
  }))
}

/** A short exam. What the database knows besides, and a candidate never may, stands in it too. */
function aSealedSitting(chance: World['chance']): SealedSitting {
  const kinds = [
    ['multiple_response', 10],
    ['multiple_response', 10],
    ['single_choice', 10],
    ['multiple_response', 8],
    ['true_false', 2],
  ] as const
  const items = kinds.map(([kind, optionCount], index) => ({
    kind,
    points: 100 as Hundredths,
    stem: `item ${index + 1}`,
    options: Array.from({ length: optionCount }, (_, option) => `option ${option}`),
    key: SENTINEL,
    itemId: SENTINEL,
  }))
  return {
    session: {
      id: 'session' as SessionId,
      category: 'operator',
      schedule: {
        startsAt: (STARTS_AT + 3_000) as Instant,
        durationMinutes: 1,
        settings: { admissionMinutes: 45, lateEntryMinutes: 30, earliestHandInMinutes: 0, graceSeconds: 3 },
      },
    },
    terms: {
      durationMs: (15 + chance.below(60)) * 1_000,
      earliestHandInMs: chance.below(10) * 1_000,
      graceMs: (1 + chance.below(6)) * 1_000,
      shapes: items.map(({ kind, options }) => ({ kind, optionCount: options.length })),
    },
    paper: { items, optionOrders: items.map(({ options }) => options.map((_, place) => place)) },
  }
}
