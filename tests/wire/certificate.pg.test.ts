import type { CertificateView } from '@kaochang/contract/certificate'
import { CERTIFICATE_PDF_URL, MY_CERTIFICATE_PDF_URL, PUBLICATIONS_CSV_URL } from '@kaochang/contract/certificate'
import { endpoints } from '@kaochang/contract/endpoints'
import { PERMISSIONS } from '@kaochang/domain/people/permission'
import type { Grant } from '@kaochang/domain/people/roles'
import { type CivilDate, type Instant, startOfDay } from '@kaochang/domain/instant'
import { endCertificates } from '@kaochang/server/certificate/end-certificates'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { type Worker, aWorker, anAssessed } from '../kit/certificate.ts'
import { pdfText } from '../kit/pdf-text.ts'
import { readPdfQr } from '../kit/qr.ts'

let home: TestApp
let officer: Visitor
let publisher: Visitor

const SHANXI = { level: 'province', province: '14' } as const
const as = (role: Grant['role'], jurisdiction: Grant['jurisdiction'] = SHANXI) => home.staff([{ role, jurisdiction }])
const nineOn = (date: string) => (startOfDay(date as CivilDate) + 9 * 3_600_000) as Instant

beforeAll(async () => {
  home = await openTestApp()
})
afterAll(() => home.close())
beforeEach(async () => {
  home.clock.at = nineOn('2026-10-20')
  officer = await as('application_officer')
  publisher = await as('publisher')
})

async function issue(
  worker: Worker,
  given: Parameters<typeof anAssessed>[2] = {},
  by = officer,
): Promise<CertificateView> {
  const { assessmentId } = await anAssessed(home, worker, given)
  return by.get('POST /v1/assessments/:assessmentId/certificate', {
    params: { assessmentId },
    body: { number: numberOf(worker) },
  })
}

let numbers = 0
function numberOf({ category, idNumber }: Worker) {
  numbers += 1
  return category === 'operator' ? `T${idNumber}` : `晋煤安〔2026〕第${String(numbers).padStart(5, '0')}号`
}

/** A candidate on their own pages. */
async function holderOf({ idNumber }: Worker, ticket: string): Promise<Visitor> {
  const visitor = home.visitor('203.0.113.77')
  await visitor.get('POST /v1/candidate/sign-in', { body: { ticket, idNumber } })
  return visitor
}

async function dutiesOf(subjectId: string) {
  const { rows } = await home.home.pool.query<{ clock: string; due: string; met_on: string | null; closed: boolean }>(
    `select clock, due::text, met_on::text, closed_at is not null as closed from duties where subject_id = $1 order by clock`,
    [subjectId],
  )
  return rows
}

async function noticesOf(personId: string) {
  const { rows } = await home.home.pool.query<{
    code: string
    province: string
    addressee: string
    what: string
    text: string
  }>(
    `select code, province, addressee, facts -> 'lines' -> 0 ->> 'value' as what, facts::text as text
      from notices where person_id = $1 order by produced_at, number`,
    [personId],
  )
  return rows
}

