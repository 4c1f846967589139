import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

const sources = new URL('..', import.meta.url)

/** `frame.cancel` → its text, for every text of a catalogue. */
function texts(catalogue: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...texts(value as object, `${path}${key}.`)],
    ),
  )
}

const compare = (one = '', other = '') => one.localeCompare(other)

const chinese = texts(zh)
const english = texts(en)
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted(compare)

function files(ending: string) {
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('.test.'))
    .map((name) => ({ name, source: readFileSync(new URL(name, sources), 'utf8') }))
}

/** The source without its comments. */
const bare = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

describe('the console speaks two languages', () => {
  test('no text is missing in either', () => {
    expect([...english.keys()].toSorted(compare)).toEqual([...chinese.keys()].toSorted(compare))
  })

  test('both leave the same blanks', () => {
    const blanksOf = (catalogue: Map<string, string>) =>
      [...catalogue].map(([key, text]) => `${key}: ${blanks(text).join(' ')}`)
    expect(blanksOf(english).toSorted(compare)).toEqual(blanksOf(chinese).toSorted(compare))
  })

  test('a Chinese text has Chinese in it, and an English one has none', () => {
    const inBothLanguages = ['frame.english', 'frame.chinese', 'session.pasteExample', 'bank.import.columns']
    const own = [...chinese].filter(([key]) => !inBothLanguages.includes(key))
    const worded = own.filter(([, text]) => /\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, '')))
    expect(worded.filter(([, text]) => !/\p{Script=Han}/u.test(text))).toEqual([])
    expect(own.filter(([key]) => /\p{Script=Han}/u.test(english.get(key) ?? ''))).toEqual([])
  })

  test('every text that a component asks for is there', () => {
    const asked = files('.tsx').flatMap(({ name, source }) =>
      [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => ({ name, key })),
    )
    expect(asked.length).toBeGreaterThan(200)
    expect(asked.filter(({ key }) => !chinese.has(key))).toEqual([])
  })

  test('no component has words of its own', () => {
    const worded = files('.tsx').filter(({ source }) => /\p{Script=Han}/u.test(bare(source)))
    expect(worded.map(({ name }) => name)).toEqual([])
  })

  test('no text is left that nobody asks for', () => {
    const source = [...files('.tsx'), ...files('.ts').filter(({ name }) => !name.startsWith('language'))]
      .map(({ source }) => source)
      .join('\n')
    const dynamic = [...source.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, prefix = '']) => prefix)
    const unused = [...chinese.keys()].filter(
      (key) => !source.includes(`'${key}'`) && !dynamic.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
})
