import { openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import { startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { silence } from '../kit/own-cluster.ts'
import type { SealedExam } from '../kit/sealed-exam.ts'
import type { Answer } from './line-load.ts'
import { type Load, SHARING_A_MACHINE, cpuSeconds, memoryMb, startLoad, startServer, stopProcess } from './processes.ts'
import { type Line, print, ratio } from './report.ts'
import { type Latency, ORIGIN, describe, echoCeiling, insertCeilings, latency, makeExams, say } from './sitting.ts'

export type DurabilityBench = {
  readonly connected: number
  readonly servers: number
  /** How many sit in one room; all of them, if it isn't said. */
  readonly roomOf?: number
  /** How often each candidate changes an answer. */
  readonly everyMs: number
  readonly pacedForMs?: number
  /** How long a stretch is in which a server is killed, or restarted. */
  readonly throughMs?: number
  /** A server is killed in the middle of the start and of the handing in as well. */
  readonly killThroughout?: boolean
}

/** Lines of one load process: it may open 20,000 files. Of ports there are 28,000 for each server. */
const LINES_PER_LOAD = 12_500

const HAND_IN_MS = 10_000

const KILL_AFTER_CLICK_MS = 50

/** People of different rooms do not click in the same millisecond. */
const ROOMS_AT_ONCE = 6

type Done = Extract<Answer, { type: 'done' }>
type Server = { child: Awaited<ReturnType<typeof startServer>>['child']; pid: number; readonly port: number }
type Part = { readonly load: Load; readonly server: Server; readonly cookies: readonly string[] }

/**
 * An exam of so many candidates from the first line to the last receipt, on so many server processes: connected, a
 * start for all at once, paced saving, a server restarted and one killed in the middle of it, everybody handing in
 * within ten seconds; at the end every acknowledged save is looked for in the record.
 */
export async function benchDurability(options: DurabilityBench): Promise<void> {
  const { connected, servers: serverCount, everyMs, pacedForMs = 20_000, throughMs = 20_000 } = options
  const { roomOf = connected, killThroughout = false } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'kaochang-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: silence })
  const servers: Server[] = []
  const parts: Part[] = []
  const lines: Line[] = []
  const note = (what: string, measured: string, against = '') => {
    lines.push({ what, measured, against })
    console.log(`  ${what}: ${measured} ${against}`)
  }
  try {
    await migrate(postgres.url)
    const { groupedInsert, oneByOne } = await insertCeilings(postgres)
    note('bare batched append', `${say(groupedInsert)} rows/s`, `one row a transaction ${say(oneByOne)}/s`)
    const exams = await makeExams(postgres, roomSizes(connected, roomOf))
    for (let index = 0; index < serverCount; index += 1)
      servers.push(await startServer('../kit/sitting-server.ts', [postgres.url, ORIGIN], nodeOptions(serverCount)))
    const [first] = servers
    if (!first) throw new Error('There are no servers')
    const echo = await echoCeiling(first, Math.min(connected, 5_000), 5_000)
    note('bare echo, flat out, one process', describe(echo))

    parts.push(...divide(exams, servers))
    const connects = await all(parts, (part) =>
      part.load.order({
        type: 'connect',
        port: part.server.port,
        origin: ORIGIN,
        cookies: part.cookies,
      }),
    )
    await all(parts, ({ load }) => load.order({ type: 'accept' }))
    const longest = Math.max(...connects.map(({ ms }) => ms))
    note(`${say(connected)} connected`, `${say((connected / longest) * 1_000)} a second`, memory(servers))

    const kill = () => restart(servers, postgres.url, 'SIGKILL')
    const started = await startAll(parts, exams, servers, killThroughout ? kill : null)
    const amid = killThroughout ? ', a server killed -9 in the middle of it' : ''
    const clicks = exams.length > 1 ? `the first of ${exams.length} rooms' clicks` : 'the click'
    note(`mass start of ${say(connected)}${amid}`, figures(started), `from ${clicks} to the paper`)

    const pids = [...servers.map(({ pid }) => pid), postgres.pid(), ...parts.map(({ load }) => load.pid)]
    const before = pids.map(cpuSeconds)
    const from = performance.now()
    const paced = merged(await all(parts, ({ load }) => load.order({ type: 'pace', everyMs, forMs: pacedForMs })))
    const used = pids.map(
      (pid, index) => (cpuSeconds(pid) - (before[index] ?? 0)) / ((performance.now() - from) / 1_000),
    )
    note(
      `a save every ${everyMs / 1_000} s each`,
      figures(paced),
      `${ofCeilings(paced, echo, groupedInsert)}; ${memory(servers)}`,
    )
    note(
      '  of a core',
      `servers ${shares(used.slice(0, serverCount))}`,
      `database ${shares(used.slice(serverCount, serverCount + 1))}, load ${shares(used.slice(serverCount + 1))}`,
    )

    const restarted = await through(parts, everyMs, throughMs, () => restart(servers, postgres.url, 'SIGTERM'))
    note(
      'one server restarted while all save',
      figures(restarted.saves),
      `${restarted.backs.length} lines, the last back after ${say(Math.max(0, ...restarted.backs))} ms (server away ${say(restarted.awayMs)} ms)`,
    )
    const killed = await through(parts, everyMs, throughMs, kill)
    note(
      'one server killed -9 while all save',
      figures(killed.saves),
      `${killed.backs.length} lines, the last back after ${say(Math.max(0, ...killed.backs))} ms (server away ${say(killed.awayMs)} ms)`,
    )

    const handing = all(parts, ({ load }) => load.order({ type: 'hand-in', withinMs: HAND_IN_MS }))
    if (killThroughout) {
      await pause(HAND_IN_MS / 2)
      await kill()
    }
    const handed = await handing
    note(
      `mass hand-in of ${say(connected)} in ${HAND_IN_MS / 1_000} s${amid}`,
      figures(merged(handed)),
      memory(servers),
    )
    const { acked, found, ended } = await compare(postgres.url, exams, handed)
    const lost = acked - found + (connected - ended)
    note(
      'acknowledged against found',
      `${say(acked)} saves / ${say(found)}, ${say(connected)} ends / ${say(ended)}`,
      lost === 0 ? 'none lost' : `LOST ${lost}`,
    )
    note('how busy the machine was', `load average ${loadavg()[0]?.toFixed(1)}`)
    print(`${say(connected)} candidates on ${serverCount} server process${serverCount > 1 ? 'es' : ''}`, lines)
    if (lost !== 0) process.exitCode = 1
  } finally {
    await Promise.all(parts.map(({ load }) => load.stop()))
    await Promise.all(servers.map(({ child }) => stopProcess(child)))
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function nodeOptions(serverCount: number) {
  return serverCount > 1 ? SHARING_A_MACHINE : []
}

function roomSizes(candidates: number, roomOf: number): readonly number[] {
  return Array.from({ length: Math.ceil(candidates / roomOf) }, (_, room) =>
    Math.min(roomOf, candidates - room * roomOf),
  )
}

/** Which load process brings which candidates to which server: each server's share in as many loads as it takes. */
function divide(exams: readonly SealedExam[], servers: readonly Server[]): Part[] {
  const examinees = exams.flatMap((exam) => exam.examinees)
  const share = Math.ceil(examinees.length / servers.length)
  return servers.flatMap((server, index) => {
    const own = examinees.slice(index * share, (index + 1) * share).map(({ cookie }) => cookie)
    const count = Math.ceil(own.length / LINES_PER_LOAD)
    const size = Math.ceil(own.length / count)
    return Array.from({ length: count }, (_, place) => ({
      load: startLoad('sitting', nodeOptions(servers.length)),
      server,
      cookies: own.slice(place * size, (place + 1) * size),
    }))
  })
}

function all(parts: readonly Part[], work: (part: Part, index: number) => Promise<Done>): Promise<Done[]> {
  return Promise.all(parts.map(work))
}

/**
 * From the first room's second click to the paper, for everybody, the other rooms' clicks following; with a server
 * killed a moment after that click, if so.
 */
async function startAll(
  parts: readonly Part[],
  exams: readonly SealedExam[],
  servers: readonly Server[],
  kill: (() => Promise<number>) | null,
): Promise<Latency> {
  const ask = async ({ sessionId, roomId }: SealedExam, cookie: string, place: number) => {
    const port = servers[place % servers.length]?.port ?? 0
    const url = `http://127.0.0.1:${port}/v1/sessions/${sessionId}/rooms/${roomId}/start`
    const answer = await fetch(url, { method: 'POST', headers: { cookie, origin: ORIGIN } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`A room was not started: ${answer.status}`)
  }
  const askAll = async (who: 'invigilatorCookie' | 'staffCookie') => {
    const left = exams.entries()
    await Promise.all(
      Array.from({ length: ROOMS_AT_ONCE }, async () => {
        for (const [place, exam] of left) await ask(exam, exam[who], place)
      }),
    )
  }
  await askAll('invigilatorCookie')
  const shown = all(parts, ({ load }) => load.order({ type: 'await-start' }))
  const clicked = askAll('staffCookie')
  clicked.catch(() => undefined)
  if (kill) {
    await pause(KILL_AFTER_CLICK_MS)
    await kill()
    await clicked.catch(() => undefined)
    // Whoever clicked and heard nothing clicks again: it starts those who were left out, or is refused for want of any.
    await askAll('staffCookie').catch(() => undefined)
  } else await clicked
  return merged(await shown)
}

/** Everybody saves, and in the middle of it something is done to a server. */
async function through(
  parts: readonly Part[],
  everyMs: number,
  forMs: number,
  work: () => Promise<number>,
): Promise<{ saves: Latency; backs: readonly number[]; awayMs: number }> {
  const saving = all(parts, ({ load }) => load.order({ type: 'pace-through', everyMs, forMs }))
  await pause(forMs / 4)
  const awayMs = await work()
  const done = await saving
  return { saves: merged(done), backs: done.flatMap(({ backs }) => backs), awayMs }
}

/** Ends the first server and starts it again where it was; for how long it was away. */
async function restart(servers: Server[], url: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
  const [server] = servers
  if (!server) throw new Error('There are no servers')
  const from = performance.now()
  const gone = new Promise((resolve) => server.child.once('exit', resolve))
  server.child.kill(signal)
  await gone
  const again = await startServer(
    '../kit/sitting-server.ts',
    [url, ORIGIN, String(server.port)],
    nodeOptions(servers.length),
  )
  Object.assign(server, { child: again.child, pid: again.pid })
  return performance.now() - from
}

/** How many acknowledged saves there were, how many of them the record holds, and how many records have an end. */
async function compare(url: string, exams: readonly SealedExam[], done: readonly Done[]) {
  const examinees = exams.flatMap((exam) => exam.examinees)
  const sittingOf = new Map(examinees.map(({ cookie, sittingId }) => [cookie, sittingId]))
  const told = done.flatMap(({ acked }) => acked)
  const { pool, close } = openDatabase({ url, size: 1, applicationName: 'bench', statementTimeoutMs: 120_000 })
  try {
    const { rows } = await pool.query<{ found: string }>(
      `select count(distinct (e.sitting_id, e.event->>'seq')) as found
       from unnest($1::uuid[], $2::int[]) as t(id, acked)
       join sitting_events e on e.sitting_id = t.id
       where e.event->>'type' = 'answer_saved' and (e.event->>'seq')::int <= t.acked`,
      [told.map(([cookie]) => sittingOf.get(cookie)), told.map(([, acked]) => acked)],
    )
    const ends = await pool.query<{ ended: string }>(
      `select count(*) as ended from sitting_events
       where event->>'type' = 'ended' and event->>'reason' = 'handed_in' and sitting_id = any($1::uuid[])`,
      [examinees.map(({ sittingId }) => sittingId)],
    )
    return {
      acked: told.reduce((sum, [, acked]) => sum + acked, 0),
      found: Number(rows[0]?.found),
      ended: Number(ends.rows[0]?.ended),
    }
  } finally {
    await close()
  }
}

function merged(done: readonly Done[]): Latency {
  return latency(
    done.flatMap(({ samples }) => samples),
    Math.max(...done.map(({ ms }) => ms)),
  )
}

function figures({ count, p50, p99, p999 }: Latency): string {
  return `${say(count)}: p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, p999 ${p999.toFixed(1)} ms`
}

function ofCeilings({ perSecond }: Latency, echo: Latency, groupedInsert: number): string {
  return `${say(perSecond)}/s: ${ratio(perSecond, echo.perSecond)} the echo, ${ratio(perSecond, groupedInsert)} the append`
}

function memory(servers: readonly Server[]): string {
  return `servers ${say(servers.reduce((sum, { pid }) => sum + memoryMb(pid), 0))} MB together`
}

function shares(used: readonly number[]): string {
  return used.map((share) => `${Math.round(share * 100)} %`).join(' + ')
}
