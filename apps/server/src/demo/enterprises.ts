import type { EntryBody } from '@kaochang/contract/enterprise'
import { findEnterpriseRow, listPeople } from '@kaochang/database/enterprise'
import { creditCodeCheck } from '@kaochang/domain/enterprise/credit-code'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import type { EducationLevel } from '@kaochang/domain/people/background'
import { findCourse } from '@kaochang/database/training'
import { beginMentorshipFor, leavePostFor } from '../enterprise/act-on-post.ts'
import { enterPeopleFor } from '../enterprise/enter-people.ts'
import { keepBackgroundFor } from '../enterprise/keep-background.ts'
import { keepTrainingPlanFor } from '../enterprise/keep-training-plan.ts'
import { readPersonFile } from '../enterprise/person-file.ts'
import { registerEnterpriseFor } from '../enterprise/register-enterprise.ts'
import type { Actor } from '../people/access.ts'
import { courseReachOf } from '../training/reach-course.ts'
import { recordTrainingsFor } from '../training/record-trainings.ts'
import { registerCourseFor } from '../training/register-course.ts'
import { registerInstitutionFor } from '../training/register-institution.ts'
import { appointDemoStaff, demoActor } from './demo-actors.ts'
import { type TurnedDeps, given } from './hold-session.ts'
import { DEMO_STAFF, type DemoEnterpriseName, demoPerson } from './people.ts'

const HOUR = 3_600_000

/** People of the enterprises are numbered from here, far above those of the exam sessions. */
const FIRST_PERSON = 900

type Worker = Pick<EntryBody, 'post'> &
  Partial<EntryBody> & {
    /** How many days ago the appointment, or the first day at work, was. */
    readonly days: number
    readonly level?: EducationLevel
  }

/** The Datong mine: every category, names that break careless software, clocks that run and one that is overdue. */
const DATONG: readonly Worker[] = [
  { name: '武镇岳', post: 'mine_director', days: 20, level: 'bachelor' },
  { name: '𠮷田福', post: 'deputy_mine_director.ventilation', title: '通风副矿长', days: 45, level: 'college_diploma' },
  { name: '朱镕犇', post: 'chief_engineer', days: 8, level: 'bachelor' },
  { name: '淼𣱝', post: 'safety_body_head', title: '安全科科长', days: 26, level: 'vocational' },
  { name: '㛃婷', post: 'department_head.mining', title: '综采一队队长', days: 3, level: 'senior_middle' },
  { name: '阿依古丽·买买提', post: 'special_operator', trade: 'gas_inspection', days: 400, level: 'senior_middle' },
  { name: '高秀英', post: 'special_operator', trade: 'gas_inspection', days: 380, level: 'vocational' },
  { name: '司马𬭎', post: 'special_operator', trade: 'electrical', days: 900, level: 'vocational' },
  { name: '马金锁', post: 'special_operator', trade: 'hoist', days: 60, level: 'senior_middle' },
  { name: '何长林', post: 'special_operator', trade: 'blasting', days: 15, level: 'senior_middle' },
  { name: '尼玛·扎西', post: 'team_leader.mining', underground: true, days: 700, level: 'senior_middle' },
  { name: '周德福', post: 'post_worker', title: '综采工', underground: true, days: 40, level: 'junior_middle' },
  { name: '徐保平', post: 'post_worker', title: '运输工', underground: true, days: 1_500, level: 'junior_middle' },
  // Nobody applied for this one: the thirty days are over.
  { name: '罗国庆', post: 'department_head.ventilation', title: '通风区区长', days: 50, level: 'college_diploma' },
  { name: '林红梅', post: 'agency_worker', title: '地面保洁', days: 120, level: 'primary' },
]

const GUIZHOU: readonly Worker[] = [
  { name: '龙文斌', post: 'mine_director', days: 12, level: 'bachelor' },
  {
    name: '欧阳龑',
    post: 'deputy_mine_director.electromechanical',
    title: '机电副矿长',
    days: 24,
    level: 'college_diploma',
  },
  { name: '杨春生', post: 'special_operator', trade: 'gas_drainage', days: 300, level: 'senior_middle' },
  { name: '吴立新', post: 'post_worker', title: '掘进工', underground: true, days: 90, level: 'junior_middle' },
]

