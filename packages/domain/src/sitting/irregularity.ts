/**
 * What may go wrong in a room (异常情况): with machines, with the network, with an item on the paper, with a person.
 * Misconduct is noted here like the rest; what follows from it is for the authority to decide (A8).
 */
export const IRREGULARITY_KINDS = [
  'terminal_fault',
  'network_fault',
  'power_cut',
  'item_fault',
  'identity_doubt',
  'misconduct',
  'illness',
  'lost_time',
  'other',
] as const
export type IrregularityKind = (typeof IRREGULARITY_KINDS)[number]
