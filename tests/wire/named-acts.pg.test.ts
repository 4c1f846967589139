import { endpoints } from '@kaochang/contract/endpoints'
import { keepApart } from '@kaochang/database/sitting'
import type { BankId, ItemId, SessionId, StaffId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../kit/app.ts'
import {
  HOUR,
  type Member,
  type Office,
  aBank,
  aPerson,
  anOffice,
  anOpen,
  rosterEntry,
  sit,
} from '../kit/exam-fixture.ts'

/**
 * R46-1: whoever changes a score, sees a paper or a key, or releases results, stands in the log of acts by name. The
 * contract says which routes could do any of it; each of them is tried here.
 */
let home: TestApp
let office: Office
let keeper: Member
let nationalBank: BankId
let exam: { id: SessionId; sittingId: string }

beforeAll(async () => {
  home = await openTestApp()
  office = await anOffice(home)
  nationalBank = await aBank(home, { kind: 'national' })
  const provincial = await aBank(home, { kind: 'provincial', province: '14', times: 1 })
  keeper = await home.staff([{ role: 'bank_administrator', jurisdiction: { level: 'nation' } }])

  const person = aPerson()
  const session = await anOpen(home, office, { bankIds: [nationalBank, provincial], people: [person] })
  const { sittingId } = await rosterEntry(office, session.id, person)
  await sit(home, sittingId, { right: 85 })
  const terminalId = '00000000-0000-4000-8000-000000000001' as TerminalId
  await keepApart(home.home.pool, sittingId, {
    at: home.clock.at,
    reason: 'after_end',
    terminalId,
    saves: [{ seq: 999, item: 1, response: '', marked: false }],
  })
  home.clock.at = (session.startsAt + 2 * HOUR) as Instant
  await endSessions(home.deps)
  exam = { id: session.id as SessionId, sittingId }
}, 60_000)
afterAll(() => home.close())

/** Routes whose answer to staff holds a key. */
const SHOW_KEYS = [
  'GET /v1/banks/:bankId/imports/:importId',
  'GET /v1/banks/:bankId/items',
  'GET /v1/banks/:bankId/items/:itemId',
  'POST /v1/banks/:bankId/imports',
  'POST /v1/banks/:bankId/imports/:importId/settle',
  'POST /v1/banks/:bankId/items/:itemId/retire',
  'POST /v1/banks/:bankId/items/:itemId/versions',
]

describe('R46-1: the routes', () => {
  test('that show a key to staff are these and no others', () => {
    const found = endpoints
      .filter(({ config: { access } }) => typeof access === 'object')
      .filter(({ schema }) => Object.values(schema.response).some((response) => holds(response, 'key', 'stem')))
      .map(({ method, url }) => `${method} ${url}`)
    expect(found.sort()).toEqual(SHOW_KEYS)
  })

  test('that show a candidate’s paper to staff: there are none', () => {
    const found = endpoints
      .filter(({ config: { access } }) => typeof access === 'object')
      .filter(({ schema }) => Object.values(schema.response).some((response) => holds(response, 'optionOrder')))
    expect(found.map(({ url }) => url)).toEqual([])
  })

  test('that show keys leave the name of whoever looked', async () => {
    const params = { bankId: nationalBank }
    const { items } = await keeper.get('GET /v1/banks/:bankId/items', { params, querystring: {} })
    const itemId = items[0]?.id as ItemId
    expect(await lastAct(`bank:${nationalBank}`)).toEqual({ act: 'view_keys', staffId: keeper.id })
    await keeper.get('GET /v1/banks/:bankId/items/:itemId', { params: { ...params, itemId } })
    expect(await lastAct(`item:${itemId}`)).toEqual({ act: 'view_keys', staffId: keeper.id })
    await keeper.get('POST /v1/banks/:bankId/items/:itemId/retire', {
      params: { ...params, itemId },
      body: { reason: '过时' },
    })
    expect(await lastAct(`item:${itemId}`)).toEqual({ act: 'retire_item', staffId: keeper.id })

    const { id: importId } = (await keeper.get('POST /v1/banks/:bankId/imports', {
      params,
      body: Buffer.from('题型,题干,A,B,答案\n判断题,矿井必须有两个安全出口。,正确,错误,A\n'),
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'items.csv' },
    } as never)) as unknown as { id: string }
    expect(await lastAct(`import:${importId}`)).toEqual({ act: 'stage_import', staffId: keeper.id })
    await keeper.get('GET /v1/banks/:bankId/imports/:importId', { params: { ...params, importId } })
    expect(await lastAct(`import:${importId}`)).toEqual({ act: 'view_keys', staffId: keeper.id })
  })

  test('that change a score leave the name of whoever decided', async () => {
    await office.scorer.get('POST /v1/sittings/:sittingId/late-frames/decide', {
      params: { sittingId: exam.sittingId },
      body: { decision: 'count', reason: '网络中断，监考员证实' },
    })
    expect(await lastAct(`sitting:${exam.sittingId}`)).toEqual({ act: 'decide_late_frames', staffId: office.scorer.id })
  })

  test('that release results leave both names', async () => {
    const params = { sessionId: exam.id }
    const { digest } = await office.scorer.get('GET /v1/sessions/:sessionId/scores', { params })
    const proposed = await office.scorer.get('POST /v1/sessions/:sessionId/release-proposals', {
      params,
      body: { digest: digest ?? '' },
    })
    expect(await lastAct(`session:${exam.id}`)).toEqual({ act: 'propose_release', staffId: office.scorer.id })
    await office.publisher.get('POST /v1/release-proposals/:proposalId/approve', {
      params: { proposalId: proposed.proposal?.id ?? '' },
      body: { digest: digest ?? '' },
    })
    expect(await actsOn(`session:${exam.id}`)).toContainEqual({ act: 'approve_release', staffId: office.publisher.id })
  })

  test('only what the platform did by itself has no name, and that is to end and to score what is over', async () => {
    const { rows } = await home.home.pool.query<{ act: string }>(
      'select distinct act from staff_acts where staff_id is null order by act',
    )
    expect(rows.map(({ act }) => act)).toEqual(['end_session', 'score_session'])
  })
})

async function actsOn(subject: string): Promise<{ act: string; staffId: StaffId | null }[]> {
  const { rows } = await home.home.pool.query<{ act: string; staff_id: StaffId | null }>(
    'select act, staff_id from staff_acts where subject = $1 order by id',
    [subject],
  )
  return rows.map(({ act, staff_id }) => ({ act, staffId: staff_id }))
}

async function lastAct(subject: string) {
  return (await actsOn(subject)).at(-1)
}

/** Whether a schema has an object with all of these members, however deep. */
function holds(schema: unknown, ...names: string[]): boolean {
  if (Array.isArray(schema)) return schema.some((each) => holds(each, ...names))
  if (typeof schema !== 'object' || schema === null) return false
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    const members = Object.keys(schema.properties)
    if (names.every((name) => members.includes(name))) return true
  }
  return Object.values(schema).some((member) => holds(member, ...names))
}
