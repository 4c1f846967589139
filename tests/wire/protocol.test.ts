import { Down } from '@kaochang/contract/socket/down'
import { PROTOCOL } from '@kaochang/contract/socket/protocol'
import { Up } from '@kaochang/contract/socket/up'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'

test('the language on the wire has not changed without a new protocol number', () => {
  // If this fails, an old browser and a new server may misunderstand each other:
  // add a line to protocol.ts, raise PROTOCOL, and only then update this record.
  const language = createHash('sha256')
    .update(JSON.stringify([Up, Down]))
    .digest('hex')
    .slice(0, 12)
  expect({ PROTOCOL, language }).toMatchInlineSnapshot(`
    {
      "PROTOCOL": 2,
      "language": "173eed2dfc7e",
    }
  `)
})
