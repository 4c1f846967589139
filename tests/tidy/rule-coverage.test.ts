import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** How many rules each article of Order 92 makes: article 16 makes R16-1 to R16-3. */
const RULES_OF_ARTICLES: Readonly<Record<string, number>> = {
  '02': 1,
  '04': 1,
  '06': 1,
  '07': 1,
  '08': 2,
  '09': 4,
  '10': 2,
  '11': 3,
  '12': 1,
  '13': 2,
  '14': 1,
  '15': 1,
  '16': 3,
  '17': 4,
  '18': 6,
  '19': 5,
  '20': 1,
  '21': 1,
  '22': 2,
  '23': 2,
  '24': 1,
  '25': 2,
  '26': 3,
  '27': 8,
  '28': 2,
  '29': 3,
  '30': 1,
  '31': 2,
  '32': 1,
  '34': 1,
  '35': 5,
  '36': 2,
  '37': 1,
  '38': 1,
  '39': 1,
  '40': 4,
  '41': 1,
  '42': 2,
  '43': 1,
  '44': 2,
  '45': 1,
  '46': 1,
  '47': 1,
  '48': 1,
  '49': 3,
  '50': 1,
}

/** Every rule of Order 92, every notice it asks for, and every reading of what it leaves open. */
const IDS = [
  ...Object.entries(RULES_OF_ARTICLES)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([article, count]) => Array.from({ length: count }, (_, index) => `R${article}-${index + 1}`)),
  ...Array.from({ length: 13 }, (_, index) => `N${index + 1}`),
  ...Array.from({ length: 34 }, (_, index) => `A${index + 1}`),
]

/** Tests whose A-numbers are those of abuses (A01–A80), not of readings. */
const OF_ABUSES =
  /^(tests\/(fault|browser|drill|bench)\/|tests\/wire\/(access|origin|people|session|sitting-|terminal|matrix|room-|protocol)|tests\/journey\/(opening|roster|scheduling|sealing)|apps\/server\/src\/(people|boot|sitting)\/)/

test('every rule of Order 92 is named by a test that proves it, or the README says why none does', () => {
  const named = new Set<string>()
  for (const path of globSync('{packages,apps,tests}/**/*.test.ts', {
    cwd: ROOT,
    exclude: (name) => name.includes('node_modules'),
  })) {
    if (path.endsWith('rule-coverage.test.ts')) continue
    for (const id of namedIn(readFileSync(`${ROOT}${path}`, 'utf8')))
      if (!(id.startsWith('A') && OF_ABUSES.test(path))) named.add(id)
  }
  const argued = new Set(
    [...readFileSync(`${ROOT}packages/domain/README.md`, 'utf8').matchAll(/^\| `([RNA][\d-]+)` \| .{20,}\|$/gm)].map(
      ([, id]) => id ?? '',
    ),
  )
  const missing = IDS.filter((id) => !named.has(id) && !argued.has(id))
  console.log(
    missing.length === 0
      ? `Order 92: ${IDS.length} rules, ${IDS.filter((id) => named.has(id)).length} named by tests, ${argued.size} argued`
      : `Order 92: no test names ${missing.join(', ')}`,
  )
  expect(missing).toEqual([])
  expect([...argued].filter((id) => named.has(id) || !IDS.includes(id))).toEqual([])
})

/**
 * The ids that stand in the names of tests, also in the tables that names are made of. An id that stands alone in its
 * quotes is a value and names nothing; what a comment says counts for nothing.
 */
function namedIn(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const names = [...code.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(([, , text]) => text ?? '')
  return names
    .filter((text) => /\s|\p{Script=Han}/u.test(text))
    .flatMap((text) => text.match(/\b(?:R\d{2}-\d+|N\d{1,2}|A\d{1,2})\b/g) ?? [])
}
