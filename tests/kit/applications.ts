import type { ApplicationView } from '@kaochang/contract/application'
import type { DocumentKind } from '@kaochang/domain/application/application'
import type { EducationLevel } from '@kaochang/domain/people/background'
import type { TestApp, Visitor } from './app.ts'
import { type TestEnterprise, anEntry, entered } from './enterprise.ts'

/** A PDF, as far as its first bytes are asked. */
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')

/** The smallest PNG there is: one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A form with one file, as a browser sends it. */
export function aForm(bytes: Uint8Array, fileName = '材料.pdf', type = 'application/pdf') {
  const boundary = '----kaochang-test-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${type}\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

const UPLOAD = 'POST /v1/applications/:applicationId/documents/:kind'

/** Sends a paper, and gives whatever is answered. */
export async function upload(
  clerk: Visitor,
  applicationId: string,
  kind: DocumentKind,
  form: { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> } = aForm(PDF),
) {
  return clerk.ask(UPLOAD, { params: { applicationId, kind }, ...form })
}

let people = 0

/** Somebody on the roll of an enterprise, with their post. */
export async function anEmployee(
  enterprise: TestEnterprise,
  given: {
    post?: string
    trade?: string | null
    startedOn?: string
    education?: { level: EducationLevel; coalRelated: boolean } | null
    coalFrom?: string | null
  } = {},
) {
  const { post = 'mine_director', trade = null, startedOn = '2026-10-12', education, coalFrom = '2015-01-01' } = given
  people += 1
  const entry = anEntry(300 + people, {
    name: `申请人${'甲乙丙丁戊己庚辛壬癸'.charAt(people % 10)}`,
    post,
    trade: trade as ReturnType<typeof anEntry>['trade'],
    startedOn,
  })
  const [personId = ''] = await entered(enterprise, [entry])
  const params = { enterpriseId: enterprise.id, personId }
  const learned = education === undefined ? ({ level: 'bachelor', coalRelated: true } as const) : education
  await enterprise.clerk.get('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
    params,
    body: {
      education: learned && { ...learned, subject: '采矿工程', school: '某某学院', graduatedOn: null },
      work: coalFrom === null ? [] : [{ employer: '某某煤业', post: '技术员', kind: 'coal', from: coalFrom, to: null }],
      skillGrade: null,
    },
  })
  const { person } = await enterprise.clerk.get('GET /v1/enterprises/:enterpriseId/people/:personId', { params })
  return { personId, employmentId: person.posts[0]?.id ?? '', name: entry.name, idNumber: entry.idNumber }
}

/** A course for people of the enterprise, with everybody's hours and result. */
export async function aTraining(
  home: TestApp,
  enterprise: TestEnterprise,
  personId: string,
  given: {
    kind?: 'initial' | 'renewal' | 'retraining'
    hours?: number
    closedOn?: string
    startedOn?: string
    trade?: string
    result?: 'passed' | 'failed'
  } = {},
) {
  const { kind = 'initial', hours = 90, closedOn = '2026-10-10', startedOn = '2026-09-15', result = 'passed' } = given
  const { province, clerk, id: enterpriseId } = enterprise
  const officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province } }])
  people += 1
  const { id: institutionId } = await officer.get('POST /v1/training-institutions', {
    body: { province, name: `培训中心${people}`, enterpriseId: null, reportedOn: '2026-01-05', reference: '报告 1 号' },
  })
  const { id: courseId } = await clerk.get('POST /v1/courses', {
    body: {
      institutionId,
      enterpriseId,
      name: '瓦斯检查作业培训',
      kind,
      category: 'operator',
      trade: (given.trade ?? 'gas_inspection') as 'gas_inspection',
      hours: Math.max(hours, kind === 'renewal' ? 24 : 90),
      startedOn,
      closedOn,
      place: '培训中心',
      teachers: '张老师',
      outline: '国家大纲',
      plan: null,
      handouts: null,
      report: null,
    },
  })
  const row = {
    personId,
    hoursAttended: hours,
    points: result === 'passed' ? 9000 : 5000,
    result,
    certificateNumber: result === 'passed' && hours >= (kind === 'renewal' ? 24 : 90) ? `证${people}` : null,
  }
  const recorded = await clerk.get('POST /v1/courses/:courseId/trainings', {
    params: { courseId },
    body: { rows: [row] },
  })
  if (recorded.problems.length > 0) throw new Error(`Not recorded: ${JSON.stringify(recorded.problems)}`)
}

/** Drafts an application from a post; it must be given. */
export async function aDraft(
  { clerk }: TestEnterprise,
  employmentId: string,
  given: Partial<{
    purpose: 'first' | 'renewal' | 'practical_again'
    basis: 'work' | 'household' | 'original_issuer'
    household: { province: string; city: string } | null
    asksTrainingWaiver: boolean
  }> = {},
): Promise<string> {
  const { drafted, problems } = await clerk.get('POST /v1/applications', {
    body: {
      employmentIds: [employmentId],
      purpose: 'first',
      basis: 'work',
      household: null,
      asksTrainingWaiver: false,
      ...given,
    },
  })
  const [made] = drafted
  if (!made) throw new Error(`Not drafted: ${JSON.stringify(problems)}`)
  return made.id
}

export const MANAGER_PAPERS: readonly DocumentKind[] = ['appointment', 'education', 'work_history']
export const OPERATOR_PAPERS: readonly DocumentKind[] = ['application_form', 'id_card', 'training_certificate']

/** An application that was handed in with these papers. */
export async function aSubmitted(
  enterprise: TestEnterprise,
  employmentId: string,
  papers: readonly DocumentKind[],
  given: Parameters<typeof aDraft>[2] = {},
): Promise<ApplicationView> {
  const applicationId = await aDraft(enterprise, employmentId, given)
  for (const kind of papers) {
    const { status, body } = await upload(enterprise.clerk, applicationId, kind)
    if (status !== 200) throw new Error(`The paper was not taken: ${JSON.stringify(body)}`)
  }
  return enterprise.clerk.get('POST /v1/applications/:applicationId/submit', { params: { applicationId } })
}
