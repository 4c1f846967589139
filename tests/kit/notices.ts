import { type NewNotice, insertNotice } from '@kaochang/database/notice'
import { enterprises } from '@kaochang/database/schema/enterprise'
import { persons } from '@kaochang/database/schema/people'
import type { EnterpriseId, NoticeId, PersonId } from '@kaochang/domain/ids'
import { type Addressee, NOTICES, type NoticeCode } from '@kaochang/domain/notice/notice'
import { maskIdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import { idNumberLookup, sealIdNumber } from '@kaochang/server/people/id-number-secrets'
import type { Deps } from '@kaochang/server/deps'
import type { Instant } from '@kaochang/domain/instant'

let count = 0

/** What it takes: the whole test app, or a database with a clock. */
type Home = { readonly deps: Pick<Deps, 'db' | 'secrets'>; readonly clock: { readonly at: Instant } }

/** An enterprise in a province, written straight into the table. */
export async function anAddressedEnterprise(
  { deps: { db }, clock }: Home,
  given: { name?: string; province?: string; email?: string | null } = {},
): Promise<{ readonly id: EnterpriseId; readonly name: string }> {
  count += 1
  const { name = `晋某煤业${count}有限公司`, province = '14', email = null } = given
  const [row] = await db
    .insert(enterprises)
    .values({
      name,
      creditCode: `91140000TEST${String(count).padStart(6, '0')}`,
      province,
      city: `${province}01`,
      oversight: 'province',
      appointingBody: '某某煤业集团',
      email,
      createdAt: clock.at,
    })
    .returning()
  if (!row) throw new Error('The enterprise was not stored')
  return { id: row.id, name }
}

/** Somebody whom a notice can be about, with a sealed ID number. */
export async function anAddressedPerson({ deps: { db, secrets }, clock }: Home, name = '张三'): Promise<PersonId> {
  count += 1
  // Through the old form of fifteen digits, which has no check character to compute.
  const read = readIdNumber(`140107750515${String(count % 1_000).padStart(3, '0')}`)
  if (!read.ok) throw new Error(`No ID number: ${read.refusal.code}`)
  const idNumber = read.value
  const [row] = await db
    .insert(persons)
    .values({
      name,
      idNumberLookup: idNumberLookup(secrets, idNumber),
      idNumberSealed: sealIdNumber(secrets, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
      enterprise: '某某煤业',
      createdAt: clock.at,
    })
    .returning()
  if (!row) throw new Error('The person was not stored')
  return row.id
}

/** What a notice of each code says of itself, as the acts that produce it would fill it. */
const FACTS: Readonly<Record<NoticeCode, NewNotice['facts']>> = {
  N1: facts(null, ['考核名称', 'Assessment', '安全生产管理人员考核（第三期）'], ['考点', 'Site', '太原考点']),
  N2: {
    ...facts('张三', ['职务', 'Post', '矿长']),
    reasons: [{ zh: '学历低于大专', en: 'Schooling below a college diploma', article: '11' }],
  },
  N3: facts(null, ['场次', 'Session', '安全生产管理人员考核（第三期）'], ['合格', 'Passed', '张三 1401**********0017']),
  N4: facts(
    '张三',
    ['首次考试', 'First attempt', '76 分'],
    ['补考', 'Retake', '79.5 分'],
    ['可再次申请之日', 'May apply again from', '2027-10-10'],
  ),
  N5: {
    ...facts('李四', ['工种', 'Trade', '煤矿瓦斯检查作业']),
    reasons: [{ zh: '缺少培训合格证明', en: 'No training certificate', article: '25' }],
  },
  N6: facts(null, ['场次', 'Session', '煤矿瓦斯检查作业考试'], ['合格', 'Passed', '李四 1401**********0025']),
  N7: facts('王五', ['证件', 'Certificate', '特种作业操作证'], ['事项', 'What happened', '发放']),
  N8: facts('赵六', ['抽考', 'Spot check', '某矿现场抽考'], ['成绩', 'Score', '62 分']),
  N9: facts('赵六', ['首次考试', 'First attempt', '70 分'], ['补考', 'Retake', '75 分']),
  N10: {
    ...facts(null, ['建议', 'Recommendation', '对辖区煤矿的班组长培训开展专项检查']),
    reasons: [{ zh: '班组长培训学时不足', en: 'Team leaders were trained for too few hours', article: '35' }],
  },
  N11: facts(null, ['记录', 'Rows', '128'], ['校验值', 'SHA-256', 'e3b0c44298fc1c149afbf4c8996fb924']),
  N12: facts('钱七', ['决定书', 'Decision', '晋煤监罚〔2026〕3号'], ['作出机关', 'By', '山西煤矿安全监察机构']),
  N13: facts(null, ['查处结果', 'Outcome', '举报属实，已责令改正']),
  N14: facts('孙八', ['证号', 'Number', '1401**********0033'], ['应考核日期', 'To be assessed by', '2026-06-06']),
}

function facts(person: string | null, ...lines: (readonly [zh: string, en: string, value: string])[]) {
  return { person, reasons: [], lines: lines.map(([zh, en, value]) => ({ zh, en, value })) }
}

/** A notice of a code for one of its addressees, as an act would produce it. */
export async function aNotice(
  { deps: { db }, clock }: Home,
  code: NoticeCode,
  given: Partial<Omit<NewNotice, 'code'>> & { addressee?: Addressee } = {},
): Promise<NoticeId> {
  count += 1
  const notice: NewNotice = {
    code,
    province: '14',
    addressee: NOTICES[code].to[0],
    toName: `收件人${count}`,
    toEmail: null,
    enterpriseId: null,
    personId: null,
    about: `session:00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    facts: FACTS[code],
    producedBy: null,
    ...given,
  }
  const id = await db.transaction((tx) => insertNotice(tx, notice, clock.at))
  if (!id) throw new Error('This notice was produced before')
  return id
}
