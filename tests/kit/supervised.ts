import { employments, enterprises } from '@kaochang/database/schema/enterprise'
import { persons } from '@kaochang/database/schema/people'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { idNumberLookup, sealIdNumber } from '@kaochang/server/people/id-number-secrets'
import type { TestApp } from './app.ts'
import { aPerson } from './exam-fixture.ts'

let made = 0

/** An enterprise, written straight into the tables. */
export async function anEnterprise(
  { deps: { db }, clock }: TestApp,
  { name, province }: { name: string; province: string },
): Promise<EnterpriseId> {
  made += 1
  const [row] = await db
    .insert(enterprises)
    .values({
      name,
      creditCode: `91${province}0000TEST${String(made).padStart(6, '0')}`,
      province,
      city: `${province}02`,
      oversight: 'province',
      appointingBody: '上级集团公司',
      createdAt: clock.at,
    })
    .returning({ id: enterprises.id })
  if (!row) throw new Error('The enterprise was not stored')
  return row.id
}

/** Somebody nobody has met, with a post at an enterprise. */
export async function anEmployment(
  { deps: { db, secrets }, clock }: TestApp,
  enterpriseId: EnterpriseId,
  given: { category: Category; post: string; title: string; trade?: string | null; endedOn?: CivilDate },
): Promise<{ employmentId: string; personId: PersonId; name: string; idNumber: string }> {
  const { name, idNumber: text } = aPerson()
  const idNumber = readIdNumber(text)
  if (!idNumber.ok) throw new Error('The fixture has no ID number')
  const [person] = await db
    .insert(persons)
    .values({
      name,
      idNumberLookup: idNumberLookup(secrets, idNumber.value),
      idNumberSealed: sealIdNumber(secrets, idNumber.value),
      idNumberMasked: maskIdNumber(idNumber.value),
      enterprise: '企业',
      createdAt: clock.at,
    })
    .returning({ id: persons.id })
  if (!person) throw new Error('The person was not stored')
  const { category, post, title, trade = null, endedOn } = given
  const [row] = await db
    .insert(employments)
    .values({
      personId: person.id,
      enterpriseId,
      category,
      post,
      title,
      trade,
      startedOn: '2026-01-05' as CivilDate,
      endedOn: endedOn ?? null,
      enteredAt: clock.at,
    })
    .returning({ id: employments.id })
  if (!row) throw new Error('The employment was not stored')
  return { employmentId: row.id, personId: person.id, name, idNumber: text }
}
