import { type BankKind, BANK_KINDS } from '@kaochang/domain/bank/bank'
import { ITEM_KINDS, fingerprint } from '@kaochang/domain/bank/item'
import type { ItemId } from '@kaochang/domain/ids'
import type { AllocationRefusal } from '@kaochang/domain/paper/allocate'
import { type Blueprint, type BlueprintRefusal, checkBlueprint } from '@kaochang/domain/paper/blueprint'
import { BLUEPRINTS, findBlueprint } from '@kaochang/domain/paper/blueprints'
import { type PoolItem, type PreparedDraw, drawPaper, prepareDraw } from '@kaochang/domain/paper/draw-paper'
import { withoutTwins } from '@kaochang/domain/paper/without-twins'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { poolFrom } from '@kaochang/exchange/item-pool'
import { Command, InvalidArgumentError } from 'commander'
import { hash, hkdfSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readItemFileInWorker } from '../bank/read-in-worker.ts'

type BankFile = { readonly kind: BankKind; readonly path: string }

/** An item of a file, with where it stands there. */
type FileItem = PoolItem & {
  readonly twinKey: string
  readonly sheet: string
  readonly row: number
  readonly stem: string
}

type FileDraw = { readonly draw: PreparedDraw; readonly sources: ReadonlyMap<ItemId, FileItem> }

type DrawRefusal =
  | AllocationRefusal
  | BlueprintRefusal
  | { code: 'blueprint_unknown'; name: string; known: readonly string[] }
  | { code: 'file_unreadable'; file: string; zh: string; en: string }

/** The draw cannot be done as asked. */
const REFUSED = 1

/**
 * `kaochang paper draw`: draws papers from item files, without a database, by the very rules that draw an
 * exam's. With `--json` one paper a line. The first paper is drawn from the seed itself and the following
 * from seeds derived of it by HKDF, each printed, so that any paper alone can be drawn again from its own.
 */
export function paperCommand(): Command {
  const paper = new Command('paper').description('试卷 / papers')
  paper
    .command('draw')
    .description('从题库文件抽题组卷 / draws papers from item files')
    .requiredOption(
      '--bank <kind=file>',
      '题库文件，可重复 / an item file: national=FILE, provincial=FILE or unified=FILE; repeatable',
      readBankOption,
      [],
    )
    .requiredOption(
      '--blueprint <name|file>',
      `组卷规则 / ${BLUEPRINTS.map(({ name }) => name).join(', ')}, or a JSON file`,
    )
    .requiredOption('--seed <hex>', '种子，十六进制 / the seed in hexadecimal; 64 digits are 256 bits', readSeed)
    .option('--count <n>', '份数 / how many papers', readCount, 1)
    .option('--json', '每行一份试卷 / one paper a line, as JSON')
    .action(async (options: { bank: BankFile[]; blueprint: string; seed: string; count: number; json?: true }) => {
      const prepared = await prepare(options.bank, options.blueprint)
      if (!prepared.ok) {
        process.stderr.write(`${refusalText(prepared.refusal)}\n`)
        if (options.json) process.stdout.write(`${JSON.stringify({ refusal: prepared.refusal })}\n`)
        process.exitCode = REFUSED
        return
      }
      if (options.seed.length < 64)
        process.stderr.write(
          '提示：正式考试使用 256 位（64 个十六进制数字）的种子。Note: a real exam uses a seed of 256 bits.\n',
        )
      for (let number = 1; number <= options.count; number += 1) {
        const drawn = present(prepared.value, seedOf(options.seed, number))
        process.stdout.write(options.json ? `${JSON.stringify(drawn)}\n` : paperText(drawn, number))
      }
    })
  return paper
}

async function prepare(files: readonly BankFile[], blueprintName: string): Promise<Outcome<FileDraw, DrawRefusal>> {
  const blueprint = readBlueprint(blueprintName)
  if (!blueprint.ok) return blueprint
  const checked = checkBlueprint(blueprint.value, { mustCoverAreas: false })
  if (!checked.ok) return checked

  const all: FileItem[] = []
  for (const { kind, path } of files) {
    const read = await readItemFileInWorker(readFileSync(path), basename(path))
    if (!read.ok) {
      const { zh, en } = read.refusal
      return refuse({
        code: 'file_unreadable',
        file: path,
        zh: `${zh.reason}${zh.remedy}`,
        en: `${en.reason} ${en.remedy}`,
      })
    }
    const pool = poolFrom(read.value.items, kind, (text) => hash('sha256', text, 'hex'))
    for (const [index, item] of pool.entries()) {
      const source = read.value.items[index]
      if (source)
        all.push({ ...item, twinKey: fingerprint(source.content), ...source.place, stem: source.content.stem })
    }
  }
  const pool = withoutTwins(all, ({ twinKey }) => twinKey)
  const draw = prepareDraw(blueprint.value, pool)
  return draw.ok ? allow({ draw: draw.value, sources: new Map(pool.map((item) => [item.id, item])) }) : draw
}

