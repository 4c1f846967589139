import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { publicMaterial } from '../kit/public-material.ts'
import type { ItemFile } from '@kaochang/exchange/item-file'
import { readItemFile } from '@kaochang/exchange/read-item-file'

// Banks as a training firm really typed them.
async function bank(name: string): Promise<ItemFile> {
  const read = await readItemFile(
    readFileSync(publicMaterial.path(`banks/special-operations/${name}.xlsx`)),
    `${name}.xlsx`,
  )
  if (!read.ok) throw new Error(read.refusal.code)
  const { tally } = read.value
  expect(tally.items + tally.problemRows + tally.skipped).toBe(tally.rows)
  return read.value
}

function itemAt({ items }: ItemFile, row: number) {
  return items.find(({ place }) => place.row === row)
}

function problemsOf({ problems }: ItemFile) {
  return problems.map(({ place, code }) => `${place.row} ${code}`)
}

describe.skipIf(!publicMaterial.there)(
  'real banks (skipped where the public material is not beside this checkout)',
  () => {
    test('the national welding bank: 1,303 rows', async () => {
      const national = await bank('新电焊国家题库2018')
      expect(national.tally).toMatchObject({
        rows: 1304,
        items: 1296,
        problemRows: 7,
        skipped: 1,
        kinds: { true_false: 709, single_choice: 587, multiple_response: 0 },
      })
      expect(problemsOf(national)).toEqual([
        '722 row_has_picture',
        '743 option_letters_broken',
        '782 option_letters_broken',
        '851 options_ambiguous',
        '880 options_too_few',
        '1160 key_without_option',
        '1180 options_too_few',
        '1180 key_without_option',
      ])
    })

    test('its item numbers are gone, and the figures of its questions are not', async () => {
      const national = await bank('新电焊国家题库2018')
      for (const { note } of national.items) expect(note.number).not.toBeNull()
      expect(itemAt(national, 8)?.content.stem).toBe('1211灭火器是干粉灭火器。')
      expect(itemAt(national, 9)?.content.stem).toBe('20G钢是低合金钢。')
      expect(itemAt(national, 26)?.content.stem).toMatch(/^采用心脏复苏法/)
      expect(itemAt(national, 264)?.content.stem).toMatch(/^氩气/)
      expect(itemAt(national, 811)?.content.stem).toMatch(/^电子束焊的优点/)
      expect(itemAt(national, 881)?.content.stem).toMatch(/^关于各种气体/)
      expect(itemAt(national, 1250)).toMatchObject({ content: { options: ['电伤', '电击', '电磁场'] }, key: 'B' })
    })

    test('the provincial welding bank: 594 rows', async () => {
      const provincial = await bank('省级电焊')
      expect(provincial.tally).toMatchObject({
        rows: 595,
        blankRows: 46,
        items: 582,
        problemRows: 12,
        skipped: 1,
        kinds: { true_false: 282, single_choice: 219, multiple_response: 81 },
        mends: { option_marks_kept_as_text: 11 },
      })
      expect(problemsOf(provincial)).toEqual([
        '64 option_letters_broken',
        '128 options_ambiguous',
        '181 option_letters_broken',
        '218 duplicate_in_file',
        '280 options_ambiguous',
        '281 options_ambiguous',
        '289 options_ambiguous',
        '297 options_ambiguous',
        '578 duplicate_in_file',
        '581 duplicate_in_file',
        '592 duplicate_in_file',
        '595 duplicate_in_file',
      ])
      expect(itemAt(provincial, 2)?.content.options).toEqual(['强制性', '科学性', '稳定性', '独立性'])
      expect(itemAt(provincial, 6)?.content.options).toEqual(['①③④', '②③④', '①②③', '①②③④'])
      expect(itemAt(provincial, 53)?.content.options).toEqual(['弧柱', '阳极', 'A和B', '阴极'])
      expect(itemAt(provincial, 178)?.content.stem).toMatch(/^8千克干粉灭火器/)
      expect(itemAt(provincial, 224)?.content.options[3]).toBe('A、B两种方法一起使用')
      expect(itemAt(provincial, 554)?.content.stem).toMatch(/^焊接电弧可产生/)
    })

    test('a bank of safety managers: 是非题, keys with trailing blanks, 不正确', async () => {
      const managers = await bank('一般企业安全管理员')
      expect(managers.tally).toMatchObject({
        rows: 300,
        items: 298,
        kinds: { true_false: 129, single_choice: 109, multiple_response: 60 },
        mends: { true_false_reworded: 74, key_tidied: 33 },
      })
      expect(problemsOf(managers)).toEqual(['274 duplicate_in_file'])
    })

    test('a bank of fork-lift managers: options that are letters, full-width letters, a mark left out', async () => {
      const forkLifts = await bank('省级叉车管理员')
      expect(forkLifts.tally).toMatchObject({
        rows: 297,
        items: 294,
        kinds: { true_false: 130, single_choice: 95, multiple_response: 69 },
      })
      expect(problemsOf(forkLifts)).toEqual(['13 duplicate_in_file', '193 option_letters_broken'])
      expect(itemAt(forkLifts, 218)?.content.options).toEqual(['ABC', 'BCD', 'ACD', '上面全是'])
    })
  },
)
