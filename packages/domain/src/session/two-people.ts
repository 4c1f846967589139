import type { StaffId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/** The first of two people asked for something, and was or was not a chief invigilator. */
export type FirstAsking = { readonly by: StaffId; readonly at: Instant; readonly chief: boolean }

/** After so long the first asking is forgotten: whoever agrees should know what they agree to. */
export const ASKING_LASTS_MS = 15 * 60_000

export type TwoPeopleRefusal = { code: 'same_person' } | { code: 'chief_needed' }

/**
 * What an asking comes to where an act takes two people, one of them the chief invigilator: it is the first and waits
 * (`asked`), or it agrees with the first (`agreed`).
 */
export function askForTwo(
  first: FirstAsking | null,
  { by, at, chief }: FirstAsking,
): Outcome<'asked' | 'agreed', TwoPeopleRefusal> {
  if (first === null || at - first.at > ASKING_LASTS_MS) return allow('asked')
  if (first.by === by) return refuse({ code: 'same_person' })
  return first.chief || chief ? allow('agreed') : refuse({ code: 'chief_needed' })
}
