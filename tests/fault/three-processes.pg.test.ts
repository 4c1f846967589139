import type { RoomBoard } from '@kaochang/contract/room'
import { CLOSE, OLDEST_PROTOCOL, POSTS_URL, PROTOCOL } from '@kaochang/contract/socket/protocol'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { BALANCER_COOKIE, type Balancer, openBalancer } from '../kit/balancer.ts'
import { type Bot, openBot } from '../kit/bot.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { type SealedExam, anExamOn, bringToTheStart, bringToTheirSeats } from '../kit/sealed-exam.ts'
import { type ServerProcess, startServerProcess } from '../kit/server-process.ts'
import { checkStored } from '../kit/stored.ts'

/** The installation of docker-compose.yml without docker: three server processes, one PostgreSQL, one proxy. */
const ORIGIN = 'http://localhost'
const CANDIDATES = 60

/** After a server is gone, everybody it had can answer again within this time. */
const ALL_BACK_MS = 15_000

const home = await freshDatabase()
const servers: ServerProcess[] = []
let balancer: Balancer
beforeAll(async () => {
  servers.push(...(await Promise.all([0, 1, 2].map(() => startServerProcess(home.url, ORIGIN)))))
  balancer = await openBalancer(ports())
}, 120_000)
afterAll(async () => {
  await balancer.close()
  await Promise.all(servers.map(ended))
  await home.close()
}, 60_000)

let exam: SealedExam
let bots: Bot[] = []
beforeEach(async () => {
  exam = await anExamOn(home.url, CANDIDATES, bringToTheStart)
})
afterEach(() => {
  for (const bot of bots.splice(0)) bot.close()
})

describe('three server processes behind a proxy', { timeout: 120_000 }, () => {
  test('any of them serves any candidate, and the wall of each is whole; F29: whichever protocol the terminal speaks', async () => {
    await answering()
    await progress()
    for (const { port } of servers) {
      expect(balancer.given.filter(({ server }) => server === port).length).toBeGreaterThanOrEqual(CANDIDATES / 3)
      const board = await boardAt(port, ({ sittings }) => sittings.every(({ connected }) => connected))
      expect(board.sittings).toHaveLength(CANDIDATES)
    }
    await Promise.all(bots.map(({ flush }) => flush()))
    const answered = new Map(exam.examinees.map(({ ticket }, index) => [ticket, answeredBy(bots[index])]))
    for (const { port } of servers) {
      const board = await boardAt(port, ({ sittings }) =>
        sittings.every(({ ticket, answeredCount }) => answeredCount === answered.get(ticket)),
      )
      expect(board.sittings.every(({ state }) => state === 'answering')).toBe(true)
    }
    expect((await checkStored(home.pool, exam.examinees, bots)).lost).toBe(0)
  })

  test('a room started through one of them is started by each for its own: no terminal has to come back', async () => {
    exam = await anExamOn(home.url, CANDIDATES, bringToTheirSeats)
    await seatedAt(balancer.port)
    await askToStart(ports()[0])
    await Promise.all(bots.map(({ begun }) => begun))
    expect(bots.flatMap(({ closes }) => closes)).toEqual([])
  })

  test('F21: a room is started without the process that does not move, and its candidates begin when they are heard again', async () => {
    exam = await anExamOn(home.url, CANDIDATES, bringToTheirSeats)
    await seatedAt(balancer.port)
    const stuck = servers[1]
    stuck?.child.kill('SIGSTOP')
    try {
      await askToStart(ports()[0])
      const { rows } = await home.pool.query(
        `select count(distinct sitting_id)::int as told from sitting_events
         where event->>'type' = 'room_started' and sitting_id = any($1::uuid[])`,
        [exam.examinees.map(({ sittingId }) => sittingId)],
      )
      expect(rows).toEqual([{ told: CANDIDATES }])
    } finally {
      stuck?.child.kill('SIGCONT')
    }
    await Promise.all(bots.map(({ begun }) => begun))
  })

  test('a line by posts stays with the process that has it', async () => {
    const cookie = exam.examinees[0]?.cookie ?? ''
    const opened = await post(cookie, { line: null, heardUpTo: 0, frames: [], wait: false })
    const own = new RegExp(`${BALANCER_COOKIE}=\\d+`).exec(opened.setCookie)?.[0]
    const hello = JSON.stringify({ type: 'hello', protocol: PROTOCOL })
    const asked = { line: opened.body.line, heardUpTo: 0, frames: [hello], wait: true }
    for (let time = 0; time < 3; time += 1) {
      const { body, setCookie } = await post(`${cookie}; ${own}`, { ...asked, frames: time ? [] : [hello] })
      expect(body.closed).toBeNull()
      expect(body.frames.map(({ text }) => (JSON.parse(text) as { type: string }).type)).toEqual(['welcome'])
      expect(setCookie).toBe('')
    }
  })

  test('F28: all three restarted one after another lose no acknowledged answer, and nobody is long away', async () => {
    await answering()
    const already = balancer.given.length - CANDIDATES
    for (const [place, server] of servers.entries()) {
      await progress()
      const others = ports().filter((port) => port !== server.port)
      const moved = movedFrom(server)
      const from = performance.now()
      const stopping = server.stop()
      await balancer.untilInUse(others)
      // The proxy has been told before the first line is let go.
      const before = balancer.given.length
      expect(server.child.exitCode).toBeNull()
      expect((await stopping).code).toBe(0)
      await until(moved)
      expect(performance.now() - from).toBeLessThan(ALL_BACK_MS)
      expect(balancer.given.slice(before).filter((each) => each.server === server.port)).toEqual([])
      servers[place] = await startServerProcess(home.url, ORIGIN, server.port)
      await balancer.untilInUse(ports())
    }
    await Promise.all(bots.map(({ flush }) => flush()))
    const { acked, lost } = await checkStored(home.pool, exam.examinees, bots)
    expect(lost).toBe(0)
    expect(acked).toBe(bots.reduce((sum, { made }) => sum + made.length, 0))
    for (const { closes } of bots) {
      expect(closes.length).toBeGreaterThan(0)
      expect(closes.filter(({ code }) => code !== CLOSE.restarting)).toEqual([])
    }
    // Somebody has been with more than one process, and nobody noticed but by a wait.
    const servedBy = Map.groupBy(balancer.given.slice(already), ({ cookie }) => cookie)
    expect([...servedBy.values()].every((each) => new Set(each.map(({ server }) => server)).size > 1)).toBe(true)
  })

  test('F01: one of them killed outright loses no acknowledged answer, and the others take its candidates', async () => {
    const [killed, ...others] = servers
    if (!killed) throw new Error('There are no servers')
    await answering()
    await progress()
    const moved = movedFrom(killed)
    const from = performance.now()
    await killed.kill()
    await until(moved)
    expect(performance.now() - from).toBeLessThan(ALL_BACK_MS)
    await progress()
    for (const { port } of others) {
      const board = await boardAt(port, ({ sittings }) => sittings.every(({ connected }) => connected))
      expect(board.sittings).toHaveLength(CANDIDATES)
    }
    await Promise.all(bots.map(({ flush }) => flush()))
    const { acked, lost } = await checkStored(home.pool, exam.examinees, bots)
    expect(lost).toBe(0)
    expect(acked).toBe(bots.reduce((sum, { made }) => sum + made.length, 0))
  })
})

