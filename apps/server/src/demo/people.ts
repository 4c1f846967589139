import { chanceFrom } from '@kaochang/domain/chance'
import { type IdNumber, readIdNumber } from '@kaochang/domain/people/id-number'
import type { Role } from '@kaochang/domain/people/roles'

/** The one password of every demonstration account. It exists nowhere but in the demonstration. */
export const DEMO_PASSWORD = 'kaochang-demo'

export type DemoStaff = {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly title: string
  /** `null` is the nation; a province's code; or the province whose exam site it is. */
  readonly province: string | null
  readonly atSite?: true
  /** The city that the province delegated to, by four digits. */
  readonly city?: string
  /** The enterprise whose clerk it is, by its name in `demo/enterprises`. */
  readonly enterprise?: DemoEnterpriseName
}

/** The enterprises of the demonstration: a group with a mine under it in Datong, and a mine in Guizhou. */
export type DemoEnterpriseName = 'group' | 'datong' | 'guizhou'

export const DEMO_STAFF: readonly DemoStaff[] = [
  { login: 'admin', name: '赵启明', role: 'administrator', title: '系统管理员 administrator', province: null },
  {
    login: 'bank-national',
    name: '钱学礼',
    role: 'bank_administrator',
    title: '国家题库管理员 national bank',
    province: null,
  },
  {
    login: 'bank-shanxi',
    name: '孙晋生',
    role: 'bank_administrator',
    title: '山西题库管理员 Shanxi bank',
    province: '14',
  },
  {
    login: 'bank-guizhou',
    name: '李黔生',
    role: 'bank_administrator',
    title: '贵州题库管理员 Guizhou bank',
    province: '52',
  },
  {
    login: 'officer-shanxi',
    name: '周正',
    role: 'application_officer',
    title: '山西考务 sessions, Shanxi',
    province: '14',
  },
  {
    login: 'officer-guizhou',
    name: '吴敬之',
    role: 'application_officer',
    title: '贵州考务 sessions, Guizhou',
    province: '52',
  },
  {
    login: 'officer-datong',
    name: '郝同心',
    role: 'application_officer',
    title: '大同考务（受委托的市） operators, Datong',
    province: '14',
    city: '1402',
  },
  {
    login: 'enterprise-datong',
    name: '裴广源',
    role: 'enterprise_clerk',
    title: '大同煤矿企业经办 enterprise clerk',
    province: '14',
    enterprise: 'datong',
  },
  {
    login: 'enterprise-group',
    name: '常育才',
    role: 'enterprise_clerk',
    title: '煤业集团企业经办 enterprise clerk, group',
    province: '14',
    enterprise: 'group',
  },
  {
    login: 'enterprise-guizhou',
    name: '罗黔英',
    role: 'enterprise_clerk',
    title: '贵州煤矿企业经办 enterprise clerk, Guizhou',
    province: '52',
    enterprise: 'guizhou',
  },
  {
    login: 'chief',
    name: '郑广德',
    role: 'chief_invigilator',
    title: '主考 chief invigilator',
    province: '14',
    atSite: true,
  },
  {
    login: 'invigilator',
    name: '王细致',
    role: 'invigilator',
    title: '监考员 invigilator',
    province: '14',
    atSite: true,
  },
  {
    login: 'examiner-1',
    name: '沈量衡',
    role: 'examiner',
    title: '考评员甲 examiner',
    province: '14',
    atSite: true,
  },
  {
    login: 'examiner-2',
    name: '韩守度',
    role: 'examiner',
    title: '考评员乙 examiner',
    province: '14',
    atSite: true,
  },
  {
    login: 'officer-national',
    name: '方国章',
    role: 'application_officer',
    title: '国家考核经办 national officer',
    province: null,
  },
  {
    login: 'publisher-national',
    name: '宋鉴远',
    role: 'publisher',
    title: '国家发布人 national publisher',
    province: null,
  },
  { login: 'inspector', name: '苏明察', role: 'inspector', title: '监察员 inspector', province: '14' },
  { login: 'scorer', name: '冯平', role: 'scorer', title: '评分员 scorer', province: '14' },
  { login: 'publisher', name: '陈玉书', role: 'publisher', title: '发布人 publisher', province: '14' },
  { login: 'auditor', name: '褚明镜', role: 'auditor', title: '审计 auditor', province: '14' },
]

export type DemoPerson = { readonly name: string; readonly idNumber: IdNumber; readonly enterprise: string }

const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
]
const GIVEN = [
  '建国',
  '志强',
  '晓东',
  '文斌',
  '海涛',
  '玉兰',
  '永胜',
  '国庆',
  '红梅',
  '立新',
  '振华',
  '春生',
  '德福',
  '秀英',
  '保平',
  '長林',
  '卫东',
  '金锁',
]

/** Names that break careless software: rare characters, some beyond the Basic Multilingual Plane, and the middle dot. */
const UNUSUAL = ['阿依古丽·买买提', '𠮷田福', '欧阳龑', '㛃婷', '司马𬭎', '尼玛·扎西', '朱镕犇', '淼𣱝']

const ENTERPRISES = [
  '晋北煤业集团有限公司（演示）',
  '汾西第二煤矿（演示）',
  '沁水盆地煤业有限公司（演示）',
  '六盘山煤矿（演示）',
]

/**
 * Person number n, always the same one. The ID numbers have a region code that was never given out (1409 is
 * a prefecture, its county 99 does not exist), so that none of them is anybody's.
 */
export function demoPerson(number: number): DemoPerson {
  const chance = chanceFrom('kaochang demo', `person ${number}`)
  const pick = <T>(from: readonly T[]) => from[chance.below(from.length)] as T
  const born = `${1968 + chance.below(34)}${two(1 + chance.below(12))}${two(1 + chance.below(28))}`
  const body = `140999${born}${String(number % 1000).padStart(3, '0')}`
  const unusual = UNUSUAL[number % 6 === 5 ? Math.floor(number / 6) % UNUSUAL.length : UNUSUAL.length]
  return {
    name: unusual ?? `${pick(SURNAMES)}${pick(GIVEN)}`,
    idNumber: withCheckCharacter(body),
    enterprise: pick(ENTERPRISES),
  }
}

/** The one character that makes the number right (GB 11643): found by asking the rule that reads numbers. */
function withCheckCharacter(body: string): IdNumber {
  for (const last of '0123456789X') {
    const read = readIdNumber(body + last)
    if (read.ok) return read.value
  }
  throw new Error(`No check character fits ${body}`)
}

function two(value: number) {
  return String(value).padStart(2, '0')
}
