import type { MeView } from '@kaochang/contract/people'
import { type Act, PERMISSIONS } from '@kaochang/domain/people/permission'

/** The menu's groups in the order they are shown. A group in which a person has no page is not shown to that person. */
export const MENU_GROUPS = ['today', 'people', 'exam', 'bank', 'certificate', 'supervision', 'settings'] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

/** The menu: each page with its group and the act it needs. Within a group the pages are shown in this order. */
export const MENU = [
  { path: '/', name: 'home', group: 'today', act: null },
  { path: '/duties', name: 'duties', group: 'today', act: 'read_duties' },
  { path: '/people', name: 'people', group: 'people', act: 'edit_people' },
  { path: '/enterprises', name: 'enterprises', group: 'people', act: 'read_enterprises' },
  { path: '/courses', name: 'training', group: 'people', act: 'read_training' },
  { path: '/applications', name: 'applications', group: 'people', act: 'read_applications' },
  { path: '/delegations', name: 'delegations', group: 'people', act: 'delegate' },
  { path: '/sessions', name: 'sessions', group: 'exam', act: 'read_sessions' },
  { path: '/rooms', name: 'rooms', group: 'exam', act: 'read_overview' },
  { path: '/practical', name: 'practical', group: 'exam', act: 'mark_practical' },
  { path: '/release', name: 'release', group: 'exam', act: 'read_scores' },
  { path: '/banks', name: 'banks', group: 'bank', act: 'read_banks' },
  { path: '/filings', name: 'filings', group: 'bank', act: 'read_filings' },
  { path: '/certificates', name: 'certificates', group: 'certificate', act: 'read_certificates' },
  { path: '/notices', name: 'notices', group: 'certificate', act: 'read_notices' },
  { path: '/rules', name: 'rules', group: 'settings', act: 'read_law' },
  { path: '/calendar', name: 'calendar', group: 'settings', act: 'read_law' },
  { path: '/spot-checks', name: 'spotChecks', group: 'supervision', act: 'read_spot_checks' },
  { path: '/complaints', name: 'complaints', group: 'supervision', act: 'read_supervision' },
  { path: '/penalties', name: 'penalties', group: 'supervision', act: 'read_supervision' },
  { path: '/letters', name: 'letters', group: 'supervision', act: 'read_supervision' },
  { path: '/reports', name: 'reports', group: 'supervision', act: 'export_reports' },
  { path: '/sites', name: 'sites', group: 'settings', act: 'read_sites' },
  { path: '/staff', name: 'staff', group: 'settings', act: 'read_staff' },
] as const satisfies readonly { path: string; name: string; group: MenuGroup; act: Act | null }[]

export type MenuEntry = (typeof MENU)[number]

/** The pages this person is shown. The provinces' filings are the nation's to read, whatever a province's roles are. */
export function menuFor({ acts, grants }: MeView): MenuEntry[] {
  const readsFilings = grants.some(({ role, level }) => level === 'nation' && PERMISSIONS.read_filings.includes(role))
  // A province delegates to its cities, and nobody else does (R23-2).
  const delegates = grants.some(({ role, level }) => level === 'province' && PERMISSIONS.delegate.includes(role))
  return MENU.filter(({ act }) => {
    if (act === null) return true
    if (act === 'delegate') return delegates
    return act === 'read_filings' ? readsFilings : acts.includes(act)
  })
}

/** The same pages by group, in the order of the groups; empty groups are left out. */
export function groupedMenuFor(me: MeView): { group: MenuGroup; entries: MenuEntry[] }[] {
  const entries = menuFor(me)
  return MENU_GROUPS.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) })).filter(
    (found) => found.entries.length > 0,
  )
}

/** The entry whose page, or a page under it, this address is: the longest that fits, so a page never lights `/`. */
export function entryAt(entries: readonly MenuEntry[], pathname: string): MenuEntry | undefined {
  const fits = entries.filter(({ path }) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
  return fits.toSorted((one, other) => other.path.length - one.path.length)[0]
}
