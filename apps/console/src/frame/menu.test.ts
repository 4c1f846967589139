import type { MeView } from '@kaochang/contract/people'
import { ACTS, PERMISSIONS } from '@kaochang/domain/people/permission'
import type { Role } from '@kaochang/domain/people/roles'
import { expect, test } from 'vitest'
import { menuFor } from './menu.ts'

function shown(role: Role, level: 'nation' | 'province') {
  const grants = [{ role, level, province: level === 'province' ? '14' : null, siteId: null }]
  const acts = ACTS.filter((act) => PERMISSIONS[act].includes(role))
  const me: MeView = { id: '', login: '', name: '', grants, acts }
  return menuFor(me).map(({ name }) => name)
}

test('everybody has a home page, and further pages by what they may do', () => {
  expect(shown('scorer', 'province')).toEqual(['home', 'sessions', 'release'])
  expect(shown('invigilator', 'province')).toEqual(['home', 'sessions', 'rooms', 'sites'])
  expect(shown('administrator', 'nation')).toEqual(['home', 'sites', 'staff'])
})

test('only the nation reads the filings of the provinces', () => {
  expect(shown('bank_administrator', 'nation')).toContain('filings')
  expect(shown('bank_administrator', 'province')).not.toContain('filings')
})
