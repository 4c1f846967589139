import { openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import { findSeal, listRosterPlaces } from '@kaochang/database/paper'
import { invariant } from '@kaochang/domain/outcome'
import { drawPaper } from '@kaochang/domain/paper/draw-paper'
import { drawFor, drawSession, freeze, openSeal } from '@kaochang/server/paper/draw-session'
import { readPool } from '@kaochang/server/paper/read-pool'
import { seedOf } from '@kaochang/server/paper/seeds'
import { randomBytes } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ownCluster } from '../kit/own-cluster.ts'
import { STARTS_AT, aBigSession, seconds, timed } from './big-session.ts'
import { type Line, ratio } from './report.ts'

/**
 * Papers for a whole province: 10,000 candidates, 100 of 10,000 items each. Drawing alone, and drawing and
 * storing as sealing a session does, against storing as many texts of the same length and nothing else.
 */
export async function benchPapers(candidateCount = 10_000): Promise<Line[]> {
  const cluster = await ownCluster({ shared_buffers: '256MB' })
  try {
    const url = cluster.postgres.urlOf('kaochang')
    await migrate(url)
    const opened = openDatabase({ url, size: 4, role: 'kaochang_app', applicationName: 'bench' })
    const { db } = opened
    const secrets = { idLookupKey: randomBytes(32), idCipherKey: randomBytes(32), sealKey: randomBytes(32) }
    const { session, by, banks } = await aBigSession(db, candidateCount)

    const frozen = await timed(() =>
      db.transaction(async (tx) => {
        const pool = await readPool(
          tx,
          banks.map(({ id }) => id),
        )
        const made = await freeze(tx, secrets, { session, pool, by, at: STARTS_AT })
        invariant(made.ok, 'the banks meet the blueprint')
      }),
    )
    const seal = await findSeal(db, session.id)
    invariant(seal, 'the session is frozen')
    const roster = await listRosterPlaces(db, session.id)
    const { opened: open } = openSeal(secrets, session, seal, roster)
    invariant(open, 'the seal opens')

    const drawing = await timed(() => {
      for (const place of roster) drawPaper(open.prepared, seedOf(open.key, place))
    })
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const whole = await timed(() => db.transaction((tx) => drawSession(tx, secrets, session, STARTS_AT)))
    delay.disable()

    const texts = roster.map((place) => drawFor(open, place).text)
    await opened.pool.query('create temporary table bare (id uuid primary key, paper json)')
    const bare = await timed(async () => {
      for (let start = 0; start < texts.length; start += 1_000) {
        const ids = roster.slice(start, start + 1_000).map(({ id }) => id)
        await opened.pool.query(
          `insert into bare select * from unnest($1::uuid[], string_to_array($2, E'\\n')::json[])`,
          [ids, texts.slice(start, start + 1_000).join('\n')],
        )
      }
    })
    await opened.close()
    const many = `${candidateCount.toLocaleString('en')} papers of 100 items`
    return [
      { what: 'freeze 10,000 items and commit', measured: seconds(frozen.ms), against: '' },
      { what: `draw ${many}`, measured: seconds(drawing.ms), against: 'goal: under 1.5 s' },
      {
        what: `draw, hash and store ${many}`,
        measured: seconds(whole.ms),
        against: `goal: under 5 s; ${ratio(whole.ms, bare.ms)} the time of a bare batched insert of the same texts (${seconds(bare.ms)})`,
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
