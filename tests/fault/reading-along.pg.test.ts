import type { Instant } from '@kaochang/domain/instant'
import { openLog } from '@kaochang/server/log'
import { openLiveSittings, openSittingsOver } from '@kaochang/server/sitting/open-live-sittings'
import { type SittingStore, openSittingStore } from '@kaochang/server/sitting/sitting-store'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../kit/postgres.ts'
import { type SealedExam, aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const CANDIDATES = 250
const WALLS = 4

const NINE = Date.parse('2026-10-22T01:00:00Z') as Instant
const clock = { now: () => NINE }
const log = openLog('silent')
const home = await freshDatabase()
const holder = await openLiveSittings({ url: home.url, clock, log })
const reads = counted(await openSittingStore(home.url, () => undefined))
const reader = openSittingsOver(reads.store, { clock, log })
afterAll(async () => {
  await Promise.all([holder.close(), reader.close()])
  await home.close()
})

let exam: SealedExam
beforeEach(async () => {
  exam = await aSealedExam(home.db, { at: NINE, candidates: CANDIDATES })
  await bringToTheStart(holder, exam)
})

test('walls that are opened at once read along one after the other, a part at a time, and leave the connections to the answers', async () => {
  const ids = exam.examinees.map(({ sittingId }) => sittingId)
  const walls = await Promise.all(Array.from({ length: WALLS }, () => reader.readMany(ids)))
  for (const wall of walls)
    expect(ids.map((id) => wall.get(id)?.roomStarted)).toEqual(Array.from({ length: CANDIDATES }, () => true))
  expect(reads.mostAtOnce()).toBe(1)
  expect(reads.mostSittings()).toBeLessThan(CANDIDATES)
})

test('a wall whose read fails is told, and the next one reads all the same', async () => {
  const ids = exam.examinees.map(({ sittingId }) => sittingId)
  reads.failNext()
  const [failed, next] = await Promise.allSettled([reader.readMany(ids), reader.readMany(ids)])
  expect(failed.status).toBe('rejected')
  expect(next.status === 'fulfilled' && next.value.size).toBe(CANDIDATES)
})

/** A store that says how many of its reads were under way at once, and of how many sittings the largest was. */
function counted(store: SittingStore) {
  let underWay = 0
  let mostAtOnce = 0
  let mostSittings = 0
  let fails = false
  async function count<T>(size: number, read: () => Promise<T>): Promise<T> {
    underWay += 1
    mostAtOnce = Math.max(mostAtOnce, underWay)
    mostSittings = Math.max(mostSittings, size)
    try {
      if (fails) throw new Error('The connection is gone')
      return await read()
    } finally {
      fails = false
      underWay -= 1
    }
  }
  return {
    store: {
      ...store,
      listRecords: (wanted) => count(wanted.length, () => store.listRecords(wanted)),
      fetchSealed: (ids) => count(ids.length, () => store.fetchSealed(ids)),
    } satisfies SittingStore,
    mostAtOnce: () => mostAtOnce,
    mostSittings: () => mostSittings,
    failNext: () => {
      fails = true
    },
  }
}
