import { candidateSessions, sittings, terminals } from '@kaochang/database/schema/session'
import { staffActs } from '@kaochang/database/schema/people'
import type { Instant } from '@kaochang/domain/instant'
import type { SessionState } from '@kaochang/domain/session/session'
import { COOKIES } from '@kaochang/server/people/access'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type Candidate, type Place, aPlace, aTerminal, anExam, anIdNumber } from '../kit/exam.ts'
import { heldUp } from '../kit/held-up.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let home: TestApp
beforeAll(async () => (home = await openTestApp()))
beforeEach(() => void (home.clock.at = NINE))
afterAll(() => home.close())

const claim = ({ ticket, idNumber }: Pick<Candidate, 'ticket'> & { idNumber: string }) => ({
  body: { ticket, idNumber },
})
const signIn = (at: Visitor, who: Pick<Candidate, 'ticket'> & { idNumber: string }) =>
  at.ask('POST /v1/terminal/sign-in', claim(who))
const failed = { status: 401, body: { code: 'sign_in_failed' } }

describe('enrolling a terminal', () => {
  let place: Place
  let chief: Visitor
  beforeAll(async () => {
    place = await aPlace(home)
    chief = await home.staff([
      { role: 'chief_invigilator', jurisdiction: { level: 'site', province: '14', siteId: place.siteId } },
    ])
  })

  async function codeFor(seat: number) {
    const seatIds = [place.seats[seat]?.id ?? '']
    const { codes } = await chief.get('POST /v1/rooms/:roomId/enrolment-codes', {
      params: { roomId: place.roomId },
      body: { seatIds },
    })
    return codes[0]?.code ?? ''
  }
  const enrol = (visitor: Visitor, code: string) => visitor.ask('POST /v1/terminal/enrol', { body: { code } })

  test('a code that was read out makes a browser the terminal of its seat, for half a year', async () => {
    const code = await codeFor(0)
    expect(code).toMatch(/^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{10}$/)
    const visitor = home.visitor()
    const answer = await enrol(visitor, ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)
    expect(answer).toMatchObject({
      status: 200,
      body: { siteName: '考点14', roomName: '一号考室', seatNumber: 1, locked: false, serverAt: NINE },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-kaochang-terminal=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Strict/,
    )
    expect(await visitor.get('GET /v1/terminal')).toMatchObject({ seatNumber: 1 })
    home.clock.at = (NINE + 180 * DAY) as Instant
    expect(await visitor.ask('GET /v1/terminal')).toMatchObject({
      status: 401,
      body: { code: 'terminal_not_enrolled' },
    })
  })

  test('a code works once', async () => {
    const code = await codeFor(0)
    expect((await enrol(home.visitor(), code)).status).toBe(200)
    expect(await enrol(home.visitor(), code)).toMatchObject({ status: 403, body: { code: 'enrolment_code_wrong' } })
  })

  test('of many browsers with the same code at the same moment, one becomes the terminal', async () => {
    const code = await codeFor(0)
    const lock = { text: 'select from seats where id = $1 for update', values: [place.seats[0]?.id] }
    const answers = await heldUp(
      home.home.pool,
      lock,
      [1, 2, 3].map(() => () => enrol(home.visitor(), code)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('a code is void after eight hours, and when a newer one is made for its seat', async () => {
    const [old, kept] = [await codeFor(0), await codeFor(1)]
    await codeFor(0)
    expect((await enrol(home.visitor(), old)).status).toBe(403)
    home.clock.at = (NINE + 8 * 60 * MINUTE) as Instant
    expect((await enrol(home.visitor(), kept)).status).toBe(403)
    home.clock.at = (NINE + 8 * 60 * MINUTE - 1) as Instant
    expect((await enrol(home.visitor(), kept)).status).toBe(200)
  })

  test('a seat has one terminal: the new one ends the old one in the same moment', async () => {
    const [old, next] = [home.visitor(), home.visitor()]
    await enrol(old, await codeFor(2))
    await enrol(next, await codeFor(2))
    expect((await old.ask('GET /v1/terminal')).status).toBe(401)
    expect((await next.ask('GET /v1/terminal')).status).toBe(200)
  })

  test('a browser is one terminal: enrolled at another seat, it gives up the first', async () => {
    const visitor = home.visitor()
    await enrol(visitor, await codeFor(2))
    const before = visitor.cookies.get(COOKIES.terminal) ?? ''
    await enrol(visitor, await codeFor(3))
    expect(await visitor.get('GET /v1/terminal')).toMatchObject({ seatNumber: 4 })
    visitor.cookies.set(COOKIES.terminal, before)
    expect((await visitor.ask('GET /v1/terminal')).status).toBe(401)
  })

  test('neither code nor token is stored, and who made and used the code is noted', async () => {
    const code = await codeFor(3)
    const visitor = home.visitor()
    await enrol(visitor, code)
    const stored =
      JSON.stringify(await home.deps.db.select().from(terminals)) +
      JSON.stringify(await home.deps.db.select().from(staffActs))
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(visitor.cookies.get(COOKIES.terminal))
    expect(stored).toMatch(/issue_enrolment_codes.*enrol_terminal/)
  })

  test('codes are made for seats of that room only, and for rooms within reach', async () => {
    const elsewhere = await aPlace(home, '14')
    const ask = (roomId: string, seatIds: string[]) =>
      chief.ask('POST /v1/rooms/:roomId/enrolment-codes', { params: { roomId }, body: { seatIds } })
    const own = place.seats[0]?.id ?? ''
    const foreign = elsewhere.seats[0]?.id ?? ''
    for (const [roomId, seatIds] of [
      [elsewhere.roomId, [foreign]],
      [place.roomId, [own, foreign]],
      [own, [own]],
    ] as const)
      expect(await ask(roomId, [...seatIds])).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('guessing codes ends after twenty wrong ones', async () => {
    const guesser = home.visitor('198.51.100.20')
    for (let n = 0; n < 20; n += 1) expect((await enrol(guesser, `AAAAAAAA${String(n + 22)}`)).status).toBe(403)
    expect(await enrol(guesser, await codeFor(0))).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  })
})

describe('signing in at a terminal', () => {
  test('the candidate who checked in here is shown themselves and the exam, and is still there after a reload', async () => {
    const { terminal, candidate } = await seated()
    const view = await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    expect(view).toMatchObject({
      name: candidate.name,
      ticket: candidate.ticket,
      idNumberMasked: `${candidate.idNumber.slice(0, 4)}**********${candidate.idNumber.slice(-4)}`,
      seatNumber: 1,
      exam: {
        startsAt: NINE + 30 * MINUTE,
        itemCount: 100,
        attempt: 1,
        lateEntryMinutes: 30,
        earliestHandInMinutes: 30,
      },
    })
    const { trueFalseCount, singleChoiceCount, multipleResponseCount, itemCount } = view.exam
    expect(trueFalseCount + singleChoiceCount + multipleResponseCount).toBe(itemCount)
    expect(JSON.stringify(view)).not.toContain(candidate.idNumber)
    expect(await terminal.get('GET /v1/terminal/candidate')).toEqual(view)
  })

  test.each([
    [
      'with spaces',
      ({ ticket, idNumber }: Candidate) => ({
        ticket: ` ${ticket.slice(0, 4)} ${ticket.slice(4)}`,
        idNumber: `${idNumber} `,
      }),
    ],
    [
      'in full-width characters',
      ({ ticket, idNumber }: Candidate) => ({ ticket: fullWidth(ticket), idNumber: fullWidth(idNumber) }),
    ],
    ['with a small x', ({ ticket, idNumber }: Candidate) => ({ ticket, idNumber: idNumber.toLowerCase() })],
    [
      'as the fifteen digits of an old card',
      ({ ticket, idNumber }: Candidate) => ({ ticket, idNumber: idNumber.slice(0, 6) + idNumber.slice(8, 17) }),
    ],
  ])('numbers are read as people and card readers type them: %s', async (_, typed) => {
    const { terminal, candidate } = await seated()
    expect((await signIn(terminal, typed(candidate))).status).toBe(200)
  })

  test('a wrong ticket, a wrong number, somebody else’s number, and nonsense are one and the same answer (A25)', async () => {
    const { terminal, candidate, other } = await seated()
    const wrongs = [
      { ticket: candidate.ticket, idNumber: anIdNumber(880) },
      { ticket: '123456789012', idNumber: candidate.idNumber },
      { ticket: candidate.ticket, idNumber: other.idNumber },
      { ticket: '', idNumber: '' },
    ]
    const answers = []
    for (const wrong of wrongs) {
      answers.push(await signIn(terminal, wrong))
      await unlock(terminal)
    }
    for (const { status, body, headers } of answers) {
      expect({ status, body }).toEqual({ status: 401, body: { code: 'sign_in_failed', attemptsLeft: 4 } })
      expect(Object.keys(headers).sort()).toEqual(Object.keys(answers[0]?.headers ?? {}).sort())
      expect(headers['set-cookie']).toBeUndefined()
    }
  })

  test('five wrong in a row lock the terminal for everybody, until it is unlocked', async () => {
    const { terminal, candidate } = await seated()
    for (const attemptsLeft of [4, 3, 2, 1])
      expect(await signIn(terminal, { ...candidate, idNumber: anIdNumber(881) })).toMatchObject({
        status: 401,
        body: { code: 'sign_in_failed', attemptsLeft },
      })
    expect(await terminal.get('GET /v1/terminal')).toMatchObject({ locked: false })
    for (const who of [{ ...candidate, idNumber: anIdNumber(881) }, candidate])
      expect(await signIn(terminal, who)).toMatchObject({ status: 423, body: { code: 'terminal_locked' } })
    expect(await terminal.get('GET /v1/terminal')).toMatchObject({ locked: true })

    await unlock(terminal)
    expect((await signIn(terminal, candidate)).status).toBe(200)
  })

  test('a spray over many tickets from one terminal ends at the fifth, sent one by one or all at once (A24)', async () => {
    const { terminal, place } = await seated()
    const { candidates } = await anExam(home, place, { candidates: 8, seated: 0 })
    const answers = await Promise.all(
      candidates.map(({ ticket }) => signIn(terminal, { ticket, idNumber: anIdNumber(882) })),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(4)
    expect(answers.filter(({ status }) => status === 423)).toHaveLength(4)
  })

  test('a right sign-in starts the count anew, but only at one’s own seat', async () => {
    const { terminal, candidate, other } = await seated()
    const wrong = () => signIn(terminal, { ...candidate, idNumber: anIdNumber(883) })
    await wrong()
    await wrong()
    expect((await signIn(terminal, other)).body).toMatchObject({ code: 'wrong_seat' })
    expect((await wrong()).body).toMatchObject({ attemptsLeft: 2 })
    expect((await signIn(terminal, candidate)).status).toBe(200)
    expect((await wrong()).body).toMatchObject({ attemptsLeft: 4 })
  })

  test('however the guesses are spread, a terminal is heard thirty times in ten minutes', async () => {
    const { terminal, candidate } = await seated()
    const statuses: number[] = []
    for (let n = 0; n < 31; n += 1) statuses.push((await signIn(terminal, candidate)).status)
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429])
  })

  test('whoever has not checked in, or sits elsewhere, is told so and is not let in', async () => {
    const place = await aPlace(home)
    const { candidates } = await anExam(home, place, { candidates: 3, seated: 2 })
    const [first, second, unseated] = candidates as [Candidate, Candidate, Candidate]
    const terminal = await aTerminal(home, first.seat?.id ?? '')
    expect(await signIn(terminal, unseated)).toMatchObject({ status: 409, body: { code: 'not_seated' } })
    expect(await signIn(terminal, second)).toMatchObject({ status: 409, body: { code: 'wrong_seat', seatNumber: 2 } })
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(401)
  })

  test('the door opens with the admission window and closes with it, but never on whoever has begun', async () => {
    const { terminal, candidate } = await seated()
    const at = async (minutes: number) => {
      home.clock.at = (NINE + (30 + minutes) * MINUTE) as Instant
      return (await signIn(terminal, candidate)).body
    }
    expect(await at(-45.1)).toMatchObject({ code: 'admission_not_yet', opensAt: NINE - 15 * MINUTE })
    expect(await at(-45)).toMatchObject({ name: candidate.name })
    expect(await at(30)).toMatchObject({ name: candidate.name })
    expect(await at(30.1)).toMatchObject({ code: 'admission_over', closedAt: NINE + 60 * MINUTE })
    await home.deps.db.update(sittings).set({ startedAt: NINE }).where(eq(sittings.id, candidate.sittingId))
    expect(await at(60)).toMatchObject({ name: candidate.name })
    await home.deps.db
      .update(sittings)
      .set({ endedAt: NINE, endReason: 'handed_in' })
      .where(eq(sittings.id, candidate.sittingId))
    expect(await at(60)).toMatchObject({ code: 'sitting_closed' })
  })

  test.each(['announced', 'sealed', 'ended', 'scored', 'released'] as const)(
    'a session that is %s lets nobody in',
    async (state) => {
      const { terminal, candidate } = await seated(state)
      expect(await signIn(terminal, candidate)).toMatchObject({ status: 409, body: { code: 'session_not_open' } })
    },
  )

  test('a cookie taken to another terminal, or to no terminal, is worth nothing there (A27)', async () => {
    const { terminal, candidate, place } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    const token = terminal.cookies.get(COOKIES.sitting) ?? ''

    const neighbour = await aTerminal(home, place.seats[1]?.id ?? '')
    neighbour.cookies.set(COOKIES.sitting, token)
    expect(await neighbour.ask('GET /v1/terminal/candidate')).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in' },
    })

    const laptop = home.visitor()
    laptop.cookies.set(COOKIES.sitting, token)
    expect(await laptop.ask('GET /v1/terminal/candidate')).toMatchObject({
      status: 401,
      body: { code: 'terminal_not_enrolled' },
    })
    laptop.cookies.set(COOKIES.candidate, token)
    expect(await laptop.ask('POST /v1/candidate/sign-out')).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in' },
    })
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(200)
  })

  test('a second sign-in ends the first', async () => {
    const { terminal, candidate } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    const old = terminal.cookies.get(COOKIES.sitting) ?? ''
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    terminal.cookies.set(COOKIES.sitting, old)
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(401)
  })

  test('of several sign-ins at the same moment one lasts', async () => {
    const { terminal, candidate } = await seated()
    const lock = { text: 'select from sittings where id = $1 for update', values: [candidate.sittingId] }
    await heldUp(
      home.home.pool,
      lock,
      [1, 2, 3].map(() => () => signIn(terminal, candidate)),
    )
    const rows = await home.deps.db
      .select()
      .from(candidateSessions)
      .where(eq(candidateSessions.sittingId, candidate.sittingId))
    expect(rows).toHaveLength(3)
    expect(rows.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1)
  })

  test('a seat’s replaced computer takes the candidate up again, and the old one has lost them', async () => {
    const { terminal, candidate, place } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    await home.deps.db
      .update(sittings)
      .set({ startedAt: NINE, terminalId: terminal.terminalId })
      .where(eq(sittings.id, candidate.sittingId))
    await home.deps.db.update(terminals).set({ revokedAt: NINE }).where(eq(terminals.id, terminal.terminalId))

    const spare = await aTerminal(home, place.seats[0]?.id ?? '')
    expect((await signIn(spare, candidate)).status).toBe(200)
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(401)
    const elsewhere = await aTerminal(home, place.seats[2]?.id ?? '')
    expect(await signIn(elsewhere, candidate)).toMatchObject({ body: { code: 'wrong_seat', seatNumber: 1 } })
  })

  test('a candidate who was given another seat is signed out of the first', async () => {
    const { terminal, candidate, place } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    await home.deps.db.update(sittings).set({ seatId: place.seats[3]?.id }).where(eq(sittings.id, candidate.sittingId))
    expect(await terminal.ask('GET /v1/terminal/candidate')).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in' },
    })
  })

  test('"not me" forgets them here and everywhere', async () => {
    const { terminal, candidate } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    const token = terminal.cookies.get(COOKIES.sitting) ?? ''
    expect((await terminal.ask('POST /v1/terminal/sign-out')).status).toBe(204)
    expect([...terminal.cookies.keys()]).toEqual([COOKIES.terminal])
    terminal.cookies.set(COOKIES.sitting, token)
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(401)
  })

  test('the cookie lasts beyond the latest end and not into the next day', async () => {
    const { terminal, candidate } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    const [row] = await home.deps.db
      .select()
      .from(candidateSessions)
      .where(eq(candidateSessions.sittingId, candidate.sittingId))
    // Starts 09:30, admits until 10:00, lasts two hours, and four hours for grants.
    expect(row?.expiresAt).toBe(NINE + 7 * 60 * MINUTE)
    home.clock.at = (NINE + 7 * 60 * MINUTE) as Instant
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(401)
  })
})