function readBlueprint(name: string): Outcome<Blueprint, DrawRefusal> {
  const known = findBlueprint(name)
  if (known) return allow(known)
  if (existsSync(name)) return allow(JSON.parse(readFileSync(name, 'utf8')) as Blueprint)
  return refuse({ code: 'blueprint_unknown', name, known: BLUEPRINTS.map((blueprint) => blueprint.name) })
}

/** Paper n's seed: the first is the seed given, the others follow from it and say nothing of each other (RFC 5869). */
function seedOf(seed: string, number: number): string {
  if (number === 1) return seed
  return Buffer.from(hkdfSync('sha256', Buffer.from(seed, 'hex'), '', `kaochang/paper/${number}`, 32)).toString('hex')
}

function present({ draw, sources }: FileDraw, seed: string) {
  const paper = drawPaper(draw, seed)
  const items = paper.items.map(({ number, itemId, bank, kind, points, optionOrder }) => {
    const { sheet, row, area, stem } = sources.get(itemId) ?? { sheet: '', row: 0, area: null, stem: '' }
    return { number, itemId, bank, kind, area, points: points / 100, optionOrder, sheet, row, stem }
  })
  return {
    items,
    itemCount: items.length,
    nationalCount: items.filter(({ bank }) => bank === 'national').length,
    blueprint: paper.blueprint,
    drawMethod: paper.drawMethod,
    seed,
  }
}

function paperText({ items, itemCount, nationalCount, seed }: ReturnType<typeof present>, number: number): string {
  const kinds = ITEM_KINDS.map(
    (kind) => `${KIND_TEXT[kind]} ${items.filter((item) => item.kind === kind).length}`,
  ).join('，')
  const share = itemCount === 0 ? 0 : (100 * nationalCount) / itemCount
  const lines = items.map(
    (item) => `  ${String(item.number).padStart(3)}. [${BANK_TEXT[item.bank]}·${KIND_TEXT[item.kind]}] ${item.stem}`,
  )
  return [
    `试卷 ${number}：${itemCount} 题（${kinds}），国家级 ${nationalCount} 题，占 ${share} %`,
    `种子 / seed ${seed}`,
    ...lines,
    '',
  ].join('\n')
}

const KIND_TEXT = { true_false: '判断', single_choice: '单选', multiple_response: '多选' } as const
const BANK_TEXT = { national: '国家', provincial: '省级', unified: '统一' } as const

function refusalText(refusal: DrawRefusal): string {
  switch (refusal.code) {
    case 'banks_too_small':
      return refusal.shortages
        .map(({ kind, area, wanted, available, shortBy }) => {
          const where = `${KIND_TEXT[kind]}${area ? `（${area}）` : ''}`
          return `${where}：需要 ${wanted} 题，只有 ${available} 题，缺 ${shortBy} 题。 ${kind}: ${wanted} wanted, ${available} available, ${shortBy} short.`
        })
        .join('\n')
    case 'national_share_out_of_reach':
      return (
        `国家级试题须占 80 % 以上（第 ${refusal.article} 条）：需要 ${refusal.wanted} 题，最多能用 ${refusal.available} 题，缺 ${refusal.shortBy} 题。\n` +
        `At least 80 % of the items must be national (art. ${refusal.article}): ${refusal.wanted} wanted, ${refusal.available} possible, ${refusal.shortBy} short.`
      )
    case 'blueprint_unknown':
      return `没有组卷规则“${refusal.name}”。可用：${refusal.known.join('、')}，或一个 JSON 文件。\nNo blueprint "${refusal.name}".`
    case 'file_unreadable':
      return `${refusal.file}：${refusal.zh}\n${refusal.en}`
    default:
      return `组卷规则不合要求 / the blueprint is not lawful: ${JSON.stringify(refusal)}`
  }
}

function readBankOption(text: string, before: BankFile[]): BankFile[] {
  const [kind = '', ...rest] = text.split('=')
  const path = rest.join('=')
  if (!isBankKind(kind))
    throw new InvalidArgumentError(
      `请写成 national=文件、provincial=文件 或 unified=文件。Write ${BANK_KINDS.join('|')}=FILE.`,
    )
  if (!existsSync(path)) throw new InvalidArgumentError(`没有文件 ${path}。There is no such file.`)
  return [...before, { kind, path }]
}

function isBankKind(text: string): text is BankKind {
  return (BANK_KINDS as readonly string[]).includes(text)
}

function readSeed(text: string): string {
  if (!/^(?:[0-9a-f]{2}){8,64}$/i.test(text))
    throw new InvalidArgumentError(
      '种子须为 16 至 128 个十六进制数字，个数为偶数。The seed is 16 to 128 hexadecimal digits, an even number.',
    )
  return text.toLowerCase()
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 100_000)
    throw new InvalidArgumentError('份数为 1 至 100000 的整数。The count is a whole number from 1 to 100000.')
  return count
}
