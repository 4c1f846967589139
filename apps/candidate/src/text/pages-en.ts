import type { TextsLike } from './text.ts'
import type { pagesZh } from './pages-zh.ts'

export const pagesEn: TextsLike<typeof pagesZh> = {
  title: 'Coal-mine safety exams',
  skip: 'Skip to the content',
  language: { other: '中文', label: 'Switch to Chinese' },
  nav: { label: 'Sections', announcements: 'Announcements', results: 'Results' },
  loading: 'Loading…',
  retry: 'Try again',
  beijing: 'All times are Beijing time.',
  category: { principal: 'Principals', manager: 'Safety managers', operator: 'Special operators' },

  announcements: {
    title: 'Announced exams',
    lead: 'Exams that are announced and not over yet.',
    none: 'No exam is announced just now. New ones will be listed here.',
    startsAt: 'Starts',
    duration: 'Length',
    minutes: '{{n}} minutes',
    site: 'Site',
    announcedAt: 'Announced {{date}}',
  },

  signIn: {
    title: 'Results',
    lead: 'Sign in with your ticket number and ID number to see your results. Before a result is published, you see by when it must be.',
    ticket: 'Admission ticket number',
    idNumber: 'ID number',
    submit: 'Sign in',
    empty: 'Fill in the ticket number and the ID number.',
  },

  results: {
    title: 'My exams',
    who: '{{name}} ({{idNumber}})',
    signOut: 'Sign out',
    none: 'There is no exam on record. After you sit one, its result and the day it is due will be here.',
    attemptFirst: 'First attempt',
    attemptRetake: 'Retake',
    satAt: 'Sat',
    notSat: 'There is no record of answers for this exam. An absence uses up no attempt.',
    awaiting: 'The result is not published yet',
    dueBy: 'Due by {{date}}',
    dueProvisional: 'Due by {{date}} (provisional: that year’s holidays have not been announced, so the day may move)',
    overdue: 'The result was due by law on {{date}} and is overdue. You may ask the examining authority.',
    points: '{{points}} points',
    passed: 'Passed',
    failed: 'Failed',
    cut: 'Pass mark: {{cut}}',
    publishedAt: 'Published {{date}}',
    byArea: 'By content area',
    areaPoints: '{{points}} of {{full}}',
    next: 'What happens next',
    article: 'By Order 92 (Coal-mine Safety Training), article {{article}}',
    reading: 'By the authority’s reading of the rules',
  },

  next: {
    certificate_due: 'The authority issues your certificate of assessment by {{date}} at the latest.',
    certificate_due_operator: 'The authority issues your certificate by {{date}} at the latest.',
    certificate_due_provisional: '(provisional: that year’s holidays have not been announced, so the day may move)',
    practical_exam: 'You passed the knowledge exam. The practical exam comes next; the authority will tell you when.',
    retake: 'You may retake the exam. Attempts left: {{n}}. The authority will announce when.',
    barred: 'You failed the retake. You may apply again from {{date}}, and not before.',
    training_again:
      'You failed the retake. You need to take the safety training again before you can apply for another exam.',
  },
}
