import { describe, expect, test } from 'vitest'
import { readPersonName } from './person-name.ts'

describe('names', () => {
  test.each([
    ['王芳', '王芳'],
    [' 王　芳 ', '王芳'],
    ['阿卜杜热合曼·买买提', '阿卜杜热合曼·买买提'],
    ['古丽•买买提', '古丽·买买提'],
    ['古丽・买买提', '古丽·买买提'],
    ['古丽 · 买买提', '古丽·买买提'],
    ['𠮷野', '𠮷野'],
    ['王𫘧', '王𫘧'],
    ['李〇', '李〇'],
    ['Seán  O’Neill-Wang', "Seán O'Neill-Wang"],
    ['Nguye\u0302\u0303n An', 'Nguyễn An'],
  ])('“%s” is read as “%s”', (text, name) => {
    expect(readPersonName(text)).toEqual({ ok: true, value: name })
  })

  test('A73: composed and decomposed spellings are one name', () => {
    expect(readPersonName('Ame\u0301lie')).toEqual(readPersonName('Am\u00e9lie'))
  })

  test.each([
    ['a right-to-left override', '王\u202e芳', 'U+202E'],
    ['an isolate', '王\u2066芳', 'U+2066'],
    ['a zero-width space', '王\u200b芳', 'U+200B'],
    ['a zero-width joiner', '王\u200d芳', 'U+200D'],
    ['a soft hyphen', '王\u00ad芳', 'U+00AD'],
    ['a variation selector', '王\u{e0100}芳', 'U+E0100'],
    ['a blank Hangul filler', '王\u3164芳', 'U+3164'],
    ['a tab', '王\t芳', 'U+0009'],
    ['a null', '王\0芳', 'U+0000'],
    ['half a surrogate pair', '王\ud842芳', 'U+D842'],
  ])('A73: %s in a name is refused and pointed out', (_, text, character) => {
    expect(readPersonName(text)).toEqual({
      ok: false,
      refusal: { code: 'name_hidden_character', position: 2, character },
    })
  })

  test.each([
    ['王芳1', 3, 'U+0031'],
    ['王<芳', 2, 'U+003C'],
    ['=王芳', 1, 'U+003D'],
    ['王芳😀', 3, 'U+1F600'],
    ['王\ue863', 2, 'U+E863'],
    ['⼈王', 1, 'U+2F08'],
  ])('“%s” holds what no name does, at place %d', (text, position, character) => {
    expect(readPersonName(text)).toEqual({ ok: false, refusal: { code: 'name_character', position, character } })
  })

  test('a name has 2 to 40 letters; one beyond the BMP is one letter, a dot is none', () => {
    expect(readPersonName('王')).toMatchObject({ refusal: { code: 'name_length', letters: 1, least: 2, most: 40 } })
    expect(readPersonName('  ')).toMatchObject({ refusal: { code: 'name_length', letters: 0 } })
    expect(readPersonName('𠮷'.repeat(40)).ok).toBe(true)
    expect(readPersonName(`${'阿'.repeat(20)}·${'买'.repeat(20)}`).ok).toBe(true)
    expect(readPersonName('阿'.repeat(41))).toMatchObject({ refusal: { code: 'name_length', letters: 41 } })
  })

  test.each(['·王芳', '王芳·', '王··芳', "王芳'", '-王芳', 'Wang--Fang'])(
    '“%s” has a separator out of place',
    (text) => {
      expect(readPersonName(text)).toEqual({ ok: false, refusal: { code: 'name_separator_misplaced' } })
    },
  )
})
