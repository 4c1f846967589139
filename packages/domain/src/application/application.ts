export const APPLICATION_STATES = ['draft', 'submitted', 'supplement_asked', 'accepted', 'refused', 'withdrawn'] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

/**
 * What is applied for. `first` leads to both of an operator's exams or a manager's one; `renewal` to both again
 * (R29-2); `practical_again` to the practical exam alone (R30-1); `reassessment` answers an order of art. 40 or the
 * three-year cycle of art. 20, which the authority begins.
 */
export const APPLICATION_PURPOSES = ['first', 'renewal', 'practical_again', 'reassessment'] as const
export type ApplicationPurpose = (typeof APPLICATION_PURPOSES)[number]

/** The papers that arts. 17 and 26 ask for. */
export const DOCUMENT_KINDS = [
  'application_form',
  'id_card',
  'education',
  'appointment',
  'work_history',
  'training_certificate',
  'other',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
