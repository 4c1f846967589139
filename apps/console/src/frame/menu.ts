import type { MeView } from '@kaochang/contract/people'
import { type Act, PERMISSIONS } from '@kaochang/domain/people/permission'

/** The menu: each page with the act it needs. */
export const MENU = [
  { path: '/', name: 'home', act: null },
  { path: '/sessions', name: 'sessions', act: 'read_sessions' },
  { path: '/rooms', name: 'rooms', act: 'read_room' },
  { path: '/release', name: 'release', act: 'read_scores' },
  { path: '/banks', name: 'banks', act: 'read_banks' },
  { path: '/filings', name: 'filings', act: 'read_filings' },
  { path: '/sites', name: 'sites', act: 'read_sites' },
  { path: '/staff', name: 'staff', act: 'read_staff' },
] as const satisfies readonly { path: string; name: string; act: Act | null }[]

export type MenuEntry = (typeof MENU)[number]

/** The pages this person is shown. The provinces' filings are the nation's to read, whatever a province's roles are. */
export function menuFor({ acts, grants }: MeView): MenuEntry[] {
  const readsFilings = grants.some(({ role, level }) => level === 'nation' && PERMISSIONS.read_filings.includes(role))
  return MENU.filter(({ act }) => act === null || (act === 'read_filings' ? readsFilings : acts.includes(act)))
}