const GROUP: readonly Worker[] = [
  { name: '郭振华', post: 'chairman', days: 25, level: 'master_or_above' },
  { name: '罗海涛', post: 'deputy_general_manager.safety', days: 10, level: 'bachelor' },
]

/** The enterprises of the demonstration with their clerks, people, courses and running clocks, by the acts that people do. */
export async function demoEnterprises(deps: TurnedDeps, today: CivilDate): Promise<void> {
  deps.turn(atTen(addDays(today, -58)))
  const shanxi = await demoActor(deps, 'officer-shanxi')
  const guizhou = await demoActor(deps, 'officer-guizhou')
  const group = await register(deps, shanxi, 'group', {
    name: '晋北煤业集团有限公司（演示）',
    city: '1402',
    appointingBody: '山西省国有资本监管机构（演示）',
  })
  const datong = await register(deps, shanxi, 'datong', {
    name: '晋北煤业集团青石沟煤矿（演示）',
    city: '1402',
    appointingBody: '晋北煤业集团有限公司（演示）',
    higherEnterpriseId: group.id,
  })
  const qinglong = await register(deps, guizhou, 'guizhou', {
    name: '黔西煤业青龙煤矿（演示）',
    city: '5202',
    appointingBody: '黔西煤业有限公司（演示）',
  })

  await enter(deps, datong, DATONG, FIRST_PERSON, today)
  await enter(deps, group, GROUP, FIRST_PERSON + 30, today)
  await enter(deps, qinglong, GUIZHOU, FIRST_PERSON + 40, today)
  await trainEverybody(deps, { datong, group, shanxi }, today)
  await tellMore(deps, datong, today)
}

type Registered = { readonly id: EnterpriseId; readonly province: string; readonly clerk: Actor }

async function register(
  deps: TurnedDeps,
  officer: Actor,
  key: DemoEnterpriseName,
  {
    name,
    city,
    appointingBody,
    higherEnterpriseId = null,
  }: { name: string; city: string; appointingBody: string; higherEnterpriseId?: EnterpriseId | null },
): Promise<Registered> {
  const province = city.slice(0, 2)
  // The organisation's part begins with DE, for demonstration: no registry gave it out.
  const body = `91${city}00DE${{ group: '0000001', datong: '0000002', guizhou: '0000003' }[key]}`
  const enterprise = given(
    await registerEnterpriseFor(deps, officer, {
      creditCode: body + creditCodeCheck(body),
      name,
      province,
      city,
      oversight: 'province',
      appointingBody,
      email: `${key}@example.cn`,
      higherEnterpriseId,
    }),
  )
  await appointDemoStaff(
    deps,
    DEMO_STAFF.filter((member) => member.enterprise === key),
    { enterpriseId: enterprise.id },
  )
  const login = DEMO_STAFF.find((member) => member.enterprise === key)?.login
  invariant(login, 'every enterprise has a clerk')
  return { id: enterprise.id, province, clerk: await demoActor(deps, login) }
}

/** Enters people on the day after each came, or on the first day of the demonstration for those who were there before. */
async function enter(
  deps: TurnedDeps,
  { id, clerk }: Registered,
  people: readonly Worker[],
  firstNumber: number,
  today: CivilDate,
): Promise<void> {
  for (const [index, { days, level, ...entry }] of people.entries()) {
    const startedOn = addDays(today, -days)
    deps.turn(atTen(addDays(today, -Math.min(days, 57))))
    const person = demoPerson(firstNumber + index)
    const entered = given(
      await enterPeopleFor(deps, clerk, id, {
        rows: [
          {
            name: person.name,
            idNumber: person.idNumber,
            title: null,
            trade: null,
            underground: entry.post === 'special_operator' || entry.underground === true,
            skillGrade: null,
            moved: false,
            ...entry,
            startedOn,
            education: level === undefined ? null : { level, ...SCHOOLING[level] },
          },
        ],
      }),
    )
    invariant(entered.problems.length === 0, `the demonstration’s people are entered: ${JSON.stringify(entered)}`)
  }
}

