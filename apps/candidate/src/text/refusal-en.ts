import type { TextsLike } from './text.ts'
import type { refusalZh } from './refusal-zh.ts'

export const refusalEn: TextsLike<typeof refusalZh> = {
  not_signed_in: { says: 'You are no longer signed in.', act: 'Sign in again.' },
  sign_in_failed: { says: 'The ticket number or the ID number is not right.', act: 'Check them and try again.' },
  sign_in_failed_counted: {
    says: 'The ticket number or the ID number is not right.',
    act: 'Check them and try again. Tries left before this terminal locks: {{attemptsLeft}}.',
  },
  not_permitted: { says: 'That is not allowed here.', act: 'Tell the invigilator.' },
  foreign_origin: { says: 'The server did not accept this address.', act: 'Open the address the exam site gave you.' },
  too_many_requests: { says: 'Too many tries.', act: 'Wait a minute and try again.' },
  not_found: { says: 'Not found.', act: 'Go back and try again.' },
  terminal_not_enrolled: { says: 'This computer is not an exam terminal.', act: 'A site administrator must enrol it.' },
  enrolment_code_wrong: {
    says: 'The enrolment code is wrong, used or expired.',
    act: 'Check the code, or have a new one made.',
  },
  terminal_locked: {
    says: 'Too many failed sign-ins: this terminal is locked.',
    act: 'Raise your hand: an invigilator will unlock it.',
  },
  wrong_seat: {
    says: 'This is not your seat.',
    act: 'Your seat is number {{seatNumber}}. Go there, or raise your hand.',
  },
  seb_required: {
    says: 'This exam is sat in Safe Exam Browser, and this computer did not open it with the exam’s configuration.',
    act: 'Raise your hand: an invigilator will open it again or excuse you.',
  },
  not_seated: { says: 'No seat has been drawn for you yet.', act: 'Check in with the invigilator first.' },
  already_seated: { says: 'You have a seat already.', act: 'Go to the seat drawn at check-in, or raise your hand.' },
  session_not_open: { says: 'This exam is not open for check-in, or is over.', act: 'Wait for the invigilator.' },
  admission_not_yet: { says: 'Admission has not begun.', act: 'It begins at {{opensAt}}. Please wait.' },
  admission_over: { says: 'Admission ended at {{closedAt}}.', act: 'Raise your hand: the invigilator will explain.' },
  ticket_unknown: { says: 'There is no such ticket number.', act: 'Check your admission ticket.' },
  sitting_closed: { says: 'The exam is over.', act: 'Follow the invigilator.' },
  sitting_not_started: { says: 'The exam has not begun.', act: 'Wait for the start.' },
  item_unknown: { says: 'The server does not know this question.', act: 'Raise your hand.' },
  response_unreadable: {
    says: 'The server cannot read this answer.',
    act: 'Answer again; if this happens again, raise your hand.',
  },
  seq_gap: { says: 'One change did not arrive.', act: 'It is being sent again.' },
  hand_in_too_early: { says: 'You cannot hand in yet.', act: 'It is possible from {{from}}.' },
  protocol_changed: { says: 'The exam system was updated.', act: 'Reload this page.' },
  record_broken: {
    says: 'Something is wrong with the exam record.',
    act: 'Raise your hand, and do not switch the computer off.',
  },
  unreachable: {
    says: 'The server cannot be reached.',
    act: 'Check the network and try again; during the exam, raise your hand.',
  },
  invalid: {
    says: 'The server cannot read this request.',
    act: 'Reload this page; if this happens again, raise your hand.',
  },
  fault: {
    says: 'Something went wrong on the server; it was nothing you did.',
    act: 'Try again a little later; during the exam, raise your hand.',
  },
  other: {
    says: 'The server did not accept this.',
    act: 'Raise your hand and tell the invigilator this code: {{code}}',
  },
}
