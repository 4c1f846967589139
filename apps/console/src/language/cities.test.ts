import { expect, test } from 'vitest'
import { citiesOf, cityName } from './cities.ts'
import { PROVINCES } from './provinces.ts'

test('a city is named by its four digits, and unknown digits stand for themselves', () => {
  expect(cityName('1402', 'zh')).toBe('大同')
  expect(cityName('5202', 'en')).toBe('Liupanshui')
  expect(cityName('9999', 'zh')).toBe('9999')
})

test('every province has cities, each with both names and a code of its own', () => {
  for (const province of Object.keys(PROVINCES).filter((code) => code !== '66')) {
    const cities = citiesOf(province)
    expect(cities.length).toBeGreaterThan(0)
    expect(new Set(cities.map(({ code }) => code)).size).toBe(cities.length)
    for (const { code, zh, en } of cities) {
      expect(code).toMatch(/^\d{4}$/)
      expect(zh).toMatch(/^\p{Script=Han}+$/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
  }
})
