import { REHEARSAL_LIMITS } from '@kaochang/contract/rehearsal'
import { type Chance, chanceFrom } from '@kaochang/domain/chance'
import { setTimeout as pause } from 'node:timers/promises'
import { type Caller, RehearsalFault, openCaller } from './ask-server.ts'
import { type Plan, type Rates, nextAnswer, planCandidate, thinkMs } from './plan-candidate.ts'
import { type RehearsalReport, latencyOf } from './report-rehearsal.ts'
import { type SimulatedTerminal, openSimulatedTerminal } from './simulated-terminal.ts'

export type Rehearsal = {
  readonly server: URL
  readonly login: string
  readonly password: string
  /** A site's id or its name; undefined where the login reaches one site only. */
  readonly site: string | undefined
  readonly seats: number
  readonly forMs: number
  /** Names the streams of chance: the same seed does the same to the same seats. */
  readonly seed: string
  readonly rates: Rates
  /** How long a candidate usually thinks about an answer. */
  readonly usualThinkMs: number
  /** The longest that a cut or a reload lasts. */
  readonly awayMs: number
  /** Hears what goes on, in words. */
  readonly tell: (line: string) => void
  /** Settles to end the rehearsal early. */
  readonly stopped: Promise<void>
}

/** So many of the invigilators' acts at once: a room has two or three who work, and a server has others to serve. */
const AT_ONCE = 8

/** How long terminals wait for their last receipts. */
const LAST_RECEIPTS_MS = 30_000

const CODES_AT_ONCE = 200

/**
 * Fills a room of a running server with simulated candidates, by the acts people use: a sign-in, enrolment codes,
 * check-in, identity, start, answers, hand-in, end; and compares at the end what was acknowledged with what the
 * server's record on disk holds.
 *
 * @throws RehearsalFault in words, when the server does not let it begin or go on
 */
export async function rehearse(asked: Rehearsal): Promise<RehearsalReport> {
  const staff = openCaller(asked.server)
  const site = await signIn(staff, asked)
  const opened = await staff
    .ask('POST /v1/rehearsals', {
      body: { siteId: site.id, seats: asked.seats, minutes: minutesFor(asked.forMs) },
    })
    .catch((err: unknown) => {
      throw err instanceof RehearsalFault && err.code === 'rehearsal_without_banks' ? new RehearsalFault(NO_BANKS) : err
    })
  const place = { sessionId: opened.sessionId, roomId: opened.roomId }
  const session = `${site.name}, ${asked.seats} 名模拟考生 / simulated candidates`
  const terminals: SimulatedTerminal[] = []
  try {
    asked.tell(`入场 / checking in: ${asked.seats}`)
    const seated = await seatAll(asked, staff, opened)
    terminals.push(...seated.map(({ terminal }) => terminal))

    asked.tell(`开考 / starting（监考页面可见 / the wall shows it: ${session}）`)
    const from = performance.now()
    await staff.ask('POST /v1/sessions/:sessionId/rooms/:roomId/start', { params: place })
    const shown = await Promise.all(
      terminals.map(async ({ started }) => {
        await started
        return performance.now() - from
      }),
    )

    const sat = await Promise.all(seated.map((one) => sit(asked, one)))
    asked.tell('交卷，核对记录 / handing in, reading the records')
    const finished = await Promise.all(terminals.map(finish))
    const lastedMs = performance.now() - from
    const found = await inTurn(seated, (one) => compare(staff, opened.sessionId, one))
    const kept = terminals.map((terminal) => terminal.kept())
    const acknowledged = sum(kept.map(({ acked }) => acked))
    const foundCount = sum(found.map(({ count }) => count))
    return {
      session,
      seats: asked.seats,
      lastedMs,
      paperShownMs: latencyOf(shown),
      acknowledgedMs: latencyOf(kept.flatMap(({ latenciesMs }) => latenciesMs)),
      saves: {
        made: sum(kept.map(({ made }) => made.length)),
        acknowledged,
        found: foundCount,
        lost: acknowledged - foundCount,
      },
      brokenRecords: found.filter(({ broken }) => broken).length,
      unfinished: finished.filter((whole) => !whole).length,
      handedIn: {
        early: sat.filter(({ early }) => early).length,
        atTheEnd: sat.filter(({ early }) => !early).length,
      },
      cuts: sum(sat.map(({ cuts }) => cuts)),
      reloads: sum(sat.map(({ reloads }) => reloads)),
      reconnects: sum(kept.map(({ lineCount }) => lineCount - 1)),
      lostTimeMs: {
        inflicted: sum(kept.map(({ inflictedMs }) => inflictedMs)),
        silent: sum(kept.map(({ silentMs }) => silentMs)),
        measured: sum(found.map(({ lostMs }) => lostMs)),
      },
    }
  } finally {
    for (const terminal of terminals) terminal.close()
    await leave(staff, place)
  }
}

