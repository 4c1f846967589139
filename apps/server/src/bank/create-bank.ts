import type { createBank } from '@kaochang/contract/bank'
import type { RequestOf } from '@kaochang/contract/endpoints'
import { type Bank, insertBank } from '@kaochang/database/bank'
import { noteAct } from '@kaochang/database/people'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { placeOf } from './place.ts'

/** Makes an empty bank in draft. A province makes its own provincial bank; the nation makes every other kind. */
export async function createBankFor(
  { db, clock }: Deps,
  actor: Actor,
  { kind, province, trade, name }: RequestOf<typeof createBank>['body'],
): Promise<Outcome<Bank, { code: 'not_permitted' }>> {
  const named = {
    kind,
    name,
    province: kind === 'provincial' ? province : null,
    trade: kind === 'unified' ? trade : null,
  }
  const lacksItsPlace = (kind === 'provincial' && !province) || (kind === 'unified' && !trade)
  if (lacksItsPlace || !actor.may('edit_bank', placeOf(named))) return refuse({ code: 'not_permitted' })
  const at = clock.now()
  return db.transaction(async (tx) => {
    const bank = await insertBank(tx, { ...named, notice: null, createdAt: at })
    await noteAct(tx, { at, staffId: actor.id, act: 'create_bank', subject: `bank:${bank.id}`, facts: named })
    return allow(bank)
  })
}
