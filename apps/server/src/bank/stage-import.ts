import { type Import, insertImport } from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import type { BankId, StaffId } from '@kaochang/domain/ids'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { FileRefusal, ItemFile } from '@kaochang/exchange/item-file'
import type { Deps } from '../deps.ts'
import { sha256 } from '../hashing.ts'
import { readItemFileInWorker } from './read-in-worker.ts'

/** What an import keeps of its file until it is settled. */
export type StagedReading = ItemFile

export type StageRefusal =
  | { code: 'file_unreadable'; fault: FileRefusal['code']; zh: FileRefusal['zh']; en: FileRefusal['en'] }
  | { code: 'file_has_no_items' }

/**
 * Reads a file and keeps what was understood. Nothing enters the bank until the person has seen it and
 * settled it, and nothing of it is lost if they come back tomorrow.
 */
export async function stageImportFor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  by: StaffId | null,
  bankId: BankId,
  bytes: Uint8Array,
  fileName: string,
): Promise<Outcome<Import, StageRefusal>> {
  const read = await readItemFileInWorker(bytes, fileName)
  if (!read.ok) {
    const { code: fault, zh, en } = read.refusal
    return refuse({ code: 'file_unreadable', fault, zh, en })
  }
  const reading: StagedReading = read.value
  if (reading.items.length === 0 && reading.problems.length === 0) return refuse({ code: 'file_has_no_items' })
  const at = clock.now()
  const fileSha256 = sha256(bytes)
  return db.transaction(async (tx) => {
    const staged = await insertImport(tx, {
      bankId,
      fileName,
      fileSha256,
      reading,
      state: 'staged',
      stagedBy: by,
      stagedAt: at,
    })
    const facts = { fileName, fileSha256, ...reading.tally }
    await noteAct(tx, { at, staffId: by, act: 'stage_import', subject: `import:${staged.id}`, facts })
    return allow(staged)
  })
}
