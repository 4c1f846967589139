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
  room_not_started: 409,
  room_already_ended: 409,
  chief_needed: 403,
  no_free_seat: 409,
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
  component_not_asked: 422,

  // practical
  standard_subject_repeated: 422,
  standard_marks_not_full: 422,
  session_not_practical: 404,
  not_checked_in: 409,
  two_examiners_already: 409,
  marks_agreed_already: 409,
  subject_unknown: 422,
  marks_over_subject: 422,
  marks_missing: 409,

  // application
  application_not_open: 409,
  application_open_already: 409,
  category_has_no_exam: 422,
  basis_not_open: 422,
  household_missing: 422,
  certificate_stands: 422,
  certificate_missing: 422,
  certificate_expired: 422,
  barred_for_false_papers: 422,
  papers_asked_before: 409,
  asking_too_late: 409,
  papers_missing: 422,
  papers_incomplete: 409,
  paper_not_readable: 422,
  paper_too_large: 422,
  too_many_papers: 422,
  conditions_not_met: 422,
  waiver_not_verified: 422,
  refusal_without_reason: 422,
  delegation_not_in_force: 409,
  delegation_ends_before_it_begins: 422,
  delegation_stands_already: 409,
  application_refused: 422,
  not_away_long_enough: 422,
  city_of_another_province: 422,
  trade_unknown: 422,
  date_unreadable: 422,

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

  // law and calendar
  notice_has_problems: 422,
  decided_already: 409,
  choice_unknown: 422,
  choice_not_among: 422,
  choice_too_early: 422,

  // certificate
  no_certificate_of_this: 409,
  certificate_issued_already: 409,
  assessment_not_passed: 409,
  barred_after_revocation: 422,
  certificate_number_length: 422,
  certificate_number_characters: 422,
  certificate_number_not_the_holders: 422,
  certificate_number_taken: 422,
  nobody_waiting: 422,
  several_waiting: 422,
  certificate_ended: 409,
  nothing_to_update: 422,
  practical_again_only_of_operators: 422,
  practical_again_asked_already: 409,
  reassessment_not_of_operators: 422,
  cycle_not_due: 422,
  revocation_only_of_operators: 422,
  revocation_proposed_already: 409,
  revocation_undecided: 409,
  no_revocation_proposed: 409,
  penalty_unknown: 422,
  enterprise_unknown: 422,

  // rehearsal
  rehearsal_without_banks: 409,

  // notice
  notice_needs_no_paper: 409,
  delivered_before_produced: 422,
  delivered_in_future: 422,

  // supervision and reports
  spot_check_has_nobody: 422,
  spot_check_people_unreadable: 422,
  spot_check_closed: 409,
  spot_check_not_prepared: 409,
  spot_check_not_verified: 409,
  complaint_closed: 409,
  reporter_anonymous: 409,
  nothing_to_copy: 409,

  // enterprise
  credit_code_length: 422,
  credit_code_characters: 422,
  credit_code_check_character: 422,
  enterprise_registered: 409,
  first_tier_outside_beijing: 422,
  higher_enterprise_unknown: 422,
  post_unknown: 422,
  post_needs_reason: 422,
  trade_only_for_operators: 422,
  appointed_in_the_future: 422,
  education_unknown: 422,
  skill_grade_unknown: 422,
  employed_elsewhere: 422,
  post_held_already: 409,
  post_ended: 409,
  day_before_the_post: 422,
  day_in_the_future: 422,
  away_already: 409,
  not_away: 409,
  back_before_away: 422,
  practical_exam_first: 422,
  training_first: 422,
  mentor_stands_already: 409,
  mentor_only_underground: 422,
  mentorship_not_begun: 409,
  mentorship_signed: 409,
  mentorship_too_short: 422,

  // training
  institution_registered: 409,
  institution_withdrawn: 422,
  institution_out_already: 409,
  institution_not_for_this_enterprise: 422,
  course_ends_before_it_starts: 422,
  course_not_over: 422,
  course_too_short: 422,
  more_hours_than_the_course: 422,
  points_without_exam: 422,
  certificate_without_pass: 422,
  certificate_without_hours: 422,
  person_not_on_the_roll: 422,
  training_recorded_already: 422,
  team_leader_trained_elsewhere: 422,
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
