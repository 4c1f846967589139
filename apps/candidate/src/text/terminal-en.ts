import type { terminalZh } from './terminal-zh.ts'
import type { TextsLike } from './text.ts'

export const terminalEn: TextsLike<typeof terminalZh> = {
  title: 'Coal-mine safety exam',
  language: { other: '中文', label: 'Switch to Chinese' },
  seat: 'Seat',
  seatNumber: 'Seat {{number}}',
  wait: 'One moment…',
  retry: 'Try again',
  reload: 'Reload',

  tooOld: {
    title: 'This browser is too old for the exam',
    text: 'The browser on this computer cannot open the exam. Raise your hand: use another computer, or have Chrome 109 or later installed (109 is the last one for Windows 7).',
  },

  noScript: 'The exam needs JavaScript. Ask the site’s technician.',

  window: {
    takenTitle: 'An exam window is already open on this computer',
    takenText:
      'A computer has one exam window; opening another is recorded and shown to the invigilator. Go back to the first one. Only if you cannot find it, continue here: the first one then stops.',
    take: 'Continue the exam here',
  },

  enrol: {
    title: 'Enrol this computer',
    text: 'This computer is not an exam terminal yet. A site administrator enters the one-time code of this seat.',
    code: 'Enrolment code',
    submit: 'Enrol',
  },

  check: {
    title: 'Self-check',
    server: 'Server',
    serverOk: 'Connected',
    serverBad: 'Cannot be reached. Check the cable, then tell the invigilator.',
    program: 'Exam program',
    programOk: 'Loaded in full',
    programBad: 'Not loaded. It loads by itself when the server is back.',
    checking: 'Checking…',
    good: 'Good',
    warn: 'Note',
    bad: 'Problem',
  },

  home: {
    hint: 'Make sure this is the seat drawn at check-in, then press Enter to sign in.',
    start: 'Sign in',
    locked: 'This terminal is locked. Raise your hand: an invigilator will unlock it.',
    now: 'Beijing time',
  },

  signIn: {
    title: 'Candidate sign-in',
    ticket: 'Admission ticket number',
    idNumber: 'ID number',
    hint: 'You may use the ID-card reader. Press Enter after each entry.',
    submit: 'Sign in',
    back: 'Back',
    empty: 'Fill in the ticket number and the ID number.',
  },

  confirm: {
    title: 'Is this you?',
    name: 'Name',
    idNumber: 'ID number',
    ticket: 'Admission ticket',
    exam: 'Exam',
    startsAt: 'Starts',
    attempt: 'Attempt',
    attemptFirst: 'First attempt',
    attemptRetake: 'Retake',
    portrait: 'Photo on file',
    yes: 'That is me, continue',
    no: 'Not me',
  },

  called: {
    title: 'Raise your hand',
    text: 'You are signed out. Stay seated and raise your hand: an invigilator will come to check who you are and which seat is yours.',
    back: 'Back to the start',
  },

  stop: {
    moved: {
      title: 'You have been moved to another seat',
      text: 'Your answers are saved. Go to the seat the invigilator shows you, sign in there with ticket and ID number, and go on.',
    },
    taken_over: {
      title: 'The exam goes on elsewhere',
      text: 'Your exam was moved to another window or computer; you cannot answer here any more. What was saved is safe. If neither you nor an invigilator did this, raise your hand at once.',
    },
    signed_out: {
      title: 'Sign in again',
      text: 'The server does not know this computer’s sign-in any more. Raise your hand and sign in again with an invigilator. What was saved is safe; what was not yet sent is on this computer and is sent after you sign in.',
    },
    protocol_changed: {
      title: 'The exam system was updated',
      text: 'Press “Reload” to go on with the exam. What was saved is safe.',
    },
    fault: {
      title: 'Something is wrong with the exam record',
      text: 'Raise your hand, and do not switch the computer off. The invigilator will call a technician. What was saved is safe.',
    },
    signInAgain: 'Sign in again',
    here: 'Continue the exam here',
  },
}
