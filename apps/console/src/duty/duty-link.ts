import type { DutyView } from '@kaochang/contract/duty'
import type { Act } from '@kaochang/domain/people/permission'

/** The page of the thing a clock is about, for whoever may read it; undefined where there is none for this person. */
export function dutyLink(
  { subject, personId, enterprise }: Pick<DutyView, 'subject' | 'personId' | 'enterprise'>,
  may: (act: Act) => boolean,
): string | undefined {
  switch (subject.kind) {
    case 'session':
      if (may('read_scores')) return `/release/${subject.id}`
      return may('read_sessions') ? `/sessions/${subject.id}` : undefined
    case 'application':
      return may('read_applications') ? `/applications/${subject.id}` : undefined
    case 'certificate':
      return may('read_certificates') ? `/certificates/${subject.id}` : undefined
    case 'course':
      return may('read_training') ? `/courses/${subject.id}` : undefined
    default:
      return personId !== null && enterprise !== null && may('read_people')
        ? `/enterprises/${enterprise.id}/people/${personId}`
        : undefined
  }
}
