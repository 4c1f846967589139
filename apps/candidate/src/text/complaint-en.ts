import type { complaintZh } from './complaint-zh.ts'
import type { TextsLike } from './text.ts'

export const complaintEn: TextsLike<typeof complaintZh> = {
  title: 'Report a violation',
  lead: 'Anybody may report violations in the training, assessment and certification of coal mines (Order 92, art. 45). Whoever gives a name is answered in writing; an anonymous report is looked into and cannot be answered.',
  contacts: 'By telephone or e-mail',
  telephone: 'Telephone: {{telephone}}',
  email: 'E-mail: {{email}}',
  noContact: 'This province has published neither telephone nor e-mail yet: please use this page.',
  province: 'Province of the enterprise',
  choose: 'Choose one',
  text: 'What you report',
  textHint: 'Name the enterprise, the time, the people and what happened. 10 to 4000 characters.',
  who: 'Your name',
  named: 'With my name: I want a written answer',
  anonymous: 'Anonymously',
  name: 'Name',
  contact: 'How to reach you',
  contactHint:
    'Telephone, address or e-mail. Name and contact are kept encrypted; whoever opens them has to say why, and it is noted.',
  submit: 'Send the report',
  sending: 'Sending…',
  needProvince: 'Choose a province.',
  needText: 'Please write at least 10 characters.',
  needReporter:
    'With your name, please give it (2 to 40 characters) and how to reach you (4 to 120); or choose to stay anonymous.',
  taken: 'Your report has arrived',
  reference: 'Reference',
  takenNamed: 'Please note the reference. You will be answered in writing.',
  takenAnonymous: 'Please note the reference. An anonymous report is not answered.',
  another: 'Send another',
}
