import type { RoomBoard } from '@kaochang/contract/room'
import { CLOSE } from '@kaochang/contract/socket/protocol'
import { staffGrants } from '@kaochang/database/schema/people'
import { sql } from 'drizzle-orm'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { NINE, ORIGIN, type TestApp, openTestApp } from '../kit/app.ts'
import { type Candidate, openCandidate } from '../kit/candidate.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

/** Two server processes over one database: whoever sits at one is seen on the walls of both. */
const one = await openTestApp()
const other = await openTestApp({ beside: one })
const ports = await Promise.all([one, other].map(listening))
const open: { close: () => void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})
afterAll(async () => {
  await other.close()
  await one.close()
})

let exam: SealedExam
beforeEach(async () => {
  one.clock.at = NINE
  exam = await aSealedExam(one.deps.db, { at: NINE, candidates: 2 })
})

describe.each([
  ['of the process that holds the lines', 0],
  ['of another process', 1],
] as const)('a wall %s', (_, place) => {
  test('shows a terminal that comes, answers, and goes', async () => {
    const wall = await aWall(place)
    expect((await wall.until(() => true)).sittings).toHaveLength(2)
    const terminal = await aTerminal()
    const { epoch } = await terminal.join()
    await wall.until(({ sittings }) => seen(sittings)?.connected === true)
    terminal.say({ type: 'accept_rules' })
    await bringToTheStart(one.deps.sittings, exam)
    await terminal.hear('started')
    terminal.save({ epoch, seq: 1, item: 1, response: 'A' })
    await wall.until(({ sittings }) => seen(sittings)?.answeredCount === 1)
    terminal.drop()
    const gone = await wall.until(({ sittings }) => seen(sittings)?.connected === false)
    expect(seen(gone.sittings)).toMatchObject({ state: 'answering', lastHeardAt: NINE })
  })

  test('goes dark when its reader’s role is taken away (A20)', async () => {
    const wall = await aWall(place)
    await wall.until(() => true)
    await one.deps.db.update(staffGrants).set({ revokedAt: NINE })
    const code = new Promise((resolve) => wall.socket.on('close', resolve))
    one.deps.watch.touch(`${exam.sessionId}/${exam.roomId}`)
    expect(await code).toBe(CLOSE.notSignedIn)
  })
})

test('nobody without the act opens a wall', async () => {
  const stranger = await one.staff([{ role: 'bank_administrator', jurisdiction: { level: 'nation' } }])
  const cookie = [...stranger.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  await expect(connect(0, cookie)).rejects.toThrow('403')
})

test('F15: a listening connection that dies is opened again, and nothing is missed', async () => {
  const wall = await aWall(1)
  await wall.until(() => true)
  await one.home.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kaochang rooms' and datname = current_database()`,
  )
  const terminal = await aTerminal()
  await terminal.join()
  await wall.until(({ sittings }) => seen(sittings)?.connected === true)
})

test('F16: what is told between processes are ids, and a save tells nothing by itself', async () => {
  const { rows } = await one.home.db.execute<{ prosrc: string }>(
    sql`select prosrc from pg_proc join pg_namespace n on n.oid = pronamespace where nspname = 'public'`,
  )
  expect(rows.filter(({ prosrc }) => /notify/i.test(prosrc))).toEqual([])
})

function seen(sittings: RoomBoard['sittings']) {
  return sittings.find(({ sittingId }) => sittingId === exam.examinees[0]?.sittingId)
}

async function aTerminal(): Promise<Candidate> {
  const cookie = exam.examinees[0]?.cookie ?? ''
  const terminal = await openCandidate(`http://127.0.0.1:${ports[0]}`, { cookie, origin: ORIGIN })
  open.push({ close: terminal.drop })
  return terminal
}

async function aWall(place: number) {
  const socket = await connect(place, exam.staffCookie)
  open.push({ close: () => socket.terminate() })
  const boards: RoomBoard[] = []
  let changed = Promise.withResolvers<void>()
  socket.on('message', (data: Buffer) => {
    boards.push(JSON.parse(data.toString()) as RoomBoard)
    changed.resolve()
    changed = Promise.withResolvers<void>()
  })
  return {
    socket,
    /** The next board of which this is true. */
    async until(is: (board: RoomBoard) => boolean): Promise<RoomBoard> {
      for (;;) {
        const found = boards.find(is)
        boards.length = 0
        if (found) return found
        await changed.promise
      }
    },
  }
}

/** Opens a wall's line. Rejects with the HTTP status when it is not let in. */
function connect(place: number, cookie: string): Promise<WebSocket> {
  const { sessionId, roomId } = exam
  const url = `ws://127.0.0.1:${ports[place]}/v1/sessions/${sessionId}/rooms/${roomId}/watch`
  const socket = new WebSocket(url, { headers: { cookie, origin: ORIGIN } })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(String(statusCode))))
    socket.on('error', reject)
  })
}

async function listening({ app }: TestApp): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}
