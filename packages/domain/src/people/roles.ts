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
 * Duties that one person may not unite, anywhere: whoever prepares a release may not be the one who publishes
 * it, whoever runs a room may not decide its scores, whoever knows the keys may not sit in the room, and the
 * auditor does none of the work that is audited (A23).
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
  ['auditor', 'application_officer'],
  ['auditor', 'chief_invigilator'],
  ['auditor', 'invigilator'],
]

/** The first forbidden pair among the roles, if there is one. Checked before roles are granted. */
export function forbiddenPair(roles: readonly Role[]): readonly [Role, Role] | undefined {
  return FORBIDDEN_PAIRS.find(([one, other]) => roles.includes(one) && roles.includes(other))
}

/**
 * The grants that may be used: none whose role stands in a forbidden pair with another that the person holds.
 * Granting refuses such pairs already; this is for grants that are older than the pair, or came another way.
 */
export function usableGrants(grants: readonly Grant[]): readonly Grant[] {
  const held = grants.map(({ role }) => role)
  const clashing = new Set(FORBIDDEN_PAIRS.filter((pair) => pair.every((role) => held.includes(role))).flat())
  return grants.filter(({ role }) => !clashing.has(role))
}
