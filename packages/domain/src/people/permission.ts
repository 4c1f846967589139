import { type Grant, type Jurisdiction, type Province, ROLES, type Role, usableGrants } from './roles.ts'

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
  'read_overview',
  'read_room',
  'invigilate',
  'run_room',
  'read_scores',
  'score_session',
  'propose_release',
  'decide_late_frames',
  'approve_release',
  'read_results',
  'read_enterprises',
  'edit_enterprise',
  'read_people',
  'edit_people',
  'keep_portrait',
  'read_training',
  'edit_institutions',
  'record_training',
  'read_applications',
  'apply',
  'review_application',
  'delegate',
  'read_practical',
  'mark_practical',
  'read_certificates',
  'issue_certificate',
  'approve_revocation',
  'read_duties',
  'read_law',
  'propose_law',
  'confirm_law',
  'read_notices',
  'deliver_notice',
  'read_spot_checks',
  'hold_spot_check',
  'read_supervision',
  'record_supervision',
  'write_recommendation',
  'export_reports',
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
  read_sessions: [
    'application_officer',
    'examiner',
    'chief_invigilator',
    'invigilator',
    'scorer',
    'publisher',
    'auditor',
  ],
  schedule_session: ['application_officer'],
  announce_session: ['application_officer'],
  edit_roster: ['application_officer'],
  read_roster: ['application_officer', 'examiner', 'chief_invigilator', 'invigilator', 'auditor'],
  read_overview: ['application_officer', 'chief_invigilator', 'invigilator', 'publisher', 'auditor'],
  read_room: ['chief_invigilator', 'invigilator', 'auditor'],
  invigilate: ['chief_invigilator', 'invigilator'],
  run_room: ['chief_invigilator'],
  read_scores: ['scorer', 'publisher', 'auditor'],
  score_session: ['scorer'],
  propose_release: ['scorer'],
  decide_late_frames: ['scorer'],
  approve_release: ['publisher'],
  read_results: ['application_officer', 'scorer', 'publisher', 'auditor'],
  read_enterprises: ['enterprise_clerk', 'administrator', 'application_officer', 'inspector', 'auditor'],
  edit_enterprise: ['administrator', 'application_officer'],
  read_people: ['enterprise_clerk', 'application_officer', 'inspector', 'auditor'],
  edit_people: ['enterprise_clerk'],
  keep_portrait: ['enterprise_clerk', 'application_officer'],
  read_training: ['enterprise_clerk', 'application_officer', 'inspector', 'auditor'],
  edit_institutions: ['application_officer'],
  record_training: ['enterprise_clerk', 'application_officer'],
  read_applications: ['enterprise_clerk', 'application_officer', 'auditor'],
  apply: ['enterprise_clerk'],
  review_application: ['application_officer'],
  delegate: ['application_officer'],
  read_practical: ['application_officer', 'examiner', 'scorer', 'publisher', 'auditor'],
  mark_practical: ['examiner'],
  read_certificates: ['enterprise_clerk', 'application_officer', 'publisher', 'inspector', 'auditor'],
  issue_certificate: ['application_officer'],
  approve_revocation: ['publisher'],
  read_duties: ['enterprise_clerk', 'application_officer', 'scorer', 'publisher', 'inspector', 'auditor'],
  read_law: [...ROLES],
  propose_law: ['application_officer'],
  confirm_law: ['publisher'],
  read_notices: ['enterprise_clerk', 'application_officer', 'publisher', 'inspector', 'auditor'],
  deliver_notice: ['application_officer'],
  read_spot_checks: ['inspector', 'application_officer', 'auditor'],
  hold_spot_check: ['inspector'],
  read_supervision: ['inspector', 'application_officer', 'auditor'],
  record_supervision: ['inspector', 'application_officer'],
  write_recommendation: ['inspector'],
  export_reports: ['application_officer', 'inspector', 'auditor'],
}

/**
 * What an act touches: something of the nation's, of one province, or of a city, a site or an enterprise in it. A spot
 * check is a place of its own: its sessions, its rooms at the mine and their terminals.
 */
export type Place = Jurisdiction | { readonly level: 'spot_check'; readonly province: Province }

/**
 * Who does what within a spot check. The inspector who holds it opens, runs and ends its rooms, and holds none of
 * these acts anywhere else; nobody whose office is the assessment has any in it, so that no result of a spot check can
 * be proposed or published as one of an assessment (R40-1).
 */
export const IN_SPOT_CHECKS: Partial<Record<Act, readonly Role[]>> = {
  enrol_terminal: ['inspector'],
  read_room: ['inspector', 'auditor'],
  invigilate: ['inspector'],
  run_room: ['inspector'],
}

/**
 * Where a national grant reaches into the provinces: staff and sites are set up centrally, and the
 * national auditor sees everything that is audited. In all else a province answers for its own banks, sessions
 * and people (arts. 13, 16).
 */
const NATIONAL_REACH: Partial<Record<Act, readonly Role[]>> = {
  read_staff: ['administrator'],
  appoint_staff: ['administrator'],
  read_sites: PERMISSIONS.read_sites,
  edit_site: ['administrator'],
  enrol_terminal: ['administrator', 'chief_invigilator'],
  read_sessions: ['auditor'],
  read_roster: ['auditor'],
  read_overview: ['auditor'],
  read_room: ['auditor'],
  read_scores: ['auditor'],
  read_results: ['auditor'],
  read_enterprises: ['administrator', 'auditor'],
  edit_enterprise: ['administrator'],
  read_people: ['auditor'],
  read_training: ['auditor'],
  read_applications: ['auditor'],
  read_practical: ['auditor'],
  read_certificates: ['auditor'],
  read_duties: ['auditor'],
  read_law: ROLES,
  read_notices: ['auditor'],
  read_spot_checks: ['auditor'],
  read_supervision: ['auditor'],
  export_reports: ['auditor'],
}

/**
 * Whether any of a person's grants allows an act on something in a place. A grant covers its own level, and
 * a province's covers the province's cities, sites and enterprises; the nation's covers the nation alone, but for `NATIONAL_REACH`.
 */
export function may(grants: readonly Grant[], act: Act, place: Place): boolean {
  const roles = place.level === 'spot_check' ? IN_SPOT_CHECKS[act] : PERMISSIONS[act]
  return usableGrants(grants).some((grant) => roles?.includes(grant.role) && covers(act, grant, place))
}

/** Whether there is any place in which a person may do an act. */
export function maySomewhere(grants: readonly Grant[], act: Act): boolean {
  return usableGrants(grants).some(
    ({ role }) => PERMISSIONS[act].includes(role) || IN_SPOT_CHECKS[act]?.includes(role) === true,
  )
}

function covers(act: Act, { role, jurisdiction }: Grant, place: Place): boolean {
  switch (jurisdiction.level) {
    case 'nation':
      return place.level === 'nation' || NATIONAL_REACH[act]?.includes(role) === true
    case 'province':
      return place.level !== 'nation' && place.province === jurisdiction.province
    case 'city':
      return place.level === 'city' && place.province === jurisdiction.province && place.city === jurisdiction.city
    case 'site':
      return place.level === 'site' && place.siteId === jurisdiction.siteId
    case 'enterprise':
      return place.level === 'enterprise' && place.enterpriseId === jurisdiction.enterpriseId
  }
}
