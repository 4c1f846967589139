import { type Act, PERMISSIONS, type Place, may } from '@kaochang/domain/people/permission'
import type { Province, Role } from '@kaochang/domain/people/roles'
import type { SessionPurpose } from '@kaochang/domain/session/session'
import type { Actor } from '../people/access.ts'

/** What decides who reaches a session: its authority (null: the nation), what it is for, and where it is held. */
export type SessionPlace = {
  readonly province: string | null
  readonly purpose: SessionPurpose
  readonly siteId: string
  readonly siteProvince: string
}

/** Whose a session is. */
export function placeOf({ province, purpose }: Pick<SessionPlace, 'province' | 'purpose'>): Place {
  if (province === null) return { level: 'nation' }
  return { level: purpose === 'spot_check' ? 'spot_check' : 'province', province }
}

/** Who works in the rooms reaches a session by its site: a national exam is invigilated by the province's people. */
const ROOM_ROLES: readonly Role[] = ['chief_invigilator', 'invigilator', 'examiner']

/** All that is ever done with a rehearsal: nobody scores it, and nobody publishes anything of it. */
const IN_REHEARSALS: readonly Act[] = ['read_sessions', 'read_overview', 'read_room', 'invigilate', 'run_room']

/** Whether somebody may do an act on a session: for its authority, or as one who works at its site. */
export function reaches(actor: Actor, act: Act, session: SessionPlace): boolean {
  if (session.purpose === 'canary') return false
  if (session.purpose === 'rehearsal' && !IN_REHEARSALS.includes(act)) return false
  if (actor.may(act, placeOf(session))) return true
  // A spot check is held at a mine: nobody works at its site.
  if (session.purpose === 'spot_check') return false
  const inTheRooms = actor.grants.filter(({ role }) => ROOM_ROLES.includes(role))
  return may(inTheRooms, act, { level: 'site', province: session.siteProvince, siteId: session.siteId })
}

/**
 * For which authority somebody does an act that names none: the nation (null) if they hold it nationally,
 * else their province, and of several the one that is asked for first. Undefined when they hold it nowhere.
 */
export function authorityFor(actor: Actor, act: Act, preferred?: Province): Province | null | undefined {
  const places = actor.grants
    .filter(({ role }) => PERMISSIONS[act].includes(role))
    .map(({ jurisdiction }) => jurisdiction)
  if (places.some(({ level }) => level === 'nation')) return null
  const provinces = places.flatMap((place) => (place.level === 'province' ? [place.province] : []))
  return provinces.find((province) => province === preferred) ?? provinces[0]
}
