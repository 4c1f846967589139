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
  'examiner',
  'inspector',
  'enterprise_clerk',
] as const
export type Role = (typeof ROLES)[number]

/** A province by the first two digits of its GB/T 2260 code: `14` is Shanxi. */
export type Province = string

/**
 * Where a role reaches: the whole nation, one province, a prefecture-level city a province delegated to (R23-2), one
 * exam site, or one enterprise and its people.
 */
export type Jurisdiction =
  | { readonly level: 'nation' }
  | { readonly level: 'province'; readonly province: Province }
  | { readonly level: 'city'; readonly province: Province; readonly city: string }
  | { readonly level: 'site'; readonly province: Province; readonly siteId: string }
  | { readonly level: 'enterprise'; readonly province: Province; readonly enterpriseId: string }

/** A jurisdiction with a member for each part that any level names: how it is stored and sent. */
export type FlatJurisdiction = {
  readonly level: Jurisdiction['level']
  readonly province: Province | null
  readonly city: string | null
  readonly siteId: string | null
  readonly enterpriseId: string | null
}

export function flatJurisdiction(jurisdiction: Jurisdiction): FlatJurisdiction {
  return { province: null, city: null, siteId: null, enterpriseId: null, ...jurisdiction }
}

/** The jurisdiction that flat members name; undefined when they are not exactly those of the level. */
export function jurisdictionFrom(flat: FlatJurisdiction): Jurisdiction | undefined {
  const { level, province, city, siteId, enterpriseId } = flat
  const named = [city, siteId, enterpriseId].filter((part) => part !== null).length
  if (level === 'nation') return province === null && named === 0 ? { level } : undefined
  if (province === null || named > 1) return undefined
  if (level === 'province') return named === 0 ? { level, province } : undefined
  if (level === 'city') return city === null ? undefined : { level, province, city }
  if (level === 'site') return siteId === null ? undefined : { level, province, siteId }
  return enterpriseId === null ? undefined : { level, province, enterpriseId }
}

/** One role of one person in one jurisdiction. */
export type Grant = { readonly role: Role; readonly jurisdiction: Jurisdiction }

/**
 * Duties that one person may not unite, anywhere: whoever prepares a release may not be the one who publishes
 * it, whoever runs a room may not decide its scores, whoever knows the keys may not sit in the room, and the
 * auditor does none of the work that is audited (A23). An examiner's marks are released by others, and whoever applies
 * for an enterprise holds no office of the authority.
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
  ['auditor', 'examiner'],
  ['auditor', 'inspector'],
  ['examiner', 'scorer'],
  ['examiner', 'publisher'],
  ...ROLES.filter((role) => role !== 'enterprise_clerk').map((role) => ['enterprise_clerk', role] as const),
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