describe('a candidate’s own pages', () => {
  const open = (visitor: Visitor, who: Pick<Candidate, 'ticket'> & { idNumber: string }) =>
    visitor.ask('POST /v1/candidate/sign-in', claim(who))

  test('open in any browser with ticket and ID number, and close again', async () => {
    const { candidate } = await seated('released')
    const visitor = home.visitor()
    expect(await open(visitor, candidate)).toMatchObject({ status: 200, body: { name: candidate.name } })
    const token = visitor.cookies.get(COOKIES.candidate) ?? ''
    expect((await visitor.ask('POST /v1/candidate/sign-out')).status).toBe(204)
    visitor.cookies.set(COOKIES.candidate, token)
    expect((await visitor.ask('POST /v1/candidate/sign-out')).status).toBe(401)
  })

  test('do not open a sitting, and leave the one at the terminal alone', async () => {
    const { terminal, candidate } = await seated()
    await terminal.get('POST /v1/terminal/sign-in', claim(candidate))
    const visitor = home.visitor()
    await open(visitor, candidate)
    terminal.cookies.set(COOKIES.candidate, visitor.cookies.get(COOKIES.candidate) ?? '')
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(200)
    terminal.cookies.set(COOKIES.sitting, visitor.cookies.get(COOKIES.candidate) ?? '')
    expect((await terminal.ask('GET /v1/terminal/candidate')).status).toBe(401)
  })

  test('answer a known and an unknown ticket alike, down to the waiting after ten (A24, A25)', async () => {
    const { candidate } = await seated('released')
    const statuses = async (ticket: string) => {
      const answers: unknown[] = []
      for (let n = 0; n < 11; n += 1) {
        const { status, body } = await open(home.visitor(`203.0.113.${n + 20}`), {
          ticket,
          idNumber: anIdNumber(800 + n),
        })
        answers.push([status, (body as { code: string }).code])
      }
      return answers
    }
    const known = await statuses(candidate.ticket)
    expect(known).toEqual([...Array.from({ length: 10 }, () => [401, 'sign_in_failed']), [429, 'too_many_requests']])
    expect(await statuses('200000000001')).toEqual(known)
    // The ticket waits for everybody, however it is written.
    expect((await open(home.visitor(), { ...candidate, ticket: fullWidth(candidate.ticket) })).status).toBe(429)
  })

  test('an address that tries a hundred tickets has to wait', async () => {
    const address = '198.51.100.77'
    for (let n = 0; n < 100; n += 1)
      expect(
        await open(home.visitor(address), { ticket: String(300_000_000_000 + n), idNumber: anIdNumber(n) }),
      ).toMatchObject(failed)
    expect((await open(home.visitor(address), { ticket: '300000000999', idNumber: anIdNumber(1) })).status).toBe(429)
  })
})

