import type { Addition } from '@kaochang/database/sitting'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Recorded, unbegun } from '@kaochang/domain/sitting/sitting'
import { expect, test } from 'vitest'
import { type Page, openJournal } from './journal.ts'

const terms = { durationMs: 0, earliestHandInMs: 0, graceMs: 0, shapes: [] }

test('what arrives while a commit runs goes into the next one, and there is one at a time', async () => {
  const { journal, commits, told } = aJournal()
  const [a, b] = [aPage('a'), aPage('b')]
  add(journal, a, 1)
  add(journal, b, 1)
  await commits.next()
  for (let number = 2; number <= 4; number += 1) add(journal, a, number)
  expect(commits.underWay).toBe(1)
  commits.succeed()
  await commits.next()
  add(journal, b, 2)
  commits.succeed()
  await commits.next()
  commits.succeed()
  await journal.idle()
  expect(commits.seen).toEqual([['a1', 'b1'], ['a2', 'a3', 'a4'], ['b2']])
  expect(told).toEqual(['kept a1', 'kept b1', 'kept a2 a3 a4', 'kept b2'])
  expect(journal.depth()).toBe(0)
})

test('nothing is told before its commit has succeeded', async () => {
  const { journal, commits, told } = aJournal()
  add(journal, aPage('a'), 1)
  await commits.next()
  expect(told).toEqual([])
  expect(journal.depth()).toBe(1)
  commits.succeed()
  await journal.idle()
  expect(told).toEqual(['kept a1'])
})

test('a commit carries five hundred events at most, and a page is never split', async () => {
  const { journal, commits } = aJournal()
  for (let page = 0; page < 4; page += 1) {
    const one = aPage(String(page))
    for (let number = 1; number <= 200; number += 1) add(journal, one, number)
  }
  await commits.next()
  commits.succeed()
  await commits.next()
  commits.succeed()
  await journal.idle()
  expect(commits.seen.map((batch) => batch.length)).toEqual([400, 400])
})

test('a commit that was never answered is tried again as one that may have happened', async () => {
  const { journal, commits, told } = aJournal()
  add(journal, aPage('a'), 1)
  await commits.next()
  commits.fail(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
  await commits.next()
  expect(commits.again).toEqual([false, true])
  commits.succeed()
  await journal.idle()
  expect(told).toEqual(['stalled', 'kept a1'])
})

test('whoever is fenced off loses what was on the way, and the others do not', async () => {
  const { journal, commits, told } = aJournal()
  const [a, b] = [aPage('a'), aPage('b')]
  add(journal, a, 1)
  add(journal, b, 1)
  await commits.next()
  add(journal, a, 2)
  commits.succeed(['a'])
  await journal.idle()
  expect(commits.seen).toEqual([['a1', 'b1']])
  expect(told).toEqual(['fenced a', 'kept b1'])
  expect(journal.depth()).toBe(0)
})

test('what the database will never take is found by trying each alone, and only that is refused', async () => {
  const { journal, commits, told } = aJournal()
  for (const name of ['a', 'b', 'c']) add(journal, aPage(name), 1)
  await commits.next()
  commits.fail(new Error('never'))
  await commits.next()
  commits.succeed()
  await commits.next()
  commits.fail(new Error('never'))
  await commits.next()
  commits.succeed()
  await journal.idle()
  expect(commits.seen).toEqual([['a1', 'b1', 'c1'], ['a1'], ['b1'], ['c1']])
  expect(told).toEqual(['refused b', 'kept a1', 'kept c1'])
})

function aPage(name: string): Page {
  return { id: name as SittingId, epoch: 1, sitting: unbegun(name as SittingId, terms), waiting: [] }
}

function add(journal: ReturnType<typeof aJournal>['journal'], page: Page, number: number) {
  const entry: Recorded = { number, at: 0 as Instant, link: '', event: { type: 'rules_accepted' } }
  page.sitting = { ...page.sitting, number }
  journal.add(page, [entry])
}

/** A journal over commits that end when the test says so. */
function aJournal() {
  const told: string[] = []
  const commits = {
    seen: [] as string[][],
    again: [] as boolean[],
    underWay: 0,
    begun: Promise.withResolvers<void>(),
    current: Promise.withResolvers<readonly SittingId[]>(),
    /** The next commit has been asked for. */
    next: async () => {
      await commits.begun.promise
      commits.begun = Promise.withResolvers()
    },
    succeed: (lost: readonly string[] = []) => commits.current.resolve(lost as readonly SittingId[]),
    fail: (err: Error) => commits.current.reject(err),
  }
  const journal = openJournal<Page>({
    append: async (additions: readonly Addition[], { again }) => {
      commits.underWay += 1
      commits.again.push(again)
      commits.seen.push(additions.flatMap(({ id, entries }) => entries.map(({ number }) => `${id}${number}`)))
      commits.current = Promise.withResolvers()
      commits.begun.resolve()
      return commits.current.promise.finally(() => (commits.underWay -= 1))
    },
    kept: ({ id }, entries) => told.push(['kept', ...entries.map(({ number }) => `${id}${number}`)].join(' ')),
    fenced: ({ id }) => told.push(`fenced ${id}`),
    refused: ({ id }) => told.push(`refused ${id}`),
    durabilityChanged: (durable) => told.push(durable ? 'durable' : 'not durable'),
    stalled: () => told.push('stalled'),
  })
  return { journal, commits, told }
}
