import { citiesOf } from '../../apps/console/src/language/cities.ts'
import { PROVINCES } from '../../apps/console/src/language/provinces.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publicMaterial } from '../kit/public-material.ts'

test.skipIf(!publicMaterial.there)(`the console's cities are the official ones (${publicMaterial.skipped})`, () => {
  const file = publicMaterial.path('cn-regions/modood/cities.json')
  const official = (JSON.parse(readFileSync(file, 'utf8')) as { code: string; name: string }[]).filter(
    // Counties that a province runs itself are in no city, and Chongqing's counties are in Chongqing.
    ({ code, name }) => !name.includes('直辖') && code !== '5002',
  )
  const listed = Object.keys(PROVINCES).flatMap((province) => [...citiesOf(province)])
  expect(listed.map(({ code }) => code).sort()).toEqual(official.map(({ code }) => code).sort())
  const nameOf = new Map(listed.map(({ code, zh }) => [code, zh]))
  for (const { code, name } of official) {
    if (name !== '市辖区')
      expect([name, name.startsWith((nameOf.get(code) ?? '-').replace(/州$/, ''))]).toEqual([name, true])
  }
})
