import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { type PersonName, readPersonName } from '@kaochang/domain/people/person-name'

/** Reads the name of a member of staff, by the rule for every person's name (A73). */
export function readStaffName(
  text: string,
): Outcome<PersonName, { code: 'name_length' } | { code: 'name_characters' }> {
  const name = readPersonName(text)
  if (name.ok) return allow(name.value)
  const code = name.refusal.code === 'name_length' ? 'name_length' : 'name_characters'
  return refuse({ ...name.refusal, code })
}
