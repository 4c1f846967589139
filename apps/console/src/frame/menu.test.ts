import type { MeView } from '@kaochang/contract/people'
import { ACTS, PERMISSIONS } from '@kaochang/domain/people/permission'
import type { Role } from '@kaochang/domain/people/roles'
import { expect, test } from 'vitest'
import { entryAt, groupedMenuFor, MENU, menuFor } from './menu.ts'

function signedIn(role: Role, level: 'nation' | 'province'): MeView {
  const province = level === 'province' ? '14' : null
  const grants = [{ role, level, province, siteId: null }]
  return { id: '', login: '', name: '', grants, acts: ACTS.filter((act) => PERMISSIONS[act].includes(role)) }
}

const shown = (role: Role, level: 'nation' | 'province') => menuFor(signedIn(role, level)).map(({ name }) => name)

test('everybody has a home page, and further pages by what they may do', () => {
  expect(shown('scorer', 'province')).toEqual(['home', 'duties', 'sessions', 'release', 'rules', 'calendar'])
  expect(shown('invigilator', 'province')).toEqual(['home', 'sessions', 'rooms', 'rules', 'calendar', 'sites'])
  expect(shown('administrator', 'nation')).toEqual(['home', 'enterprises', 'rules', 'calendar', 'sites', 'staff'])
})

test('only the nation reads the filings of the provinces', () => {
  expect(shown('bank_administrator', 'nation')).toContain('filings')
  expect(shown('bank_administrator', 'province')).not.toContain('filings')
})

test('the menu stands in groups, and a group with no page for this person is left out', () => {
  const groups = groupedMenuFor(signedIn('administrator', 'nation'))
  expect(groups[0]?.group).toBe('today')
  expect(groups.every(({ entries }) => entries.length > 0)).toBe(true)
  expect(groups.map(({ group }) => group)).not.toContain('bank')
})

test('a page under an entry lights that entry, and the home page only itself', () => {
  expect(entryAt(MENU, '/')?.name).toBe('home')
  expect(entryAt(MENU, '/banks/1/import')?.name).toBe('banks')
  expect(entryAt(MENU, '/banksomething')).toBeUndefined()
})
