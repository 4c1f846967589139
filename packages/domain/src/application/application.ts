import type { CivilDate } from '../instant.ts'

export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'supplement_asked',
  'accepted',
  'refused',
  'withdrawn',
] as const
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

/** Where an application goes by: the place of work or of household registration (R26-1), or whoever issued first (R29-1). */
export const APPLICATION_BASES = ['work', 'household', 'original_issuer'] as const
export type ApplicationBasis = (typeof APPLICATION_BASES)[number]

/** Whether initial training is to be waived for a graduate of the subject, and whether the papers were verified (R25-2). */
export type TrainingWaiver = 'no' | 'asked' | 'granted'

/** A certificate of the category and trade in question that was neither revoked nor cancelled. */
export type HeldCertificate = {
  readonly issuedOn: CivilDate
  readonly validFrom: CivilDate
  /** The last valid day; null for principals and managers, whose certificates do not expire (R19-2). */
  readonly validThrough: CivilDate | null
  /** Whoever issued it: null is the national authority. */
  readonly province: string | null
  readonly actingCity: string | null
}

/** A time away from a special-operation post (R30-1): its first day, and the day it ended or is looked at. */
export type Absence = { readonly from: CivilDate; readonly until: CivilDate }
