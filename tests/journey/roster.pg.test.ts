import { persons } from '@kaochang/database/schema/people'
import { assessments, sittings } from '@kaochang/database/schema/session'
import type { Instant } from '@kaochang/domain/instant'
import { readTicket } from '@kaochang/domain/session/ticket'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { count } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import {
  HOUR,
  type Office,
  type Row,
  aBank,
  aPerson,
  anAnnounced,
  anOffice,
  anOpen,
  comeBack,
  managerBanks,
  people,
  roster,
  rosterEntry,
  sit,
} from '../kit/exam-fixture.ts'

let home: TestApp
let office: Office
let banks: readonly string[]
let gas: readonly string[]

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home, { seats: [2, 3] })
  banks = await managerBanks(home)
  gas = [await aBank(home, { kind: 'unified', trade: 'gas_inspection', blueprint: 'operator-gas-inspection' })]
})
afterAll(() => home.close())

async function add(sessionId: string, rows: readonly Row[], by = office.officer) {
  return by.ask('POST /v1/sessions/:sessionId/roster', {
    params: { sessionId },
    body: { rows: rows.map((row) => ({ ...row })) },
  })
}

/** A managers' exam with nobody on its roster yet. */
async function anEmpty(given: Record<string, unknown> = {}) {
  return anAnnounced(home, office, { bankIds: banks, people: [], ...given })
}

describe('a list of people', () => {
  test('goes onto the roster, with tickets, rooms filled in order, and first attempts', async () => {
    const { id } = await anEmpty()
    const list = people(5)
    expect(await add(id, list)).toMatchObject({ status: 200, body: { added: 5, unchanged: 0, problems: [] } })
    const entries = await roster(office, id)
    expect(entries.map(({ room }) => room.name)).toEqual(['第1考场', '第1考场', '第2考场', '第2考场', '第2考场'])
    expect(new Set(entries.map(({ ticket }) => ticket)).size).toBe(5)
    expect(entries.every(({ ticket, attempt }) => readTicket(ticket).ok && attempt === 1)).toBe(true)
    const [first] = list
    expect(entries.find(({ name }) => name === first?.name)?.idNumberMasked).toBe(
      `${first?.idNumber.slice(0, 4)}**********${first?.idNumber.slice(-4)}`,
    )
  })

  test('given twice changes nothing the second time', async () => {
    const { id } = await anEmpty()
    const list = people(3)
    await add(id, list)
    const before = await roster(office, id)
    expect((await add(id, [...list, aPerson()])).body).toMatchObject({ added: 1, unchanged: 3, problems: [] })
    const after = await roster(office, id)
    expect(after.filter(({ ticket }) => before.some((entry) => entry.ticket === ticket))).toEqual(before)
  })

  test('longer than the rooms is refused whole, and leaves no trace of anybody', async () => {
    const { id } = await anEmpty()
    const known = await home.deps.db.select({ count: count() }).from(persons)
    expect(await add(id, people(6))).toMatchObject({
      status: 422,
      body: { code: 'room_too_small', seats: 5, free: 5, wanted: 6 },
    })
    expect(await roster(office, id)).toEqual([])
    expect(await home.deps.db.select({ count: count() }).from(persons)).toEqual(known)
  })

  test('loses only the rows that cannot be read, each named by its number and reason', async () => {
    const { id } = await anEmpty()
    const good = aPerson()
    const wrongDigit = aPerson()
    const { body } = await add(id, [
      aPerson({ name: '王' }),
      aPerson({ name: '王\u202e五' }),
      aPerson({ idNumber: '1401' }),
      {
        ...wrongDigit,
        idNumber: `${wrongDigit.idNumber.slice(0, 17)}${wrongDigit.idNumber.endsWith('1') ? '2' : '1'}`,
      },
      aPerson({ idNumber: '140105199002301234' }),
      aPerson({ enterprise: '   ' }),
      good,
    ])
    expect(body).toMatchObject({
      added: 1,
      problems: [
        { row: 1, refusal: { code: 'name_length' } },
        { row: 2, refusal: { code: 'name_characters', character: 'U+202E' } },
        { row: 3, refusal: { code: 'id_number_length', length: 4 } },
        { row: 4, refusal: { code: 'id_number_check_digit' } },
        { row: 5, refusal: { code: 'id_number_birth_date' } },
        { row: 6, refusal: { code: 'invalid', place: '工作单位 / enterprise' } },
      ],
    })
  })

  test('is not taken once the session is sealed', async () => {
    const { id } = await anEmpty()
    await add(id, [aPerson()])
    await office.officer.get('POST /v1/sessions/:sessionId/seal', { params: { sessionId: id } })
    expect(await add(id, [aPerson()])).toMatchObject({ status: 409, body: { code: 'roster_closed' } })
  })

  test('holds no ID number in any answer, nor in the log', async () => {
    const { id } = await anEmpty()
    const person = aPerson()
    const answers = [await add(id, [person]), await add(id, [{ ...person, name: '别人名' }])]
    const read = await roster(office, id)
    expect(JSON.stringify([answers, read])).not.toContain(person.idNumber)
    expect(home.logged.join('')).not.toContain(person.idNumber)
  })
})

