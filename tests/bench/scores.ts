import { openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import { listPapers, listRosterPlaces } from '@kaochang/database/paper'
import { findSessionRow, scheduleOf } from '@kaochang/database/session'
import { sessions } from '@kaochang/database/schema/session'
import { type Addition, appendEvents } from '@kaochang/database/sitting'
import type { Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { record } from '@kaochang/domain/sitting/record'
import { type SittingEvent, unbegun } from '@kaochang/domain/sitting/sitting'
import { termsOf } from '@kaochang/domain/sitting/terms'
import { sha256 } from '@kaochang/server/hashing'
import { drawSession, freeze } from '@kaochang/server/paper/draw-session'
import { readPool } from '@kaochang/server/paper/read-pool'
import { scoreSession } from '@kaochang/server/score/score-session'
import { verifySession } from '@kaochang/server/score/verify-session'
import { eq } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ownCluster } from '../kit/own-cluster.ts'
import { STARTS_AT, aBigSession, seconds, timed } from './big-session.ts'
import { type Line, ratio } from './report.ts'

/**
 * Scores and then verifies a session of so many sittings, each a record of a hundred saves, against reading the
 * same rows of the records and doing nothing with them.
 */
export async function benchScores(candidateCount = 10_000): Promise<Line[]> {
  const cluster = await ownCluster({ shared_buffers: '512MB' })
  try {
    const url = cluster.postgres.urlOf('kaochang')
    await migrate(url)
    const opened = openDatabase({
      url,
      size: 4,
      role: 'kaochang_app',
      applicationName: 'bench',
      idleInTransactionMs: 0,
    })
    const { db, pool } = opened
    const secrets = { idLookupKey: randomBytes(32), idCipherKey: randomBytes(32), sealKey: randomBytes(32) }
    const { session: planned, by, banks } = await aBigSession(db, candidateCount)
    await db.transaction(async (tx) => {
      const items = await readPool(
        tx,
        banks.map(({ id }) => id),
      )
      const made = await freeze(tx, secrets, { session: planned, pool: items, by, at: STARTS_AT })
      invariant(made.ok, 'the banks meet the blueprint')
      await drawSession(tx, secrets, planned, STARTS_AT)
    })

    const roster = await listRosterPlaces(db, planned.id)
    for (let start = 0; start < roster.length; start += 100) {
      const ids = roster.slice(start, start + 100).map(({ id }) => id)
      const papers = await listPapers(db, ids)
      const additions = ids.map((id): Addition => {
        const paper = papers.get(id)?.paper
        invariant(paper, 'everybody has a paper')
        const saves = paper.items.map(({ number }): SittingEvent => {
          return { type: 'answer_saved', seq: number, item: number, response: 'A', marked: false }
        })
        const events: SittingEvent[] = [{ type: 'started' }, ...saves, { type: 'ended', reason: 'handed_in' }]
        const { recorded, after } = record(sha256, unbegun(id, termsOf(scheduleOf(planned), paper)), events, STARTS_AT)
        return { id, epoch: 0, entries: recorded, after }
      })
      await appendEvents(pool, additions, { again: false })
    }
    await db.update(sessions).set({ state: 'ended', endedAt: STARTS_AT }).where(eq(sessions.id, planned.id))
    const session = await findSessionRow(db, planned.id)
    invariant(session, 'the session is there')

    const reading = await timed(async () => {
      for (let start = 0; start < roster.length; start += 100) {
        const ids = roster.slice(start, start + 100).map(({ id }) => id)
        await pool.query('select * from sitting_events where sitting_id = any($1) order by sitting_id, number', [ids])
      }
    })
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const scoring = await timed(() => db.transaction((tx) => scoreSession(tx, session, (STARTS_AT + 1) as Instant)))
    const verifying = await timed(() => verifySession(db, secrets, { ...session, state: 'scored' }))
    delay.disable()
    invariant(
      scoring.value === candidateCount && verifying.value.findings.length === 0,
      'every sitting was scored and holds',
    )
    await opened.close()
    const many = `${candidateCount.toLocaleString('en')} sittings`
    return [
      {
        what: `score ${many} from their records`,
        measured: seconds(scoring.ms),
        against: `goal for 10,000: under 5 s; ${ratio(scoring.ms, reading.ms)} the time of only reading the records`,
      },
      {
        what: `verify ${many}: records, papers, scores`,
        measured: seconds(verifying.ms),
        against: `${ratio(verifying.ms, reading.ms)} the time of only reading the records (${seconds(reading.ms)})`,
      },
      {
        what: 'longest stall of the event loop meanwhile',
        measured: `${(delay.max / 1e6).toFixed(0)} ms`,
        against: 'goal: under 100 ms',
      },
    ]
  } finally {
    await cluster.remove()
  }
}
