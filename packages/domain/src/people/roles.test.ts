import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORBIDDEN_PAIRS, type Grant, ROLES, type Role, forbiddenPair, usableGrants } from './roles.ts'

const someRoles = fc.uniqueArray(fc.constantFrom(...ROLES))

// Who may be what besides. Written out as what IS allowed, where the rule lists what is not.
const ALLOWED_BESIDE: Record<Role, readonly Role[]> = {
  administrator: [
    'bank_administrator',
    'application_officer',
    'chief_invigilator',
    'invigilator',
    'scorer',
    'publisher',
    'examiner',
    'inspector',
  ],
  bank_administrator: ['administrator', 'application_officer', 'publisher', 'examiner', 'inspector'],
  application_officer: [
    'administrator',
    'bank_administrator',
    'chief_invigilator',
    'invigilator',
    'scorer',
    'publisher',
    'examiner',
    'inspector',
  ],
  chief_invigilator: ['administrator', 'application_officer', 'invigilator', 'examiner', 'inspector'],
  invigilator: ['administrator', 'application_officer', 'chief_invigilator', 'examiner', 'inspector'],
  scorer: ['administrator', 'application_officer', 'inspector'],
  publisher: ['administrator', 'bank_administrator', 'application_officer', 'inspector'],
  auditor: [],
  examiner: [
    'administrator',
    'bank_administrator',
    'application_officer',
    'chief_invigilator',
    'invigilator',
    'inspector',
  ],
  inspector: [
    'administrator',
    'bank_administrator',
    'application_officer',
    'chief_invigilator',
    'invigilator',
    'scorer',
    'publisher',
    'examiner',
  ],
  enterprise_clerk: [],
}

describe('two roles in one person', () => {
  test.each(ROLES.flatMap((one) => ROLES.map((other) => [one, other] as const)))('%s and %s', (one, other) => {
    const allowed = one === other || ALLOWED_BESIDE[one].includes(other)
    expect(forbiddenPair([one, other]) === undefined).toBe(allowed)
  })

  test('are judged without regard to their order', () => {
    fc.assert(
      fc.property(someRoles, (roles) => {
        expect(forbiddenPair(roles.toReversed())).toEqual(forbiddenPair(roles))
      }),
    )
  })

  test('stay forbidden whatever is granted on top', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORBIDDEN_PAIRS), someRoles, (pair, more) => {
        expect(forbiddenPair([...more, ...pair])).toBeDefined()
      }),
    )
  })

  test('cannot be used where they slipped in', () => {
    fc.assert(
      fc.property(someRoles, (roles) => {
        const usable = usableGrants(roles.map(nationwide)).map(({ role }) => role)
        expect(forbiddenPair(usable)).toBeUndefined()
        // Only whoever clashes loses anything.
        const clashing = roles.filter((role) => roles.some((other) => forbiddenPair([role, other]) !== undefined))
        expect(usable).toEqual(roles.filter((role) => !clashing.includes(role)))
      }),
    )
  })
})

function nationwide(role: Role): Grant {
  return { role, jurisdiction: { level: 'nation' } }
}
