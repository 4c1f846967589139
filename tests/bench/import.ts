import { openDatabase } from '@kaochang/database/client'
import { insertBank } from '@kaochang/database/bank'
import { migrate } from '@kaochang/database/migrate'
import type { Instant } from '@kaochang/domain/instant'
import { readItemFileInWorker } from '@kaochang/server/bank/read-in-worker'
import { settleImportFor } from '@kaochang/server/bank/settle-import'
import { stageImportFor } from '@kaochang/server/bank/stage-import'
import { writeXlsx } from 'hucre/xlsx'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ownCluster } from '../kit/own-cluster.ts'
import { type Line, ratio } from './report.ts'

const ROWS = 10_000

/**
 * Importing a workbook of 10,000 items: read alone, and all the way into a bank, against inserting as many
 * bare rows of the same text in batches on the same database.
 */
export async function benchImport(): Promise<Line[]> {
  const bytes = await aWorkbook()
  const cluster = await ownCluster({ shared_buffers: '128MB' })
  try {
    const url = cluster.postgres.urlOf('kaochang')
    await migrate(url)
    const opened = openDatabase({ url, size: 4, role: 'kaochang_app', applicationName: 'bench' })
    const { db, pool } = opened
    const clock = { now: () => 0 as Instant, driftMs: () => 0, close: () => undefined }

    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const read = await timed(() => readItemFileInWorker(bytes, 'bench.xlsx'))
    const bank = await db.transaction((tx) =>
      insertBank(tx, {
        kind: 'national',
        province: null,
        trade: null,
        name: 'bench',
        notice: null,
        createdAt: clock.now(),
      }),
    )
    const whole = await timed(async () => {
      const staged = await stageImportFor({ db, clock }, null, bank.id, bytes, 'bench.xlsx')
      if (!staged.ok) throw new Error(staged.refusal.code)
      const settled = await settleImportFor({ db, clock }, null, bank.id, staged.value.id, 'good_rows')
      if (!settled.ok || settled.value.addedCount !== ROWS) throw new Error('Not every row went in')
    })
    delay.disable()

    await pool.query('create temporary table bare (stem text, options jsonb)')
    const bare = await timed(async () => {
      for (let start = 0; start < ROWS; start += 1_000) {
        const stems = Array.from({ length: 1_000 }, (_, index) => stem(start + index))
        const options = stems.map(() => JSON.stringify(['甲', '乙', '丙', '丁']))
        await pool.query('insert into bare select * from unnest($1::text[], $2::jsonb[])', [stems, options])
      }
    })
    await opened.close()
    return [
      {
        what: `read ${ROWS} rows of .xlsx in the worker`,
        measured: `${rate(read)} rows/s`,
        against: `${(read / 1000).toFixed(2)} s`,
      },
      {
        what: `import ${ROWS} rows, file to committed bank`,
        measured: `${rate(whole)} rows/s`,
        against: `${(whole / 1000).toFixed(2)} s; ${ratio(whole, bare)} the time of a bare batched insert of as many rows`,
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

function rate(ms: number) {
  return Math.round(ROWS / (ms / 1000)).toLocaleString('en')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function stem(number: number) {
  return `第 ${number} 号采掘工作面的下列做法中，符合规定的是（）。`
}

async function aWorkbook(): Promise<Uint8Array> {
  const rows = Array.from({ length: ROWS }, (_, index) => [
    '煤矿安全',
    '单选题',
    stem(index),
    '**A.停止作业，切断电源**B.继续作业**C.等待通知**D.自行处理',
    'ABCD'.charAt(index % 4),
  ])
  return writeXlsx({
    sheets: [{ name: 'Sheet1', rows: [['作业种类', '试题类型', '题目内容', '题目选项', '题目答案'], ...rows] }],
  })
}
