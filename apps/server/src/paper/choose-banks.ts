import { type Bank, listBanks } from '@kaochang/database/bank'
import type { Database, Transaction } from '@kaochang/database/client'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { tradeOf } from '@kaochang/domain/paper/blueprints'
import type { Province } from '@kaochang/domain/people/roles'
import { type BankRefusal, checkBanks } from '@kaochang/domain/session/check-banks'

/** The banks an authority could ever draw from: the nation's, and of the provinces' its own (A09). */
export async function listDrawableBanks(db: Database | Transaction, province: Province | null): Promise<Bank[]> {
  const all = await listBanks(db)
  return all.filter((bank) => bank.state !== 'retired' && (bank.kind !== 'provincial' || bank.province === province))
}

/** The banks named, when they may serve this blueprint's papers. A bank out of reach is refused without its name. */
export async function chooseBanks(
  db: Database | Transaction,
  blueprint: Blueprint,
  province: Province | null,
  bankIds: readonly string[],
): Promise<Outcome<Bank[], BankRefusal | { code: 'bank_not_for_this_exam' }>> {
  const drawable = await listDrawableBanks(db, province)
  const wanted = new Set(bankIds)
  const chosen = drawable.filter(({ id }) => wanted.has(id))
  if (chosen.length < wanted.size) return refuse({ code: 'bank_not_for_this_exam' })
  const checked = checkBanks(blueprint, { province, trade: tradeOf(blueprint) }, chosen)
  return checked.ok ? allow(chosen) : checked
}