test('no ID number, ticket, token or code was written to the log, whatever happened above (A76)', async () => {
  const { terminal, candidate } = await seated()
  await signIn(terminal, candidate)
  await signIn(terminal, { ...candidate, idNumber: anIdNumber(890) })
  await signIn(terminal, { ...candidate, idNumber: candidate.idNumber.repeat(3) })
  // A fault in the middle of a sign-in: the query that fails has the lookup and the token among its parameters.
  await home.home.pool.query('alter table candidate_sessions rename to candidate_sessions_away')
  const broken = await signIn(terminal, candidate)
  await home.home.pool.query('alter table candidate_sessions_away rename to candidate_sessions')
  expect(broken).toMatchObject({ status: 500, body: { code: 'fault' } })

  const log = home.logged.join('\n')
  expect(log).toContain('"fault"')
  expect(log).not.toMatch(/1401064\d01011\d|\d{17}[\dX]/)
  for (const secret of [candidate.idNumber, candidate.ticket, ...terminal.cookies.values()])
    expect(log).not.toContain(secret)
})

/** An exam whose first candidate has checked in at seat 1, where a terminal stands; `other` has seat 2. */
async function seated(state: SessionState = 'open') {
  const place = await aPlace(home)
  const { candidates } = await anExam(home, place, { state })
  const [candidate, other] = candidates as [Candidate, Candidate]
  return { place, candidate, other, terminal: await aTerminal(home, candidate.seat?.id ?? '') }
}

/** As the invigilator does it. */
async function unlock({ terminalId }: { terminalId: (typeof terminals.$inferSelect)['id'] }) {
  await home.deps.db.update(terminals).set({ failedSignIns: 0 }).where(eq(terminals.id, terminalId))
}

function fullWidth(text: string) {
  return text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}
