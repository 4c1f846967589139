import { expect, test } from 'vitest'
import type { BankKind } from '../bank/bank.ts'
import { withoutTwins } from './without-twins.ts'

const stands = (bank: BankKind, question: string) => ({ bank, question })

test('a question that stands in two banks is kept once, as the national one', () => {
  const pool = [
    stands('provincial', 'gas'),
    stands('national', 'gas'),
    stands('provincial', 'water'),
    stands('national', 'roof'),
  ]
  expect(withoutTwins(pool, ({ question }) => question)).toEqual([
    stands('national', 'gas'),
    stands('national', 'roof'),
    stands('provincial', 'water'),
  ])
})
