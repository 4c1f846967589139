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

const chinese = texts(zh)
const english = texts(en)
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

function files(ending: string) {
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('.test.'))
    .map((name) => ({ name, source: readFileSync(new URL(name, sources), 'utf8') }))
}

/** The source without its comments. */
const bare = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

describe('the console speaks two languages', () => {
  test('no text is missing in either', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  test('both leave the same blanks', () => {
    for (const [key, text] of chinese) expect(blanks(english.get(key) ?? ''), key).toEqual(blanks(text))
  })

  test('a Chinese text has Chinese in it, and an English one has none', () => {
    const inBothLanguages = ['frame.english', 'frame.chinese', 'session.pasteExample', 'bank.import.columns']
    for (const [key, text] of chinese) {
      if (inBothLanguages.includes(key) || text === '' || !/\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, ''))) continue
      expect(text, key).toMatch(/\p{Script=Han}/u)
      expect(english.get(key), key).not.toMatch(/\p{Script=Han}/u)
    }
  })

  test('every text that a component asks for is there', () => {
    const asked = files('.tsx').flatMap(({ name, source }) =>
      [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => ({ name, key })),
    )
    expect(asked.length).toBeGreaterThan(200)
    for (const { name, key } of asked) expect(chinese.has(key), `${name} asks for ${key}`).toBe(true)
  })

  test('no component has words of its own', () => {
    for (const { name, source } of files('.tsx')) expect(bare(source), name).not.toMatch(/\p{Script=Han}/u)
  })

  test('no text is left that nobody asks for', () => {
    const source = [...files('.tsx'), ...files('.ts').filter(({ name }) => !name.startsWith('language'))]
      .map(({ source }) => source)
      .join('\n')
    const dynamic = [...source.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, prefix = '']) => prefix)
    const unused = [...chinese.keys()].filter((key) => !source.includes(`'${key}'`) && !dynamic.some((prefix) => key.startsWith(prefix)))
    expect(unused).toEqual([])
  })
})
