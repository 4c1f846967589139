import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATIONS_FOLDER, migrate, readSchemaState } from '@kaochang/database/migrate'
import { afterAll, expect, test } from 'vitest'
import { NINE, ORIGIN, openTestApp } from '../kit/app.ts'
import { type Bot, openBot } from '../kit/bot.ts'
import { brokenInvariants } from '../kit/invariants.ts'
import { aSealedExam, bringToTheStart } from '../kit/sealed-exam.ts'

const home = await openTestApp()
const folder = await mkdtemp(join(tmpdir(), 'kaochang-migrations-'))
afterAll(async () => {
  await home.close()
  await rm(folder, { recursive: true })
})

/** What the next releases might do while an exam runs: each adds, and takes nothing away that this one reads. */
const NEXT = [
  'alter table sittings add column noted text; alter table sitting_events add column noted text',
  'create index sitting_events_by_instant on sitting_events (at)',
  `alter table sittings add constraint sittings_note check (noted is null or noted <> '') not valid`,
]

test('F26: the schema moves on under a running server while everybody answers, and no answer is refused or lost', async () => {
  await home.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = home.app.server.address() as AddressInfo
  const exam = await aSealedExam(home.deps.db, { at: NINE, candidates: 12 })
  await bringToTheStart(home.deps.sittings, exam)
  const bots = exam.examinees.map(({ cookie }) =>
    openBot({ where: () => `http://127.0.0.1:${port}`, cookie, origin: ORIGIN, itemCount: 2, everyMs: 10 }),
  )
  try {
    await Promise.all(bots.map(({ begun }) => begun))
    await cp(MIGRATIONS_FOLDER, folder, { recursive: true })
    for (const [index, statement] of NEXT.entries()) {
      await progress(bots)
      await addMigration(`next_${index}`, statement)
      expect(await migrate(home.home.url, folder)).toEqual({ applied: 1 })
    }
    await progress(bots)
    await Promise.all(bots.map(({ flush }) => flush()))
    expect(bots.flatMap(({ closes }) => closes)).toEqual([])
    expect(bots.some(({ downs }) => downs.includes('degraded'))).toBe(false)
    expect(
      await brokenInvariants(home.home.pool, {
        seen: exam.examinees.map(({ sittingId }, index) => ({
          sittingId,
          made: bots[index]?.made ?? [],
          acked: bots[index]?.made.length ?? 0,
        })),
      }),
    ).toEqual([])
    // Whoever starts this release from here on is told that a newer one has been.
    expect(await readSchemaState(home.home.pool)).toMatchObject({ state: 'newer' })
  } finally {
    for (const bot of bots) bot.close()
  }
})

async function addMigration(tag: string, statement: string) {
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] }
  const last = journal.entries.at(-1)
  if (!last) throw new Error('There are no migrations')
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag })
  await writeFile(path, JSON.stringify(journal))
  await writeFile(join(folder, `${tag}.sql`), statement.replaceAll('; ', ';\n--> statement-breakpoint\n'))
}

/** Two hundred more saves have been acknowledged. */
async function progress(bots: readonly Bot[]) {
  const acked = () => bots.reduce((sum, bot) => sum + bot.acked(), 0)
  const enough = acked() + 200
  while (acked() < enough) await new Promise((resolve) => setTimeout(resolve, 5))
}
