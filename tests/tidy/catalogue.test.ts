import { endpoints } from '@kaochang/contract/endpoints'
import { REFUSAL_STATUS } from '@kaochang/contract/refusal'
import { Down } from '@kaochang/contract/socket/down'
import { Up } from '@kaochang/contract/socket/up'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const README = readFileSync(fileURLToPath(new URL('../../packages/contract/README.md', import.meta.url)), 'utf8')

// The catalogue is made from the contract itself; run with `-u` after changing it, and read the difference.
test('the catalogue of endpoints and messages is the contract’s own', async () => {
  await expect(catalogue()).toMatchFileSnapshot('../../packages/contract/CATALOGUE.md')
})

test('every refusal is explained in the contract’s README', () => {
  const explained = new Set([...README.matchAll(/^\| `(\w+)` \|/gm)].flatMap((match) => match[1] ?? []))
  expect(Object.keys(REFUSAL_STATUS).filter((code) => !explained.has(code))).toEqual([])
  expect([...explained].filter((code) => !Object.hasOwn(REFUSAL_STATUS, code))).toEqual([])
})

test('every endpoint says what it answers', () => {
  const silent = endpoints.filter(
    ({ schema }) => !Object.keys(schema.response).some((status) => status.startsWith('2')),
  )
  expect(silent.map(({ url }) => url)).toEqual([])
})

function catalogue(): string {
  const routes = [...endpoints].sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : a.method < b.method ? -1 : 1))
  const lines = [
    '# Catalogue of the wire',
    '',
    'Made from the contract by `tests/tidy/catalogue.test.ts`; how to speak it stands in [README.md](README.md).',
    'Shapes are written as TypeScript would write them; `?` may be left out.',
    '',
    '## Endpoints',
  ]
  for (const { method, url, config, schema } of routes) {
    const access = typeof config.access === 'object' ? `staff who may \`${config.access.act}\`` : `\`${config.access}\``
    lines.push('', `### ${method} ${url}`, '', `${schema.summary}.`, '', `- Access: ${access}`)
    for (const part of ['params', 'querystring', 'body'] as const) {
      const shape = schema[part]
      if (shape) lines.push(`- ${part}: \`${shapeOf(shape)}\``)
    }
    for (const [status, shape] of Object.entries(schema.response)) lines.push(`- ${status}: \`${shapeOf(shape)}\``)
  }
  lines.push(
    '',
    '## The line: what a terminal says',
    '',
    ...messages(Up),
    '',
    '## The line: what the server says',
    '',
    ...messages(Down),
  )
  return `${lines.join('\n')}\n`
}

type Shape = {
  type?: string
  const?: unknown
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
}

function messages(union: unknown): string[] {
  return ((union as Shape).anyOf ?? []).map((message) => `- \`${shapeOf(message)}\``)
}

function shapeOf(shape: unknown): string {
  const { type, const: literal, anyOf, properties, required = [], items } = shape as Shape
  if (literal !== undefined) return JSON.stringify(literal)
  if (anyOf) return anyOf.map(shapeOf).join(' | ')
  if (type === 'array') return `Array<${shapeOf(items)}>`
  if (type === 'object') {
    const members = Object.entries(properties ?? {}).map(
      ([name, member]) => `${name}${required.includes(name) ? '' : '?'}: ${shapeOf(member)}`,
    )
    return `{ ${members.join(', ')} }`
  }
  return type ?? 'unknown'
}