const NO_COLLEGE = { coalRelated: false, subject: '', school: '某某中学', graduatedOn: null } as const
const COLLEGE = { coalRelated: true, subject: '采矿工程', school: '某某矿业学院', graduatedOn: '2009-07-01' } as const
const SCHOOLING: Record<EducationLevel, Omit<NonNullable<EntryBody['education']>, 'level'>> = {
  primary: NO_COLLEGE,
  junior_middle: NO_COLLEGE,
  senior_middle: NO_COLLEGE,
  vocational: { ...COLLEGE, subject: '矿山机电', school: '某某煤炭技工学校' },
  college_diploma: COLLEGE,
  bachelor: COLLEGE,
  master_or_above: COLLEGE,
}

/** A register of who may train, and courses that ended: ninety hours for operators, seventy-two for workers, a day for managers. */
async function trainEverybody(
  deps: TurnedDeps,
  { datong, group, shanxi }: { datong: Registered; group: Registered; shanxi: Actor },
  today: CivilDate,
): Promise<void> {
  deps.turn(atTen(addDays(today, -57)))
  const institution = given(
    await registerInstitutionFor(deps, shanxi, {
      province: '14',
      name: '大同煤矿安全技术培训中心（演示）',
      enterpriseId: null,
      reportedOn: addDays(today, -300),
      reference: '晋煤培报〔演示〕1 号',
    }),
  )
  const course = async (
    by: Registered,
    about: { name: string; kind: 'initial' | 'refresher'; category: 'operator' | 'worker' | 'manager'; hours: number },
    from: number,
    to: number,
    trade: 'gas_inspection' | 'hoist' | null = null,
  ) => {
    deps.turn(atTen(addDays(today, -to)))
    const { id } = given(
      await registerCourseFor(deps, by.clerk, {
        ...about,
        trade,
        institutionId: institution.id,
        enterpriseId: by.id,
        startedOn: addDays(today, -from),
        closedOn: addDays(today, -to),
        place: '大同煤矿安全技术培训中心三号教室',
        teachers: '张明理、李求实',
        outline: about.category === 'worker' ? '山西省煤矿其他从业人员安全培训大纲' : '煤矿安全培训大纲（国家）',
        plan: '每周五天，每天六学时，含实际操作。',
        handouts: '煤矿安全规程；岗位操作规程',
        report: '按计划完成。',
      }),
    )
    return id
  }
  const gas = await course(
    datong,
    { name: '瓦斯检查工初次培训班', kind: 'initial', category: 'operator', hours: 90 },
    55,
    36,
    'gas_inspection',
  )
  await record(deps, datong, gas, [
    { name: '阿依古丽·买买提', hours: 90, points: 9200, certificate: '晋培（演示）2026-001' },
    { name: '高秀英', hours: 90, points: 8450, certificate: '晋培（演示）2026-002' },
  ])
  const hoist = await course(
    datong,
    { name: '提升机司机初次培训班', kind: 'initial', category: 'operator', hours: 90 },
    40,
    20,
    'hoist',
  )
  await record(deps, datong, hoist, [{ name: '马金锁', hours: 90, points: 8800, certificate: '晋培（演示）2026-003' }])
  const workers = await course(
    datong,
    { name: '从业人员初次安全培训班', kind: 'initial', category: 'worker', hours: 72 },
    39,
    26,
  )
  await record(deps, datong, workers, [
    { name: '周德福', hours: 72, points: 8100, certificate: '晋培（演示）2026-004' },
    { name: '徐保平', hours: 72, points: 7600, certificate: null },
  ])
  const leaders = await course(
    group,
    { name: '班组长安全培训班（集团组织）', kind: 'initial', category: 'worker', hours: 72 },
    30,
    18,
  )
  await record(deps, datong, leaders, [
    { name: '尼玛·扎西', hours: 72, points: 9000, certificate: '晋培（演示）2026-005' },
  ])
  const yearly = await course(
    datong,
    { name: '安全生产管理人员年度培训（新规程新标准）', kind: 'refresher', category: 'manager', hours: 16 },
    12,
    11,
  )
  await record(deps, datong, yearly, [
    { name: '𠮷田福', hours: 16, points: null, certificate: null },
    { name: '淼𣱝', hours: 16, points: null, certificate: null },
  ])
}

