import type { certificateZh } from './certificate-zh.ts'
import type { TextsLike } from './text.ts'

/** What the pages about certificates say, in English. */
export const certificateEn: TextsLike<typeof certificateZh> = {
  title: 'Certificate check',
  site: 'Coal-mine safety exams',
  home: 'Look up a certificate',
  language: { other: '中文', label: 'Switch to Chinese' },
  loading: 'Checking…',
  retry: 'Try again',
  beijing: 'All times on this page are Beijing time.',
  checkedAt: 'Checked at {{at}}',

  state: {
    valid: 'Valid',
    not_yet_valid: 'Not yet valid',
    practical_again: 'Practical exam required',
    cycle_overdue: 'Valid, three-yearly assessment overdue',
    renewed: 'Expired, renewed',
    expired: 'Expired',
    cancelled: 'Cancelled',
    revoked: 'Revoked',
  },
  stateAbout: {
    valid: 'This certificate is valid now.',
    not_yet_valid: 'This certificate is valid from {{from}}; until then the earlier one counts.',
    practical_again:
      'The holder was off the post for six months or more and must pass the practical exam again before working. The dates of the certificate stay as they are.',
    cycle_overdue:
      'This certificate is valid. The holder was to be assessed again by {{cycle}}, as every three years, and has not been.',
    renewed: 'This certificate was valid through {{last}}. The holder has a new one: check that one.',
    expired: 'This certificate was valid through {{last}}. Nobody may work by it any more.',
    cancelled: 'This certificate was cancelled on {{last}} and is no longer valid.',
    revoked: 'This certificate was revoked on {{last}} and is no longer valid.',
  },
  kind: {
    operator: 'Special-operation certificate',
    principal: 'Certificate of assessment (principal)',
    manager: 'Certificate of assessment (safety manager)',
  },
  facts: {
    name: 'Name',
    idNumber: 'ID number',
    number: 'Number',
    trade: 'Trade',
    issuer: 'Issuer',
    firstIssued: 'First issued',
    issued: 'Issued',
    valid: 'Valid',
    validRange: '{{from}} to {{through}}',
    validFrom: 'from {{from}}, without an end',
    reissued: 'Issued again',
    cycleDue: 'Next assessment',
    renewalMark: 'Renewal',
    renewalBy: 'finish at least 24 hours of renewal training and apply by {{date}}',
    cycleBy: 'by {{date}} (every three years, held by the authority)',
    enterprise: 'Enterprise',
    barred: 'No application for a special-operation certificate through {{date}}.',
  },

  verify: {
    unknown: 'No such certificate',
    unknownAbout:
      'This code does not belong to a certificate issued on this platform. Check the address; if you suspect a forgery, tell the issuing authority.',
    wrongAddress: 'Check certificates only at the address that the issuing authority has made public.',
  },

  register: {
    title: 'Look up a certificate',
    lead: 'See whether a certificate of assessment or a special-operation certificate is valid. To protect personal data, each search is for one person, and part of every number is hidden.',
    byName: 'By name',
    byNumber: 'By number',
    name: 'Name',
    idLastFour: 'Last four of the ID number',
    number: 'Certificate number (whole)',
    submit: 'Search',
    searching: 'Searching…',
    incomplete: 'Fill in the name and the last four of the ID number.',
    incompleteNumber: 'Fill in the whole certificate number.',
    none: 'No certificate was found.',
    noneAbout: 'Check what you filled in. The person may have a certificate of another province.',
    feed: 'Published data',
    feedAbout: 'Certificates issued, cancelled and revoked, as article 38 has them published:',
  },

  mine: {
    title: 'My certificates',
    none: 'There is no certificate yet. Once everything is passed and published, the authority issues it, and it appears here.',
    pdf: 'Download (PDF)',
    qr: 'Scan to check this certificate',
    free: 'Nothing is charged for a certificate or its replacement. Nobody may hold it back from you (article 43).',
  },
}
