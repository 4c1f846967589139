import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type SafeExamBrowser, judgeSeb } from './safe-exam-browser.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const [CONFIG, MAC, WINDOWS] = [hash('configuration'), hash('for macOS'), hash('for Windows')]
const ADDRESS = 'https://exam.test/v1/terminal/sign-in'

const both: SafeExamBrowser = { required: true, configKey: CONFIG, browserExamKeys: [MAC, WINDOWS] }

function said(config: string | undefined, browser: string | undefined, url = ADDRESS) {
  return { url, configKeyHash: config && hash(ADDRESS + config), requestHash: browser && hash(ADDRESS + browser) }
}

describe('what a request says of its browser', () => {
  test.each([
    ['right', both, said(CONFIG, MAC)],
    ['right', both, said(CONFIG, WINDOWS)],
    ['wrong', both, said(CONFIG, CONFIG)],
    ['wrong', both, said(MAC, MAC)],
    ['absent', both, said(CONFIG, undefined)],
    ['absent', both, said(undefined, MAC)],
    ['absent', both, said(undefined, undefined)],
    // A wrong word weighs more than a missing one.
    ['wrong', both, said(MAC, undefined)],
    ['right', { ...both, browserExamKeys: [] }, said(CONFIG, undefined)],
    ['right', { ...both, configKey: null }, said(undefined, MAC)],
  ] as const)('is %s', (verdict, asked, request) => expect(judgeSeb(hash, asked, request)).toBe(verdict))

  test('is nothing where nothing is asked', () => expect(judgeSeb(hash, null, said(CONFIG, MAC))).toBeNull())

  test('holds for one address and no other, and a fragment is none of it', () => {
    for (const other of ['https://exam.test/v1/terminal/candidate', `${ADDRESS}?a=1`, ADDRESS.replace('https', 'http')])
      expect(judgeSeb(hash, both, said(CONFIG, MAC, other))).toBe('wrong')
    expect(judgeSeb(hash, both, said(CONFIG, MAC, `${ADDRESS}#top`))).toBe('right')
  })

  test('is read in capitals too, and the bare key is not an answer', () => {
    const { configKeyHash, requestHash } = said(CONFIG, MAC)
    expect(
      judgeSeb(hash, both, {
        url: ADDRESS,
        configKeyHash: configKeyHash?.toUpperCase(),
        requestHash: requestHash?.toUpperCase(),
      }),
    ).toBe('right')
    expect(judgeSeb(hash, both, { url: ADDRESS, configKeyHash: CONFIG, requestHash: MAC })).toBe('wrong')
  })
})
