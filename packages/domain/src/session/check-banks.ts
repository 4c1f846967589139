import { type BankKind, type BankState, servesDraws } from '../bank/bank.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { Blueprint } from '../paper/blueprint.ts'
import type { Province } from '../people/roles.ts'

/** A bank as whoever schedules an exam chooses it. */
export type ChosenBank = {
  readonly name: string
  readonly kind: BankKind
  readonly state: BankState
  readonly province: string | null
  readonly trade: string | null
}

export type BankRefusal =
  | { code: 'bank_not_for_this_exam'; bank: string }
  | { code: 'bank_not_filed'; bank: string }
  | { code: 'national_bank_missing' }
  | { code: 'unified_bank_missing'; trade: string | null }

/**
 * Whether a session may draw from these banks: a managers' exam from the national bank and from that of its
 * own province (R18-3), an operators' exam from the unified bank of its trade and nothing else (R23-1), and
 * only from banks that have been filed (R13-2).
 *
 * A managers' exam from the national bank alone is allowed: 100 % national is 80 % or more (A23).
 *
 * @param province the session's authority; null for the national one, which has no provincial bank
 * @param trade the session's trade; null for a managers' exam
 */
export function checkBanks(
  { sources }: Pick<Blueprint, 'sources'>,
  { province, trade }: { province: Province | null; trade: string | null },
  chosen: readonly ChosenBank[],
): Outcome<true, BankRefusal> {
  const fits = (bank: ChosenBank) => {
    if (sources === 'unified') return bank.kind === 'unified' && bank.trade === trade
    return bank.kind === 'national' || (bank.kind === 'provincial' && bank.province === province)
  }
  const foreign = chosen.find((bank) => !fits(bank))
  if (foreign) return refuse({ code: 'bank_not_for_this_exam', bank: foreign.name })

  const unfiled = chosen.find((bank) => !servesDraws(bank))
  if (unfiled) return refuse({ code: 'bank_not_filed', bank: unfiled.name })

  if (sources === 'unified') return chosen.length > 0 ? allow(true) : refuse({ code: 'unified_bank_missing', trade })
  return chosen.some(({ kind }) => kind === 'national') ? allow(true) : refuse({ code: 'national_bank_missing' })
}
