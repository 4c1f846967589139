import { type Bank, findBank, insertBank, listBanks } from '@kaochang/database/bank'
import { type Database, openDatabase } from '@kaochang/database/client'
import { migrate } from '@kaochang/database/migrate'
import type { BankKind } from '@kaochang/domain/bank/bank'
import type { BankId } from '@kaochang/domain/ids'
import { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { settleImportFor } from '../bank/settle-import.ts'
import { type StagedReading, stageImportFor } from '../bank/stage-import.ts'
import { openClock } from '../clock.ts'
import { type Flags, readOwnConfig } from '../config.ts'
import { withDatabase } from './installation.ts'
import { problemText } from './problem-text.ts'
import { withInstallation } from './settings-options.ts'

const SOME_ROWS_HAVE_PROBLEMS = 1
const NOT_IMPORTED = 2

type Options = Flags & { bank: string; create?: string; allOrNothing?: true; json?: true }

/**
 * `kaochang items import FILE --bank NAME|ID`: takes a file into a bank, by the same steps as the console's
 * import: read, show, commit. Without `--all-or-nothing` the good rows go in and every other row is named.
 */
export function itemsImportCommand(): Command {
  const command = new Command('import')
    .description('导入题库 / takes a file of items into a bank')
    .argument('<file>', '.xlsx, .csv, .json')
    .requiredOption('--bank <name|id>', '题库的名称或编号 / the bank, by name or id')
    .option('--create <kind>', '没有该题库时新建 / make it if missing: national, provincial=14, unified=gas_inspection')
    .option('--all-or-nothing', '有问题的行时整份不导入 / import nothing if any row has a problem')
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      '\n退出码 / exit code: 0 全部导入 all rows, 1 部分行有问题 some rows have problems, 2 没有导入 nothing imported',
    )
  return withInstallation(command).action(async (file: string, options: Options) => {
    const bytes = await readFile(file)
    await withDatabase(readOwnConfig(options), async (url) => {
      await migrate(url)
      const { db, pool, close } = openDatabase({
        url,
        size: 4,
        role: 'kaochang_app',
        applicationName: 'kaochang items import',
      })
      const clock = await openClock(pool)
      try {
        await importFile({ db, clock }, bytes, basename(file), options)
      } finally {
        clock.close()
        await close()
      }
    })
  })
}

type Shell = { readonly db: Database; readonly clock: Awaited<ReturnType<typeof openClock>> }

async function importFile(shell: Shell, bytes: Uint8Array, fileName: string, options: Options) {
  const bank = (await findNamed(shell.db, options.bank)) ?? (await createNamed(shell, options))
  if (!bank)
    return fail(
      options,
      { code: 'bank_not_found', bank: options.bank },
      '没有这个题库；可用 --create 新建。',
      'There is no such bank; --create makes one.',
    )

  const staged = await stageImportFor(shell, null, bank.id, bytes, fileName)
  if (!staged.ok) {
    const { refusal } = staged
    const [zh, en] =
      'zh' in refusal
        ? [`${refusal.zh.reason}${refusal.zh.remedy}`, `${refusal.en.reason} ${refusal.en.remedy}`]
        : ['文件中没有题目。', 'The file holds no items.']
    return fail(options, refusal, zh, en)
  }
  const { items, problems, tally } = staged.value.reading as StagedReading
  const settled = await settleImportFor(
    shell,
    null,
    bank.id,
    staged.value.id,
    options.allOrNothing ? 'all_or_nothing' : 'good_rows',
  )
  if (!settled.ok) {
    if (!options.json) console.log(problems.flatMap(problemText).join('\n'))
    return fail(
      options,
      settled.refusal,
      `有 ${tally.problemRows} 行有问题，整份未导入。`,
      `${tally.problemRows} rows have problems; nothing was imported.`,
    )
  }

  const addedCount = settled.value.addedCount ?? 0
  const heldCount = items.length - addedCount
  if (options.json)
    console.log(JSON.stringify({ bank: bank.id, readCount: items.length, addedCount, heldCount, problems, tally }))
  else {
    console.log(`${bank.name}：导入 ${addedCount} 题，库中已有 ${heldCount} 题，问题 ${tally.problemRows} 行`)
    console.log(
      `${bank.name}: ${addedCount} items added, ${heldCount} stood there already, ${tally.problemRows} rows with problems`,
    )
    console.log(problems.flatMap(problemText).join('\n'))
  }
  if (problems.length > 0) process.exitCode = SOME_ROWS_HAVE_PROBLEMS
}

async function findNamed(db: Database, name: string): Promise<Bank | undefined> {
  if (/^[0-9a-f-]{36}$/.test(name)) return findBank(db, name as BankId)
  return (await listBanks(db)).find((bank) => bank.name === name)
}

async function createNamed({ db, clock }: Shell, { create, bank: name }: Options): Promise<Bank | undefined> {
  const [kind, detail = null] = (create ?? '').split('=')
  const lawful =
    kind === 'national' ? detail === null : (kind === 'provincial' || kind === 'unified') && Boolean(detail)
  if (!lawful) return undefined
  const province = kind === 'provincial' ? detail : null
  const trade = kind === 'unified' ? detail : null
  return db.transaction((tx) =>
    insertBank(tx, { kind: kind as BankKind, province, trade, name, notice: null, createdAt: clock.now() }),
  )
}

function fail({ json }: Options, refusal: object, zh: string, en: string) {
  if (json) console.log(JSON.stringify({ refusal }))
  console.error(`${zh}\n${en}`)
  process.exitCode = NOT_IMPORTED
}
