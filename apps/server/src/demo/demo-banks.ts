import { fileBank, insertBank } from '@kaochang/database/bank'
import type { BankKind } from '@kaochang/domain/bank/bank'
import type { BankId } from '@kaochang/domain/ids'
import { invariant } from '@kaochang/domain/outcome'
import { readFile } from 'node:fs/promises'
import { settleImportFor } from '../bank/settle-import.ts'
import { type StagedReading, stageImportFor } from '../bank/stage-import.ts'
import type { Deps } from '../deps.ts'

type DemoBank = {
  readonly file: string
  readonly kind: BankKind
  readonly province: string | null
  readonly trade: string | null
  readonly reference: string
}

/** The banks written for the demonstration, from Order 92 and well-known facts. Each says that it is for no real exam. */
const BANKS = {
  national: { file: 'national-managers', kind: 'national', province: null, trade: null, reference: '演示启用 demo' },
  shanxi: { file: 'provincial-14', kind: 'provincial', province: '14', trade: null, reference: '演示备案 晋 001' },
  guizhou: { file: 'provincial-52', kind: 'provincial', province: '52', trade: null, reference: '演示备案 黔 001' },
  gas: {
    file: 'unified-gas-inspection',
    kind: 'unified',
    province: null,
    trade: 'gas_inspection',
    reference: '演示启用 demo',
  },
} as const satisfies Record<string, DemoBank>

export type DemoBanks = Readonly<Record<keyof typeof BANKS, BankId>>

/** Takes the demonstration's banks in by the import that every file takes, and puts them into force. */
export async function loadDemoBanks(deps: Deps): Promise<DemoBanks> {
  const ids: Partial<Record<keyof typeof BANKS, BankId>> = {}
  for (const name of Object.keys(BANKS) as (keyof typeof BANKS)[]) ids[name] = await loadBank(deps, BANKS[name])
  return ids as DemoBanks
}

async function loadBank(deps: Deps, { file, kind, province, trade, reference }: DemoBank): Promise<BankId> {
  const bytes = await readFile(new URL(`banks/${file}.json`, import.meta.url))
  const { name, notice } = JSON.parse(bytes.toString()) as { name: string; notice: string }
  const at = deps.clock.now()
  const bank = await deps.db.transaction((tx) => insertBank(tx, { kind, province, trade, name, notice, createdAt: at }))
  const staged = await stageImportFor(deps, null, bank.id, bytes, `${file}.json`)
  invariant(
    staged.ok && (staged.value.reading as StagedReading).problems.length === 0,
    `every item of ${file} is sound`,
  )
  await settleImportFor(deps, null, bank.id, staged.value.id, 'all_or_nothing')
  await deps.db.transaction((tx) => fileBank(tx, bank.id, { reference, by: null, at }))
  return bank.id
}
