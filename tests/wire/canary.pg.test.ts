import { itemKeys } from '@kaochang/database/schema/bank'
import { sessions, sites, sittings } from '@kaochang/database/schema/session'
import type { Instant } from '@kaochang/domain/instant'
import { openCanary } from '@kaochang/server/canary/canary'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import type { LiveSittings } from '@kaochang/server/sitting/live-sittings'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { NINE, type TestApp, openTestApp } from '../kit/app.ts'
import { aSealedExam } from '../kit/sealed-exam.ts'

const homes: TestApp[] = []
afterAll(async () => {
  for (const home of homes.splice(0).reverse()) await home.close()
})

const home = await open()
const chief = await home.staff([{ role: 'chief_invigilator', jurisdiction: { level: 'province', province: '14' } }])
const auditor = await home.staff([{ role: 'auditor', jurisdiction: { level: 'nation' } }])

test('where there is no item yet, nothing is said to be well or ill', async () => {
  const { canary } = await chief.get('POST /v1/server-processes/canary')
  expect(canary).toMatchObject({ ok: null, step: null, fault: null })
})

describe('with items in a bank', () => {
  test('a canary with known answers gets the known mark, and whoever opens the doors is told', async () => {
    await aSealedExam(home.deps.db, { at: NINE, candidates: 1 })
    const { processId, canary } = await chief.get('POST /v1/server-processes/canary')
    expect(canary).toMatchObject({ ok: true, step: null, fault: null })
    const { processes, at } = await auditor.get('GET /v1/server-processes')
    expect(processes).toMatchObject([{ id: processId, canary, canaryAt: at }])
    const [sitting] = await canarySittings()
    expect(sitting).toMatchObject({ endReason: 'handed_in' })
  })

  test('another process has a canary of its own, and its finding stands beside', async () => {
    const other = await open(home)
    const found = await Promise.all([home.deps.canary.run(), other.deps.canary.run(), other.deps.canary.run()])
    expect(found.map(({ ok }) => ok)).toEqual([true, true, true])
    const { processes } = await auditor.get('GET /v1/server-processes')
    expect(processes.map(({ canary }) => canary?.ok)).toEqual([true, true])
    // Asked twice at once, the other sent one.
    expect(await canarySittings()).toHaveLength(3)
    // One place for all of them.
    expect(await home.deps.db.select().from(sites).where(eq(sites.purpose, 'canary'))).toHaveLength(1)
  })

  test('nobody finds a canary among the sessions, the sites or the announcements, and no clockwork ends it', async () => {
    const publisher = await home.staff([{ role: 'publisher', jurisdiction: { level: 'nation' } }])
    home.clock.at = (NINE + 30 * 86_400_000) as Instant
    await endSessions(home.deps)
    home.clock.at = NINE
    const listed = await Promise.all([
      auditor.get('GET /v1/sessions'),
      auditor.get('GET /v1/sites'),
      publisher.get('GET /v1/release-duties'),
      home.visitor().get('GET /v1/announcements'),
    ])
    expect(JSON.stringify(listed)).not.toContain('自检')
    const held = await home.deps.db.select().from(sessions).where(eq(sessions.purpose, 'canary'))
    expect(new Set(held.map(({ state }) => state))).toEqual(new Set(['sealed']))
    const { status } = await auditor.ask('GET /v1/sessions/:sessionId', { params: { sessionId: held[0]?.id ?? '' } })
    expect(status).toBe(404)
  })

  test('a key that changes between the paper and the score is a wrong mark', async () => {
    const canary = openCanary({ ...home.deps, sittings: beforeThe('start_room', home.deps.sittings, changeAKey) })
    expect(await canary.run()).toMatchObject({ ok: false, step: 'score', fault: 'wrong_mark' })
  })

  test('a record that somebody changed on the way does not hold together', async () => {
    await home.home.db.execute(sql.raw('alter table sitting_events disable trigger user'))
    const canary = openCanary({ ...home.deps, sittings: lateReader(home.deps.sittings) })
    expect(await canary.run()).toMatchObject({ ok: false, step: 'record', fault: 'record_broken' })
    await home.home.db.execute(sql.raw('alter table sitting_events enable trigger user'))
  })

  describe('a database that refuses what is saved', () => {
    afterEach(() => home.home.db.execute(sql.raw('drop trigger refuse_saves on sitting_events')))

    test('turns it red at the saves, and green again when it is mended', async () => {
      await home.home.db.execute(
        sql.raw(`create or replace function refuse_saves() returns trigger language plpgsql as
          $$ begin raise exception 'no' using errcode = '23514'; end $$`),
      )
      await home.home.db.execute(
        sql.raw(`create trigger refuse_saves before insert on sitting_events for each row
          when (new.event ->> 'type' = 'answer_saved') execute function refuse_saves()`),
      )
      const { canary } = await chief.get('POST /v1/server-processes/canary')
      expect(canary).toMatchObject({ ok: false, step: 'saves', fault: 'not_written' })
      const { processes } = await auditor.get('GET /v1/server-processes')
      expect(processes.find(({ id }) => id === home.deps.watch.processId)).toMatchObject({ canary })
    })
  })

  test('mended, it is green again', async () => {
    expect(await home.deps.canary.run()).toMatchObject({ ok: true })
  })
})

async function open(beside?: TestApp): Promise<TestApp> {
  const opened = await openTestApp(beside ? { beside } : {})
  homes.push(opened)
  return opened
}

async function canarySittings() {
  const rows = await home.deps.db
    .select({ sitting: sittings })
    .from(sittings)
    .innerJoin(sessions, eq(sessions.id, sittings.sessionId))
    .where(eq(sessions.purpose, 'canary'))
  return rows.map(({ sitting }) => sitting)
}

/** The sittings, with something done just before one command. */
function beforeThe(type: string, inner: LiveSittings, act: () => Promise<unknown>): LiveSittings {
  return {
    ...inner,
    async obey(id, command) {
      if (command.type === type) await act()
      return inner.obey(id, command)
    },
  }
}

/** Every key of the bank gets a newer version, as a correction would give it. */
async function changeAKey() {
  const keys = await home.deps.db.select().from(itemKeys)
  await home.deps.db
    .insert(itemKeys)
    .values(keys.map((row) => ({ ...row, keyVersion: row.keyVersion + 1, key: row.key === 'A' ? 'B' : 'A' })))
}

/** The sittings, with an answer changed in the table as soon as the terminal leaves. */
function lateReader(inner: LiveSittings): LiveSittings {
  return {
    ...inner,
    async attach(id, ...rest) {
      const attached = await inner.attach(id, ...rest)
      if (!attached.ok) return attached
      const hold = attached.value
      const settled = async () => {
        const kept = await hold.settled()
        await home.home.db.execute(
          sql`update sitting_events set event = jsonb_set(event, '{response}', '"A"')
              where sitting_id = ${id} and event ->> 'type' = 'answer_saved' and event ->> 'response' <> 'A'`,
        )
        return kept
      }
      return { ok: true, value: { ...hold, settled } }
    },
  }
}
