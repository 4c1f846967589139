/** What a member of staff is. One person may hold several roles, but not two of a forbidden pair. */
export const ROLES = [
  'administrator',
  'bank_administrator',
  'application_officer',
  'chief_invigilator',
  'invigilator',
  'scorer',
  'publisher',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

/** A province by the first two digits of its GB/T 2260 code: `14` is Shanxi. */
export type Province = string

/** Where a role reaches: the whole nation, one province, or one exam site. */
export type Jurisdiction =
  | { readonly level: 'nation' }
  | { readonly level: 'province'; readonly province: Province }
  | { readonly level: 'site'; readonly province: Province; readonly siteId: string }

/** One role of one person in one jurisdiction. */
export type Grant = { readonly role: Role; readonly jurisdiction: Jurisdiction }

/**
 * Duties that one person may not unite: whoever prepares a release may not be the one who publishes it,
 * whoever runs a room may not decide its scores, whoever knows the keys may not sit in the room, and the
 * auditor does none of the work that is audited.
 */
export const FORBIDDEN_PAIRS: readonly (readonly [Role, Role])[] = [
  ['scorer', 'publisher'],
  ['invigilator', 'scorer'],
  ['invigilator', 'publisher'],
  ['chief_invigilator', 'scorer'],
  ['chief_invigilator', 'publisher'],
  ['bank_administrator', 'invigilator'],
  ['bank_administrator', 'chief_invigilator'],
  ['bank_administrator', 'scorer'],
  ['auditor', 'scorer'],
  ['auditor', 'publisher'],
  ['auditor', 'bank_administrator'],
  ['auditor', 'administrator'],
]

/** The first forbidden pair among the roles, if there is one. */
export function forbiddenPair(roles: readonly Role[]): readonly [Role, Role] | undefined {
  return FORBIDDEN_PAIRS.find(([one, other]) => roles.includes(one) && roles.includes(other))
}
