import { ITEM_KINDS, type ItemKind } from '@kaochang/domain/bank/item'
import type { Outcome } from '@kaochang/domain/outcome'
import {
  type FileRefusal,
  type ItemFile,
  type ReadItem,
  SKIP_REASONS,
  type SkipReason,
} from '@kaochang/exchange/item-file'
import { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readItemFileInWorker } from '../bank/read-in-worker.ts'
import { itemsImportCommand } from './items-import.ts'
import { problemText } from './problem-text.ts'

const ALL_READ = 0
const SOME_ROWS_HAVE_PROBLEMS = 1
const FILE_NOT_READ = 2

const KIND_NAMES = {
  true_false: { zh: '判断题', en: 'true-false' },
  single_choice: { zh: '单选题', en: 'single choice' },
  multiple_response: { zh: '多选题', en: 'multiple response' },
} as const satisfies Record<ItemKind, { zh: string; en: string }>

/**
 * `kaochang items read FILE [--json]`: reads an item file without touching any bank, prints what was found
 * and exits with 0 when every row was read, 1 when some rows have problems, 2 when the file cannot be read.
 */
export function itemsCommand(): Command {
  const reading = new Command('read')
    .description('读取题目文件并报告问题，不导入 / reads a file of items and reports its problems; imports nothing')
    .argument('<file>', '.xlsx, .csv, .json')
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      '\n退出码 / exit code: 0 全部读取 all rows read, 1 部分行有问题 some rows have problems, 2 文件无法读取 file not read',
    )
    .action(async (path: string, options: { json?: true }, command: Command) => {
      await read(path, options.json === true, command)
    })
  return new Command('items')
    .description('题目文件 / files of items')
    .addCommand(reading)
    .addCommand(itemsImportCommand())
}

async function read(path: string, json: boolean, command: Command) {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.message
    return command.error(
      `打不开文件 ${path}（${code}）：请检查路径和权限。\nCannot open ${path} (${code}): check the path and its permissions.`,
      {
        exitCode: FILE_NOT_READ,
        code: 'file_not_opened',
      },
    )
  })
  const outcome = await readItemFileInWorker(bytes, basename(path))
  console.log(
    json
      ? JSON.stringify(presentJson(outcome), null, 2)
      : outcome.ok
        ? fileText(outcome.value)
        : refusalText(outcome.refusal),
  )
  process.exitCode = outcome.ok
    ? outcome.value.problems.length > 0
      ? SOME_ROWS_HAVE_PROBLEMS
      : ALL_READ
    : FILE_NOT_READ
}

function presentJson(outcome: Outcome<ItemFile, FileRefusal>) {
  if (!outcome.ok) return { refusal: outcome.refusal }
  const { name, notice, items, problems, skipped, unreadColumns, tally } = outcome.value
  return { name, notice, items: items.map(presentItem), problems, skipped, unreadColumns, tally }
}

function presentItem({ place, content, key, note }: ReadItem) {
  return { ...place, ...content, key, ...note }
}

function fileText({ problems, skipped, unreadColumns, tally }: ItemFile) {
  return [
    `读取 ${tally.items} 题 / ${tally.items} items read`,
    ...ITEM_KINDS.map((kind) => `  ${KIND_NAMES[kind].zh} ${KIND_NAMES[kind].en}: ${tally.kinds[kind]}`),
    `问题 ${tally.problemRows} 行 / ${tally.problemRows} rows with problems`,
    `略过 ${tally.skipped} 行 / ${tally.skipped} rows skipped; 空行 ${tally.blankRows} / ${tally.blankRows} blank`,
    ...skippedText(skipped),
    ...unreadColumns.map(({ sheet, column, header }) => `  未读取的列 / column not read: ${sheet} ${column} ${header}`),
    ...problems.flatMap(problemText),
  ].join('\n')
}

/** Skipped rows by sheet and reason: a sheet without a header may hold thousands. */
function skippedText(skipped: ItemFile['skipped']) {
  return [...Map.groupBy(skipped, ({ sheet, reason }) => `${sheet}\n${reason}`).values()].flatMap((rows) => {
    const [first] = rows
    if (first === undefined) return []
    const { zh, en }: { zh: string; en: string } = SKIP_REASONS[first.reason satisfies SkipReason]
    const shown = rows
      .slice(0, 10)
      .map(({ row }) => row)
      .join(', ')
    return [`  ${first.sheet}: ${zh} / ${en}: ${shown}${rows.length > 10 ? ` … (${rows.length})` : ''}`]
  })
}

function refusalText({ code, zh, en }: FileRefusal) {
  return [
    `文件无法读取 / the file was not read  ${code}`,
    `  ${zh.reason}${zh.remedy}`,
    `  ${en.reason} ${en.remedy}`,
  ].join('\n')
}
