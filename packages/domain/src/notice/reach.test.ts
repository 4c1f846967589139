import { expect, test } from 'vitest'
import type { Grant, Jurisdiction, Role } from '../people/roles.ts'
import type { NoticeCode } from './notice.ts'
import { type NoticePlace, isOwnNotice, mayReadNotice, noticeScopes } from './reach.ts'

const SHANXI: Jurisdiction = { level: 'province', province: '14' }
const NATION: Jurisdiction = { level: 'nation' }
const MINE: Jurisdiction = { level: 'enterprise', province: '14', enterpriseId: 'mine' }

const notice = (given: Partial<NoticePlace> = {}): NoticePlace => ({
  code: 'N2',
  province: '14',
  city: null,
  addressee: 'enterprise',
  enterpriseId: 'mine',
  ...given,
})
const reads = (role: Role, jurisdiction: Jurisdiction, given?: Partial<NoticePlace>) =>
  mayReadNotice(noticeScopes([{ role, jurisdiction } satisfies Grant]), notice(given))

test('an authority reads its own notices and no other’s', () => {
  expect(reads('application_officer', SHANXI)).toBe(true)
  expect(reads('application_officer', SHANXI, { province: '52' })).toBe(false)
  expect(reads('application_officer', SHANXI, { province: null })).toBe(false)
  expect(reads('application_officer', NATION, { province: null })).toBe(true)
  expect(reads('application_officer', NATION)).toBe(false)
  expect(reads('auditor', NATION)).toBe(true)
  expect(reads('scorer', SHANXI)).toBe(false)
})

test('a city reads what it produced for its province', () => {
  const datong: Jurisdiction = { level: 'city', province: '14', city: '1402' }
  expect(reads('application_officer', datong, { city: '1402' })).toBe(true)
  expect(reads('application_officer', datong, { city: '1401' })).toBe(false)
  expect(reads('application_officer', datong)).toBe(false)
})

test('an enterprise reads what is addressed to it, not what others were told about its people', () => {
  expect(reads('enterprise_clerk', MINE)).toBe(true)
  expect(reads('enterprise_clerk', MINE, { province: null })).toBe(true)
  expect(reads('enterprise_clerk', MINE, { enterpriseId: 'another' })).toBe(false)
  for (const addressee of ['appointing_body', 'applicant', 'candidate', 'training_department'] as const)
    expect(reads('enterprise_clerk', MINE, { addressee })).toBe(false)
})

test('an inspector reads what belongs to supervision and what is public', () => {
  const seen = (code: NoticeCode, given: Partial<NoticePlace> = {}) => reads('inspector', SHANXI, { code, ...given })
  expect((['N8', 'N9', 'N10', 'N11', 'N12', 'N13'] as const).every((code) => seen(code))).toBe(true)
  expect((['N2', 'N4', 'N5'] as const).some((code) => seen(code))).toBe(false)
  expect(seen('N3', { addressee: 'public' })).toBe(true)
  expect(seen('N3', { addressee: 'candidate' })).toBe(false)
  expect(seen('N8', { province: '52' })).toBe(false)
})

test('a person finds what is addressed to them, and nobody else’s', () => {
  const own = { ...notice({ addressee: 'candidate' }), personId: 'p' }
  expect(isOwnNotice(own, 'p')).toBe(true)
  expect(isOwnNotice({ ...own, addressee: 'applicant' }, 'p')).toBe(true)
  expect(isOwnNotice({ ...own, addressee: 'enterprise' }, 'p')).toBe(false)
  expect(isOwnNotice(own, 'q')).toBe(false)
})
