import type { EntryBody } from '@kaochang/contract/enterprise'
import { creditCodeCheck } from '@kaochang/domain/enterprise/credit-code'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { Oversight } from '@kaochang/domain/enterprise/oversight'
import type { TestApp, Visitor } from './app.ts'
import { anIdNumber } from './exam.ts'

let registered = 0

/** A well-formed unified social credit code that no other of these tests has. */
export function aCreditCode(): string {
  registered += 1
  const body = `9114020000${String(registered).padStart(7, '0')}`
  return body + creditCodeCheck(body)
}

export type TestEnterprise = {
  readonly id: EnterpriseId
  readonly province: string
  readonly city: string
  /** Its clerk, signed in. */
  readonly clerk: Visitor & { readonly id: string }
}

/** An enterprise, registered by an officer of its province, with its clerk. */
export async function anEnterprise(
  home: TestApp,
  given: { province?: string; city?: string; name?: string; oversight?: Oversight; higherEnterpriseId?: string } = {},
): Promise<TestEnterprise> {
  const { province = '14', city = `${province}02`, oversight = 'province', higherEnterpriseId = null } = given
  const officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province } }])
  const { id } = await officer.get('POST /v1/enterprises', {
    body: {
      creditCode: aCreditCode(),
      name: given.name ?? `某某煤业${registered}`,
      province,
      city,
      oversight,
      appointingBody: '某某集团',
      email: null,
      higherEnterpriseId,
    },
  })
  const jurisdiction = { level: 'enterprise', province, enterpriseId: id } as const
  const clerk = await home.staff([{ role: 'enterprise_clerk', jurisdiction }])
  return { id: id as EnterpriseId, province, city, clerk }
}

/** A person as a clerk enters them: a safety manager appointed on 2026-10-01, unless said otherwise. */
export function anEntry(n: number, given: Partial<EntryBody> = {}): EntryBody {
  return {
    name: `职工${'甲乙丙丁戊己庚辛'.charAt(n % 8)}`,
    idNumber: anIdNumber(n),
    post: 'deputy_mine_director.safety',
    title: null,
    trade: null,
    underground: false,
    startedOn: '2026-10-01',
    education: null,
    skillGrade: null,
    moved: false,
    ...given,
  }
}

/** Enters people, all of whom must be taken, and gives their ids in the order of the rows. */
export async function entered(enterprise: TestEnterprise, rows: readonly EntryBody[]): Promise<PersonId[]> {
  const params = { enterpriseId: enterprise.id }
  const { problems } = await enterprise.clerk.get('POST /v1/enterprises/:enterpriseId/people', {
    params,
    body: { rows: [...rows] },
  })
  if (problems.length > 0) throw new Error(`Not everybody was taken: ${JSON.stringify(problems)}`)
  const { people } = await enterprise.clerk.get('GET /v1/enterprises/:enterpriseId/people', { params, querystring: {} })
  return rows.map(({ name, idNumber }) => {
    const found = people.find((person) => person.name === name && person.idNumberMasked.endsWith(idNumber.slice(-4)))
    if (!found) throw new Error(`${name} is not on the roll`)
    return found.id as PersonId
  })
}
