import type { SameKeys } from '../same-keys.ts'
import type { words as zh } from '../zh/words.ts'

export const words: SameKeys<typeof zh> = {
  and: ', ',
  colon: ': ',
  none: 'none',
  kind: { true_false: 'True-false', single_choice: 'Single choice', multiple_response: 'Multiple response' },
  bankKind: { national: 'National bank', provincial: 'Provincial bank', unified: 'Unified bank' },
  category: {
    principal: 'Principals',
    manager: 'Safety managers',
    operator: 'Special operators',
    worker: 'Other workers',
  },
  role: {
    administrator: 'administrator',
    bank_administrator: 'bank administrator',
    application_officer: 'application officer',
    chief_invigilator: 'chief invigilator',
    invigilator: 'invigilator',
    scorer: 'scorer',
    publisher: 'publisher',
    auditor: 'auditor',
    examiner: 'examiner',
    inspector: 'inspector',
    enterprise_clerk: 'enterprise clerk',
  },
  level: { nation: 'Nation', province: 'Province', city: 'City', site: 'Site', enterprise: 'Enterprise' },
  sessionState: {
    planned: 'Planned',
    announced: 'Announced',
    sealed: 'Sealed',
    open: 'Open',
    ended: 'Ended',
    scored: 'Scored',
    released: 'Released',
  },
  endReason: { handed_in: 'Handed in', time_up: 'Time up', ended_by_invigilator: 'Ended by the chief invigilator' },
}
