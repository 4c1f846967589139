import {
  ITEMS_A_STATEMENT,
  type Import,
  findImport,
  insertItems,
  lockBank,
  settleImport,
} from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import type { BankId, StaffId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { newItem } from './new-item.ts'
import type { StagedReading } from './stage-import.ts'

export type SettleRefusal =
  | { code: 'not_found' }
  | { code: 'import_settled' }
  | { code: 'import_has_problems'; problemCount: number }

/**
 * Commits a staged import or discards it. `good_rows` takes every row that was understood;
 * `all_or_nothing` takes the file only when every row was. Items the bank holds already stay as they are.
 */
export async function settleImportFor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  by: StaffId | null,
  bankId: BankId,
  importId: string,
  choice: 'good_rows' | 'all_or_nothing' | 'discard',
): Promise<Outcome<Import, SettleRefusal>> {
  const at = clock.now()
  return db.transaction(async (tx) => {
    await lockBank(tx, bankId)
    const staged = await findImport(tx, bankId, importId)
    if (!staged) return refuse({ code: 'not_found' })
    if (staged.state !== 'staged') return refuse({ code: 'import_settled' })

    const { items, problems } = staged.reading as StagedReading
    if (choice === 'all_or_nothing' && problems.length > 0)
      return refuse({ code: 'import_has_problems', problemCount: problems.length })

    const state = choice === 'discard' ? 'discarded' : 'committed'
    let addedCount = 0
    for (let start = 0; choice !== 'discard' && start < items.length; start += ITEMS_A_STATEMENT) {
      const batch = items.slice(start, start + ITEMS_A_STATEMENT).map(newItem)
      addedCount += await insertItems(tx, bankId, batch, { by, at })
    }
    await settleImport(tx, importId, { state, addedCount, at })
    await noteAct(tx, {
      at,
      staffId: by,
      act: 'settle_import',
      subject: `import:${importId}`,
      facts: { choice, addedCount },
    })
    return allow({ ...staged, state, addedCount, settledAt: at })
  })
}
