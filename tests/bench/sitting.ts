import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import { openClock } from '@kaochang/server/clock'
import { openLog } from '@kaochang/server/log'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import { openLiveSittings } from '@kaochang/server/sitting/open-live-sittings'
import { silence } from '../kit/own-cluster.ts'
import { type SealedExam, aSealedExam } from '../kit/sealed-exam.ts'
import { type Load, cpuSeconds, memoryMb, startLoad, startServer, stopProcess } from './processes.ts'

export type SittingBench = {
  /** Candidates of the larger exam, 10,000 by default. */
  readonly connected?: number
  /** Of the smaller one. */
  readonly few?: number
  readonly pacedForMs?: number
  readonly flatOutForMs?: number
  /** Hears of each figure as it is measured. */
  readonly tell?: (line: string) => void
}

export type Latency = {
  readonly count: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
}

/** A stretch of work with what it cost, in shares of one core. */
export type Stretch = Latency & { readonly serverCpu: number; readonly databaseCpu: number; readonly clientCpu: number }

export type SittingFigures = {
  /** Rows a second of the same grouped insert with no sitting around it; and of one row a transaction. */
  readonly groupedInsert: number
  readonly oneByOne: number
  readonly echo: Stretch
  readonly start300: Latency
  readonly few: Stretch
  readonly connects: { readonly perSecond: number; readonly serverMb: number }
  readonly startAll: Latency
  readonly many: Stretch
  /** Each line with one save on the way; and with as many as a terminal sends again after a cut. */
  readonly flatOut: Stretch
  readonly windows: Stretch
  /** From the cut until the last was welcome again, and how the saves of the smaller exam fared meanwhile. */
  readonly storm: { readonly allBackMs: number; readonly others: Latency }
  /** Durable acknowledgements a second as a share of the bare echo's messages a second. */
  readonly ofEcho: number
  readonly ofOneByOne: number
}

export const ORIGIN = 'http://localhost'

/** How often a candidate changes an answer. */
const EVERY_MS = 10_000

/** Saves on the way on each line when several are. */
const WINDOW = 4

/** Saves flat out come from so many lines, so that none reaches its own limit of frames a second. */
const FLAT_LINES = 5_000

/**
 * Measures the answer path, with everything switched on, against its own ceilings in the same run: server,
 * terminals and database are processes of their own, and the database is the embedded one as it is shipped.
 */
