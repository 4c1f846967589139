import type { Category } from './categories.ts'

/** The education and experience that art. 11 asks of some posts, and of no other (R11-3). */
export type EducationGate =
  /** 大专及以上、三年以上煤矿相关工作经历 (R11-1). */
  | 'diploma_and_three_years'
  /** 中专及以上、二年以上煤矿安全生产相关工作经历 (R11-2). */
  | 'vocational_and_two_years'

type PostRule = {
  readonly category: Category
  readonly title: { readonly zh: string; readonly en: string }
  /** The article of Order 92 that names the post. */
  readonly article: '10' | '21' | '32' | '35'
  readonly gate: EducationGate | null
  /** 班组长, whom the next higher enterprise trains (R35-1). */
  readonly teamLeader: boolean
  /** Where the article says "and the like": the post must be named in words, with why it belongs here. */
  readonly needsReason: boolean
}

type Names = readonly (readonly [code: string, zh: string, en: string])[]

/** What deputies answer for (art. 10); the last is its 等. */
const FIELDS: Names = [
  ['safety', '安全', 'safety'],
  ['mining', '采煤', 'mining'],
  ['driving', '掘进', 'driving'],
  ['ventilation', '通风', 'ventilation'],
  ['electromechanical', '机电', 'electro-mechanical work'],
  ['transport', '运输', 'transport'],
  ['survey', '地测', 'geological survey'],
  ['water_control', '防治水', 'water control'],
  ['dispatch', '调度', 'dispatch'],
  ['other', '其他', 'another field'],
]

const DEPUTIES: Names = [
  ['deputy_chairman', '副董事长', 'deputy chairman'],
  ['deputy_general_manager', '副总经理', 'deputy general manager'],
  ['deputy_bureau_director', '副局长', 'deputy bureau director'],
  ['deputy_mine_director', '副矿长', 'deputy mine director'],
]

/** Team leaders of these trades are trained by the next higher enterprise (art. 35); the last is its 等. */
const TEAM_FIELDS = FIELDS.filter(([code]) =>
  ['mining', 'driving', 'electromechanical', 'transport', 'ventilation', 'water_control', 'other'].includes(code),
)

const DIPLOMA = 'diploma_and_three_years'

/**
 * Every post a person can be registered with, in the words of arts. 10, 21, 32 and 35. A person with none of them is
 * outside Order 92 and cannot be registered (R02-1). What the appointment itself says stands beside the code.
 */
export const POSTS: ReadonlyMap<string, PostRule> = new Map<string, PostRule>([
  ['chairman', post('principal', '董事长', 'Chairman')],
  ['general_manager', post('principal', '总经理', 'General manager')],
  ['bureau_director', post('principal', '矿务局局长', 'Director of a mining bureau')],
  ['mine_director', post('principal', '煤矿矿长', 'Mine director', { gate: DIPLOMA })],
  ['other_principal', post('principal', '其他主要负责人', 'Another principal', { needsReason: true })],

  ...DEPUTIES.flatMap(([deputy, zh, en]) =>
    FIELDS.map(
      ([field, fieldZh, fieldEn]) =>
        [
          `${deputy}.${field}`,
          post('manager', `分管${fieldZh}工作的${zh}`, `${capital(en)} in charge of ${fieldEn}`, {
            gate: deputy === 'deputy_mine_director' ? DIPLOMA : null,
            needsReason: field === 'other',
          }),
        ] as const,
    ),
  ),
  ['chief_engineer', post('manager', '总工程师', 'Chief engineer', { gate: DIPLOMA })],
  ['deputy_chief_engineer', post('manager', '副总工程师', 'Deputy chief engineer', { gate: DIPLOMA })],
  ['technical_head', post('manager', '技术负责人', 'Technical head')],
  [
    'safety_body_head',
    post('manager', '安全生产管理机构负责人', 'Head of the safety body', { gate: 'vocational_and_two_years' }),
  ],
  ['safety_body_staff', post('manager', '安全生产管理机构管理人员', 'Staff of the safety body')],
  ...FIELDS.filter(([field]) => field !== 'safety').map(
    ([field, zh, en]) =>
      [
        `department_head.${field}`,
        post('manager', `${zh}职能部门（井、区、科、队）负责人`, `Head of a department, pit, district or team: ${en}`, {
          needsReason: field === 'other',
        }),
      ] as const,
  ),

  ['special_operator', post('operator', '特种作业人员', 'Special operator', { article: '21' })],

  ...TEAM_FIELDS.map(
    ([field, zh, en]) =>
      [
        `team_leader.${field}`,
        post('worker', `${zh}班组长`, `Team leader: ${en}`, { article: '35', teamLeader: true }),
      ] as const,
  ),
  ['other_head', post('worker', '其他负责人', 'Another head', { article: '32' })],
  ['other_manager', post('worker', '其他管理人员', 'Another manager', { article: '32' })],
  ['technician', post('worker', '技术人员', 'Technician', { article: '32' })],
  ['post_worker', post('worker', '各岗位工人', 'Worker', { article: '32' })],
  ['agency_worker', post('worker', '被派遣劳动者', 'Agency worker', { article: '32' })],
  ['temporary_worker', post('worker', '临时聘用人员', 'Temporary worker', { article: '32' })],
])