async function raw(visitor: Visitor, url: string): Promise<{ status: number; bytes: Buffer; type: string }> {
  const answer = await home.app.inject({
    method: 'GET',
    url,
    headers: { cookie: [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
  })
  return { status: answer.statusCode, bytes: answer.rawPayload, type: String(answer.headers['content-type']) }
}

describe('waiting to be issued', () => {
  test('R19-1, R27-7: a published pass starts the clock, a manager’s at publication and an operator’s at the pass', async () => {
    const [manager, operator] = [await aWorker(home, { category: 'manager' }), await aWorker(home)]
    const one = await anAssessed(home, manager, {
      examOn: '2026-09-21' as CivilDate,
      publishedOn: '2026-09-28' as CivilDate,
    })
    const other = await anAssessed(home, operator, {
      examOn: '2026-09-24' as CivilDate,
      publishedOn: '2026-10-15' as CivilDate,
    })
    const { waiting } = await officer.get('GET /v1/certificates/waiting')
    const dueOf = ({ assessmentId }: { assessmentId: string }) =>
      waiting.find((each) => each.assessmentId === assessmentId)?.due
    expect(dueOf(one)).toMatchObject({ due: '2026-10-16', overdue: true })
    expect(dueOf(other)).toMatchObject({ due: '2026-10-29', overdue: false })
    expect(await dutiesOf(one.assessmentId)).toMatchObject([
      { clock: 'manager.certificate', due: '2026-10-16', closed: false },
    ])
    expect(await dutiesOf(other.assessmentId)).toMatchObject([
      { clock: 'operator.certificate', due: '2026-10-29', closed: false },
    ])
  })

  test('R27-5: nobody waits who has passed only one of the two exams', async () => {
    const worker = await aWorker(home)
    const { assessmentId } = await anAssessed(home, worker, { points: { knowledge: 9000, practical: 7999 } })
    const { waiting } = await officer.get('GET /v1/certificates/waiting')
    expect(waiting.map((each) => each.assessmentId)).not.toContain(assessmentId)
    const asked = { params: { assessmentId }, body: { number: numberOf(worker) } }
    expect(await officer.ask('POST /v1/assessments/:assessmentId/certificate', asked)).toMatchObject({
      status: 409,
      body: { code: 'assessment_not_passed', article: '27' },
    })
    expect(await dutiesOf(assessmentId)).toEqual([])
  })

  test('the list is of one’s own authority, and an enterprise sees its own people', async () => {
    const [mine, theirs] = [await aWorker(home), await aWorker(home, { province: '52' })]
    const own = await anAssessed(home, mine)
    const other = await anAssessed(home, theirs, { province: '52' })
    const clerk = await as('enterprise_clerk', { level: 'enterprise', province: '14', enterpriseId: mine.enterpriseId })
    const seen = async (visitor: Visitor) =>
      (await visitor.get('GET /v1/certificates/waiting')).waiting.map(({ assessmentId }) => assessmentId)
    expect(await seen(officer)).toContain(own.assessmentId)
    expect(await seen(officer)).not.toContain(other.assessmentId)
    expect(await seen(clerk)).toEqual([own.assessmentId])
  })
})

describe('issuing', () => {
  test('R28-1, R38-1: gives an operator six years, starts their clocks, meets the duty and is published', async () => {
    const worker = await aWorker(home)
    const certificate = await issue(worker)
    expect(certificate).toMatchObject({
      holderName: '王喆',
      state: 'valid',
      mayWork: true,
      issuedOn: '2026-10-20',
      validFrom: '2026-10-20',
      validThrough: '2032-10-19',
      renewalMark: '2032-08-20',
      province: '14',
      history: [{ kind: 'issued' }],
    })
    expect(await dutiesOf(certificate.assessmentId)).toMatchObject([{ met_on: '2026-10-20', closed: true }])
    expect(await dutiesOf(certificate.id)).toMatchObject([
      { clock: 'operator.renewalMark', due: '2032-08-20', closed: false },
      { clock: 'operator.validity', due: '2032-10-19', closed: false },
    ])
    const [notice, ...others] = await noticesOf(worker.personId)
    expect(notice).toMatchObject({ code: 'N7', province: '14', addressee: 'public', what: '发放' })
    expect(others).toEqual([])
    expect(notice?.text).not.toContain(worker.idNumber)
  })

  test('R20-1: starts the three years of a manager, whose certificate has no end', async () => {
    const certificate = await issue(await aWorker(home, { category: 'principal' }))
    expect(certificate).toMatchObject({ validThrough: null, state: 'valid', cycleDue: '2029-10-19' })
    expect(await dutiesOf(certificate.id)).toMatchObject([{ clock: 'manager.cycle', due: '2029-10-19', closed: false }])
  })

  test('late stays late: a certificate issued after its day meets the duty on the day it was issued', async () => {
    const certificate = await issue(await aWorker(home, { category: 'manager' }), {
      examOn: '2026-09-21' as CivilDate,
      publishedOn: '2026-09-28' as CivilDate,
    })
    expect(await dutiesOf(certificate.assessmentId)).toMatchObject([{ due: '2026-10-16', met_on: '2026-10-20' }])
  })

  test('R28-2: takes the number as the national system gave it: for an operator T and their own ID number', async () => {
    const [worker, somebody] = [await aWorker(home), await aWorker(home)]
    const { assessmentId } = await anAssessed(home, worker)
    const ask = (number: string) =>
      officer.ask('POST /v1/assessments/:assessmentId/certificate', { params: { assessmentId }, body: { number } })
    for (const number of [`T${somebody.idNumber}`, worker.idNumber, 'T110105194912310021'])
      expect(await ask(number)).toMatchObject({ status: 422, body: { code: 'certificate_number_not_the_holders' } })
    expect((await ask(` t${worker.idNumber.toLowerCase()} `)).status).toBe(200)
    expect(await ask(`T${worker.idNumber}`)).toMatchObject({
      status: 409,
      body: { code: 'certificate_issued_already' },
    })
  })

  test('R28-2: no two people have one number', async () => {
    const [one, other] = [await aWorker(home, { category: 'manager' }), await aWorker(home, { category: 'manager' })]
    const number = '晋煤安〔2026〕第99999号'
    const ask = async (worker: Worker) => {
      const { assessmentId } = await anAssessed(home, worker)
      return officer.ask('POST /v1/assessments/:assessmentId/certificate', {
        params: { assessmentId },
        body: { number },
      })
    }
    expect((await ask(one)).status).toBe(200)
    expect(await ask(other)).toMatchObject({ status: 422, body: { code: 'certificate_number_taken' } })
  })

  test('3.4: one person has one number for several trades', async () => {
    const worker = await aWorker(home)
    const first = await issue(worker)
    const second = await issue({ ...worker, trade: 'blasting' })
    expect(second).toMatchObject({ trade: 'blasting', numberMasked: first.numberMasked, state: 'valid', renews: null })
  })

  test('A18, R29-3: a renewal follows the old certificate without a gap, and meets the mark of the old one', async () => {
    const worker = await aWorker(home)
    home.clock.at = nineOn('2020-11-02')
    const old = await issue(worker, { examOn: '2020-10-20' as CivilDate, publishedOn: '2020-10-30' as CivilDate })
    expect(old.validThrough).toBe('2026-11-01')
    home.clock.at = nineOn('2026-10-20')
    const renewed = await issue(worker, { purpose: 'renewal' })
    expect(renewed).toMatchObject({
      renews: old.id,
      firstIssuedOn: '2020-11-02',
      issuedOn: '2026-10-20',
      validFrom: '2026-11-02',
      validThrough: '2032-11-01',
      state: 'not_yet_valid',
      mayWork: false,
    })
    expect(await dutiesOf(renewed.assessmentId)).toMatchObject([
      { clock: 'operator.renewalIssue', met_on: '2026-10-20' },
    ])
    const params = { certificateId: old.id }
    const reader = await as('auditor')
    expect(await reader.get('GET /v1/certificates/:certificateId', { params })).toMatchObject({
      state: 'valid',
      mayWork: true,
      renewed: true,
      renewedBy: renewed.id,
      history: [{ kind: 'issued' }, { kind: 'renewed' }],
    })
    expect((await dutiesOf(old.id)).find(({ clock }) => clock === 'operator.renewalMark')).toMatchObject({
      closed: true,
    })
    home.clock.at = nineOn('2026-11-02')
    expect(await (await as('auditor')).get('GET /v1/certificates/:certificateId', { params })).toMatchObject({
      state: 'renewed',
    })
  })

  test('by a pasted list goes row by row: what is wrong with one row does not hold up the others', async () => {
    const [one, other, manager] = [
      await aWorker(home),
      await aWorker(home),
      await aWorker(home, { category: 'manager' }),
    ]
    for (const worker of [one, other, { ...other, trade: 'hoist' }, manager]) await anAssessed(home, worker)
    const batch = await officer.get('POST /v1/certificates/batch', {
      body: {
        rows: [
          { number: `T${one.idNumber}` },
          { number: `T${other.idNumber}` },
          { number: `T${other.idNumber}`, trade: '煤矿提升机操作作业' },
          { idNumber: manager.idNumber, number: '晋煤安〔2026〕第77001号' },
          { idNumber: '11010519491231002X', number: '晋煤安〔2026〕第77002号' },
          { idNumber: '110105194912310021', number: '晋煤安〔2026〕第77003号' },
        ],
      },
    })
    expect(batch.issued.map(({ row }) => row)).toEqual([1, 3, 4])
    expect(batch.problems).toMatchObject([
      { row: 2, refusal: { code: 'several_waiting', trades: ['gas_inspection', 'hoist'] } },
      { row: 5, refusal: { code: 'nobody_waiting' } },
      { row: 6, refusal: { code: 'nobody_waiting' } },
    ])
    const again = await officer.get('POST /v1/certificates/batch', { body: { rows: [{ number: `T${one.idNumber}` }] } })
    expect(again).toMatchObject({ issued: [], problems: [{ row: 1, refusal: { code: 'nobody_waiting' } }] })
  })

  test('A16: another province’s officer finds nothing to issue, alone or in a list', async () => {
    const worker = await aWorker(home)
    const { assessmentId } = await anAssessed(home, worker)
    const stranger = await as('application_officer', { level: 'province', province: '52' })
    const number = `T${worker.idNumber}`
    expect(
      await stranger.ask('POST /v1/assessments/:assessmentId/certificate', {
        params: { assessmentId },
        body: { number },
      }),
    ).toMatchObject({ status: 404 })
    const rows = [{ number }, { assessmentId, number }]
    expect(await stranger.get('POST /v1/certificates/batch', { body: { rows } })).toMatchObject({
      issued: [],
      problems: [{ refusal: { code: 'nobody_waiting' } }, { refusal: { code: 'not_found' } }],
    })
  })

  test('A33: what a city issues for its province has the province as issuer, and the city on record', async () => {
    const cityOfficer = await as('application_officer', { level: 'city', province: '14', city: '1402' })
    const otherCity = await as('application_officer', { level: 'city', province: '14', city: '1403' })
    const worker = await aWorker(home)
    const { assessmentId } = await anAssessed(home, worker, { city: '1402' })
    const asked = { params: { assessmentId }, body: { number: `T${worker.idNumber}` } }
    expect((await otherCity.ask('POST /v1/assessments/:assessmentId/certificate', asked)).status).toBe(404)
    const certificate = await cityOfficer.get('POST /v1/assessments/:assessmentId/certificate', asked)
    expect(certificate).toMatchObject({ province: '14', actingCity: '1402' })
    // The province reaches what its city issued.
    const params = { certificateId: certificate.id }
    expect((await officer.ask('GET /v1/certificates/:certificateId', { params })).status).toBe(200)
    expect((await otherCity.ask('GET /v1/certificates/:certificateId', { params })).status).toBe(404)
  })

  test('A34: somebody whom the nation assessed is published in the enterprise’s province, with the nation as issuer', async () => {
    const nation = await as('application_officer', { level: 'nation' })
    const worker = await aWorker(home, { category: 'principal', province: '52', name: '欧阳龑' })
    const certificate = await issue(worker, { province: null }, nation)
    expect(certificate.province).toBeNull()
    expect(await noticesOf(worker.personId)).toMatchObject([{ code: 'N7', province: '52' }])
    const { publications } = await home
      .visitor()
      .get('GET /v1/register/publications', { querystring: { province: '52' } })
    expect(publications.at(-1)).toMatchObject({ holderName: '欧阳龑', issuer: null, publishedIn: '52', kind: 'issued' })
  })
})

describe('a certificate’s life', () => {
  test('R31-1: lost, it is issued again under the same number with the same dates', async () => {
    const before = await issue(await aWorker(home))
    home.clock.at = nineOn('2027-03-01')
    const after = await (
      await as('application_officer')
    ).get('POST /v1/certificates/:certificateId/reissue', {
      params: { certificateId: before.id },
      body: { cause: 'lost', reference: '补证申请 2027-3' },
    })
    const { history } = after
    expect(after).toMatchObject({
      numberMasked: before.numberMasked,
      issuedOn: before.issuedOn,
      validThrough: before.validThrough,
      verification: before.verification,
    })
    expect(history.at(-1)).toMatchObject({ kind: 'reissued', ground: 'lost', reference: '补证申请 2027-3' })
  })

  test('R31-2: recorded facts change on a written request, and the history keeps what they were', async () => {
    const worker = await aWorker(home)
    const { id } = await issue(worker)
    const asked = { params: { certificateId: id } }
    const reference = { reference: '变更申请 1 号', reason: '户籍变更更名，已核对' }
    const after = await officer.get('POST /v1/certificates/:certificateId/update', {
      ...asked,
      body: { holderName: '王哲', ...reference },
    })
    expect(after.holderName).toBe('王哲')
    expect(after.history.at(-1)).toMatchObject({
      kind: 'updated',
      changes: [{ field: 'holderName', from: '王喆', to: '王哲' }],
    })
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/update', {
        ...asked,
        body: { holderName: '王哲', ...reference },
      }),
    ).toMatchObject({ status: 422, body: { code: 'nothing_to_update' } })
    const someoneElses = (await aWorker(home)).idNumber
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/update', {
        ...asked,
        body: { number: `T${someoneElses}`, ...reference },
      }),
    ).toMatchObject({ status: 422, body: { code: 'certificate_number_not_the_holders' } })
  })

  test('A27, R38-1: struck off, it is published as struck off and not as revoked, and its clocks lapse', async () => {
    const worker = await aWorker(home)
    const { id } = await issue(worker)
    const body = { ground: 'death', reference: '死亡证明 88', reason: '家属来函' } as const
    const cancelled = await officer.get('POST /v1/certificates/:certificateId/cancel', {
      params: { certificateId: id },
      body,
    })
    expect(cancelled).toMatchObject({ state: 'cancelled', mayWork: false, barredThrough: null })
    expect((await noticesOf(worker.personId)).map(({ what }) => what)).toEqual(['发放', '注销（持证人死亡）'])
    expect((await dutiesOf(id)).every(({ closed, met_on }) => closed && met_on === null)).toBe(true)
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/cancel', { params: { certificateId: id }, body }),
    ).toMatchObject({
      status: 409,
      body: { code: 'certificate_ended' },
    })
  })

  test('R42-1, R42-2: two people revoke, with the finding named; three years in every trade follow (example 26)', async () => {
    home.clock.at = nineOn('2026-03-31')
    const worker = await aWorker(home)
    const { id } = await issue(worker, { examOn: '2026-03-10' as CivilDate, publishedOn: '2026-03-20' as CivilDate })
    const params = { certificateId: id }
    const proposal = { ground: 'accident', reference: '晋煤监事调〔2026〕3号', reason: '对事故负有直接责任' } as const
    const decision = { decision: 'revoke', reason: '同意' } as const
    expect(
      await publisher.ask('POST /v1/certificates/:certificateId/revocation', { params, body: decision }),
    ).toMatchObject({
      status: 409,
      body: { code: 'no_revocation_proposed' },
    })
    const both = await home.staff([
      { role: 'application_officer', jurisdiction: SHANXI },
      { role: 'publisher', jurisdiction: SHANXI },
    ])
    const proposed = await both.get('POST /v1/certificates/:certificateId/revocation-proposals', {
      params,
      body: proposal,
    })
    expect(proposed).toMatchObject({ state: 'valid', revocationProposed: true, revocationProposedById: both.id })
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/cancel', {
        params,
        body: { ground: 'holder_asked', reference: '申请', reason: '本人申请注销' },
      }),
    ).toMatchObject({ status: 409, body: { code: 'revocation_undecided' } })
    expect(await both.ask('POST /v1/certificates/:certificateId/revocation', { params, body: decision })).toMatchObject(
      {
        status: 403,
        body: { code: 'same_person' },
      },
    )
    const revoked = await publisher.get('POST /v1/certificates/:certificateId/revocation', { params, body: decision })
    expect(revoked).toMatchObject({
      state: 'revoked',
      mayWork: false,
      barredThrough: '2029-03-31',
      revocationProposed: false,
    })
    expect(revoked.history.map(({ kind }) => kind)).toEqual(['issued', 'revocation_proposed', 'revoked', 'cancelled'])
    expect(revoked.history[2]).toMatchObject({ ground: 'accident', reference: '晋煤监事调〔2026〕3号' })
    expect((await noticesOf(worker.personId)).map(({ what }) => what)).toEqual(['发放', '撤销'])
    expect((await dutiesOf(id)).filter(({ closed }) => !closed)).toMatchObject([
      { clock: 'operator.revocationBar', due: '2029-03-31' },
    ])

    // Another trade, passed meanwhile: barred to the last day, and free on the next.
    const { assessmentId } = await anAssessed(home, { ...worker, trade: 'hoist' })
    const asked = { params: { assessmentId }, body: { number: `T${worker.idNumber}` } }
    home.clock.at = nineOn('2029-03-31')
    const late = await as('application_officer')
    expect(await late.ask('POST /v1/assessments/:assessmentId/certificate', asked)).toMatchObject({
      status: 422,
      body: { code: 'barred_after_revocation', earliestReapplication: '2029-04-01', article: '42' },
    })
    home.clock.at = nineOn('2029-04-01')
    const free = await as('application_officer')
    expect((await free.ask('POST /v1/assessments/:assessmentId/certificate', asked)).status).toBe(200)
  })

  test('R42-1: a proposal can be dismissed, and made again', async () => {
    const { id } = await issue(await aWorker(home))
    const params = { certificateId: id }
    const body = { ground: 'false_record', reference: '核查报告 5', reason: '学历存疑' } as const
    await officer.get('POST /v1/certificates/:certificateId/revocation-proposals', { params, body })
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/revocation-proposals', { params, body }),
    ).toMatchObject({ body: { code: 'revocation_proposed_already' } })
    const dismissed = await publisher.get('POST /v1/certificates/:certificateId/revocation', {
      params,
      body: { decision: 'dismiss', reason: '经核实无误' },
    })
    expect(dismissed).toMatchObject({ state: 'valid', revocationProposed: false })
    const again = await officer.get('POST /v1/certificates/:certificateId/revocation-proposals', { params, body })
    expect(again.revocationProposed).toBe(true)
  })

  test('R42-1: only a special-operation certificate is revoked, and only with a penalty that this province was copied', async () => {
    const manager = await issue(await aWorker(home, { category: 'manager' }))
    const body = { ground: 'accident', reference: '调查报告', reason: '直接责任' } as const
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/revocation-proposals', {
        params: { certificateId: manager.id },
        body,
      }),
    ).toMatchObject({ status: 422, body: { code: 'revocation_only_of_operators', article: '42' } })
    const operator = await issue(await aWorker(home))
    const penaltyId = '00000000-0000-4000-8000-000000000001'
    expect(
      await officer.ask('POST /v1/certificates/:certificateId/revocation-proposals', {
        params: { certificateId: operator.id },
        body: { ...body, penaltyId },
      }),
    ).toMatchObject({ status: 422, body: { code: 'penalty_unknown' } })
  })

  test('R30-1: six months away ask for the practical exam; passing it gives work back and changes no date', async () => {
    const worker = await aWorker(home)
    const before = await issue(worker)
    home.clock.at = nineOn('2027-07-14')
    const later = await as('application_officer')
    const ask = (by: Visitor) =>
      by.ask('POST /v1/certificates/:certificateId/practical-again', {
        params: { certificateId: before.id },
        body: { awayFrom: '2027-01-15', reason: '离岗半年后返岗' },
      })
    expect(await ask(later)).toMatchObject({
      status: 422,
      body: { code: 'not_away_long_enough', reachedOn: '2027-07-15' },
    })
    home.clock.at = nineOn('2027-07-15')
    expect(await ask(await as('application_officer'))).toMatchObject({
      status: 200,
      body: { state: 'practical_again', mayWork: false },
    })
    home.clock.at = nineOn('2027-08-20')
    await anAssessed(home, worker, {
      purpose: 'practical_again',
      examOn: '2027-08-10' as CivilDate,
      publishedOn: '2027-08-18' as CivilDate,
    })
    const params = { certificateId: before.id }
    expect(
      await (await as('application_officer')).get('GET /v1/certificates/:certificateId', { params }),
    ).toMatchObject({
      state: 'valid',
      mayWork: true,
      validFrom: before.validFrom,
      validThrough: before.validThrough,
    })
  })

  test('R20-1: a passed reassessment begins three new years on the same certificate', async () => {
    const worker = await aWorker(home, { category: 'manager' })
    home.clock.at = nineOn('2023-06-07')
    const { id, numberMasked } = await issue(worker, {
      examOn: '2023-05-20' as CivilDate,
      publishedOn: '2023-05-30' as CivilDate,
    })
    home.clock.at = nineOn('2026-05-20')
    const { assessmentId } = await anAssessed(home, worker, {
      purpose: 'reassessment',
      examOn: '2026-05-12' as CivilDate,
      publishedOn: '2026-05-18' as CivilDate,
    })
    const later = await as('application_officer')
    expect(await later.get('GET /v1/certificates/:certificateId', { params: { certificateId: id } })).toMatchObject({
      state: 'valid',
      numberMasked,
      cycleDue: '2029-05-11',
    })
    expect(await dutiesOf(id)).toMatchObject([
      { clock: 'manager.cycle', due: '2026-06-06', met_on: '2026-05-12' },
      { clock: 'manager.cycle', due: '2029-05-11', closed: false },
    ])
    const { waiting } = await later.get('GET /v1/certificates/waiting')
    expect(waiting.map((each) => each.assessmentId)).not.toContain(assessmentId)
  })
})

