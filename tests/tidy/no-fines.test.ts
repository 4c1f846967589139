import * as report from '@kaochang/contract/report'
import * as supervision from '@kaochang/contract/supervision'
import * as tables from '@kaochang/database/schema/supervision'
import { getTableColumns, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'

/** A sum, by the words and the parts of words that a field for one would be called by. */
const MONEY =
  /(^|_|[a-z])(amount|money|fine|fines|fined|fee|fees|sum|yuan|rmb|cny|currency|price|cost|payment|penaltySum|罚款|金额)($|_|[A-Z])/i

test('R47-1: supervision and reports know facts and no sum of money: not on the wire', () => {
  const names = [
    ...new Set([...Object.values(supervision), ...Object.values(report)].flatMap((each) => membersOf(each))),
  ]
  expect(names.length).toBeGreaterThan(80)
  expect(names.filter((name) => MONEY.test(name))).toEqual([])
})

test('R47-1: and not in the tables', () => {
  const columns = Object.values(tables).flatMap((table) =>
    is(table, PgTable) ? Object.keys(getTableColumns(table)) : [],
  )
  expect(columns.length).toBeGreaterThan(40)
  expect(columns.filter((name) => MONEY.test(name))).toEqual([])
})

test.each(['amount', 'fineAmount', 'penaltyFee', 'sumOfFines', 'fine'])('a field called %s would be found', (name) => {
  expect(MONEY.test(name)).toBe(true)
})

/** The names of all members, however deep, of whatever a contract module exports. */
function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const names =
      key === 'properties' && typeof member === 'object' && member !== null ? Object.keys(member as object) : []
    return [...names, ...membersOf(member)]
  })
}