function ports(): number[] {
  return servers.map(({ port }) => port)
}

async function ended({ child, kill }: ServerProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await kill()
}

/** Every candidate answering through the proxy. */
async function answering(): Promise<void> {
  bots = atTerminals(balancer.port)
  await Promise.all(bots.map(({ begun }) => begun))
}

/** Every candidate welcome at a terminal, and every process's wall knows it. */
async function seatedAt(port: number): Promise<void> {
  bots = atTerminals(port)
  for (const each of ports()) await boardAt(each, ({ sittings }) => sittings.every(({ connected }) => connected))
}

/** Every third at a terminal that was loaded before the release. */
function atTerminals(port: number): Bot[] {
  return exam.examinees.map(({ cookie }, index) =>
    openBot({
      where: () => `http://127.0.0.1:${port}`,
      cookie,
      origin: ORIGIN,
      itemCount: 6,
      everyMs: 100,
      protocol: index % 3 === 0 ? OLDEST_PROTOCOL : PROTOCOL,
    }),
  )
}

/** Two people start the room through one process. */
async function askToStart(port = 0) {
  const { sessionId, roomId, invigilatorCookie, staffCookie } = exam
  for (const cookie of [invigilatorCookie, staffCookie]) {
    const url = `http://127.0.0.1:${port}/v1/sessions/${sessionId}/rooms/${roomId}/start`
    const answer = await fetch(url, { method: 'POST', headers: { cookie, origin: ORIGIN } })
    await answer.arrayBuffer()
    expect(answer.status).toBe(200)
  }
}

/** Whether all who are with a server now have lost it, and everybody can answer again. */
function movedFrom({ port }: ServerProcess): () => boolean {
  const last = new Map(balancer.given.map(({ cookie, server }) => [cookie, server]))
  const there = bots.filter((_, index) => last.get(exam.examinees[index]?.cookie ?? '') === port)
  const closes = there.map((bot) => bot.closes.length)
  expect(there.length).toBeGreaterThan(0)
  return () =>
    there.every((bot, index) => bot.closes.length > (closes[index] ?? 0)) && bots.every((bot) => bot.answering())
}

/** Waits until two hundred more saves have been acknowledged. */
async function progress() {
  const acked = () => bots.reduce((sum, bot) => sum + bot.acked(), 0)
  const enough = acked() + 200
  await until(() => acked() >= enough)
}

async function until(holds: () => boolean) {
  while (!holds()) await pause(5)
}

/** How many items a bot has an answer for, by the last it made for each. */
function answeredBy(bot: Bot | undefined): number {
  const last = new Map(bot?.made.map(({ item, response }) => [item, response]))
  return [...last.values()].filter((response) => response !== '').length
}

/** The first board of a wall at one process of which something is true. */
async function boardAt(port: number, is: (board: RoomBoard) => boolean): Promise<RoomBoard> {
  const { sessionId, roomId, staffCookie } = exam
  const url = `ws://127.0.0.1:${port}/v1/sessions/${sessionId}/rooms/${roomId}/watch`
  const wall = new WebSocket(url, { headers: { cookie: staffCookie, origin: ORIGIN } })
  try {
    return await new Promise((resolve, reject) => {
      wall.on('error', reject)
      wall.on('close', (code) => reject(new Error(`The wall closed with ${code}`)))
      wall.on('message', (data: Buffer) => {
        const board = JSON.parse(data.toString()) as RoomBoard
        if (is(board)) resolve(board)
      })
    })
  } finally {
    wall.terminate()
  }
}

type Posted = {
  line: string
  frames: { number: number; text: string }[]
  closed: { code: number; reason: string } | null
}

async function post(cookie: string, body: object): Promise<{ body: Posted; setCookie: string }> {
  const answer = await fetch(`http://127.0.0.1:${balancer.port}${POSTS_URL}`, {
    method: 'POST',
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { body: (await answer.json()) as Posted, setCookie: answer.headers.get('set-cookie') ?? '' }
}