describe('A51: one person is one person', () => {
  test('the old form of an ID number, full-width digits and a spaced name are the same person', async () => {
    const { id } = await anEmpty()
    const person = aPerson({ name: '欧阳小明' })
    const oldForm = `${person.idNumber.slice(0, 6)}${person.idNumber.slice(8, 17)}`
    await add(id, [person])
    const again = [
      { ...person, idNumber: oldForm },
      { ...person, name: '欧阳 小明', idNumber: ` ${person.idNumber.toLowerCase()} ` },
    ]
    expect((await add(id, again)).body).toMatchObject({ added: 0, unchanged: 2, problems: [] })
    expect(await roster(office, id)).toHaveLength(1)
  })

  test('another name under the same number is reported, and whose number it is is not said', async () => {
    const { id } = await anEmpty()
    const person = aPerson({ name: '李建国' })
    await add(id, [person])
    const { body } = await add(id, [{ ...person, name: '李建华' }])
    expect(body).toMatchObject({ added: 0, problems: [{ row: 1, name: '李建华', refusal: { code: 'name_differs' } }] })
    expect(JSON.stringify(body)).not.toContain('李建国')
    const twoNames = await add(id, [aPerson({ name: '周一', idNumber: person.idNumber }), { ...person, name: '周二' }])
    expect(twoNames.body).toMatchObject({ added: 0, problems: [{ row: 1 }, { row: 2, refusal: { sameAsRow: 1 } }] })
  })

  test('a place in another session, planned but not sat, is a place already', async () => {
    const first = await anEmpty({ name: '第一场' })
    const second = await anEmpty({ name: '第二场' })
    const person = aPerson()
    await add(first.id, [person])
    expect((await add(second.id, [person])).body).toMatchObject({
      added: 0,
      problems: [{ refusal: { code: 'result_pending', session: '第一场' } }],
    })
  })

  test('a place in another authority’s session counts too, and which session it is is not told', async () => {
    const guizhou = await anOffice(home, { province: '52' })
    const person = aPerson()
    await add((await anEmpty({ name: '山西场' })).id, [person])
    const theirs = await anAnnounced(home, guizhou, { bankIds: banks.slice(0, 1), people: [] })
    const { body } = await add(theirs.id, [person], guizhou.officer)
    expect(body).toMatchObject({ added: 0, problems: [{ refusal: { code: 'result_pending', session: null } }] })
    expect(JSON.stringify(body)).not.toContain('山西')
  })

  test('two sessions that ask for one person at the same moment give one attempt', async () => {
    const sessions = [await anEmpty(), await anEmpty()]
    const list = people(2)
    const answers = await Promise.all(sessions.map(({ id }, index) => add(id, index === 0 ? list : list.toReversed())))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers.reduce((sum, { body }) => sum + (body as { added: number }).added, 0)).toBe(2)
  })

  test('the database itself refuses a second place for one attempt, and an attempt before the first', async () => {
    const { id } = await anEmpty()
    await add(id, [aPerson()])
    const [sitting] = await home.deps.db.select().from(sittings).limit(1)
    if (!sitting) throw new Error('There is no sitting')
    const { id: _, ...copy } = sitting
    const insert = (changed: object) =>
      home.deps.db.insert(sittings).values({ ...copy, sessionId: id as never, ticket: 'x', ...changed })
    const other = await anEmpty()
    await expect(insert({ sessionId: other.id })).rejects.toMatchObject({
      cause: { constraint: 'sittings_take_an_attempt_once' },
    })
    await expect(insert({ sessionId: other.id, attempt: 0 })).rejects.toMatchObject({
      cause: { constraint: 'sittings_count_their_attempts_from_one' },
    })
    const [assessment] = await home.deps.db.select().from(assessments).limit(1)
    const { id: __, ...open } = assessment ?? { id: '' }
    await expect(home.deps.db.insert(assessments).values(open as never)).rejects.toMatchObject({
      cause: { constraint: 'assessments_are_open_one_at_a_time' },
    })
  })
})

