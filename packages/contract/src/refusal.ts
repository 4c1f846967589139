import { type Static, Type, type TObject } from 'typebox'

/**
 * Every expected "no" that can reach the wire, with the HTTP status it travels under. A rule of the domain
 * cannot invent one: `reply.refuse` does not compile for a code that is not here. What each means, and
 * what the person can do, stands in this package's README.
 */
export const REFUSAL_STATUS = {
  // Who is asking
  not_signed_in: 401,
  sign_in_failed: 401,
  not_permitted: 403,
  foreign_origin: 403,
  too_many_requests: 429,
  not_found: 404,

  // people
  setup_token_wrong: 403,
  setup_already_done: 409,
  login_taken: 409,
  password_wrong: 403,
  password_too_common: 422,
  roles_not_compatible: 422,
  grant_without_place: 422,
  cannot_disable_oneself: 409,

  // bank
  file_too_large: 422,
  file_unreadable: 422,
  file_has_no_items: 422,
  import_settled: 409,
  import_has_problems: 422,
  bank_not_provincial: 409,
  bank_already_filed: 409,
  bank_empty: 409,
  item_changed_meanwhile: 409,
  item_retired: 409,
  item_has_problems: 422,
  item_stands_already: 409,

  // paper
  blueprint_unknown: 422,
  blueprint_has_no_items: 422,
  blueprint_section_unreadable: 422,
  blueprint_sections_overlap: 422,
  blueprint_marks_not_full: 422,
  blueprint_lacks_area: 422,
  banks_too_small: 422,
  national_share_out_of_reach: 422,
  bank_not_filed: 422,
  bank_not_for_this_exam: 422,
  national_bank_missing: 422,
  unified_bank_missing: 422,

  // session
  site_not_accredited: 422,
  site_of_another_province: 422,
  room_name_taken: 409,
  starts_in_the_past: 422,
  starts_on_rest_day: 422,
  session_not_planned: 409,
  session_not_announced: 409,
  announcement_too_late: 422,
  session_already_sealed: 409,
  session_not_sealed: 409,
  session_not_open: 409,
  storage_short: 503,
  session_has_no_candidates: 409,
  session_not_over: 409,
  roster_closed: 409,
  room_too_small: 422,
  room_full: 409,
  room_not_in_session: 404,
  room_already_started: 409,
  start_not_yet: 409,
  ticket_unknown: 404,
  admission_not_yet: 409,
  admission_over: 409,
  id_number_length: 422,
  id_number_characters: 422,
  id_number_birth_date: 422,
  id_number_check_digit: 422,
  name_length: 422,
  name_characters: 422,
  no_attempt_left: 422,
  already_passed: 422,
  barred_until: 422,
  training_needed_again: 422,
  result_pending: 422,
  name_differs: 422,
  assessment_still_open: 422,
  knowledge_not_passed: 422,
  knowledge_pass_lapsed: 422,

  // terminal
  terminal_not_enrolled: 401,
  enrolment_code_wrong: 403,
  terminal_locked: 423,
  wrong_seat: 409,
  not_seated: 409,
  already_seated: 409,

  // sitting
  sitting_closed: 409,
  sitting_not_started: 409,
  sitting_paused: 409,
  item_unknown: 422,
  response_unreadable: 422,
  seq_gap: 409,
  hand_in_too_early: 409,
  time_not_up: 409,
  protocol_changed: 409,
  record_broken: 500,

  // score and result
  session_not_ended: 409,
  session_not_scored: 409,
  late_frames_undecided: 409,
  no_late_frames: 409,
  already_released: 409,
  proposal_outdated: 409,
  same_person: 403,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof REFUSAL_STATUS

/** A refusal with whatever facts explain it. Further members are the rule's own facts: they must reach the person. */
export const RefusalBody = Type.Object({ code: Type.String() }, { additionalProperties: true })
export type RefusalBody = Static<typeof RefusalBody>

/** The response schemas for the statuses an endpoint can refuse with. */
export function refusals<const S extends readonly number[]>(...statuses: S) {
  return Object.fromEntries(statuses.map((status) => [status, RefusalBody])) as Record<
    S[number],
    TObject<{ code: ReturnType<typeof Type.String> }>
  >
}
