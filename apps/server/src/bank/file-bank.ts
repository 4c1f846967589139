import { type Bank, fileBank, listBankCells, lockBank } from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import type { BankId } from '@kaochang/domain/ids'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'

/** Puts a bank into force: a provincial one by filing it with the national authority (R13-2). */
export async function fileBankFor(
  { db, clock }: Deps,
  actor: Actor,
  id: BankId,
  reference: string,
): Promise<Outcome<Bank, { code: 'bank_already_filed' } | { code: 'bank_empty' }>> {
  const at = clock.now()
  return db.transaction(async (tx) => {
    const bank = await lockBank(tx, id)
    invariant(bank, 'a bank that was found is still there')
    if (bank.state !== 'draft') return refuse({ code: 'bank_already_filed' })
    const cells = (await listBankCells(tx, [id])).get(id) ?? []
    if (cells.length === 0) return refuse({ code: 'bank_empty' })
    await fileBank(tx, id, { reference, by: actor.id, at })
    await noteAct(tx, { at, staffId: actor.id, act: 'file_bank', subject: `bank:${id}`, facts: { reference } })
    return allow({ ...bank, state: 'filed', filingReference: reference, filedBy: actor.id, filedAt: at })
  })
}
