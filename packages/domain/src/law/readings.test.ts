import { describe, expect, test } from 'vitest'
import { CHOICE_NAMES } from './choices.ts'
import { READINGS, type Reading, readingNames } from './readings.ts'

const readings = readingNames.map((name) => [name, READINGS[name] as Reading] as const)

describe('the readings of what Order 92 leaves open', () => {
  test('A1 to A34 are all there, in order, each with its article', () => {
    expect(readingNames).toEqual(Array.from({ length: 34 }, (_, index) => `A${index + 1}`))
    for (const [name, { article }] of readings) expect([name, article]).toEqual([name, expect.stringMatching(/^\d/)])
  })

  test('the one that holds is one of those named, and says why, in both languages', () => {
    for (const [name, { reading, readings: all, question, why }] of readings) {
      expect([name, Object.keys(all)]).toEqual([name, expect.arrayContaining([reading])])
      for (const { zh, en } of [question, why, ...Object.values(all)]) {
        expect([name, zh]).toEqual([name, expect.stringMatching(/\p{Script=Han}/u)])
        expect([name, en]).toEqual([name, expect.not.stringMatching(/\p{Script=Han}/u)])
      }
    }
  })

  test('one that may be chosen has another to choose, and every other says why it may not', () => {
    const choosable = readings.filter(([, { chosen }]) => chosen === 'by_province')
    expect(choosable.map(([name]) => name)).toEqual(CHOICE_NAMES.filter((name) => name.startsWith('A')))
    for (const [, { readings: all }] of choosable) expect(Object.keys(all).length).toBeGreaterThan(1)
    for (const [name, { chosen, fixedBecause }] of readings)
      expect([name, fixedBecause === null]).toEqual([name, chosen === 'by_province'])
  })
})