describe('attempts', () => {
  /** Holds and publishes an exam for one person; who stays away is `null`. */
  async function examined(
    person: Row,
    right: number | null,
    given: { bankIds?: readonly string[]; blueprint?: string } = {},
  ) {
    const other = aPerson()
    const session = await anOpen(home, office, { bankIds: banks, people: [person, other], ...given })
    for (const [row, score] of [
      [person, right],
      [other, 90],
    ] as const) {
      if (score !== null) await sit(home, (await rosterEntry(office, session.id, row)).sittingId, { right: score })
    }
    home.clock.at = (session.startsAt + 2 * HOUR) as Instant
    await endSessions(home.deps)
    return session
  }

  async function publish(sessionId: string) {
    const params = { sessionId }
    const { digest } = await office.scorer.get('GET /v1/sessions/:sessionId/scores', { params })
    const body = { digest: digest ?? '' }
    const { proposal } = await office.scorer.get('POST /v1/sessions/:sessionId/release-proposals', { params, body })
    await office.publisher.get('POST /v1/release-proposals/:proposalId/approve', {
      params: { proposalId: proposal?.id ?? '' },
      body,
    })
  }

  async function asksAgain(person: Row, given: Record<string, unknown> = {}) {
    await comeBack(home, office, home.clock.at)
    const { id } = await anEmpty(given)
    const { body } = await add(id, [person])
    const { problems } = body as { problems: { refusal: Record<string, unknown> }[] }
    return problems[0]?.refusal ?? (await rosterEntry(office, id, person)).attempt
  }

  test('A07: an absence uses up no attempt', async () => {
    const person = aPerson()
    const { id } = await examined(person, null)
    expect(await asksAgain(person)).toBe(1)
    const rows = await home.home.pool.query(
      'select absent_at is not null as absent, attempt from sittings where session_id = $1 order by 1',
      [id],
    )
    expect(rows.rows).toEqual([
      { absent: false, attempt: 1 },
      { absent: true, attempt: 1 },
    ])
  })

  test('whoever sat waits for the result before anything else', async () => {
    const person = aPerson()
    await examined(person, 60)
    expect(await asksAgain(person)).toMatchObject({ code: 'result_pending' })
  })

  test('R19-3: whoever failed has one retake', async () => {
    const person = aPerson()
    await publish((await examined(person, 79)).id)
    expect(await asksAgain(person)).toBe(2)
  })

  test('R19-4: after a failed retake nothing for a year from its publication, in either manager role', async () => {
    const person = aPerson()
    await comeBack(home, office, Date.parse('2026-11-03T08:00:00+08:00') as Instant)
    await publish((await examined(person, 70)).id)
    const second = await examined(person, 79)
    await publish(second.id)
    const barred = await asksAgain(person)
    expect(barred).toMatchObject({ code: 'barred_until', article: '19', earliestReapplication: '2027-11-04' })
    const principals = await managerBanksOfPrincipals()
    expect(await asksAgain(person, { bankIds: principals, blueprint: 'principal' })).toEqual(barred)

    const now = home.clock.at
    await comeBack(home, office, Date.parse('2027-11-03T15:00:00+08:00') as Instant)
    expect(await asksAgain(person)).toMatchObject({ code: 'barred_until' })
    await comeBack(home, office, Date.parse('2027-11-04T00:00:00+08:00') as Instant)
    expect(await asksAgain(person)).toBe(1)
    await comeBack(home, office, now)
  })

  test('a pass ends it', async () => {
    const person = aPerson()
    await publish((await examined(person, 80)).id)
    expect(await asksAgain(person)).toMatchObject({ code: 'already_passed', article: '18' })
  })

  test('R27-8: an operator who failed twice needs the training again, at any time', async () => {
    const person = aPerson()
    const knowledge = { bankIds: gas, blueprint: 'operator-gas-inspection' }
    await publish((await examined(person, 70, knowledge)).id)
    await publish((await examined(person, 79, knowledge)).id)
    expect(await asksAgain(person, knowledge)).toMatchObject({ code: 'training_needed_again', article: '27' })
    expect(await asksAgain(person)).toBe(1)
  })

  async function managerBanksOfPrincipals() {
    return [await aBank(home, { kind: 'national', blueprint: 'principal' })]
  }
})
