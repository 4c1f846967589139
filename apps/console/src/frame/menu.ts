import type { Act } from '@kaochang/domain/people/permission'

/** The menu: each page with the acts of which one is enough to be shown it. */
export const MENU = [
  { path: '/', name: 'home', acts: [] },
  { path: '/sessions', name: 'sessions', acts: ['read_sessions'] },
  { path: '/rooms', name: 'rooms', acts: ['read_room'] },
  { path: '/release', name: 'release', acts: ['read_scores'] },
  { path: '/banks', name: 'banks', acts: ['read_banks'] },
  { path: '/filings', name: 'filings', acts: ['read_filings'] },
  { path: '/sites', name: 'sites', acts: ['read_sites'] },
  { path: '/staff', name: 'staff', acts: ['read_staff'] },
] as const satisfies readonly { path: string; name: string; acts: readonly Act[] }[]

export type MenuEntry = (typeof MENU)[number]

/** The pages somebody with these acts is shown. */
export function menuFor(acts: readonly Act[]): MenuEntry[] {
  return MENU.filter((entry) => entry.acts.length === 0 || entry.acts.some((act) => acts.includes(act)))
}
