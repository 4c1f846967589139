import type { sittingZh } from './sitting-zh.ts'
import type { TextsLike } from './text.ts'

export const sittingEn: TextsLike<typeof sittingZh> = {
  seatNumber: 'Seat {{number}}',
  close: 'OK',
  joining: {
    title: 'Connecting to the exam server…',
    cut: 'The server cannot be reached just now; trying again by itself. If this lasts, raise your hand.',
  },

  rules: {
    title: 'Before you begin',
    minutes: '{{minutes}} minutes',
    duration: 'Length',
    items: 'Questions',
    itemCount: '{{n}} questions',
    trueFalse: '{{n}} true-false',
    single: '{{n}} single choice',
    multiple: '{{n}} multiple response',
    passMark: 'Pass mark',
    passMarkText: '{{cut}} of {{full}} points',
    handIn: 'Handing in',
    handInText: 'From {{minutes}} minutes after you begin',
    handInAny: 'At any time after you begin',
    conductTitle: 'Rules of conduct',
    conduct: {
      papers: 'Sit the exam with your own ticket and ID card, at the seat you were given.',
      devices: 'Switch off telephones, smart watches and the like, and put them where you are told.',
      talk: 'No talking, no passing of things, no copying, no help to others.',
      screen:
        'Do not leave full screen, switch windows or open other programs. This is recorded and shown to the invigilator.',
      trouble:
        'If the computer fails, the line is cut or you feel unwell, raise your hand. Answers are saved by themselves.',
      end: 'After handing in, answers cannot be changed. When time is up, the paper is collected by itself.',
    },
    accept: 'I have read the rules and will keep them',
    accepted: 'Accepted',
  },

  waiting: {
    title: 'Waiting for the start',
    lead: 'Until the planned start',
    due: 'The planned start has come. Wait for the chief invigilator to begin',
    rules: 'Read the notes and accept the rules of conduct',
    rulesDone: 'Rules of conduct accepted',
    identity: 'Waiting for an invigilator to check your identity',
    identityDone: 'Identity checked',
    room: 'Waiting for the chief invigilator to start the room',
    roomDone: 'The room has started',
    auto: 'When all three are done, the paper appears by itself. Your time counts from when it appears.',
  },

  top: {
    remaining: 'Time left',
    soon: 'Under 15 minutes',
    last: 'Under 5 minutes',
    size: 'Text size',
    sizeSign: 'A',
    sizeOf: { normal: 'Normal text', large: 'Large text', largest: 'Largest text' },
    contrast: 'High contrast',
    fullScreen: 'Full screen',
    announceSoon: '15 minutes left.',
    announceLast: '5 minutes left.',
  },

  save: { saved: 'Saved', saving: 'Saving', unsaved: 'Not saved: raise your hand' },

  item: {
    true_false: 'True or false',
    single_choice: 'Single choice',
    multiple_response: 'Multiple response',
    number: 'Question {{n}} of {{of}}',
    points: 'Points: {{points}}',
    several: 'You may choose several options',
    options: 'Options of question {{n}}',
    clear: 'Clear answer',
    failed: 'This question cannot be shown. Raise your hand, and go on with the others.',
    failedRetry: 'Try again',
  },

  sheet: {
    title: 'Answer sheet',
    answered: 'Done',
    unanswered: 'Open',
    marked: 'Marked',
    current: 'Current',
    cell: 'Question {{n}}, {{state}}',
    group: '{{kind}} {{answered}}/{{of}}',
  },

  bar: {
    previous: 'Previous',
    next: 'Next',
    mark: 'Mark',
    unmark: 'Unmark',
    handIn: 'Hand in',
    keys: 'Keys: A–H choose, ← → move, M marks, Enter next',
    keysTrueFalse: 'Keys: 1 true, 2 false, ← → move, M marks, Enter next',
  },

  handIn: {
    title: 'Before you hand in',
    answered: '{{answered}} of {{of}} answered',
    unanswered: 'Not answered yet: {{n}}',
    unansweredNone: 'Every question has an answer',
    marked: 'Marked to check: {{n}}',
    markedNone: 'Nothing is marked',
    goTo: 'Go to question {{n}}',
    tooEarly: 'You cannot hand in yet: it is possible {{minutes}} minutes after you began, in {{left}}.',
    back: 'Go on answering',
    next: 'Next: confirm',
    confirmTitle: 'Confirm handing in',
    confirmText:
      'Handing in ends your exam; answers cannot be changed afterwards. The {{left}} you have left are given up.',
    tick: 'I have checked my answers and want to hand in now',
    submit: 'Hand in',
    saving: 'Saving the last {{n}} changes; the paper is handed in right after…',
    cut: 'The line is cut. When it is back, answers are saved first, then the paper is handed in. Raise your hand.',
    asked: 'Handing in…',
    cancel: 'Do not hand in yet',
  },

  banner: {
    cut: 'The line is cut. Your answers are kept on this computer: go on answering, and raise your hand.',
    cutMemory:
      'The line is cut: go on answering, and raise your hand. Your answers are in this window’s memory only: do not close or reload it.',
    cutCount: 'Changes waiting on this computer: {{n}}.',
    degraded:
      'The server cannot save answers just now. They are kept on this computer: go on answering, and raise your hand.',
    memory:
      'Local storage does not work: answers cannot be kept on this computer. Do not close or reload this window during a cut. Raise your hand.',
    returned: 'The line is back. Sending the {{n}} changes made during the cut…',
    returnedDone: 'The line is back. All {{n}} changes made during the cut are saved.',
    granted: 'An invigilator gave you {{minutes}} more. The time left has been updated.',
    told: 'Invigilator: {{text}}',
    keptApart:
      '{{n}} changes did not arrive in time. The server keeps them apart; the authority decides whether they count.',
    notTaken: 'The answer to question {{n}} was not saved. Answer it again; if this happens again, raise your hand.',
    screen: {
      left_full_screen: 'You left full screen. It was recorded and shown to the invigilator. Go back to full screen.',
      left_window: 'You left the exam window. It was recorded and shown to the invigilator. Do not switch windows.',
      second_window: 'A second exam window was opened on this computer. It was recorded and shown to the invigilator.',
      resized: 'The exam window was made smaller. It was recorded and shown to the invigilator. Restore it.',
      pasted: 'Something was pasted. It was recorded and shown to the invigilator.',
    },
  },

  minutes: '{{n}} min',

  paused: {
    title: 'The exam is paused',
    left: 'You have {{time}} left; it does not run during the pause. Stay in your seat until the invigilator lets the exam go on.',
    safe: 'All your answers are saved.',
    owed: '{{n}} changes are kept on this computer and are sent when the exam goes on.',
  },
  timeUp: {
    title: 'Time is up',
    collecting: 'The paper is being collected. Stay seated, and do not switch the computer off.',
    safe: 'All your answers are saved on the server.',
    owed: '{{n}} changes are still on this computer and will be sent when the line is back. Raise your hand. Do not switch the computer off or close this window.',
  },

  farewell: {
    handed_in: 'Handed in',
    time_up: 'Time is up: your paper was collected',
    ended_by_invigilator: 'An invigilator ended this exam',
    endedAt: 'Ended',
    answered: 'Answers',
    answeredOf: '{{answered}} of {{of}}, all saved',
    answeredOwed: '{{answered}} of {{of}} saved; {{n}} changes are still on this computer and being sent',
    code: 'Receipt code',
    codeHint:
      'Write the receipt code down or photograph it. It stands for the whole record of your answers and can be checked in an appeal.',
    resultDue: 'Result',
    resultBy: 'By {{date}} at the latest',
    resultProvisional:
      'By {{date}} at the latest (provisional: that year’s holidays have not been announced, so the day may move)',
    where: 'Where to look',
    whereText: 'Open {{address}} in any browser and sign in with your ticket number and ID number.',
    leave: 'Please leave quietly. You may take your ticket and ID card.',
    done: 'Leave, back to the start',
    owed: 'Please do not leave yet: wait until the line is back and your answers are sent. Raise your hand.',
  },
}
