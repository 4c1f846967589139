import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { bytesOfBank } from '../kit/bank-file.ts'

describe('a bank administrator and a file of items', () => {
  let home: TestApp
  let national: Visitor
  let shanxi: Visitor

  beforeAll(async () => {
    home = await openTestApp()
    national = await home.staff([{ role: 'bank_administrator', jurisdiction: { level: 'nation' } }])
    shanxi = await home.staff([{ role: 'bank_administrator', jurisdiction: { level: 'province', province: '14' } }])
  })
  afterAll(() => home.close())

  test('what was read is shown first, and only the good rows enter the bank', async () => {
    const bank = await aBank(national, '国家题库一')
    const staged = await stage(national, bank.id, bytesOfBank({ good: 12, withoutKey: 2 }))
    expect(staged).toMatchObject({ state: 'staged', readCount: 12, addedCount: null })
    expect(staged.problems.map(({ row, code, zh }) => [row, code, zh.remedy !== ''])).toEqual([
      [14, 'key_missing', true],
      [15, 'key_missing', true],
    ])
    expect((await national.get('GET /v1/banks/:bankId', { params: { bankId: bank.id } })).itemCount).toBe(0)

    const settled = await settle(national, bank.id, staged.id, 'good_rows')
    expect(settled).toMatchObject({ state: 'committed', addedCount: 12 })
    expect((await national.get('GET /v1/banks/:bankId', { params: { bankId: bank.id } })).itemCount).toBe(12)
  })

  test('all or nothing takes nothing while a row has a problem', async () => {
    const bank = await aBank(national, '国家题库二')
    const staged = await stage(national, bank.id, bytesOfBank({ good: 3, withoutKey: 1 }))
    const params = { bankId: bank.id, importId: staged.id }
    const body = { choice: 'all_or_nothing' } as const
    const refused = await national.ask('POST /v1/banks/:bankId/imports/:importId/settle', { params, body })
    expect(refused).toMatchObject({ status: 422, body: { code: 'import_has_problems', problemCount: 1 } })
    expect((await national.get('GET /v1/banks/:bankId', { params: { bankId: bank.id } })).itemCount).toBe(0)
  })

  test('the same file a second time adds nothing, and says which items stand there', async () => {
    const bank = await aBank(national, '国家题库三')
    const bytes = bytesOfBank({ good: 5 })
    await settle(national, bank.id, (await stage(national, bank.id, bytes)).id, 'good_rows')
    const again = await stage(national, bank.id, bytes)
    expect(again.duplicates).toHaveLength(5)
    expect((await settle(national, bank.id, again.id, 'good_rows')).addedCount).toBe(0)
  })

  test('an import is settled once', async () => {
    const bank = await aBank(national, '国家题库四')
    const staged = await stage(national, bank.id, bytesOfBank({ good: 1 }))
    await settle(national, bank.id, staged.id, 'discard')
    const params = { bankId: bank.id, importId: staged.id }
    const body = { choice: 'good_rows' } as const
    const again = await national.ask('POST /v1/banks/:bankId/imports/:importId/settle', { params, body })
    expect(again).toMatchObject({ status: 409, body: { code: 'import_settled' } })
  })

  test('a file that is no item file is refused in words', async () => {
    const bank = await aBank(national, '国家题库五')
    const refused = await upload(national, bank.id, Buffer.from('not a workbook'), '题库.xlsx')
    expect(refused).toMatchObject({ status: 422, body: { code: 'file_unreadable' } })
    expect((refused.body as { zh: { remedy: string } }).zh.remedy).not.toBe('')
  })

  test('an edit is a new version: the old one stays as it was, and a stale editor is told', async () => {
    const bank = await aBank(national, '国家题库六')
    await settle(national, bank.id, (await stage(national, bank.id, bytesOfBank({ good: 1 }))).id, 'good_rows')
    const listed = await national.get('GET /v1/banks/:bankId/items', { params: { bankId: bank.id }, querystring: {} })
    const [item] = listed.items
    if (!item) throw new Error('The bank has no item')
    const params = { bankId: bank.id, itemId: item.id }
    const { kind, area, options, clause, edition } = item
    const revision = { from: 1, kind, area, options, clause, edition, stem: '修改后的题干（）。', key: 'B' }
    const revised = await national.get('POST /v1/banks/:bankId/items/:itemId/versions', { params, body: revision })
    expect(revised).toMatchObject({ version: 2, stem: '修改后的题干（）。', key: 'B' })

    const { versions } = await national.get('GET /v1/banks/:bankId/items/:itemId', { params })
    expect(versions.map(({ version, stem }) => [version, stem])).toEqual([
      [2, '修改后的题干（）。'],
      [1, item.stem],
    ])
    const stale = await national.ask('POST /v1/banks/:bankId/items/:itemId/versions', { params, body: revision })
    expect(stale).toMatchObject({ status: 409, body: { code: 'item_changed_meanwhile', version: 2 } })
  })

  test('R46-1: every change leaves a line that says who made it, and nobody can rewrite the line', async () => {
    const bank = await aBank(national, '国家题库七')
    await settle(national, bank.id, (await stage(national, bank.id, bytesOfBank({ good: 2 }))).id, 'good_rows')
    const { pool } = home.home
    const { rows } = await pool.query(
      'select act, staff_id from staff_acts where staff_id is not null order by id desc limit 3',
    )
    expect(rows.map(({ act }: { act: string }) => act)).toEqual(['settle_import', 'stage_import', 'create_bank'])
    await expect(pool.query('update staff_acts set staff_id = null')).rejects.toThrow(/append-only/)
    await expect(pool.query('delete from staff_acts')).rejects.toThrow(/append-only/)
  })

  test('R13-2: a provincial bank is a draft until it is filed, and an empty one cannot be', async () => {
    const bank = await aProvincialBank('山西题库')
    expect(bank.state).toBe('draft')
    const params = { bankId: bank.id }
    const body = { reference: '晋备 1 号' }
    const empty = await shanxi.ask('POST /v1/banks/:bankId/file', { params, body })
    expect(empty).toMatchObject({ status: 409, body: { code: 'bank_empty' } })

    await settle(shanxi, bank.id, (await stage(shanxi, bank.id, bytesOfBank({ good: 2 }))).id, 'good_rows')
    const filed = await shanxi.get('POST /v1/banks/:bankId/file', { params, body })
    expect(filed).toMatchObject({ state: 'filed', filingReference: '晋备 1 号' })
    const { filings } = await national.get('GET /v1/filings')
    expect(filings.map(({ name, itemCount }) => [name, itemCount])).toContainEqual(['山西题库', 2])
  })

  test('A09: another province’s bank does not exist, whatever is asked of it', async () => {
    const { id: bankId } = await aProvincialBank('山西题库二')
    const guizhou = await home.staff([
      { role: 'bank_administrator', jurisdiction: { level: 'province', province: '52' } },
    ])
    for (const stranger of [guizhou, national]) {
      expect((await stranger.ask('GET /v1/banks/:bankId', { params: { bankId } })).status).toBe(404)
      const items = await stranger.ask('GET /v1/banks/:bankId/items', { params: { bankId }, querystring: {} })
      expect(items.status).toBe(404)
      expect((await upload(stranger, bankId, bytesOfBank({ good: 1 }), 'x.csv')).status).toBe(404)
      expect((await stranger.get('GET /v1/banks')).banks.map(({ id }) => id)).not.toContain(bankId)
    }
  })

  async function aBank(by: Visitor, name: string) {
    return by.get('POST /v1/banks', { body: { kind: 'national', province: null, trade: null, name } })
  }

  async function aProvincialBank(name: string) {
    return shanxi.get('POST /v1/banks', { body: { kind: 'provincial', province: '14', trade: null, name } })
  }

  async function upload(by: Visitor, bankId: string, bytes: Uint8Array, fileName: string) {
    const cookie = [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      origin: ORIGIN,
      cookie,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(fileName),
    }
    const payload = Buffer.from(bytes)
    const answer = await home.app.inject({ method: 'POST', url: `/v1/banks/${bankId}/imports`, headers, payload })
    return { status: answer.statusCode, body: answer.json<unknown>() }
  }

  async function stage(by: Visitor, bankId: string, bytes: Uint8Array) {
    const { status, body } = await upload(by, bankId, bytes, '题库.csv')
    if (status !== 200) throw new Error(`The upload answered ${status}: ${JSON.stringify(body)}`)
    return body as Awaited<ReturnType<typeof settle>>
  }

  async function settle(by: Visitor, bankId: string, importId: string, choice: 'good_rows' | 'discard') {
    return by.get('POST /v1/banks/:bankId/imports/:importId/settle', { params: { bankId, importId }, body: { choice } })
  }
})
