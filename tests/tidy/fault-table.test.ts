import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const readme = readFileSync(`${ROOT}apps/server/README.md`, 'utf8')

/** The faults, in order: what happens, and what proves that it is survived. */
const rows = [...readme.matchAll(/^\| (F\d\d) \| (.*?) \| (.*) \|$/gm)].map(([, id = '', what = '', proof = '']) => ({
  id,
  what,
  proof,
  files: /^`[^`]*\.test\.tsx?`/.test(proof)
    ? [...proof.matchAll(/`([^`]+\.test\.tsx?)`/g)].map(([, path = '']) => path)
    : [],
}))

describe('the table of faults', () => {
  test('has every one of the sixty-two, in order, in words', () => {
    expect(rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 62 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`),
    )
    expect(rows.filter(({ what }) => what.length < 5)).toEqual([])
  })

  test('names files that are there and name the fault in a test’s own name', () => {
    const wrong = rows.flatMap(({ id, files }) =>
      files.filter((path) => !existsSync(`${ROOT}${path}`) || !namesIn(path).has(id)).map((path) => `${id} ${path}`),
    )
    expect(wrong).toEqual([])
  })

  test('says in a sentence why there is no test, where there is none', () => {
    const argued = rows.filter(({ files }) => files.length === 0)
    expect(argued.filter(({ proof }) => proof.length < 60 || !proof.endsWith('.'))).toEqual([])
    console.log(
      `Faults: ${rows.length - argued.length} made to happen by tests, ${argued.length} argued (${argued.map(({ id }) => id).join(', ')})`,
    )
  })
})

/** The faults in the names of a file's tests, as `F01: …` or `F01, F02: …`, and in those of the tables they are made of. */
function namesIn(path: string): Set<string> {
  const text = readFileSync(`${ROOT}${path}`, 'utf8')
  const names = [...text.matchAll(/(['"`])(?:(?!\1|\n).)*?\bF\d\d[:,](?:(?!\1|\n).)*\1/g)]
  return new Set(names.flatMap(([name]) => [...name.matchAll(/\b(F\d\d)[:,]/g)].map(([, id = '']) => id)))
}