describe('the three-yearly assessment', () => {
  test('R20-1: the authority begins it, half a year before it is due at the earliest, and of no operator', async () => {
    const worker = await aWorker(home, { category: 'manager' })
    const { id } = await issue(worker)
    const ask = async (certificateId: string) =>
      (await as('application_officer')).ask('POST /v1/certificates/:certificateId/reassessment', {
        params: { certificateId },
      })
    home.clock.at = nineOn('2029-04-18')
    expect(await ask(id)).toMatchObject({ status: 422, body: { code: 'cycle_not_due', from: '2029-04-19' } })
    home.clock.at = nineOn('2029-04-19')
    expect(await ask(id)).toMatchObject({ status: 200, body: { state: 'valid' } })
    const { rows } = await home.home.pool.query(
      `select purpose, closed_at from assessments where person_id = $1 and closed_at is null`,
      [worker.personId],
    )
    expect(rows).toMatchObject([{ purpose: 'reassessment' }])
    expect((await ask(id)).status).toBeGreaterThanOrEqual(400)
    const operator = await issue(await aWorker(home), {}, await as('application_officer'))
    expect(await ask(operator.id)).toMatchObject({ status: 422, body: { code: 'reassessment_not_of_operators' } })
  })
})

describe('the clockwork', () => {
  test('R38-1: strikes off what ran out, once, and publishes it', async () => {
    const worker = await aWorker(home)
    const { id } = await issue(worker)
    home.clock.at = nineOn('2032-10-19')
    await endCertificates(home.deps)
    expect(await noticesOf(worker.personId)).toHaveLength(1)
    home.clock.at = nineOn('2032-10-20')
    await Promise.all([endCertificates(home.deps), endCertificates(home.deps)])
    await endCertificates(home.deps)
    const read = await (
      await as('auditor')
    ).get('GET /v1/certificates/:certificateId', { params: { certificateId: id } })
    expect(read).toMatchObject({ state: 'expired', lastDay: '2032-10-19' })
    expect(read.history.map(({ kind, ground }) => [kind, ground])).toEqual([
      ['issued', null],
      ['cancelled', 'expired'],
    ])
    expect((await noticesOf(worker.personId)).map(({ what }) => what)).toEqual(['发放', '注销（有效期届满）'])
  })

  test('A32: notes a missed three-yearly assessment once and tells both sides; the certificate does not die', async () => {
    const worker = await aWorker(home, { category: 'manager', name: '赵堃' })
    const { id } = await issue(worker)
    home.clock.at = nineOn('2029-10-19')
    await endCertificates(home.deps)
    home.clock.at = nineOn('2029-10-20')
    await endCertificates(home.deps)
    await endCertificates(home.deps)
    const read = await (
      await as('auditor')
    ).get('GET /v1/certificates/:certificateId', { params: { certificateId: id } })
    expect(read).toMatchObject({ state: 'cycle_overdue', mayWork: true, cycleDue: '2029-10-19' })
    expect(read.history.map(({ kind }) => kind)).toEqual(['issued', 'cycle_overdue'])
    const told = (await noticesOf(worker.personId)).filter(({ code }) => code === 'N14')
    expect(told.map(({ addressee }) => addressee).sort()).toEqual(['enterprise', 'training_department'])
    // The duty goes on running, overdue, until the person is assessed.
    expect(await dutiesOf(id)).toMatchObject([{ clock: 'manager.cycle', closed: false }])
  })
})

