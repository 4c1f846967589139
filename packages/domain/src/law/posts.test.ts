import { expect, test } from 'vitest'
import { CATEGORIES } from './categories.ts'
import { POSTS, POST_CODES, educationGateOf, findPost, readPost } from './posts.ts'

const titles = (category: string) =>
  [...POSTS.values()].filter((rule) => rule.category === category).map(({ title }) => title.zh)

test('every post belongs to one of the four categories, and each category has posts (R02-1)', () => {
  for (const category of CATEGORIES) expect(titles(category).length).toBeGreaterThan(0)
  expect(findPost('driver_of_the_bus')).toBeUndefined()
  expect(findPost('toString')).toBeUndefined()
})

test('a principal is a chairman, general manager, bureau director or mine director, or another with a reason (R10-1)', () => {
  expect(titles('principal')).toEqual(['董事长', '总经理', '矿务局局长', '煤矿矿长', '其他主要负责人'])
  expect(findPost('other_principal')?.needsReason).toBe(true)
  expect(findPost('chairman')?.needsReason).toBe(false)
})

test('a safety manager is everybody whom art. 10 names (R10-2)', () => {
  const managers = titles('manager')
  // The article in its own words: nine fields of four deputies, the engineers, the safety body, eight kinds of department.
  for (const field of ['安全', '采煤', '掘进', '通风', '机电', '运输', '地测', '防治水', '调度'])
    for (const deputy of ['副董事长', '副总经理', '副局长', '副矿长'])
      expect(managers).toContain(`分管${field}工作的${deputy}`)
  for (const title of ['总工程师', '副总工程师', '技术负责人', '安全生产管理机构负责人', '安全生产管理机构管理人员'])
    expect(managers).toContain(title)
  for (const field of ['采煤', '掘进', '通风', '机电', '运输', '地测', '防治水', '调度'])
    expect(managers).toContain(`${field}职能部门（井、区、科、队）负责人`)
})

test('the gate of art. 11 stands on four kinds of post and one more, and on no other (R11-1, R11-2, R11-3)', () => {
  const gated = POST_CODES.filter((code) => educationGateOf(code) !== null)
  expect(gated.filter((code) => !code.startsWith('deputy_mine_director.')).sort()).toEqual([
    'chief_engineer',
    'deputy_chief_engineer',
    'mine_director',
    'safety_body_head',
  ])
  expect(gated.filter((code) => code.startsWith('deputy_mine_director.'))).toHaveLength(10)
  expect(educationGateOf('safety_body_head')).toBe('vocational_and_two_years')
  expect(educationGateOf('mine_director')).toBe('diploma_and_three_years')
  // A chairman or a department head without a diploma is not refused under art. 11.
  for (const code of ['chairman', 'department_head.mining', 'technical_head', 'deputy_general_manager.safety'])
    expect(educationGateOf(code)).toBeNull()
})

test('other workers include agency and temporary workers and team leaders (R32-1, R35-1)', () => {
  expect(titles('worker')).toEqual(expect.arrayContaining(['被派遣劳动者', '临时聘用人员', '技术人员', '采煤班组长']))
  const leaders = POST_CODES.filter((code) => findPost(code)?.teamLeader === true)
  expect(leaders).toHaveLength(7)
})

test('a post is read from its code, its title and the words that lists use', () => {
  for (const [code, { title }] of POSTS) {
    expect(readPost(code)).toBe(code)
    expect(readPost(title.zh)).toBe(code)
  }
  expect(readPost('矿长')).toBe('mine_director')
  expect(readPost('通风副矿长')).toBe('deputy_mine_director.ventilation')
  expect(readPost('掘进队队长')).toBe('department_head.driving')
  expect(readPost('大巴司机')).toBeUndefined()
})
