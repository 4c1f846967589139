import { readSeb } from '@kaochang/server/session/read-seb'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publicMaterial } from '../kit/public-material.ts'

test.skipIf(!publicMaterial.there)(
  `a real configuration of Safe Exam Browser is read as its makers read it (${publicMaterial.skipped} where it is)`,
  () => {
    const read = readSeb(readFileSync(publicMaterial.path('seb/unencrypted_mac_001.seb')))
    const text = readFileSync(publicMaterial.path('seb/JSON_unencrypted_mac_001.txt'), 'utf8')
    expect(read).toEqual({ ok: true, value: text })
  },
)
