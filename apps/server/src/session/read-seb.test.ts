import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { SEB_LIMIT_BYTES, readSeb } from './read-seb.ts'

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0">'
const bytesOf = (dict: string) => Buffer.from(`${HEAD}<dict>${dict}</dict></plist>`)

const SETTINGS = bytesOf(`<key>zoom</key><integer>1</integer><key>Allow</key><true/><key>allowed</key><false/>
  <key>originatorVersion</key><string>SEB 3</string><key>empty</key><dict/><key>proxies</key><dict><key>b_S</key>
  <string>a\\b "c"</string><key>b_a</key><array/></dict><key>salt</key><data>AQID</data><key>none</key><data></data>
  <key>when</key><date>2026-09-25T01:30:00Z</date><key>share</key><real>0.5</real><key>名</key><string>考</string>`)
const JSON_TEXT =
  '{"Allow":true,"allowed":false,"none":"","proxies":{"b_a":[],"b_S":"a\\b "c""},"salt":"AQID","share":0.5,"when":"2026-09-25T01:30:00.000Z","zoom":1,"名":"考"}'

describe('a configuration of Safe Exam Browser', () => {
  test('is read into the text that its Config Key is made of', () => {
    expect(readSeb(SETTINGS)).toEqual({ ok: true, value: JSON_TEXT })
  })

  test('is the same packed as it is saved', () => {
    const plain = Buffer.concat([Buffer.from('plnd'), gzipSync(SETTINGS)])
    for (const packed of [gzipSync(SETTINGS), plain, gzipSync(plain)])
      expect(readSeb(packed)).toEqual({ ok: true, value: JSON_TEXT })
  })

  test('that is encrypted is said to be', () => {
    for (const prefix of ['pswd', 'pwcc', 'pkhs'])
      expect(readSeb(gzipSync(Buffer.from(`${prefix}xxxxxxxx`)))).toEqual({
        ok: false,
        refusal: { code: 'seb_encrypted' },
      })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('hello')],
    ['a list', Buffer.from(`${HEAD}<array/></plist>`)],
    ['half a file', SETTINGS.subarray(0, 400)],
    ['a bomb', gzipSync(Buffer.alloc(SEB_LIMIT_BYTES + 1))],
    ['half a packed file', gzipSync(SETTINGS).subarray(0, 60)],
    [
      'one that declares entities',
      Buffer.from('<!DOCTYPE plist [<!ENTITY a "aaaa">]><plist><dict><key>k</key><string>&a;</string></dict></plist>'),
    ],
  ])('that is %s is not read', (_, bytes) => {
    expect(readSeb(bytes)).toEqual({ ok: false, refusal: { code: 'seb_unreadable' } })
  })
})
