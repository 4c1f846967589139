import { gzipSync } from 'node:zlib'
import type { Rolldown } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BuiltFile, buildClient } from './candidate-stage.ts'

let output: readonly BuiltFile[]

beforeAll(async () => {
  output = await buildClient()
})

describe('what a computer fetches before it shows the first screen', () => {
  test.each([
    ['the terminal', 'open-terminal'],
    ['the open pages', 'open-pages'],
    ['the page that a certificate’s code leads to', 'open-verify'],
  ])('is at most 100 kB for %s, compressed: scripts, styles and the page itself', (_, entry) => {
    const files = firstLoad(entry)
    const bytes = files.map((file) => gzipSync(file).length).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeGreaterThan(60_000)
    expect(bytes).toBeLessThanOrEqual(100_000)
  })

  test('and everything an exam needs after that, English included, is at most 130 kB', () => {
    const { scripts, styles } = everythingOf('open-terminal')
    expect(scripts.length).toBeGreaterThan(3)
    const bytes = [...scripts, ...styles].map((file) => gzipSync(file).length).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeLessThanOrEqual(130_000)
  })

  test('and what photographs take, fetched only where an exam takes some, at most 7 kB more', () => {
    const filesOf = ({ scripts, styles }: ReturnType<typeof everythingOf>) => [...scripts, ...styles]
    const usual = new Set(filesOf(everythingOf('open-terminal')))
    const added = filesOf(everythingOf('open-terminal', true)).filter((file) => !usual.has(file))
    const bytes = added.map((file) => gzipSync(file).length).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeGreaterThan(3_000)
    expect(bytes).toBeLessThanOrEqual(7_000)
  })
})

describe('the bundle', () => {
  test('carries no schema library: types leave nothing behind', () => {
    for (const { fileName, code } of chunks())
      expect([fileName, /typebox|additionalProperties/i.test(code)]).toEqual([fileName, false])
  })

  test('calls nothing that Chrome 109 does not know', () => {
    const newer =
      /\.(with|toSorted|toReversed|toSpliced|isWellFormed|toWellFormed|isSubsetOf|isDisjointFrom|symmetricDifference)\(|Array\.fromAsync|(Object|Map)\.groupBy|Promise\.(withResolvers|try)|URL\.(canParse|parse)\(|AbortSignal\.any|\bTemporal\b/
    for (const { fileName, code } of chunks()) expect([fileName, newer.exec(code)?.[0]]).toEqual([fileName, undefined])
  })

  test('evaluates no text as code, and brings no source map', () => {
    for (const { fileName, code } of chunks()) {
      expect([fileName, /\beval\(|new Function\(|sourceMappingURL/.test(code)]).toEqual([fileName, false])
    }
    expect(output.filter(({ fileName }) => fileName.endsWith('.map'))).toEqual([])
  })

  test('has no script and no style in the page itself, which the policy would not run', () => {
    const html = String(assets().find(({ fileName }) => fileName === 'index.html')?.source)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|data:/)
    for (const asset of assets().filter(({ fileName }) => fileName.endsWith('.css')))
      expect(String(asset.source)).not.toMatch(/url\(["']?data:/)
  })
})

/** The page, its entry, one of its two places, and all that these import at once. */
function firstLoad(place: string): (string | Uint8Array)[] {
  const wanted = new Set<string>()
  const take = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || wanted.has(chunk.fileName)) return
    wanted.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) wanted.add(style)
    for (const name of chunk.imports) take(chunks().find(({ fileName }) => fileName === name))
  }
  take(chunks().find(({ isEntry }) => isEntry))
  take(chunks().find(({ name }) => name === place))
  return [
    ...chunks()
      .filter(({ fileName }) => wanted.has(fileName))
      .map(({ code }) => code),
    ...assets()
      .filter(({ fileName }) => wanted.has(fileName) || /^index\.html$|browser-check/.test(fileName))
      .map(({ source }) => source),
  ]
}

/** Fetched for candidates who are photographed, and for nobody else. */
const PHOTOGRAPHS = ['photography', 'photograph-en', 'camera']

/** A place with all it brings in later as well; the faces of the page are fetched by characters and not counted. */
function everythingOf(place: string, photographs = false) {
  const wanted = new Map<string, Rolldown.OutputChunk>()
  const take = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || wanted.has(chunk.fileName) || (!photographs && PHOTOGRAPHS.includes(chunk.name))) return
    wanted.set(chunk.fileName, chunk)
    // The entry leads to every place; only this one is meant.
    for (const name of chunk.isEntry ? chunk.imports : [...chunk.imports, ...chunk.dynamicImports])
      take(chunks().find(({ fileName }) => fileName === name))
  }
  take(chunks().find(({ isEntry }) => isEntry))
  take(chunks().find(({ name }) => name === place))
  const named = new Set([...wanted.values()].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]))
  return {
    scripts: [...wanted.values()].map(({ code }) => code),
    styles: assets()
      .filter(({ fileName }) => named.has(fileName) && !fileName.includes('noto'))
      .map(({ source }) => source),
  }
}

function chunks() {
  return output.filter((file): file is Rolldown.OutputChunk => file.type === 'chunk')
}

function assets() {
  return output.filter((file): file is Rolldown.OutputAsset => file.type === 'asset')
}
