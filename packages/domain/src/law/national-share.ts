/**
 * The least number of national items on a paper of `total` items: art. 18 asks for 80 % or more of the
 * items drawn (R18-4). Whole numbers only: 79 of 99 displays as 80 % and is still unlawful.
 */
export function nationalMinimum(total: number): number {
  return Math.ceil((4 * total) / 5)
}

/** Whether a paper of `total` items with `national` of them from the national bank is lawful: `5n ≥ 4t`. */
export function meetsNationalShare(national: number, total: number): boolean {
  return 5 * national >= 4 * total
}