describe('the holder’s own', () => {
  test('R43-1: the holder has certificate and PDF without asking anybody, and nobody else’s', async () => {
    const [worker, other] = [await aWorker(home), await aWorker(home)]
    const { assessmentId, ticket } = await anAssessed(home, worker)
    const certificate = await officer.get('POST /v1/assessments/:assessmentId/certificate', {
      params: { assessmentId },
      body: { number: `T${worker.idNumber}` },
    })
    const foreign = await issue(other)
    const holder = await holderOf(worker, ticket)
    const { certificates } = await holder.get('GET /v1/candidate/certificates')
    expect(certificates).toMatchObject([
      {
        id: certificate.id,
        number: `T${worker.idNumber}`,
        state: 'valid',
        verificationUrl: `https://exam.test${certificate.verification}`,
      },
    ])
    const own = await raw(holder, MY_CERTIFICATE_PDF_URL.replace(':certificateId', certificate.id))
    expect([own.status, own.type]).toEqual([200, 'application/pdf'])
    expect((await raw(holder, MY_CERTIFICATE_PDF_URL.replace(':certificateId', foreign.id))).status).toBe(404)
    expect((await raw(home.visitor(), MY_CERTIFICATE_PDF_URL.replace(':certificateId', certificate.id))).status).toBe(
      401,
    )
  })

  test('R43-1: an enterprise has no act by which it could hold a certificate back', () => {
    // What an enterprise may do with certificates is to read them: no endpoint that changes one opens to it.
    const changing = endpoints.filter(
      ({ method, url, config: { access } }) =>
        method === 'POST' &&
        /certificate/.test(url) &&
        typeof access === 'object' &&
        PERMISSIONS[access.act].includes('enterprise_clerk'),
    )
    expect(changing.map(({ url }) => url)).toEqual(['/v1/certificates/search'])
    // And the holder's own pages ask no staff at all.
    expect(endpoints.find(({ url }) => url === '/v1/candidate/certificates')?.config.access).toBe('candidate')
  })

  test('R43-1: whoever left an enterprise is out of its sight, and keeps the certificate', async () => {
    const worker = await aWorker(home)
    const { assessmentId, ticket } = await anAssessed(home, worker)
    const { id } = await officer.get('POST /v1/assessments/:assessmentId/certificate', {
      params: { assessmentId },
      body: { number: `T${worker.idNumber}` },
    })
    const grant = { level: 'enterprise', province: '14', enterpriseId: worker.enterpriseId } as const
    const clerk = await as('enterprise_clerk', grant)
    const all = { of: 'all', category: null, trade: null, name: null, idNumber: null, number: null } as const
    const seen = async () =>
      (await clerk.get('POST /v1/certificates/search', { body: all })).certificates.map((each) => each.id)
    expect(await seen()).toEqual([id])
    await home.home.pool.query(`update employments set ended_on = '2026-10-19' where person_id = $1`, [worker.personId])
    expect(await seen()).toEqual([])
    expect((await clerk.ask('GET /v1/certificates/:certificateId', { params: { certificateId: id } })).status).toBe(404)
    const { certificates } = await (await holderOf(worker, ticket)).get('GET /v1/candidate/certificates')
    expect(certificates.map((each) => each.id)).toEqual([id])
  })

  test('R28-2, A33: the PDF says what the certificate says, and its QR code leads to the verification page', async () => {
    const worker = await aWorker(home, { name: '阿依古丽·买买提' })
    const certificate = await issue(worker, { city: '1402' })
    const url = CERTIFICATE_PDF_URL.replace(':certificateId', certificate.id)
    const { status, bytes } = await raw(officer, url)
    expect(status).toBe(200)
    const text = await pdfText(bytes)
    for (const said of [
      '特种作业操作证',
      '阿依古丽·买买提',
      `T${worker.idNumber}`,
      '煤矿瓦斯检查作业',
      '2026年10月20日 至 2032年10月19日',
      '山西省煤矿安全培训主管部门',
    ])
      expect(text).toContain(said)
    expect(await readPdfQr(bytes)).toBe(`https://exam.test${certificate.verification}`)
    expect((await raw(officer, url)).bytes.equals(bytes)).toBe(true)
    // It shows an ID number, so that it was printed is on record.
    const { rows } = await home.home.pool.query(
      `select 1 from staff_acts where act = 'print_certificate' and subject = $1`,
      [`certificate:${certificate.id}`],
    )
    expect(rows).toHaveLength(2)
  })

  test('a manager’s PDF has no end, and a revoked one says so across the page', async () => {
    const manager = await issue(await aWorker(home, { category: 'manager' }))
    const { bytes } = await raw(officer, CERTIFICATE_PDF_URL.replace(':certificateId', manager.id))
    const text = await pdfText(bytes)
    expect(text).toContain('考核合格证明')
    expect(text).not.toContain('有效期限')
    const operator = await issue(await aWorker(home))
    const params = { certificateId: operator.id }
    await officer.get('POST /v1/certificates/:certificateId/cancel', {
      params,
      body: { ground: 'other', reference: '函 1', reason: '其他情形' },
    })
    const ended = await raw(officer, CERTIFICATE_PDF_URL.replace(':certificateId', operator.id))
    expect(await pdfText(ended.bytes)).toContain('已注销')
  })
})

