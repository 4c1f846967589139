import { openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import { type Chance, chanceFrom } from '@kaochang/domain/chance'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type Balancer, openBalancer } from '../kit/balancer.ts'
import { type Bot, openBot } from '../kit/bot.ts'
import { type OwnCluster, ownCluster } from '../kit/own-cluster.ts'
import { anExamOn } from '../kit/sealed-exam.ts'
import { type ServerProcess, startServerProcess } from '../kit/server-process.ts'
import { checkStored } from '../kit/stored.ts'

const ORIGIN = 'http://localhost'
const SERVERS = 3
const CANDIDATES = 24

/** An exam bears so many kills; then another begins, and what the last one was told is looked for on disk. */
const KILLS_AN_EXAM = 25

/** One kill in so many is the database's. */
const DATABASE_EVERY = 5

const MOST_PAUSE_MS = 300

type Hall = {
  readonly own: OwnCluster
  readonly pool: pg.Pool
  readonly servers: ServerProcess[]
  readonly balancer: Balancer
}

/**
 * Kills servers and database outright, again and again, while everybody answers, and looks for every acknowledged
 * answer in the record. Which is killed and when is drawn from a seed, which is printed; what the processes were doing at that
 * moment is not in anybody's hand.
 *
 * @returns how many acknowledged answers were lost
 */
export async function killAgainAndAgain(kills: number, seed = String(Date.now())): Promise<number> {
  console.log(`${kills} kills, drawn from seed ${seed}`)
  const chance = chanceFrom(seed, 'kills')
  const hall = await openHall()
  let [done, acked, lost] = [0, 0, 0]
  try {
    while (done < kills) {
      const count = Math.min(KILLS_AN_EXAM, kills - done)
      const held = await holdThrough(hall, chance, count)
      done += count
      acked += held.acked
      lost += held.lost
      console.log(`${done} kills: ${acked} answers acknowledged, ${lost} of them lost`)
    }
  } finally {
    await closeHall(hall)
  }
  return lost
}

async function openHall(): Promise<Hall> {
  const own = await ownCluster()
  await migrate(own.postgres.url)
  const { pool } = openDatabase({
    url: own.postgres.url,
    size: 2,
    applicationName: 'drill',
    // What must hold is looked for in everything so far, a million events in the end.
    statementTimeoutMs: 300_000,
  })
  const servers: ServerProcess[] = []
  for (let index = 0; index < SERVERS; index += 1) servers.push(await startServerProcess(own.postgres.url, ORIGIN))
  const balancer = await openBalancer(servers.map(({ port }) => port))
  return { own, pool, servers, balancer }
}

async function closeHall({ own, pool, servers, balancer }: Hall) {
  await balancer.close()
  await Promise.all(servers.map(({ kill }) => kill()))
  await pool.end()
  await own.remove()
}

/** One exam from its start through so many kills, and then what was acknowledged against what is on disk. */
async function holdThrough(hall: Hall, chance: Chance, kills: number): Promise<{ acked: number; lost: number }> {
  const exam = await anExamOn(hall.own.postgres.url, CANDIDATES)
  const where = () => `http://127.0.0.1:${hall.balancer.port}`
  const bots = exam.examinees.map(({ cookie }) => openBot({ where, cookie, origin: ORIGIN, itemCount: 6, everyMs: 40 }))
  try {
    await Promise.all(bots.map(({ begun }) => begun))
    const restarts = new Map<number, Promise<void>>()
    for (let kill = 0; kill < kills; kill += 1) {
      await progress(bots)
      await pause(chance.below(MOST_PAUSE_MS))
      // Somebody must be left to answer the others; and without a database no server begins.
      const database = chance.below(DATABASE_EVERY) === 0
      if (database || restarts.size === SERVERS - 1) await Promise.all(restarts.values())
      if (database) await killDatabase(hall.own)
      else {
        const alive = [...hall.servers.keys()].filter((place) => !restarts.has(place))
        const place = alive[chance.below(alive.length)] ?? 0
        restarts.set(
          place,
          restartServer(hall, place).finally(() => restarts.delete(place)),
        )
      }
    }
    await Promise.all(restarts.values())
    await Promise.all(bots.map(({ flush }) => flush()))
    return await checkStored(hall.pool, exam.examinees, bots)
  } finally {
    for (const bot of bots) bot.close()
  }
}

async function killDatabase({ postgres }: OwnCluster) {
  const back = new Promise<void>((resolve) => {
    const forget = postgres.onChange(({ state }) => {
      if (state !== 'up') return
      forget()
      resolve()
    })
  })
  process.kill(postgres.pid(), 'SIGKILL')
  await back
}

/** Kills a server now; settles when another stands in its place. */
async function restartServer({ own, servers }: Hall, place: number) {
  const server = servers[place]
  if (!server) throw new Error(`There is no server ${place}`)
  await server.kill()
  servers[place] = await startServerProcess(own.postgres.url, ORIGIN, server.port)
}

/** Waits until everybody together has had a few more answers acknowledged. */
async function progress(bots: readonly Bot[]) {
  const acked = () => bots.reduce((sum, bot) => sum + bot.acked(), 0)
  const enough = acked() + CANDIDATES
  while (acked() < enough) await pause(5)
}