export const POST_CODES = [...POSTS.keys()]

/** The rule of a post; undefined for what is no post of Order 92, so that nobody is registered with it (R02-1). */
export function findPost(code: string): PostRule | undefined {
  return POSTS.get(code)
}

/** The gate of art. 11 on a post; null when there is none, which is the ordinary case (R11-3). */
export function educationGateOf(code: string): EducationGate | null {
  return POSTS.get(code)?.gate ?? null
}

/** The post that a cell of a list names: its code, its title, or the short form that people write. */
export function readPost(text: string): string | undefined {
  const plain = plainTitle(text)
  if (plain === '') return undefined
  if (POSTS.has(text.trim())) return text.trim()
  for (const [code, { title }] of POSTS) if (plainTitle(title.zh) === plain) return code
  return SHORT.get(plain)
}

/** What lists really say: 矿长, 通风副矿长, 安全科科长 and the like. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['矿长', 'mine_director'],
  ['局长', 'bureau_director'],
  ['总工', 'chief_engineer'],
  ['副总工', 'deputy_chief_engineer'],
  ['安全科科长', 'safety_body_head'],
  ['安监处处长', 'safety_body_head'],
  ['安全员', 'safety_body_staff'],
  ['安全管理人员', 'safety_body_staff'],
  ['工人', 'post_worker'],
  ['特种作业', 'special_operator'],
  ['班组长', 'team_leader.other'],
  ...DEPUTIES.flatMap(([deputy, zh]) =>
    FIELDS.flatMap(([field, fieldZh]): [string, string][] =>
      field === 'other' ? [] : [[`${fieldZh}${zh}`, `${deputy}.${field}`]],
    ),
  ),
  ...FIELDS.flatMap(([field, zh]): [string, string][] =>
    field === 'safety' || field === 'other'
      ? []
      : ['科科长', '区区长', '队队长', '部部长'].map((head): [string, string] => [
          `${zh}${head}`,
          `department_head.${field}`,
        ]),
  ),
])

function post(
  category: Category,
  zh: string,
  en: string,
  {
    gate = null,
    article = '10',
    teamLeader = false,
    needsReason = false,
  }: Partial<Pick<PostRule, 'gate' | 'article' | 'teamLeader' | 'needsReason'>> = {},
): PostRule {
  return { category, title: { zh, en }, article, gate, teamLeader, needsReason }
}

function plainTitle(text: string) {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\s/g, '')
    .replace(/^煤矿/, '')
}

function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
