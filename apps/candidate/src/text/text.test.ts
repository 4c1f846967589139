import { describe, expect, test } from 'vitest'
import { certificateEn } from './certificate-en.ts'
import { certificateZh } from './certificate-zh.ts'
import { checkEn } from './check-en.ts'
import { checkZh } from './check-zh.ts'
import { complaintEn } from './complaint-en.ts'
import { complaintZh } from './complaint-zh.ts'
import { pagesEn } from './pages-en.ts'
import { pagesZh } from './pages-zh.ts'
import { photographEn } from './photograph-en.ts'
import { photographZh } from './photograph-zh.ts'
import { refusalEn } from './refusal-en.ts'
import { refusalZh } from './refusal-zh.ts'
import { sittingEn } from './sitting-en.ts'
import { sittingZh } from './sitting-zh.ts'
import { terminalEn } from './terminal-en.ts'
import { terminalZh } from './terminal-zh.ts'

type Texts = { readonly [key: string]: string | Texts }

describe.each([
  ['terminal', terminalZh, terminalEn],
  ['check', checkZh, checkEn],
  ['sitting', sittingZh, sittingEn],
  ['photograph', photographZh, photographEn],
  ['pages', pagesZh, pagesEn],
  ['certificate', certificateZh, certificateEn],
  ['complaint', complaintZh, complaintEn],
  ['refusal', refusalZh, refusalEn],
] as [string, Texts, Texts][])('the catalogue of %s', (_, zh, en) => {
  const chinese = leavesOf(zh)
  const english = leavesOf(en)

  test('has every key in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  test('fills the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
    for (const [key, text] of chinese) expect([key, places(english.get(key) ?? '')]).toEqual([key, places(text)])
  })

  test('leaves nothing empty', () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim()]).not.toEqual([key, ''])
  })

  test('is Chinese in Chinese and English in English', () => {
    const han = /\p{Script=Han}/u
    const bare = /^(English|中文|\{\{\w+\}\}|[\s/×·（）()%{}\w])+$/u
    for (const [key, text] of chinese) expect([key, han.test(text) || bare.test(text)]).toEqual([key, true])
    for (const [key, text] of english) if (text !== '中文') expect([key, han.test(text)]).toEqual([key, false])
  })
})

function leavesOf(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]): [string, string][] => {
      const name = path ? `${path}.${key}` : key
      return typeof value === 'string' ? [[name, value]] : [...leavesOf(value, name)]
    }),
  )
}