describe('the public register', () => {
  const nobody = () => home.visitor('198.51.100.7')

  test('A58: a QR code leads to what the certificate says, masked, and how it stands now', async () => {
    const worker = await aWorker(home)
    const { id, verification } = await issue(worker)
    const code = verification.replace('/verify/', '')
    const verify = () => nobody().get('GET /v1/verify/:code', { params: { code } })
    const answer = await verify()
    expect(answer).toMatchObject({
      checkedAt: home.clock.at,
      certificate: { holderName: '王喆', state: 'valid', mayWork: true, issuer: '14' },
    })
    expect(JSON.stringify(answer)).not.toContain(worker.idNumber)
    expect(JSON.stringify(answer.certificate)).not.toMatch(/\d{8,}/)
    expect(code.length).toBeGreaterThanOrEqual(22)

    const params = { certificateId: id }
    const body = { ground: 'false_record', reference: '核查报告 9', reason: '虚假学历' } as const
    await officer.get('POST /v1/certificates/:certificateId/revocation-proposals', { params, body })
    expect((await verify()).certificate.state).toBe('valid')
    await publisher.get('POST /v1/certificates/:certificateId/revocation', {
      params,
      body: { decision: 'revoke', reason: '同意' },
    })
    expect((await verify()).certificate).toMatchObject({ state: 'revoked', mayWork: false })
    expect(await nobody().ask('GET /v1/verify/:code', { params: { code: `${code.slice(0, -1)}_` } })).toMatchObject({
      status: 404,
    })
  })

  test('R38-1, A58: is asked about one person, by name and last four or by the whole number', async () => {
    const worker = await aWorker(home, { name: '司马文' })
    await issue(worker)
    const search = (body: object) => nobody().get('POST /v1/register/search', { body: body as never })
    const byName = await search({ by: 'name', name: '司马文', idLastFour: worker.idNumber.slice(-4).toLowerCase() })
    expect(byName.certificates).toMatchObject([{ holderName: '司马文', state: 'valid' }])
    expect(JSON.stringify(byName)).not.toContain(worker.idNumber)
    const byNumber = await search({ by: 'number', number: `t${worker.idNumber}` })
    expect(byNumber.certificates).toEqual(byName.certificates)
    expect((await search({ by: 'name', name: '司马文', idLastFour: '0000' })).certificates).toEqual([])
    expect((await search({ by: 'number', number: 'T1409' })).certificates).toEqual([])
    for (const body of [{ by: 'name', name: '司马文' }, { by: 'name', name: '司马文', idLastFour: '%' }, { by: 'all' }])
      expect((await nobody().ask('POST /v1/register/search', { body: body as never })).status).toBe(400)
  })

  test('A58: cannot be read out by asking: after twenty questions an address waits', async () => {
    const asker = home.visitor('198.51.100.99')
    const body = { by: 'name', name: '司马文', idLastFour: '1234' } as const
    const statuses: number[] = []
    for (let asked = 0; asked < 22; asked += 1)
      statuses.push((await asker.ask('POST /v1/register/search', { body })).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(statuses.slice(-2)).toEqual([429, 429])
    const other = home.visitor('198.51.100.98')
    expect((await other.ask('POST /v1/register/search', { body })).status).toBe(200)
  })

  test('R38-1, A27: issue, striking off and revocation are published as JSON and as CSV, in order and masked', async () => {
    const before = await nobody().get('GET /v1/register/publications', { querystring: {} })
    const after = String(before.publications.at(-1)?.id ?? 0)
    const worker = await aWorker(home, { name: '淼𣱝' })
    const { id } = await issue(worker)
    const params = { certificateId: id }
    await officer.get('POST /v1/certificates/:certificateId/reissue', {
      params,
      body: { cause: 'damaged', reference: '申请' },
    })
    await officer.get('POST /v1/certificates/:certificateId/revocation-proposals', {
      params,
      body: { ground: 'accident', reference: '报告', reason: '直接责任' },
    })
    await publisher.get('POST /v1/certificates/:certificateId/revocation', {
      params,
      body: { decision: 'revoke', reason: '同意' },
    })
    const { publications, next } = await nobody().get('GET /v1/register/publications', { querystring: { after } })
    expect(next).toBeNull()
    expect(publications).toMatchObject([
      { kind: 'issued', holderName: '淼𣱝', publishedIn: '14' },
      { kind: 'revoked', ground: 'accident' },
      { kind: 'cancelled', ground: 'revoked' },
    ])
    expect(publications.map((each) => each.id)).toEqual(publications.map((each) => each.id).toSorted((a, b) => a - b))
    const { bytes, type } = await raw(nobody(), `${PUBLICATIONS_CSV_URL}?after=${after}`)
    const csv = bytes.toString()
    expect(type).toContain('text/csv')
    expect(csv.startsWith('\uFEFF')).toBe(true)
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    expect(csv).toContain('煤矿瓦斯检查作业,淼𣱝')
    expect(csv).not.toContain(worker.idNumber)
    const elsewhere = await nobody().get('GET /v1/register/publications', { querystring: { after, province: '52' } })
    expect(elsewhere.publications).toEqual([])
  })
})

describe('lists of certificates', () => {
  test('find by name, ID number and certificate number, and only within reach', async () => {
    const worker = await aWorker(home, { name: '尼玛·扎西' })
    const { id } = await issue(worker)
    const search = async (visitor: Visitor, asked: object) => {
      const body = { of: 'all', category: null, trade: null, name: null, idNumber: null, number: null, ...asked }
      return (await visitor.get('POST /v1/certificates/search', { body: body as never })).certificates.map(
        (each) => each.id,
      )
    }
    for (const asked of [{ name: '尼玛·扎西' }, { idNumber: worker.idNumber }, { number: `T${worker.idNumber}` }])
      expect([asked, await search(officer, asked)]).toEqual([asked, [id]])
    const stranger = await as('application_officer', { level: 'province', province: '52' })
    expect(await search(stranger, { name: '尼玛·扎西' })).toEqual([])
    expect(await search(await as('auditor', { level: 'nation' }), { name: '尼玛·扎西' })).toEqual([id])
    expect(await search(officer, { of: 'ended', name: '尼玛·扎西' })).toEqual([])
    expect(await search(officer, { of: 'revocation_proposed', name: '尼玛·扎西' })).toEqual([])
    await officer.get('POST /v1/certificates/:certificateId/revocation-proposals', {
      params: { certificateId: id },
      body: { ground: 'accident', reference: '报告', reason: '直接责任' },
    })
    expect(await search(officer, { of: 'revocation_proposed', name: '尼玛·扎西' })).toEqual([id])
    expect(await search(officer, { of: 'expiring', name: '尼玛·扎西' })).toEqual([])
    home.clock.at = nineOn('2032-05-01')
    expect(await search(await as('application_officer'), { of: 'expiring', name: '尼玛·扎西' })).toEqual([id])
    const tooBroad = await as('application_officer')
    expect(
      (
        await tooBroad.ask('POST /v1/certificates/search', {
          body: { of: 'all', category: null, trade: null, name: null, idNumber: '123', number: null },
        })
      ).status,
    ).toBe(422)
  })
})
