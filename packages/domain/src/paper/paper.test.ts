import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BANK_KINDS } from '../bank/bank.ts'
import { ITEM_KINDS } from '../bank/item.ts'
import { canonical } from '../canonical.ts'
import type { ItemId } from '../ids.ts'
import { type Paper, paperText } from './paper.ts'

const items = fc.record({
  number: fc.nat(),
  itemId: fc.string().map((id) => id as ItemId),
  version: fc.nat(),
  kind: fc.constantFrom(...ITEM_KINDS),
  bank: fc.constantFrom(...BANK_KINDS),
  points: fc.nat(),
  optionOrder: fc.array(fc.nat(9), { maxLength: 10 }),
})
const papers: fc.Arbitrary<Paper> = fc.record({ items: fc.array(items), drawMethod: fc.nat(), blueprint: fc.string() })

test('the text of a paper is its canonical form, and so the same for equal papers', () => {
  fc.assert(
    fc.property(papers, (paper) => {
      expect(paperText(paper)).toBe(canonical(paper))
    }),
  )
})

test('the text holds no line break, by which papers on their way to the database are parted', () => {
  fc.assert(
    fc.property(papers, (paper) => {
      expect(paperText(paper)).not.toMatch(/[\n\r]/)
    }),
  )
})
