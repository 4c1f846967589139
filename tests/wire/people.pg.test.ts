import type { GrantBody } from '@kaochang/contract/people'
import { staff, staffActs, staffSessions } from '@kaochang/database/schema/people'
import { sites } from '@kaochang/database/schema/session'
import type { StaffId } from '@kaochang/domain/ids'
import type { CivilDate, Instant } from '@kaochang/domain/instant'
import { ACTS, PERMISSIONS } from '@kaochang/domain/people/permission'
import type { Grant } from '@kaochang/domain/people/roles'
import { COOKIES } from '@kaochang/server/people/access'
import { setupToken } from '@kaochang/server/people/setup'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { heldUp } from '../kit/held-up.ts'

const PASSWORD = 'dao-lu-hen-chang-7'
const HOUR = 3_600_000
const NATION: Grant = { role: 'administrator', jurisdiction: { level: 'nation' } }
const SHANXI: Grant = { role: 'administrator', jurisdiction: { level: 'province', province: '14' } }

describe('an installation that nobody has set up', () => {
  let home: TestApp
  beforeAll(async () => (home = await openTestApp()))
  afterAll(() => home.close())

  const first = { login: 'first', name: '张三丰', password: PASSWORD }

  test('has no account at all, and lets nobody in by any of the usual names (A37)', async () => {
    expect(await home.deps.db.select().from(staff)).toEqual([])
    expect(await home.visitor().get('GET /v1/setup')).toEqual({ needed: true, demo: false })
    for (const login of ['admin', 'administrator', 'root', 'test', 'demo', 'kaochang'])
      for (const password of ['', login, 'admin', '123456', 'kaochang', 'password'])
        expect(await home.visitor().ask('POST /v1/staff/sign-in', { body: { login, password } })).toMatchObject({
          status: 401,
          body: { code: 'sign_in_failed' },
        })
  })

  test('is set up with the token that the server printed, and with no other', async () => {
    for (const token of ['', 'token', (await setupToken(home.deps))?.toLowerCase() ?? ''])
      expect(await home.visitor().ask('POST /v1/setup', { body: { ...first, token } })).toMatchObject({
        status: 403,
        body: { code: 'setup_token_wrong' },
      })
    expect(await home.deps.db.select().from(staff)).toEqual([])
  })

  test('wants a password that is not among the first tried, and a name', async () => {
    const token = (await setupToken(home.deps)) ?? ''
    expect(
      await home.visitor().ask('POST /v1/setup', { body: { ...first, token, password: 'kaochang2026' } }),
    ).toMatchObject({
      status: 422,
      body: { code: 'password_too_common' },
    })
    expect(await home.visitor().ask('POST /v1/setup', { body: { ...first, token, name: '张\u202e三' } })).toMatchObject(
      {
        status: 422,
        body: { code: 'name_characters' },
      },
    )
  })

  test('gets one first administrator, however many ask at once, and then never another', async () => {
    const token = (await setupToken(home.deps)) ?? ''
    const visitors = [1, 2, 3].map((n) => ({ visitor: home.visitor(), body: { ...first, login: `first-${n}`, token } }))
    const answers = await Promise.all(visitors.map(({ visitor, body }) => visitor.ask('POST /v1/setup', { body })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await home.deps.db.select().from(staff)).toHaveLength(1)

    const winner = visitors[answers.findIndex(({ status }) => status === 200)]
    expect(await winner?.visitor.get('GET /v1/staff/me')).toMatchObject({
      grants: [{ role: 'administrator', level: 'nation' }],
    })
    expect(await setupToken(home.deps)).toBeUndefined()
    expect(await home.visitor().get('GET /v1/setup')).toEqual({ needed: false, demo: false })
    expect(await home.visitor().ask('POST /v1/setup', { body: { ...first, token } })).toMatchObject({
      status: 409,
      body: { code: 'setup_already_done' },
    })
  })
})

describe('staff', () => {
  let home: TestApp
  let root: Visitor & { readonly login: string }
  beforeAll(async () => {
    home = await openTestApp()
    root = await home.staff([NATION], 'root-administrator')
  })
  afterAll(() => home.close())

  /** Appoints somebody who can then sign in. */
  async function appointed(
    login: string,
    grants = [{ role: 'auditor', level: 'province', province: '14', siteId: null }] as const,
  ) {
    return root.get('POST /v1/staff', { body: { login, name: '李四光', password: PASSWORD, grants: [...grants] } })
  }
  async function signedIn(login: string) {
    const visitor = home.visitor()
    await visitor.get('POST /v1/staff/sign-in', { body: { login, password: PASSWORD } })
    return visitor
  }

  test('sign in, see what they may do, and sign out for good', async () => {
    await appointed('one')
    const visitor = home.visitor()
    const me = await visitor.get('POST /v1/staff/sign-in', { body: { login: ' ONE ', password: PASSWORD } })
    expect(me).toEqual(await visitor.get('GET /v1/staff/me'))
    expect(me.acts).toEqual(ACTS.filter((act) => PERMISSIONS[act].includes('auditor')))
    // Whoever audits reads and takes copies, and does none of what is audited.
    expect(me.acts.filter((act) => !act.startsWith('read_'))).toEqual(['export_reports'])

    const token = visitor.cookies.get(COOKIES.staff) ?? ''
    expect((await visitor.ask('POST /v1/staff/sign-out')).status).toBe(204)
    expect(visitor.cookies.size).toBe(0)
    visitor.cookies.set(COOKIES.staff, token)
    expect(await visitor.ask('GET /v1/staff/me')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  })

  test('hold a token of 256 bits, of which only the hash is stored, in a cookie that scripts and other sites cannot use', async () => {
    await appointed('two')
    const answer = await home.visitor().ask('POST /v1/staff/sign-in', { body: { login: 'two', password: PASSWORD } })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(
      /^__Host-kaochang-staff=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    const token = /=([\w-]{43});/.exec(cookie)?.[1] ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(JSON.stringify(await home.deps.db.select().from(staffSessions))).not.toContain(token)
  })

  test('are signed out twelve hours after they signed in, however busy they were', async () => {
    await appointed('three')
    const visitor = await signedIn('three')
    for (const hours of [4, 8, 11.99]) {
      home.clock.at = (NINE + hours * HOUR) as Instant
      expect((await visitor.ask('GET /v1/staff/me')).status).toBe(200)
    }
    home.clock.at = (NINE + 12 * HOUR) as Instant
    expect((await visitor.ask('GET /v1/staff/me')).status).toBe(401)
    home.clock.at = NINE
  })

  test('get a new token at every sign-in, and the one the browser brought is worth nothing afterwards (A28)', async () => {
    await appointed('four')
    const visitor = await signedIn('four')
    const before = visitor.cookies.get(COOKIES.staff) ?? ''
    await visitor.get('POST /v1/staff/sign-in', { body: { login: 'four', password: PASSWORD } })
    expect(visitor.cookies.get(COOKIES.staff)).not.toBe(before)
    const thief = home.visitor()
    thief.cookies.set(COOKIES.staff, before)
    expect((await thief.ask('GET /v1/staff/me')).status).toBe(401)
  })

  test('cannot be given a token that somebody else chose (A28)', async () => {
    await appointed('five')
    const victim = home.visitor()
    const planted = 'A'.repeat(43)
    victim.cookies.set(COOKIES.staff, planted)
    await victim.get('POST /v1/staff/sign-in', { body: { login: 'five', password: PASSWORD } })
    expect(victim.cookies.get(COOKIES.staff)).not.toBe(planted)
    const attacker = home.visitor()
    attacker.cookies.set(COOKIES.staff, planted)
    expect((await attacker.ask('GET /v1/staff/me')).status).toBe(401)
  })

  test('who change their password lose every session but the one they are given', async () => {
    await appointed('six')
    const [here, there] = [await signedIn('six'), await signedIn('six')]
    const old = here.cookies.get(COOKIES.staff) ?? ''
    expect(
      await here.ask('POST /v1/staff/me/password', { body: { current: 'wrong', next: 'lianhua-tielu-mao' } }),
    ).toMatchObject({
      status: 403,
      body: { code: 'password_wrong' },
    })
    expect(
      await here.ask('POST /v1/staff/me/password', { body: { current: PASSWORD, next: 'kaochang123456' } }),
    ).toMatchObject({
      status: 422,
      body: { code: 'password_too_common' },
    })
    expect(
      (await here.ask('POST /v1/staff/me/password', { body: { current: PASSWORD, next: 'lianhua-tielu-mao' } })).status,
    ).toBe(204)

    expect((await here.ask('GET /v1/staff/me')).status).toBe(200)
    expect((await there.ask('GET /v1/staff/me')).status).toBe(401)
    here.cookies.set(COOKIES.staff, old)
    expect((await here.ask('GET /v1/staff/me')).status).toBe(401)
    const again = home.visitor()
    expect((await again.ask('POST /v1/staff/sign-in', { body: { login: 'six', password: PASSWORD } })).status).toBe(401)
    expect(
      (await again.ask('POST /v1/staff/sign-in', { body: { login: 'six', password: 'lianhua-tielu-mao' } })).status,
    ).toBe(200)
  })

  test('who are taken out of use are gone at their next request, and cannot come back (A20)', async () => {
    const { id } = await appointed('seven')
    const visitor = await signedIn('seven')
    expect((await visitor.ask('GET /v1/staff/me')).status).toBe(200)
    expect(await root.get('POST /v1/staff/:staffId/disable', { params: { staffId: id } })).toMatchObject({
      id,
      disabledAt: NINE,
    })
    expect((await visitor.ask('GET /v1/staff/me')).status).toBe(401)
    expect(
      await home.visitor().ask('POST /v1/staff/sign-in', { body: { login: 'seven', password: PASSWORD } }),
    ).toMatchObject({
      status: 401,
      body: { code: 'sign_in_failed' },
    })
    expect((await root.ask('POST /v1/staff/:staffId/disable', { params: { staffId: id } })).status).toBe(200)
    const sessions = await home.deps.db
      .select()
      .from(staffSessions)
      .where(eq(staffSessions.staffId, id as StaffId))
    expect(sessions.map(({ revokedAt }) => revokedAt)).toEqual([NINE])
  })

  test('whose account is closed in the database itself are gone as well', async () => {
    const visitor = await home.staff([SHANXI])
    await home.deps.db.update(staff).set({ disabledAt: NINE }).where(eq(staff.id, visitor.id))
    expect((await visitor.ask('GET /v1/staff/me')).status).toBe(401)
  })

  test('who sign in while their account is being closed stay out', async () => {
    const { id } = await appointed('eight.b')
    const lock = { text: 'update staff set disabled_at = now() where id = $1', values: [id] }
    const [answer] = await heldUp(home.home.pool, lock, [
      () => home.visitor().ask('POST /v1/staff/sign-in', { body: { login: 'eight.b', password: PASSWORD } }),
    ])
    expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } })
  })

  test('whose role is taken away cannot use it at their next request (A20)', async () => {
    const visitor = await home.staff([SHANXI], 'eight')
    expect((await visitor.ask('GET /v1/staff')).status).toBe(200)
    await home.home.pool.query('update staff_grants set revoked_at = now() where staff_id = $1', [visitor.id])
    expect(await visitor.ask('GET /v1/staff')).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
  })

  test('who unite two roles that one person may not unite can use neither (A23)', async () => {
    const both = await home.staff([SHANXI, { role: 'auditor', jurisdiction: SHANXI.jurisdiction }])
    expect(await both.get('GET /v1/staff/me')).toMatchObject({ acts: [], grants: [] })
    expect((await both.ask('GET /v1/staff')).status).toBe(403)
    expect((await both.ask('GET /v1/sites')).status).toBe(403)
  })

  test('leave a trace of every sign-in and every act on somebody else', async () => {
    const { id } = await appointed('nine')
    await signedIn('nine')
    await root.get('POST /v1/staff/:staffId/disable', { params: { staffId: id } })
    const acts = await home.deps.db
      .select()
      .from(staffActs)
      .where(eq(staffActs.subject, `staff:${id}`))
      .orderBy(staffActs.id)
    expect(acts.map(({ act }) => act)).toEqual(['appoint_staff', 'sign_in', 'disable_staff'])
  })

  test('are refused alike and after like work, whether or not the login exists (A25)', async () => {
    await appointed('ten')
    const known: number[] = []
    const unknown: number[] = []
    const shapes = new Set<string>()
    for (let round = 0; round < 8; round += 1)
      for (const [login, times] of [
        ['ten', known],
        [`nobody-${round}`, unknown],
      ] as const) {
        const started = performance.now()
        const { status, body, headers } = await home
          .visitor()
          .ask('POST /v1/staff/sign-in', { body: { login, password: 'wrong-wrong-wrong' } })
        times.push(performance.now() - started)
        shapes.add(JSON.stringify([status, body, Object.keys(headers).sort()]))
      }
    expect(shapes.size).toBe(1)
    // One argon2 is some 30 ms: without it the unknown login would be answered many times faster.
    expect(median(unknown)).toBeGreaterThan(median(known) / 3)
  })

  test('are not found by guessing: after ten wrong passwords that address waits, and other addresses go on', async () => {
    await appointed('eleven')
    const guess = (password: string, address: string, forwarded?: string) =>
      home.visitor(address).ask('POST /v1/staff/sign-in', {
        body: { login: 'eleven', password },
        headers: { 'x-forwarded-for': forwarded },
      })
    for (let n = 0; n < 10; n += 1) expect((await guess(`wrong-password-${n}`, '198.51.100.9')).status).toBe(401)
    const refused = await guess(PASSWORD, '198.51.100.9')
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    // Nobody vouches for this header here (A75).
    expect((await guess(PASSWORD, '198.51.100.9', '192.0.2.44')).status).toBe(429)
    expect((await guess(PASSWORD, '198.51.100.10')).status).toBe(200)
  })

  test('are not found by guessing from everywhere: after fifty wrong passwords the login itself waits', async () => {
    await appointed('twelve')
    const statuses: number[] = []
    for (let n = 0; n < 51; n += 1) {
      const guesser = home.visitor(`198.51.100.${100 + Math.floor(n / 8)}`)
      statuses.push(
        (await guesser.ask('POST /v1/staff/sign-in', { body: { login: 'twelve', password: `wrong-password-${n}` } }))
          .status,
      )
    }
    expect(statuses).toEqual([...Array.from({ length: 50 }, () => 401), 429])
  })

  test('get their old hash made anew when they sign in', async () => {
    const { id } = await appointed('thirteen')
    // "password", as the reference implementation hashes it with other parameters.
    const passwordHash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    await home.deps.db
      .update(staff)
      .set({ passwordHash })
      .where(eq(staff.id, id as StaffId))
    for (const n of [1, 2])
      expect([
        n,
        (await home.visitor().ask('POST /v1/staff/sign-in', { body: { login: 'thirteen', password: 'password' } }))
          .status,
      ]).toEqual([n, 200])
    const [row] = await home.deps.db
      .select()
      .from(staff)
      .where(eq(staff.id, id as StaffId))
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('behind a proxy', () => {
  let home: TestApp
  beforeAll(async () => (home = await openTestApp({ trustProxy: ['192.0.2.1'] })))
  afterAll(() => home.close())

  /** How a sign-in is answered that came from an address and says where it was before. */
  const guess = async (address: string, forwarded: string) => {
    const body = { login: 'somebody', password: 'wrong-wrong-wrong' }
    return (
      await home.visitor(address).ask('POST /v1/staff/sign-in', { body, headers: { 'x-forwarded-for': forwarded } })
    ).status
  }

  test('the address it vouches for is the one that is counted, and nobody else can vouch (A75)', async () => {
    for (let n = 0; n < 10; n += 1) expect(await guess('192.0.2.1', '198.51.100.1')).toBe(401)
    expect(await guess('192.0.2.1', '198.51.100.1')).toBe(429)
    expect(await guess('192.0.2.1', '198.51.100.2')).toBe(401)
    // What the guesser wrote into the header before the proxy did is worth nothing.
    expect(await guess('192.0.2.1', '203.0.113.200, 198.51.100.1')).toBe(429)
    expect(await guess('198.51.100.1', '203.0.113.201')).toBe(429)
  })
})

describe('appointing', () => {
  let home: TestApp
  let nation: Visitor
  let shanxi: Visitor & { readonly id: string }
  let guizhou: Visitor
  let datong: string
  let guiyang: string
  beforeAll(async () => {
    home = await openTestApp()
    nation = await home.staff([NATION], 'nation')
    shanxi = await home.staff([SHANXI], 'shanxi')
    guizhou = await home.staff(
      [{ role: 'administrator', jurisdiction: { level: 'province', province: '52' } }],
      'guizhou',
    )
    const made = await home.deps.db
      .insert(sites)
      .values([
        {
          province: '14',
          name: '大同考点',
          address: '大同',
          accreditedFrom: '2026-01-01' as CivilDate,
          createdAt: NINE,
        },
        {
          province: '52',
          name: '贵阳考点',
          address: '贵阳',
          accreditedFrom: '2026-01-01' as CivilDate,
          createdAt: NINE,
        },
      ])
      .returning({ id: sites.id })
    datong = made[0]?.id ?? ''
    guiyang = made[1]?.id ?? ''
  })
  afterAll(() => home.close())

  let count = 0
  const ask = (by: Visitor, ...grants: AskedGrant[]) =>
    by.ask('POST /v1/staff', {
      body: {
        login: `appointed-${(count += 1)}`,
        name: '王五爷',
        password: PASSWORD,
        grants: grants.map((grant) => ({ province: null, siteId: null, ...grant })),
      },
    })

  test('reaches exactly as far as whoever appoints', async () => {
    const inShanxi: AskedGrant = { role: 'scorer', level: 'province', province: '14' }
    const inGuizhou: AskedGrant = { role: 'scorer', level: 'province', province: '52' }
    const atDatong: AskedGrant = { role: 'invigilator', level: 'site', province: '14', siteId: datong }
    const national: AskedGrant = { role: 'administrator', level: 'nation' }
    for (const grant of [inShanxi, inGuizhou, atDatong, national]) expect((await ask(nation, grant)).status).toBe(200)
    for (const grant of [inShanxi, atDatong]) expect((await ask(shanxi, grant)).status).toBe(200)
    for (const grants of [[inGuizhou], [national], [inShanxi, inGuizhou]])
      expect(await ask(shanxi, ...grants)).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
  })

  test('names a place that exists and fits', async () => {
    const misplacedGrants: AskedGrant[] = [
      { role: 'scorer', level: 'nation', province: '14' },
      { role: 'scorer', level: 'province' },
      { role: 'scorer', level: 'province', province: '14', siteId: datong },
      { role: 'invigilator', level: 'site', province: '14' },
      { role: 'invigilator', level: 'site', siteId: datong },
      { role: 'invigilator', level: 'site', province: '14', siteId: guiyang },
      { role: 'invigilator', level: 'site', province: '14', siteId: '00000000-0000-4000-8000-000000000000' },
    ]
    for (const misplaced of misplacedGrants)
      expect(await ask(nation, { role: 'scorer', level: 'nation' }, misplaced)).toMatchObject({
        status: 422,
        body: { code: 'grant_without_place', grant: 2 },
      })
  })

  test('a site of another province is none of one’s own, whatever province is written beside it', async () => {
    expect((await ask(shanxi, { role: 'invigilator', level: 'site', province: '52', siteId: guiyang })).status).toBe(
      403,
    )
    expect((await ask(shanxi, { role: 'invigilator', level: 'site', province: '14', siteId: guiyang })).status).toBe(
      422,
    )
  })

  test('refuses two roles that one person may not unite, in whatever places', async () => {
    expect(
      await ask(
        nation,
        { role: 'publisher', level: 'province', province: '52' },
        { role: 'scorer', level: 'province', province: '14' },
      ),
    ).toMatchObject({ status: 422, body: { code: 'roles_not_compatible', one: 'scorer', other: 'publisher' } })
  })

  test('refuses a login that is taken, and a password made of the login', async () => {
    const grants: GrantBody[] = [{ role: 'auditor', level: 'nation', province: null, siteId: null }]
    const body = { login: 'zhao.liu', name: '赵六爷', password: PASSWORD, grants }
    expect((await nation.ask('POST /v1/staff', { body: { ...body, password: 'zhaoliu-1990-zhao' } })).status).toBe(422)
    expect((await nation.ask('POST /v1/staff', { body })).status).toBe(200)
    expect(await nation.ask('POST /v1/staff', { body })).toMatchObject({ status: 409, body: { code: 'login_taken' } })
  })

  test('takes the same role in the same place once', async () => {
    const twice: AskedGrant = { role: 'auditor', level: 'province', province: '14' }
    expect((await ask(nation, twice, twice)).body).toMatchObject({ grants: [{ role: 'auditor' }] })
  })

  test('shows a province its own people, and of people of several provinces only the part that is its own (A17)', async () => {
    const { body } = await ask(
      nation,
      { role: 'auditor', level: 'province', province: '14' },
      { role: 'auditor', level: 'province', province: '52' },
    )
    const both = (body as { id: string }).id
    const seen = (await shanxi.get('GET /v1/staff')).staff
    expect(seen.find(({ id }) => id === both)?.grants).toEqual([
      { role: 'auditor', level: 'province', province: '14', city: null, siteId: null, enterpriseId: null },
    ])
    expect(seen.flatMap(({ grants }) => grants).filter(({ province }) => province !== '14')).toEqual([])
    expect((await nation.get('GET /v1/staff')).staff.find(({ id }) => id === both)?.grants).toHaveLength(2)

    expect(await shanxi.ask('POST /v1/staff/:staffId/disable', { params: { staffId: both } })).toMatchObject({
      status: 403,
    })
    expect(await guizhou.ask('POST /v1/staff/:staffId/disable', { params: { staffId: shanxi.id } })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  })

  test('leaves nobody to disable themselves, and never the last administrator', async () => {
    expect(await shanxi.ask('POST /v1/staff/:staffId/disable', { params: { staffId: shanxi.id } })).toMatchObject({
      status: 409,
      body: { code: 'cannot_disable_oneself' },
    })
    const [one, other] = [await home.staff([NATION]), await home.staff([NATION])]
    const lock = { text: 'select from staff where id = any($1) for update', values: [[one.id, other.id]] }
    const answers = await heldUp(home.home.pool, lock, [
      () => one.ask('POST /v1/staff/:staffId/disable', { params: { staffId: other.id } }),
      () => other.ask('POST /v1/staff/:staffId/disable', { params: { staffId: one.id } }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })
})

function median(times: readonly number[]) {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}

/** A grant as the console sends it, with null for what is not named. */
type AskedGrant = Pick<GrantBody, 'role' | 'level'> & Partial<GrantBody>
