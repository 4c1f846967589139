import type { ExamCategory } from '../law/categories.ts'
import type { ApplicationPurpose, DocumentKind, TrainingWaiver } from './application.ts'

/** One thing that is asked for; any one of these kinds of paper will do. */
export type RequiredPaper = { readonly anyOf: readonly DocumentKind[]; readonly article: string }

/**
 * The papers an application needs: appointment, education and work history for principals and managers (R17-2); form,
 * ID card, and education or training certificate for operators (R26-1), the education itself where training is to be
 * waived on its strength (R25-2); the training certificate for a renewal (R29-1). Art. 30 names none, so its exam is
 * applied for like any other, by form and ID card. What the authority begins needs no paper.
 */
export function requiredPapers(
  category: ExamCategory,
  purpose: ApplicationPurpose,
  waiver: TrainingWaiver,
): readonly RequiredPaper[] {
  if (purpose === 'reassessment') return []
  if (category !== 'operator') return [one('appointment', '17'), one('education', '17'), one('work_history', '17')]
  const person = [one('application_form', '26'), one('id_card', '26')]
  switch (purpose) {
    case 'first':
      return [
        ...person,
        waiver === 'no' ? { anyOf: ['training_certificate', 'education'], article: '26' } : one('education', '25'),
      ]
    case 'renewal':
      return [...person, one('training_certificate', '29')]
    case 'practical_again':
      return person
  }
}

/** What of it has not been handed in. */
export function missingPapers(
  required: readonly RequiredPaper[],
  present: readonly DocumentKind[],
): readonly RequiredPaper[] {
  return required.filter(({ anyOf }) => !anyOf.some((kind) => present.includes(kind)))
}

function one(kind: DocumentKind, article: string): RequiredPaper {
  return { anyOf: [kind], article }
}