type Attended = {
  readonly name: string
  readonly hours: number
  readonly points: number | null
  readonly certificate: string | null
}

async function record(deps: TurnedDeps, { id, clerk }: Registered, courseId: string, rows: readonly Attended[]) {
  const at = deps.clock.now()
  const course = await findCourse(deps.db, courseId)
  invariant(course, 'a course that was just entered is there')
  const people = await listPeople(deps.db, id, { former: false })
  const reach = await courseReachOf(deps.db, clerk, 'record_training', civilDateAt(at))
  const answer = await recordTrainingsFor(
    deps,
    reach,
    course,
    rows.map(({ name, hours, points, certificate }) => ({
      personId: personIn(people, name),
      hoursAttended: hours,
      points,
      result: points === null ? ('no_exam' as const) : certificate === null ? ('failed' as const) : ('passed' as const),
      certificateNumber: certificate,
    })),
  )
  invariant(answer.problems.length === 0, `the demonstration’s trainings are recorded: ${JSON.stringify(answer)}`)
}

/** Work histories for art. 11, an operator away from the post, a newcomer under a mentor, and the year's plan. */
async function tellMore(deps: TurnedDeps, { id, clerk }: Registered, today: CivilDate): Promise<void> {
  const people = await listPeople(deps.db, id, { former: false })
  deps.turn(atTen(addDays(today, -2)))
  for (const [name, kind, from] of [
    ['武镇岳', 'coal', '2011-08-01'],
    ['𠮷田福', 'coal', '2014-03-10'],
    ['朱镕犇', 'coal', '2010-07-15'],
    ['淼𣱝', 'coal_safety', '2019-05-06'],
    ['阿依古丽·买买提', 'coal', '2018-09-03'],
    ['高秀英', 'coal', '2019-02-18'],
    ['马金锁', 'coal', '2020-06-01'],
  ] as const) {
    const personId = personIn(people, name)
    const file = await fileOf(deps, id, personId, today)
    given(
      await keepBackgroundFor(deps, clerk, id, personId, {
        education: file.background.education,
        skillGrade: 'intermediate',
        work: [{ employer: '某某煤业有限公司', post: '技术员', kind, from, to: '2023-12-31' }],
      }),
    )
  }
  const postOf = async (name: string) => {
    const [post] = (await fileOf(deps, id, personIn(people, name), today)).person.posts
    invariant(post, `${name} has a post`)
    return post.id
  }
  given(await leavePostFor(deps, clerk, await postOf('司马𬭎'), { awayFrom: addDays(today, -100) }))
  given(
    await beginMentorshipFor(deps, clerk, await postOf('周德福'), {
      mentorName: '徐保平',
      mentorSkillGrade: 'senior',
      mentorYears: 12,
      mentorViolations: false,
      startedOn: addDays(today, -24),
    }),
  )
  const year = Number(today.slice(0, 4))
  given(
    await keepTrainingPlanFor(deps, clerk, id, {
      year,
      body: '安全培训科',
      staffNames: '裴广源、常育才',
      plan: '主要负责人和安全生产管理人员每人不少于 16 学时；特种作业人员按期复训；其他从业人员再培训 20 学时。',
      budgetPercent: 42,
    }),
  )
}

async function fileOf(deps: TurnedDeps, id: EnterpriseId, personId: PersonId, today: CivilDate) {
  const enterprise = await findEnterpriseRow(deps.db, id)
  const file = enterprise && (await readPersonFile(deps.db, enterprise, personId, today))
  invariant(file, 'the person has a file')
  return file
}

function personIn(people: readonly { readonly id: PersonId; readonly name: string }[], name: string): PersonId {
  const found = people.find((person) => person.name === name)
  invariant(found, `${name} is on the roll`)
  return found.id
}

/** Ten in the morning in Beijing. */
function atTen(date: CivilDate): Instant {
  return (startOfDay(date) + 10 * HOUR) as Instant
}
