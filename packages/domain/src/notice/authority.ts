import type { CivilDate } from '../instant.ts'
import type { Issuer } from './notice.ts'

type Name = { readonly zh: string; readonly en: string }

/** The provincial units by the first two digits of GB/T 2260: the short name stands in document numbers. */
export const UNITS: Readonly<Record<string, Name & { readonly short: string }>> = {
  '11': { zh: '北京市', en: 'Beijing', short: '京' },
  '12': { zh: '天津市', en: 'Tianjin', short: '津' },
  '13': { zh: '河北省', en: 'Hebei', short: '冀' },
  '14': { zh: '山西省', en: 'Shanxi', short: '晋' },
  '15': { zh: '内蒙古自治区', en: 'Inner Mongolia', short: '蒙' },
  '21': { zh: '辽宁省', en: 'Liaoning', short: '辽' },
  '22': { zh: '吉林省', en: 'Jilin', short: '吉' },
  '23': { zh: '黑龙江省', en: 'Heilongjiang', short: '黑' },
  '31': { zh: '上海市', en: 'Shanghai', short: '沪' },
  '32': { zh: '江苏省', en: 'Jiangsu', short: '苏' },
  '33': { zh: '浙江省', en: 'Zhejiang', short: '浙' },
  '34': { zh: '安徽省', en: 'Anhui', short: '皖' },
  '35': { zh: '福建省', en: 'Fujian', short: '闽' },
  '36': { zh: '江西省', en: 'Jiangxi', short: '赣' },
  '37': { zh: '山东省', en: 'Shandong', short: '鲁' },
  '41': { zh: '河南省', en: 'Henan', short: '豫' },
  '42': { zh: '湖北省', en: 'Hubei', short: '鄂' },
  '43': { zh: '湖南省', en: 'Hunan', short: '湘' },
  '44': { zh: '广东省', en: 'Guangdong', short: '粤' },
  '45': { zh: '广西壮族自治区', en: 'Guangxi', short: '桂' },
  '46': { zh: '海南省', en: 'Hainan', short: '琼' },
  '50': { zh: '重庆市', en: 'Chongqing', short: '渝' },
  '51': { zh: '四川省', en: 'Sichuan', short: '川' },
  '52': { zh: '贵州省', en: 'Guizhou', short: '黔' },
  '53': { zh: '云南省', en: 'Yunnan', short: '滇' },
  '54': { zh: '西藏自治区', en: 'Tibet', short: '藏' },
  '61': { zh: '陕西省', en: 'Shaanxi', short: '陕' },
  '62': { zh: '甘肃省', en: 'Gansu', short: '甘' },
  '63': { zh: '青海省', en: 'Qinghai', short: '青' },
  '64': { zh: '宁夏回族自治区', en: 'Ningxia', short: '宁' },
  '65': { zh: '新疆维吾尔自治区', en: 'Xinjiang', short: '新' },
  '66': { zh: '新疆生产建设兵团', en: 'Xinjiang Production and Construction Corps', short: '兵' },
}

/**
 * Who signs, by office where the body's own name is not known: bodies have been reorganised since Order 92, so the
 * Order's names are not printed as if they still stood.
 *
 * @param province null for the nation
 * @param name the body's own name, where it was entered
 */
export function issuerName(issuer: Issuer, province: string | null, name: string | null): Name {
  const unit = province === null ? undefined : UNITS[province]
  const office = issuer === 'supervision_agency' ? SUPERVISION : ASSESSMENT
  const known = { zh: `${unit?.zh ?? '国家'}${office.zh}`, en: `${office.en}, ${unit?.en ?? 'national'}` }
  return name === null ? known : { zh: name, en: known.en }
}

const ASSESSMENT: Name = { zh: '煤矿安全培训主管部门', en: 'Authority in charge of coal-mine safety training' }
const SUPERVISION: Name = { zh: '煤矿安全监察机构', en: 'Coal-mine safety supervision agency' }

/** The document number, as 晋煤安考〔2026〕12号: place, body, year, and the number within both. */
export function noticeNumber(of: {
  readonly issuer: Issuer
  readonly province: string | null
  readonly year: number
  readonly number: number
}): string {
  const place = of.province === null ? '国' : (UNITS[of.province]?.short ?? of.province)
  const body = of.issuer === 'supervision_agency' ? '煤监函' : '煤安考'
  return `${place}${body}〔${of.year}〕${of.number}号`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A day in words: `2026年10月22日`, `22 October 2026`. */
export function dayInWords(date: CivilDate): Name {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return { zh: `${year}年${month}月${day}日`, en: `${day} ${MONTHS[month - 1] ?? ''} ${year}` }
}

const DIGITS = '零一二三四五六七八九'

/** A number up to ninety-nine as laws count their articles: 19 is 十九. */
export function numeral(n: number): string {
  const tens = Math.floor(n / 10)
  const ones = n % 10 === 0 && n > 0 ? '' : DIGITS.charAt(n % 10)
  if (tens === 0) return DIGITS.charAt(n)
  return `${tens === 1 ? '' : DIGITS.charAt(tens)}十${ones}`
}