export async function benchSittings(options: SittingBench = {}): Promise<SittingFigures> {
  const {
    connected = 10_000,
    few = 1_000,
    pacedForMs = 20_000,
    flatOutForMs = 10_000,
    tell = () => undefined,
  } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'kaochang-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: silence })
  try {
    await migrate(postgres.url)
    const { groupedInsert, oneByOne } = await insertCeilings(postgres)
    tell(`bare grouped insert ${say(groupedInsert)} rows/s; one row a transaction ${say(oneByOne)}/s`)
    const exams = await makeExams(postgres, [300, few, connected])
    const [small, middle, large] = exams as [SealedExam, SealedExam, SealedExam]
    const server = await startServer('../kit/sitting-server.ts', [postgres.url, ORIGIN])
    const watch = (load: Load) => ({ server: server.pid, database: postgres.pid(), client: load.pid })
    try {
      const echo = await echoCeiling(server, Math.min(connected, FLAT_LINES), flatOutForMs)
      tell(`bare echo, flat out: ${describe(echo)}`)
      const start300 = await onLines(small, server.port, async (load) => startOf(load, small, server.port))
      tell(`mass start of 300: ${describe(start300)}`)

      return await onLines(middle, server.port, async (others) => {
        await startOf(others, middle, server.port)
        const fewPaced = await stretch(watch(others), () =>
          others.order({ type: 'pace', everyMs: EVERY_MS, forMs: pacedForMs }),
        )
        tell(`${few} connected, a save every 10 s: ${describe(fewPaced)}`)

        return onLines(large, server.port, async (load, connectsPerSecond) => {
          const connects = { perSecond: connectsPerSecond, serverMb: memoryMb(server.pid) }
          tell(`${connected} more connected: ${say(connectsPerSecond)} a second, server ${say(connects.serverMb)} MB`)
          const startAll = await startOf(load, large, server.port)
          tell(`mass start of ${connected}: ${describe(startAll)}`)
          const many = await stretch(watch(load), () =>
            load.order({ type: 'pace', everyMs: EVERY_MS, forMs: pacedForMs }),
          )
          tell(`${connected} connected, a save every 10 s: ${describe(many)}`)
          const lines = Math.min(connected, FLAT_LINES)
          const flatOut = await stretch(watch(load), () =>
            load.order({ type: 'flat-out', forMs: flatOutForMs, lines, window: 1 }),
          )
          tell(`flat out on ${lines} lines, one save at a time: ${describe(flatOut)}`)
          const windows = await stretch(watch(load), () =>
            load.order({ type: 'flat-out', forMs: flatOutForMs, lines, window: WINDOW }),
          )
          tell(`flat out on ${lines} lines, ${WINDOW} saves at a time: ${describe(windows)}`)
          const storm = await stormOf(load, others)
          tell(
            `${connected} cut at once: all back after ${say(storm.allBackMs)} ms; saves of the others ${describe(storm.others)}`,
          )
          const ofEcho = flatOut.perSecond / echo.perSecond
          const ofOneByOne = flatOut.perSecond / oneByOne
          tell(
            `durable acknowledgements: ${ofEcho.toFixed(2)} of the bare echo, ${ofOneByOne.toFixed(1)} × one transaction per answer`,
          )
          return {
            groupedInsert,
            oneByOne,
            echo,
            start300,
            few: fewPaced,
            connects,
            startAll,
            many,
            flatOut,
            windows,
            storm,
            ofEcho,
            ofOneByOne,
          }
        })
      })
    } finally {
      await stopProcess(server.child)
    }
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Exams of one bank, whose candidates have their seats and have been identified; their rooms are not started. */
export async function makeExams({ url }: EmbeddedPostgres, sizes: readonly number[]): Promise<SealedExam[]> {
  const { db, pool, close } = openDatabase({ url, size: 4, applicationName: 'bench' })
  const clock = await openClock(pool)
  const live = await openLiveSittings({ url, clock, log: openLog('error') })
  const exams: SealedExam[] = []
  for (const candidates of sizes) {
    const itemsPerKind = { true_false: 40, single_choice: 40, multiple_response: 20 }
    const exam = await aSealedExam(db, {
      at: clock.now(),
      candidates,
      itemsPerKind,
      poolTimes: 20,
      bank: exams[0]?.bank,
      durationMinutes: 120,
      settings: { earliestHandInMinutes: 0 },
    })
    const { staffId } = exam
    for (let from = 0; from < candidates; from += 2_000) {
      const part = exam.examinees.slice(from, from + 2_000)
      await Promise.all(
        part.map(({ sittingId, seatId }) => live.obey(sittingId, { type: 'seat', seatId, by: staffId })),
      )
      await Promise.all(part.map(({ sittingId }) => live.obey(sittingId, { type: 'confirm_identity', by: staffId })))
    }
    exams.push(exam)
  }
  await pool.query('analyze')
  await live.close()
  clock.close()
  await close()
  return exams
}

/** All of an exam's terminals connected, for as long as something is done with them. */
async function onLines<T>(
  exam: SealedExam,
  port: number,
  work: (load: Load, connectsPerSecond: number) => Promise<T>,
): Promise<T> {
  const load = startLoad('sitting')
  try {
    const cookies = exam.examinees.map(({ cookie }) => cookie)
    const { ms } = await load.order({ type: 'connect', port, origin: ORIGIN, cookies })
    await load.order({ type: 'accept' })
    return await work(load, (cookies.length / ms) * 1_000)
  } finally {
    await load.stop()
  }
}

/** From the click of the second of two people to the paper at each terminal. */
export async function startOf(load: Load, exam: SealedExam, port: number): Promise<Latency> {
  await askToStart(exam, exam.invigilatorCookie, port)
  const shown = load.order({ type: 'await-start' })
  await askToStart(exam, exam.staffCookie, port)
  const { samples, ms } = await shown
  return latency(samples, ms)
}

async function askToStart({ sessionId, roomId }: SealedExam, cookie: string, port: number) {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/sessions/${sessionId}/rooms/${roomId}/start`, {
    method: 'POST',
    headers: { cookie, origin: ORIGIN },
  })
  if (!answer.ok) throw new Error(`The room was not started: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** All of one load come back within seconds of a cut, while the others go on saving. */
async function stormOf(load: Load, others: Load) {
  const saving = others.order({ type: 'pace', everyMs: EVERY_MS, forMs: 10_000 })
  const { samples } = await load.order({ type: 'storm', withinMs: 5_000 })
  const saved = await saving
  return { allBackMs: Math.max(...samples), others: latency(saved.samples, saved.ms) }
}

type Watched = { readonly server: number; readonly database: number; readonly client: number }

export async function stretch(
  pids: Watched,
  work: () => Promise<{ samples: readonly number[]; ms: number; lost: number }>,
): Promise<Stretch> {
  const look = () => [pids.server, pids.database, pids.client].map(cpuSeconds)
  const before = look()
  const from = performance.now()
  const { samples, ms, lost } = await work()
  const seconds = (performance.now() - from) / 1_000
  const [serverCpu = 0, databaseCpu = 0, clientCpu = 0] = look().map(
    (used, index) => (used - (before[index] ?? 0)) / seconds,
  )
  if (lost > 0) throw new Error(`${lost} lines were closed or refused`)
  return { ...latency(samples, ms), serverCpu, databaseCpu, clientCpu }
}

export async function echoCeiling(
  { pid, port }: { pid: number; port: number },
  lines: number,
  forMs: number,
): Promise<Stretch> {
  const load = startLoad('echo')
  try {
    await load.order({ type: 'connect', port, origin: ORIGIN, cookies: Array.from({ length: lines }, () => 'none=1') })
    const pids = { server: pid, database: 0, client: load.pid }
    return await stretch(pids, () => load.order({ type: 'flat-out', forMs, lines, window: 1 }))
  } finally {
    await load.stop()
  }
}

/** What PostgreSQL alone takes: 500 rows a statement with one in flight, and one row a transaction from 16 connections. */
export async function insertCeilings({ url }: EmbeddedPostgres) {
  const { pool, close } = openDatabase({ url, size: 16, applicationName: 'bench' })
  try {
    const ids = Array.from({ length: 10_000 }, () => randomUUID())
    const event = JSON.stringify({ type: 'answer_saved', seq: 1, item: 1, response: 'A', marked: false })
    const link = 'x'.repeat(43)
    let number = 0
    const groupedInsert = await perSecond(1, async () => {
      number += 1
      const from = (number * 500) % ids.length
      await pool.query({
        name: 'ceiling',
        text: `insert into sitting_events select e.id, e.number, now(), $3, e.event
          from unnest($1::uuid[], $2::int[], string_to_array($4, E'\\n')::jsonb[]) as e(id, number, event)`,
        values: [
          ids.slice(from, from + 500),
          Array.from({ length: 500 }, () => number),
          link,
          Array.from({ length: 500 }, () => event).join('\n'),
        ],
      })
      return 500
    })
    const oneByOne = await perSecond(16, async () => {
      number += 1
      await pool.query({
        name: 'one',
        text: 'insert into sitting_events values ($1, $2, now(), $3, $4)',
        values: [ids[number % ids.length], number, link, event],
      })
      return 1
    })
    return { groupedInsert, oneByOne }
  } finally {
    await close()
  }
}

async function perSecond(workers: number, work: () => Promise<number>): Promise<number> {
  const from = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() - from < 3_000) done += await work()
    }),
  )
  return (done / (performance.now() - from)) * 1_000
}

export function latency(samples: readonly number[], ms: number): Latency {
  const sorted = Float64Array.from(samples).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { count: sorted.length, perSecond: (sorted.length / ms) * 1_000, p50: at(0.5), p99: at(0.99), p999: at(0.999) }
}

export function describe(figure: Latency | Stretch): string {
  const { perSecond: rate, p50, p99, p999 } = figure
  const shares =
    'serverCpu' in figure
      ? `; server ${percent(figure.serverCpu)}, database ${percent(figure.databaseCpu)}, terminals ${percent(figure.clientCpu)} of a core`
      : ''
  return `${say(rate)}/s, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, p999 ${p999.toFixed(1)} ms${shares}`
}

function percent(share: number) {
  return `${Math.round(share * 100)} %`
}

export function say(figure: number) {
  return Math.round(figure).toLocaleString('en')
}