const NO_BANKS =
  '没有可用的题库，无法演练：请先在"题库"中备案，或在演示数据上演练（kaochang serve --demo）。 / no bank in force: file one first, or rehearse on the demonstration (kaochang serve --demo)'

function minutesFor(ms: number): number {
  return Math.min(REHEARSAL_LIMITS.minutes, Math.max(1, Math.ceil(ms / 60_000)))
}

async function signIn(staff: Caller, { login, password, site }: Rehearsal) {
  await staff.ask('POST /v1/staff/sign-in', { body: { login, password } }).catch((err: unknown) => {
    if (!(err instanceof RehearsalFault) || err.code !== 'sign_in_failed') throw err
    throw new RehearsalFault(`登录名或口令不对 / the login or the password is wrong: ${login}`)
  })
  const { sites } = await staff.ask('GET /v1/sites', {})
  const found = site === undefined ? sites : sites.filter(({ id, name }) => id === site || name === site)
  const [one] = found
  if (one && found.length === 1) return one
  const names = sites.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new RehearsalFault(`请用 --site 指明考点 / name the site with --site:\n${names}`)
}

type Opened = Awaited<ReturnType<typeof openedBy>>
/** For its type alone: what the server answers to an opening. */
const openedBy = (staff: Caller) => staff.ask('POST /v1/rehearsals', { body: { siteId: '', seats: 1, minutes: 1 } })

type Seated = {
  readonly sittingId: string
  readonly terminal: SimulatedTerminal
  readonly plan: Plan
  readonly chance: Chance
}

/** Enrols a terminal at every seat, checks everybody in, signs them in where they were drawn, and looks at them. */
async function seatAll(asked: Rehearsal, staff: Caller, { sessionId, roomId, seatIds, candidates }: Opened) {
  const atSeat = new Map<number, Caller>()
  for (let from = 0; from < seatIds.length; from += CODES_AT_ONCE) {
    const { codes } = await staff.ask('POST /v1/rooms/:roomId/enrolment-codes', {
      params: { roomId },
      body: { seatIds: seatIds.slice(from, from + CODES_AT_ONCE) },
    })
    await inTurn(codes, async ({ code, seatNumber }) => {
      const terminal = openCaller(asked.server)
      await terminal.ask('POST /v1/terminal/enrol', { body: { code } })
      atSeat.set(seatNumber, terminal)
    })
  }
  return inTurn(candidates, async ({ sittingId, ticket, idNumber }, index): Promise<Seated> => {
    const { seatNumber } = await staff.ask('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', {
      params: { sessionId, roomId },
      body: { ticket },
    })
    const caller = atSeat.get(seatNumber ?? 0)
    if (!caller) throw new RehearsalFault(`座位 ${seatNumber} 没有终端 / no terminal stands at seat ${seatNumber}`)
    await caller.ask('POST /v1/terminal/sign-in', { body: { ticket, idNumber } })
    const terminal = openSimulatedTerminal({ server: asked.server, cookie: caller.cookie() })
    await staff.ask('POST /v1/sittings/:sittingId/confirm-identity', { params: { sittingId } })
    const chance = chanceFrom(asked.seed, `candidate ${index + 1}`)
    return { sittingId, terminal, chance, plan: planCandidate(chance, asked.rates) }
  })
}

