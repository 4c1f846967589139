import type { Grant, Jurisdiction, Role } from './roles.ts'

/** Everything staff can do, by room. A route names one of these, or that it is open to everybody. */
export const ACTS = [
  'read_staff',
  'appoint_staff',
  'read_banks',
  'edit_bank',
  'file_bank',
  'read_filings',
  'read_sites',
  'edit_site',
  'enrol_terminal',
  'read_sessions',
  'schedule_session',
  'announce_session',
  'edit_roster',
  'read_roster',
  'read_room',
  'invigilate',
  'run_room',
  'read_scores',
  'score_session',
  'propose_release',
  'decide_late_frames',
  'approve_release',
  'read_results',
] as const
export type Act = (typeof ACTS)[number]

/**
 * The permission table: which role may do which act within its jurisdiction. Exhaustive by type, so a new
 * act does not compile until every role has an answer.
 */
export const PERMISSIONS: Record<Act, readonly Role[]> = {
  read_staff: ['administrator'],
  appoint_staff: ['administrator'],
  read_banks: ['bank_administrator'],
  edit_bank: ['bank_administrator'],
  file_bank: ['bank_administrator'],
  read_filings: ['bank_administrator', 'auditor'],
  read_sites: ['administrator', 'application_officer', 'chief_invigilator', 'invigilator', 'auditor'],
  edit_site: ['administrator'],
  enrol_terminal: ['administrator', 'chief_invigilator'],
  read_sessions: ['application_officer', 'chief_invigilator', 'invigilator', 'scorer', 'publisher', 'auditor'],
  schedule_session: ['application_officer'],
  announce_session: ['application_officer'],
  edit_roster: ['application_officer'],
  read_roster: ['application_officer', 'chief_invigilator', 'invigilator', 'auditor'],
  read_room: ['chief_invigilator', 'invigilator', 'auditor'],
  invigilate: ['chief_invigilator', 'invigilator'],
  run_room: ['chief_invigilator'],
  read_scores: ['scorer', 'publisher', 'auditor'],
  score_session: ['scorer'],
  propose_release: ['scorer'],
  decide_late_frames: ['scorer'],
  approve_release: ['publisher'],
  read_results: ['application_officer', 'scorer', 'publisher', 'auditor'],
}

/** What an act touches: something of the nation's, of one province, or of one site in it. */
export type Place = Jurisdiction

/**
 * Whether any of a person's grants allows an act on something in a place. A national grant does not reach
 * into the provinces' rooms: a province answers for its own banks, sessions and people (arts. 13, 16), so
 * "covers" is the same level or a level within the same province, and for the nation the nation alone.
 * The exceptions are named in `NATIONAL_REACH`.
 */
export function may(grants: readonly Grant[], act: Act, place: Place): boolean {
  return grants.some(({ role, jurisdiction }) => PERMISSIONS[act].includes(role) && covers(act, jurisdiction, place))
}

/** Acts by which the nation reaches into a province: sites and staff are set up centrally, and the auditor sees all. */
const NATIONAL_REACH: readonly Act[] = ['read_staff', 'appoint_staff', 'read_sites', 'edit_site', 'enrol_terminal']

function covers(act: Act, jurisdiction: Jurisdiction, place: Place): boolean {
  switch (jurisdiction.level) {
    case 'nation':
      return place.level === 'nation' || NATIONAL_REACH.includes(act)
    case 'province':
      return place.level !== 'nation' && place.province === jurisdiction.province
    case 'site':
      return place.level === 'site' && place.siteId === jurisdiction.siteId
  }
}
