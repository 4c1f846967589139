import { endpoints } from '@kaochang/contract/endpoints'
import { expect, test } from 'vitest'

const named = endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.url}`, endpoint] as const)

test('every endpoint has a name of its own', () => {
  expect(new Set(named.map(([name]) => name)).size).toBe(named.length)
  expect(named.length).toBeGreaterThan(50)
})

test.each(named)('%s says what it answers, and what it can refuse with', (_, { schema }) => {
  const statuses = Object.keys(schema.response).map(Number)
  expect(statuses.filter((status) => status >= 200 && status < 300)).toHaveLength(1)
  for (const status of statuses) expect(schema.response[status]).toBeTypeOf('object')
})

test.each(named)('%s describes every part of its path', (_, { url, schema }) => {
  const inPath = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const params: { readonly properties?: object } | undefined = schema.params
  const described = Object.keys(params?.properties ?? {})
  expect(described.sort()).toEqual(inPath.sort())
})

test.each(named)('%s takes nothing that it does not name (A18)', (_, { method, schema }) => {
  expect(method === 'GET' && schema.body !== undefined).toBe(false)
  expect([...openObjects(schema.body, 'body'), ...openObjects(schema.querystring, 'query')]).toEqual([])
})

/** Where an object in a schema would take further members in silence. */
function openObjects(schema: unknown, place: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part, index) => openObjects(part, `${place}.${index}`))
  if (typeof schema !== 'object' || schema === null) return []
  const open =
    'type' in schema &&
    schema.type === 'object' &&
    !('additionalProperties' in schema && schema.additionalProperties === false)
  return [
    ...(open ? [place] : []),
    ...Object.entries(schema).flatMap(([key, part]) => openObjects(part, `${place}.${key}`)),
  ]
}