/** One candidate's exam: thinking, answering, having mishaps, until they hand in or the rehearsal is over. */
async function sit(asked: Rehearsal, { terminal, chance, plan }: Seated) {
  const items = await terminal.started
  const from = performance.now()
  const progress = () => (performance.now() - from) / asked.forMs
  const answered = new Set<number>()
  const waiting = [...plan.interruptions]
  let over = false
  void asked.stopped.then(() => (over = true))
  let cuts = 0
  let reloads = 0
  for (;;) {
    const left = asked.forMs - (performance.now() - from)
    if (over || left <= 0) return { early: false, cuts, reloads }
    if (plan.handsInAt !== null && progress() >= plan.handsInAt) break
    const [next] = waiting
    if (next && progress() >= next.at) {
      waiting.shift()
      const forMs = next.lasts * asked.awayMs
      if (next.kind === 'reload') {
        reloads += 1
        await terminal.reload(forMs)
      } else {
        cuts += 1
        const back = terminal.cut(forMs)
        answer()
        await back
      }
      continue
    }
    await Promise.race([pause(Math.min(left, thinkMs(chance, asked.usualThinkMs * plan.slowness))), asked.stopped])
    if (!over) answer()
  }
  await finish(terminal)
  return { early: true, cuts, reloads }

  function answer() {
    const next = nextAnswer(chance, items, answered)
    if (next.response === '') answered.delete(next.item)
    else answered.add(next.item)
    terminal.save(next)
  }
}

/** Waits for the last receipts and hands in; says whether everything had its receipt. */
async function finish(terminal: SimulatedTerminal): Promise<boolean> {
  const whole = await terminal.flush(LAST_RECEIPTS_MS)
  terminal.handIn()
  const timeout = new AbortController()
  await Promise.race([terminal.ended, pause(LAST_RECEIPTS_MS, undefined, { signal: timeout.signal })])
  timeout.abort()
  return whole
}

/** How much of what was acknowledged the record on disk holds, just as it was made. */
async function compare(staff: Caller, sessionId: string, { sittingId, terminal }: Seated) {
  const { made, acked } = terminal.kept()
  const record = await staff.ask('GET /v1/rehearsals/:sessionId/sittings/:sittingId', {
    params: { sessionId, sittingId },
  })
  const stored = new Map(record.saves.map((save) => [save.seq, save]))
  const count = made.slice(0, acked).filter(({ seq, item, response, marked }) => {
    const save = stored.get(seq)
    return save?.item === item && save.response === response && save.marked === marked
  }).length
  return { count, broken: record.brokenAt !== null, lostMs: record.lostMs }
}

const WHY = '演练结束'

/** Ends whatever still goes on, so that no rehearsal is left standing on the wall. */
async function leave(staff: Caller, place: { sessionId: string; roomId: string }): Promise<void> {
  const body = { reason: WHY }
  await staff.ask('POST /v1/sessions/:sessionId/rooms/:roomId/end', { params: place, body }).catch(ignoreFault)
  await staff.ask('POST /v1/sessions/:sessionId/close', { params: place, body }).catch(ignoreFault)
  await staff.ask('POST /v1/staff/sign-out', {}).catch(ignoreFault)
}

/** What could not be ended is ended by the clockwork, half an hour later. */
function ignoreFault(err: unknown) {
  if (!(err instanceof RehearsalFault)) throw err
}

async function inTurn<T, R>(all: readonly T[], work: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  let next = 0
  const workers = Array.from({ length: Math.min(AT_ONCE, all.length) }, async () => {
    for (let index = next++; index < all.length; index = next++) done[index] = await work(all[index] as T, index)
  })
  await Promise.all(workers)
  return done
}

function sum(all: readonly number[]): number {
  return all.reduce((total, each) => total + each, 0)
}
