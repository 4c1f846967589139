import { readFileSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Who may know whom. Arrows only ever point to the right of a line. */
const MAY_KNOW: Record<string, readonly string[]> = {
  'packages/domain': [],
  'packages/contract': ['domain'],
  'packages/database': ['domain'],
  'packages/exchange': ['domain'],
  'packages/browser': ['contract'],
  'apps/server': ['domain', 'contract', 'database', 'exchange'],
  'apps/candidate': ['browser', 'contract', 'domain'],
  'apps/console': ['browser', 'contract', 'domain'],
}

/** The lives of an item and of a person. A room may look back along them, never ahead. */
const ROOMS = ['law', 'people', 'bank', 'paper', 'session', 'sitting', 'score', 'result']

const sources = Object.keys(MAY_KNOW).flatMap((home) =>
  filesIn(`${home}/src`).map((path) => ({ home, path, text: readFileSync(ROOT + path, 'utf8') })),
)

describe('the house', () => {
  test.each(Object.entries(MAY_KNOW))('%s knows only %j', (home, allowed) => {
    const strangers = sources
      .filter((source) => source.home === home)
      .flatMap(({ path, text }) =>
        importsOf(text).flatMap((name) => {
          const known = /^@kaochang\/([^/]+)/.exec(name)?.[1]
          return known && !allowed.includes(known) ? [`${path} → ${name}`] : []
        }),
      )
    expect(strangers).toEqual([])
  })

  test.each(Object.entries(MAY_KNOW))('%s declares whom it knows', (home, allowed) => {
    const { dependencies = {} } = JSON.parse(readFileSync(`${ROOT}${home}/package.json`, 'utf8')) as {
      dependencies?: object
    }
    const declared = Object.keys(dependencies).filter((name) => name.startsWith('@kaochang/'))
    expect(declared.filter((name) => !allowed.includes(name.slice('@kaochang/'.length)))).toEqual([])
  })

  test('no package reaches into another by a relative path', () => {
    const reaching = sources.flatMap(({ home, path, text }) => {
      const depth = path.slice(`${home}/src/`.length).split('/').length
      return importsOf(text)
        .filter((name) => name.startsWith('../'.repeat(depth)))
        .map((name) => `${path} → ${name}`)
    })
    expect(reaching).toEqual([])
  })

  test('no room of the domain looks ahead to a later one', () => {
    const glances = sources
      .filter(({ home }) => home === 'packages/domain')
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((name) => roomOf(name) > roomOf(path) && roomOf(path) !== -1)
          .map((name) => `${path} → ${name}`),
      )
    expect(glances).toEqual([])
  })

  test('the domain has no clock, no chance and no machine of its own', () => {
    expect(matching('packages/domain', /\bnew Date\b|\bDate\.|Math\.random|from 'node:|\bprocess\./)).toEqual([])
    expect(matching('packages/domain', /from 'seedrandom'/)).toEqual(['packages/domain/src/chance.ts'])
  })

  test('only config.ts reads the environment', () => {
    const readers = matching('apps/server', /process\.env\b/)
    expect(readers.filter((path) => path !== 'apps/server/src/config.ts')).toEqual([])
  })

  test('no candidate’s bundle can hold a rule that knows a key', () => {
    const reaching = sources
      .filter(({ home }) => home === 'apps/candidate' || home === 'packages/browser')
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((name) => /^@kaochang\/(domain\/(score|paper)|contract\/bank|exchange|database)/.test(name))
          .map((name) => `${path} → ${name}`),
      )
    expect(reaching).toEqual([])
  })

  test('no screen writes HTML from text', () => {
    const writing = sources.filter(({ text }) => /dangerouslySetInnerHTML|\.innerHTML\b|document\.write/.test(text))
    expect(writing.map(({ path }) => path)).toEqual([])
  })

  test('F16: nothing notifies but the watch over the rooms, and no SQL is made of text', () => {
    expect(matching('apps/server', /pg_notify|\bNOTIFY\b|sql\.raw/)).toEqual([])
    expect(matching('packages/database', /sql\.raw/)).toEqual([])
    expect(matching('packages/database', /pg_notify|\bNOTIFY\b/)).toEqual(['packages/database/src/process.ts'])
    const callers = sources.filter(({ text }) => text.includes('notifyRooms(')).map(({ path }) => path)
    expect(callers.sort()).toEqual(['apps/server/src/sitting/room-watch.ts', 'packages/database/src/process.ts'])
  })

  test('no file is named for what it is made of', () => {
    const vague =
      /(^|[/-])(utils?|helpers?|common|misc|shared|managers?|services?|handlers?|processors?|data|info)([./-]|$)/i
    expect(sources.map(({ path }) => path).filter((path) => vague.test(path.replace(/^\w+\/\w+\/src/, '')))).toEqual([])
  })

  test('no package re-exports another’s names from an index', () => {
    expect(sources.filter(({ path }) => /\/index\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([])
  })

  test('nothing is switched off or left for later', () => {
    const marks =
      /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b|(oxlint|eslint)-disable/
    const everywhere = [
      ...sources,
      ...filesIn('tests').map((path) => ({ path, text: readFileSync(ROOT + path, 'utf8') })),
    ]
    const found = everywhere.filter(({ path, text }) => marks.test(text) && !path.endsWith('house-rules.test.ts'))
    expect(found.map(({ path }) => path)).toEqual([])
  })
})

function filesIn(folder: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.includes('/node_modules/') && statSync(ROOT + path).isFile())
}

function matching(home: string, pattern: RegExp) {
  return sources
    .filter((source) => source.home === home && !/\.test\.tsx?$/.test(source.path) && pattern.test(source.text))
    .map(({ path }) => path)
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

function roomOf(path: string) {
  return ROOMS.findLastIndex((room) => path.includes(`/${room}/`) || path.startsWith(`../${room}/`))
}
