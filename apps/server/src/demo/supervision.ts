import { listRoster } from '@kaochang/database/session'
import { seats, terminals } from '@kaochang/database/schema/session'
import { listSpotCheckPeople, listSpotCheckSessions } from '@kaochang/database/supervision'
import { enterprises } from '@kaochang/database/schema/enterprise'
import { creditCodeCheck } from '@kaochang/domain/enterprise/credit-code'
import type { EnterpriseId, RoomId } from '@kaochang/domain/ids'
import { type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { SPOT_CHECK_CUT_SCORE } from '@kaochang/domain/supervision/spot-check'
import { asc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { registerEnterpriseFor } from '../enterprise/register-enterprise.ts'
import { newToken, sha256 } from '../hashing.ts'
import type { Actor } from '../people/access.ts'
import { closeSpotCheckFor } from '../supervision/close-spot-check.ts'
import { makeComplaintFor } from '../supervision/complaints.ts'
import { setContactFor } from '../supervision/contacts.ts'
import { writeLetterFor } from '../supervision/letters.ts'
import { openSpotCheckFor } from '../supervision/open-spot-check.ts'
import { prepareSpotCheckFor } from '../supervision/prepare-spot-check.ts'
import { demoActor } from './demo-actors.ts'
import { type TurnedDeps, given, sitInRoom } from './hold-session.ts'
import { demoPerson } from './people.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Who is examined, and how many of the 25 items each gets right. One manager and one worker fail. */
const EXAMINED: readonly { category: Category; post: string; trade: string | null; right: number }[] = [
  { category: 'principal', post: '矿长', trade: null, right: 23 },
  { category: 'manager', post: '总工程师', trade: null, right: 22 },
  { category: 'manager', post: '通风科科长', trade: null, right: 18 },
  { category: 'operator', post: '瓦斯检查员', trade: 'gas_inspection', right: 24 },
  { category: 'operator', post: '瓦斯检查员', trade: 'gas_inspection', right: 22 },
  { category: 'worker', post: '掘进工', trade: null, right: 19 },
  { category: 'worker', post: '综采工', trade: null, right: 23 },
]

/** Their numbers begin where no other of the demonstration's people are. */
const FIRST_PERSON = 801

/**
 * Supervision: a spot check held at a mine five days ago, with an order for the manager who failed and a letter about
 * it; the telephone and e-mail for reports; and one named report of the public that waits.
 */
export async function demoSupervision(deps: TurnedDeps, now: Instant): Promise<void> {
  const today = civilDateAt(now)
  const [inspector, officer] = [await demoActor(deps, 'inspector'), await demoActor(deps, 'officer-shanxi')]
  const heldAt = (startOfDay(addDays(today, -5)) + 9 * HOUR) as Instant
  deps.turn(heldAt)
  const spotCheckId = await aSpotCheck(deps, { inspector, enterpriseId: await anEnterprise(deps, officer), heldAt })

  deps.turn((heldAt + 4 * HOUR) as Instant)
  given(
    await writeLetterFor(deps, inspector, {
      province: '14',
      toName: '山西省煤矿安全培训主管部门',
      problems: [
        '现场抽考 7 人，1 名安全生产管理人员、1 名其他从业人员不合格。',
        '通风专业管理人员对应急处置程序不熟悉。',
      ],
      recommendation: '督促企业对通风专业管理人员和掘进队组补充培训，并在年度计划中增加应急内容的学时。',
      spotCheckId,
    }),
  )
  given(
    await setContactFor(deps, officer, {
      province: '14',
      name: '山西省煤矿安全培训主管部门（演示）',
      telephone: '0351-0000000',
      email: 'jubao@example.cn',
      supervisionBureau: '山西省煤矿安全监察机构（演示）',
    }),
  )
  deps.turn((now - 20 * HOUR) as Instant)
  await makeComplaintFor(deps, {
    province: '14',
    text: '我矿掘进二队有两名爆破工没有操作证就上岗，培训签到是后来补的。时间是上个月下旬，早班。',
    reporter: { name: '举报人（演示）', contact: '13000000000' },
    website: '',
  })
}

async function aSpotCheck(
  deps: TurnedDeps,
  { inspector, enterpriseId, heldAt }: { inspector: Actor; enterpriseId: EnterpriseId; heldAt: Instant },
): Promise<string> {
  const typed = EXAMINED.map(({ category, post, trade }, index) => {
    const { name, idNumber } = demoPerson(FIRST_PERSON + index)
    return { name, idNumber, category, post, trade }
  })
  const id = given(
    await openSpotCheckFor(deps, inspector, {
      enterpriseId,
      name: '“一通三防”专项监察现场抽考',
      place: '矿办公楼三楼会议室',
      cutScore: SPOT_CHECK_CUT_SCORE,
      durationMinutes: 30,
      fromRoll: [],
      typed,
    }),
  )
  given(await prepareSpotCheckFor(deps, inspector, id))
  const rightOf = new Map(
    (await listSpotCheckPeople(deps.db, id)).map(({ sittingId, name }) => {
      const index = typed.findIndex((person) => person.name === name)
      return [sittingId, EXAMINED[index]?.right ?? null]
    }),
  )
  for (const { id: sessionId, room } of await listSpotCheckSessions(deps.db, id)) {
    await enrolEverySeat(deps, room.id, inspector)
    const roster = await listRoster(deps.db, sessionId)
    const performances = roster.map(({ sittingId }) => rightOf.get(sittingId) ?? null)
    await sitInRoom(deps, { sessionId, startsAt: heldAt, chief: inspector, startedBy: [inspector] }, performances)
  }
  deps.turn((heldAt + HOUR) as Instant)
  given(await closeSpotCheckFor(deps, inspector, id))
  return id
}

/** A browser at every seat, as if each had been given its code. */
async function enrolEverySeat({ db, clock }: Deps, roomId: RoomId, by: Actor) {
  const here = await db.select({ id: seats.id }).from(seats).where(eq(seats.roomId, roomId))
  const enrolledAt = clock.now()
  await db.insert(terminals).values(
    here.map(({ id }) => ({
      seatId: id,
      tokenHash: sha256(newToken()),
      enrolledBy: by.id,
      enrolledAt,
      createdAt: enrolledAt,
    })),
  )
}

/** An enterprise of Shanxi: the demonstration's first, or one that is registered here. */
async function anEnterprise(deps: Deps, officer: Actor): Promise<EnterpriseId> {
  const [first] = await deps.db
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(eq(enterprises.province, '14'))
    .orderBy(asc(enterprises.createdAt), asc(enterprises.id))
    .limit(1)
  if (first) return first.id
  const body = '91140200DEMO00001'
  const registered = given(
    await registerEnterpriseFor(deps, officer, {
      creditCode: `${body}${creditCodeCheck(body)}`,
      name: '大同演示煤矿有限公司',
      province: '14',
      city: '1402',
      oversight: 'province',
      appointingBody: '演示煤业集团',
      email: null,
      higherEnterpriseId: null,
    }),
  )
  return registered.id
}
