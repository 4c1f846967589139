/** Whose items a bank holds: the nation's, one province's, or the one unified bank of a trade (arts. 13, 23). */
export const BANK_KINDS = ['national', 'provincial', 'unified'] as const
export type BankKind = (typeof BANK_KINDS)[number]

export const BANK_STATES = ['draft', 'filed', 'retired'] as const
/**
 * A provincial bank is a draft until it has been filed (备案) with the national authority; a national or
 * unified bank is in force when its administrator puts it there, under the same name.
 */
export type BankState = (typeof BANK_STATES)[number]

/** Whether papers may be drawn from a bank (R13-2). */
export function servesDraws(bank: { state: BankState }): boolean {
  return bank.state === 'filed'
}
