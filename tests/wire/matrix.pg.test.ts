import { DOCUMENT_URL } from '@kaochang/contract/application'
import { PROBLEM_SHEET_URL } from '@kaochang/contract/bank'
import { CERTIFICATE_PDF_URL } from '@kaochang/contract/certificate'
import {
  BUREAU_COPY_URL,
  INSPECTION_CSV_URL,
  INSPECTION_SHEET_URL,
  PERSON_FILE_SHEET_URL,
  TRAINING_SHEET_URL,
} from '@kaochang/contract/report'
import { SPOT_CHECK_SHEET_URL } from '@kaochang/contract/supervision'
import type { EndpointName } from '@kaochang/contract/endpoints'
import { DUTIES_FILE_URL } from '@kaochang/contract/duty'
import { NOTICE_PDF_URL } from '@kaochang/contract/notice'
import { PHOTOGRAPH_URL, PORTRAIT_URL, SITTING_PORTRAIT_URL } from '@kaochang/contract/photograph'
import { endpoints } from '@kaochang/contract/endpoints'
import { releaseProposals } from '@kaochang/database/schema/result'
import { bureauCopies, complaints } from '@kaochang/database/schema/supervision'
import { assessments, sittings } from '@kaochang/database/schema/session'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import { ticketFrom } from '@kaochang/domain/session/ticket'
import type { Instant } from '@kaochang/domain/instant'
import { type Act, PERMISSIONS, type Place, may, maySomewhere } from '@kaochang/domain/people/permission'
import { type Grant, type Jurisdiction, ROLES, type Role } from '@kaochang/domain/people/roles'
import { loadDemoBanks } from '@kaochang/server/demo/demo-banks'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, NINE, type TestApp, type Visitor, openTestApp } from '../kit/app.ts'
import { MANAGER_PAPERS, PDF, aForm, aSubmitted, anEmployee } from '../kit/applications.ts'
import { type TestEnterprise, aCreditCode, anEnterprise, anEntry, entered } from '../kit/enterprise.ts'
import { aWorker as anOperator, anAssessed } from '../kit/certificate.ts'
import { aPlace, aTerminal, anIdNumber } from '../kit/exam.ts'
import { aNotice } from '../kit/notices.ts'
import { aJpeg, aPhotographed, aPortrait, takingPhotographs } from '../kit/photographs.ts'

/**
 * Every endpoint × every role × every place that a role can be held in × things of the nation, of one's own
 * province and of another (A16, A17, A19). What is asked is whether the door is open, not what lies behind it:
 * whoever may pass meets an answer or a refusal of the matter; whoever may not meets 403 or 404, never more.
 */

/** Everything a request can name, belonging to one authority. */
type Owned = {
  readonly whose: 'nation' | 'shanxi' | 'guizhou'
  readonly authority: Jurisdiction
  readonly province: string | null
  readonly site: Extract<Place, { level: 'site' }>
  readonly enterprise: Extract<Place, { level: 'enterprise' }> & { readonly city: string }
  readonly ids: Readonly<
    Record<
      | 'siteId'
      | 'roomId'
      | 'seatId'
      | 'terminalId'
      | 'bankId'
      | 'itemId'
      | 'importId'
      | 'sessionId'
      | 'sittingId'
      | 'practicalSessionId'
      | 'practicalSittingId'
      | 'practicalTicket'
      | 'staffId'
      | 'proposalId'
      | 'ticket'
      | 'assessmentId'
      | 'certificateId'
      | 'applicationId'
      | 'documentId'
      | 'delegationId'
      | 'enterpriseId'
      | 'personId'
      | 'employmentId'
      | 'institutionId'
      | 'courseId'
      | 'noticeId'
      | 'calendarNoticeId'
      | 'choiceId'
      | 'spotCheckId'
      | 'complaintId'
      | 'copyId'
      | 'photographId'
      | 'sittingPortraitId'
      | 'portraitId'
      | 'heading',
      string
    >
  >
}

type Holder = Visitor & { readonly role: Role; readonly grant: Grant; readonly name: string }

/** What decides whether somebody reaches the thing: its authority, its province, its site, or, for sessions, either end. */
type Decides =
  | 'authority'
  | 'province'
  | 'site'
  | 'session'
  | 'nation'
  | 'enterprise'
  | 'province of the enterprise'
  | 'application'

type Filling = {
  readonly decides: Decides
  /** Where the path names another thing than the one of that name. */
  readonly params?: (ids: Owned['ids']) => Readonly<Record<string, string>>
  /** What a person with the act, but not there, is told. */
  readonly outside?: 403
  readonly body?: (owned: Owned) => unknown
  readonly headers?: Readonly<Record<string, string>>
}

let count = 0
const fresh = () => String((count += 1))
const reason = { reason: '测试' }
const revision = {
  from: 1,
  kind: 'true_false',
  area: 'law',
  stem: '矿井必须有两个安全出口。',
  options: ['正确', '错误'],
  key: 'A',
  clause: null,
  edition: null,
}

const FILLINGS: Record<string, Filling> = {
  'POST /v1/staff': {
    decides: 'authority',
    outside: 403,
    body: ({ authority, province }) => ({
      login: `matrix-${fresh()}`,
      name: '测试员',
      password: 'dao-lu-hen-chang-7',
      grants: [{ role: 'auditor', level: authority.level, province, siteId: null }],
    }),
  },
  'POST /v1/staff/:staffId/disable': { decides: 'authority' },

  'POST /v1/banks': {
    decides: 'authority',
    outside: 403,
    body: ({ province }) => ({
      kind: province === null ? 'national' : 'provincial',
      province,
      trade: null,
      name: `题库${fresh()}`,
    }),
  },
  'GET /v1/banks/:bankId': { decides: 'authority' },
  'POST /v1/banks/:bankId/file': { decides: 'authority', body: () => ({ reference: '备案' }) },
  'GET /v1/filings': { decides: 'nation', outside: 403 },
  'GET /v1/banks/:bankId/items': { decides: 'authority' },
  'GET /v1/banks/:bankId/items/:itemId': { decides: 'authority' },
  'POST /v1/banks/:bankId/items/:itemId/versions': { decides: 'authority', body: () => revision },
  'POST /v1/banks/:bankId/items/:itemId/retire': { decides: 'authority', body: () => reason },
  'POST /v1/banks/:bankId/imports': {
    decides: 'authority',
    body: () => Buffer.from('题型,题干,A,B,答案\n判断题,矿井必须有两个安全出口。,正确,错误,A\n'),
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'items.csv' },
  },
  'GET /v1/banks/:bankId/imports/:importId': { decides: 'authority' },
  'POST /v1/banks/:bankId/imports/:importId/settle': { decides: 'authority', body: () => ({ choice: 'discard' }) },
  [`GET ${PROBLEM_SHEET_URL}`]: { decides: 'authority' },

  'POST /v1/sites': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({
      province: site.province,
      name: `考点${fresh()}`,
      address: '二号路',
      accreditedFrom: '2026-01-01',
      accreditedTo: null,
    }),
  },
  'POST /v1/sites/:siteId/rooms': { decides: 'site', body: () => ({ name: `考室${fresh()}`, seatCount: 1 }) },
  'POST /v1/rooms/:roomId/enrolment-codes': { decides: 'site', body: ({ ids }) => ({ seatIds: [ids.seatId] }) },

  'GET /v1/sessions/:sessionId': { decides: 'session' },
  'POST /v1/sessions/:sessionId/announce': { decides: 'session' },
  'GET /v1/sessions/:sessionId/roster': { decides: 'session' },
  'POST /v1/sessions/:sessionId/roster': {
    decides: 'session',
    body: () => ({ rows: [{ name: '新考生', idNumber: anIdNumber(700), enterprise: '某某煤业' }] }),
  },
  'POST /v1/sessions/:sessionId/seal': { decides: 'session' },
  'POST /v1/sessions/:sessionId/open': { decides: 'session' },
  'POST /v1/sessions/:sessionId/close': { decides: 'session', body: () => reason },

  'GET /v1/sessions/:sessionId/rooms/:roomId': { decides: 'session' },
  'POST /v1/sessions/:sessionId/rooms/:roomId/check-in': {
    decides: 'session',
    body: ({ ids }) => ({ ticket: ids.ticket }),
  },
  'POST /v1/sessions/:sessionId/rooms/:roomId/start': { decides: 'session' },
  'POST /v1/sittings/:sittingId/confirm-identity': { decides: 'session' },
  'POST /v1/sittings/:sittingId/override-identity': { decides: 'session', body: () => reason },
  'POST /v1/sittings/:sittingId/grant-time': { decides: 'session', body: () => ({ minutes: 5, ...reason }) },
  'POST /v1/sittings/:sittingId/end': { decides: 'session', body: () => reason },
  'POST /v1/sessions/:sessionId/rooms/:roomId/end': { decides: 'session', body: () => reason },
  'POST /v1/sessions/:sessionId/rooms/:roomId/pause': { decides: 'session', body: () => reason },
  'POST /v1/sessions/:sessionId/rooms/:roomId/resume': { decides: 'session' },
  'POST /v1/sessions/:sessionId/rooms/:roomId/grant-time': {
    decides: 'session',
    body: () => ({ minutes: 1, ...reason }),
  },
  'POST /v1/sessions/:sessionId/rooms/:roomId/tell': { decides: 'session', body: () => ({ text: '测试' }) },
  'POST /v1/sessions/:sessionId/safe-exam-browser': { decides: 'session', body: () => ({ asked: null }) },
  'POST /v1/sittings/:sittingId/excuse-safe-exam-browser': { decides: 'session', body: () => reason },
  'POST /v1/sittings/:sittingId/excuse-photographs': { decides: 'session', body: () => reason },
  'GET /v1/sittings/:sittingId/photographs': { decides: 'session' },
  [`GET ${PHOTOGRAPH_URL}`]: { decides: 'session' },
  [`GET ${SITTING_PORTRAIT_URL}`]: {
    decides: 'session',
    params: ({ sittingId, sittingPortraitId }) => ({ sittingId, portraitId: sittingPortraitId }),
  },
  'POST /v1/sessions/:sessionId/rooms/:roomId/irregularities': {
    decides: 'session',
    body: () => ({ sittingId: null, kind: 'other', ...reason }),
  },
  'GET /v1/sessions/:sessionId/rooms/:roomId/record': { decides: 'session' },
  'POST /v1/sittings/:sittingId/pause': { decides: 'session', body: () => reason },
  'POST /v1/sittings/:sittingId/resume': { decides: 'session' },
  'POST /v1/sittings/:sittingId/move': { decides: 'session', body: () => reason },
  'POST /v1/sittings/:sittingId/tell': { decides: 'session', body: () => ({ text: '测试' }) },
  'POST /v1/terminals/:terminalId/unlock': { decides: 'site' },
  'GET /v1/sites/:siteId/terminals': { decides: 'site' },

  'GET /v1/practical/sessions/:sessionId': { decides: 'session', params: practicalOf },
  'POST /v1/practical/sessions/:sessionId/check-in': {
    decides: 'session',
    params: practicalOf,
    body: ({ ids }) => ({ ticket: ids.practicalTicket }),
  },
  'POST /v1/practical/sittings/:sittingId/marks': {
    decides: 'session',
    params: practicalOf,
    body: () => ({ marks: [{ subject: 'K1', points: 100, note: null }] }),
  },
  'POST /v1/practical/sittings/:sittingId/finish': { decides: 'session', params: practicalOf },

  'GET /v1/sessions/:sessionId/scores': { decides: 'session' },
  'POST /v1/sittings/:sittingId/late-frames/decide': {
    decides: 'session',
    body: () => ({ decision: 'count', ...reason }),
  },
  'POST /v1/sessions/:sessionId/release-proposals': { decides: 'session', body: () => ({ digest: 'x' }) },
  'POST /v1/release-proposals/:proposalId/approve': { decides: 'session', body: () => ({ digest: 'x' }) },

  'POST /v1/assessments/:assessmentId/certificate': {
    decides: 'authority',
    body: () => ({ number: `考证〔2026〕第${fresh().padStart(6, '0')}号` }),
  },
  'GET /v1/certificates/:certificateId': { decides: 'authority' },
  [`GET ${CERTIFICATE_PDF_URL}`]: { decides: 'authority' },
  'POST /v1/certificates/:certificateId/reissue': {
    decides: 'authority',
    body: () => ({ cause: 'lost', reference: '补证申请' }),
  },
  'POST /v1/certificates/:certificateId/update': {
    decides: 'authority',
    body: () => ({ holderName: '王哲', reference: '变更申请', ...reason }),
  },
  'POST /v1/certificates/:certificateId/practical-again': {
    decides: 'authority',
    body: () => ({ awayFrom: '2026-01-05', ...reason }),
  },
  'POST /v1/certificates/:certificateId/reassessment': { decides: 'authority' },
  'POST /v1/certificates/:certificateId/revocation-proposals': {
    decides: 'authority',
    body: () => ({ ground: 'accident', reference: '调查报告', ...reason }),
  },
  'POST /v1/certificates/:certificateId/revocation': {
    decides: 'authority',
    body: () => ({ decision: 'dismiss', ...reason }),
  },
  'POST /v1/certificates/:certificateId/cancel': {
    decides: 'authority',
    body: () => ({ ground: 'other', reference: '函件', ...reason }),
  },

  'GET /v1/notices/:noticeId': { decides: 'authority' },
  [`GET ${NOTICE_PDF_URL}`]: { decides: 'authority' },
  'POST /v1/notices/:noticeId/deliveries': {
    decides: 'authority',
    body: () => ({ how: 'posted', onDate: '2026-12-03', ...reason }),
  },
}

/** A post that anybody may be given, and that nobody who asks twice is given twice. */
const aPost = () => ({ post: 'post_worker', title: fresh(), trade: null, underground: true, startedOn: '2026-10-12' })
const aCourse = {
  name: '全员安全培训',
  kind: 'initial',
  category: 'worker',
  trade: null,
  hours: 72,
  startedOn: '2026-09-01',
  closedOn: '2026-09-20',
  place: '培训中心',
  teachers: '张老师',
  outline: '省级大纲',
  plan: null,
  handouts: null,
  report: null,
} as const

Object.assign(FILLINGS, {
  'POST /v1/enterprises': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({
      creditCode: aCreditCode(),
      name: `企业${fresh()}`,
      province: site.province,
      city: `${site.province}02`,
      oversight: 'province',
      appointingBody: '某某集团',
      email: null,
      higherEnterpriseId: null,
    }),
  },
  'GET /v1/enterprises/:enterpriseId': { decides: 'enterprise' },
  'POST /v1/enterprises/:enterpriseId': {
    decides: 'enterprise',
    body: ({ enterprise }) => ({
      name: `企业${fresh()}`,
      city: enterprise.city,
      oversight: enterprise.province === '11' ? 'central_headquarters' : 'province',
      appointingBody: '某某集团',
      email: null,
      higherEnterpriseId: null,
    }),
  },
  'POST /v1/enterprises/:enterpriseId/training-plans': {
    decides: 'enterprise',
    body: () => ({ year: 2026, body: '安培中心', staffNames: '张三、李四', plan: '全员轮训', budgetPercent: 40 }),
  },
  'GET /v1/enterprises/:enterpriseId/people': { decides: 'enterprise' },
  'POST /v1/enterprises/:enterpriseId/people': { decides: 'enterprise', body: () => ({ rows: [anEntry(750)] }) },
  'POST /v1/enterprises/:enterpriseId/people-lists': {
    decides: 'enterprise',
    body: () => Buffer.from('姓名,身份证号,岗位,任职日期\n张三,x,矿长,2026-10-01\n'),
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'people.csv' },
  },
  'GET /v1/enterprises/:enterpriseId/people/:personId': { decides: 'enterprise' },
  'POST /v1/enterprises/:enterpriseId/people/:personId/portrait': {
    decides: 'enterprise',
    body: () => aJpeg(),
    headers: { 'content-type': 'application/octet-stream' },
  },
  'GET /v1/enterprises/:enterpriseId/people/:personId/portrait': { decides: 'enterprise' },
  [`GET ${PORTRAIT_URL}`]: { decides: 'enterprise' },
  'POST /v1/enterprises/:enterpriseId/people/:personId/background': {
    decides: 'enterprise',
    body: () => ({ education: null, work: [], skillGrade: null }),
  },
  'POST /v1/enterprises/:enterpriseId/people/:personId/posts': { decides: 'enterprise', body: aPost },
  'POST /v1/employments/:employmentId/transfer': { decides: 'enterprise', body: aPost },
  'POST /v1/employments/:employmentId/away': { decides: 'enterprise', body: () => ({ awayFrom: '2026-10-02' }) },
  'POST /v1/employments/:employmentId/back': { decides: 'enterprise', body: () => ({ backOn: '2026-10-03' }) },
  'POST /v1/employments/:employmentId/mentorship': {
    decides: 'enterprise',
    body: () => ({
      mentorName: '张师傅',
      mentorSkillGrade: 'senior',
      mentorYears: 5,
      mentorViolations: false,
      startedOn: '2026-10-02',
    }),
  },
  'POST /v1/employments/:employmentId/mentorship/sign': {
    decides: 'enterprise',
    body: () => ({ signedOn: '2026-10-03' }),
  },
  'POST /v1/employments/:employmentId/end': {
    decides: 'enterprise',
    body: () => ({ endedOn: '2026-10-20', reason: '离职' }),
  },

  'POST /v1/training-institutions': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({
      province: site.province,
      name: `培训机构${fresh()}`,
      enterpriseId: null,
      reportedOn: '2026-01-05',
      reference: '报告〔2026〕1 号',
    }),
  },
  'POST /v1/training-institutions/:institutionId/withdraw': {
    decides: 'province of the enterprise',
    body: () => reason,
  },
  'POST /v1/courses': {
    decides: 'enterprise',
    body: ({ ids }) => ({ ...aCourse, institutionId: ids.institutionId, enterpriseId: ids.enterpriseId }),
  },
  'GET /v1/courses/:courseId': { decides: 'enterprise' },
  'POST /v1/courses/:courseId/trainings': {
    decides: 'enterprise',
    body: ({ ids }) => ({
      rows: [
        {
          personId: ids.personId,
          hoursAttended: 72,
          points: 9000,
          result: 'passed',
          certificateNumber: `证${fresh()}`,
        },
      ],
    }),
  },
} satisfies Record<string, Filling>)

const aChoice = { name: 'A3', value: 'legal_deadline', fromDate: '2027-01-01', reference: '文件' }

Object.assign(FILLINGS, {
  'POST /v1/calendar/check': {
    decides: 'nation',
    outside: 403,
    body: () => ({ text: '2027-10-01 休', year: 2027, publishedOn: null, address: null }),
  },
  'POST /v1/calendar/notices': {
    decides: 'nation',
    outside: 403,
    body: () => ({
      year: 2027,
      publishedOn: '2026-10-01',
      address: 'https://www.gov.cn',
      rest: ['2027-10-01'],
      work: [],
    }),
  },
  // None is confirmed here: another calendar would move everything else.
  'POST /v1/calendar/notices/:calendarNoticeId/decide': {
    decides: 'nation',
    outside: 403,
    body: () => ({ decision: 'rejected' }),
  },
  'POST /v1/law/rest-days/preview': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({ province: site.province, days: ['2027-04-20'] }),
  },
  'POST /v1/law/choices': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({ province: site.province, ...aChoice }),
  },
  'POST /v1/law/choices/:choiceId/decide': { decides: 'province', body: () => ({ decision: 'rejected' }) },
} satisfies Record<string, Filling>)

/** A notice of rest days and a province's choice, both waiting for another person. */
async function ownedLaw(province: string) {
  home.clock.at = NINE
  const national = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'nation' } }])
  const notice = {
    year: 2027,
    publishedOn: '2026-10-02',
    address: 'https://www.gov.cn',
    rest: ['2027-10-01'],
    work: [],
  }
  const { id: calendarNoticeId } = await national.get('POST /v1/calendar/notices', { body: notice })
  const officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province } }])
  const { id: choiceId } = await officer.get('POST /v1/law/choices', { body: { province, ...aChoice } })
  return { calendarNoticeId, choiceId }
}

function practicalOf({ practicalSessionId, practicalSittingId }: Owned['ids']) {
  return { sessionId: practicalSessionId, sittingId: practicalSittingId }
}

/** The rehearsal held at the site of each exam, by the exam's session. */
const REHEARSALS = new Map<string, { readonly sessionId: string; readonly sittingId: string }>()

/** People of a spot check, named and numbered afresh. */
const aWorker = () => ({
  name: '受检人',
  idNumber: anIdNumber(800 + (Number(fresh()) % 90)),
  category: 'worker',
  post: '掘进工',
  trade: null,
})

Object.assign(FILLINGS, {
  'POST /v1/rehearsals': { decides: 'site', body: ({ site }) => ({ siteId: site.siteId, seats: 1, minutes: 1 }) },
  'GET /v1/rehearsals/:sessionId/sittings/:sittingId': {
    decides: 'site',
    params: ({ sessionId }) => REHEARSALS.get(sessionId) ?? {},
  },
  'GET /v1/spot-checks/rolls/:enterpriseId': { decides: 'province of the enterprise' },
  'POST /v1/spot-checks': {
    decides: 'province of the enterprise',
    body: ({ ids }) => ({
      enterpriseId: ids.enterpriseId,
      name: '抽考',
      place: '会议室',
      cutScore: 8000,
      durationMinutes: 30,
      fromRoll: [],
      typed: [aWorker()],
    }),
  },
  'GET /v1/spot-checks/:spotCheckId': { decides: 'province of the enterprise' },
  'POST /v1/spot-checks/:spotCheckId/prepare': { decides: 'province of the enterprise' },
  'POST /v1/spot-checks/:spotCheckId/close': { decides: 'province of the enterprise' },
  [`GET ${SPOT_CHECK_SHEET_URL}`]: { decides: 'province of the enterprise' },
  'POST /v1/authority-contacts': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({
      province: site.province,
      name: '主管部门',
      telephone: '0351-1234567',
      email: 'jubao@example.cn',
      supervisionBureau: '监察局',
    }),
  },
  'POST /v1/complaints/:complaintId/reporter': { decides: 'province of the enterprise', body: () => reason },
  'POST /v1/complaints/:complaintId/close': {
    decides: 'province of the enterprise',
    body: () => ({ finding: '经查不属实' }),
  },
  'POST /v1/penalties': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({
      province: site.province,
      enterpriseId: null,
      person: null,
      agency: '监察分局',
      reference: `罚${fresh()}号`,
      decidedOn: '2026-10-20',
      text: '责令改正',
    }),
  },
  'POST /v1/recommendation-letters': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({
      province: site.province,
      toName: '市人民政府',
      problems: ['培训记录不全'],
      recommendation: '督促补齐',
      spotCheckId: null,
    }),
  },

  'GET /v1/reports/people/:personId': { decides: 'enterprise' },
  [`GET ${PERSON_FILE_SHEET_URL}`]: { decides: 'enterprise' },
  'GET /v1/reports/enterprises/:enterpriseId': { decides: 'enterprise' },
  [`GET ${INSPECTION_SHEET_URL}`]: { decides: 'enterprise' },
  [`GET ${INSPECTION_CSV_URL}`]: { decides: 'enterprise' },
  'POST /v1/bureau-copies': {
    decides: 'province',
    outside: 403,
    body: ({ site }) => ({ province: site.province }),
  },
  [`GET ${BUREAU_COPY_URL}`]: { decides: 'province of the enterprise' },
} satisfies Record<string, Filling>)

Object.assign(FILLINGS, {
  'POST /v1/applications': {
    decides: 'application',
    body: ({ ids }) => ({
      employmentIds: [ids.employmentId],
      purpose: 'first',
      basis: 'work',
      household: null,
      asksTrainingWaiver: false,
    }),
  },
  'GET /v1/applications/:applicationId': { decides: 'application' },
  [`GET ${DOCUMENT_URL}`]: { decides: 'application' },
  'POST /v1/applications/:applicationId/documents/:kind': {
    decides: 'application',
    params: ({ applicationId }) => ({ applicationId, kind: 'other' }),
    body: () => aForm(PDF).body,
    headers: aForm(PDF).headers,
  },
  'POST /v1/applications/:applicationId/set-aside': {
    decides: 'application',
    body: ({ ids }) => ({ documentId: ids.documentId }),
  },
  'POST /v1/applications/:applicationId/submit': { decides: 'application' },
  'POST /v1/applications/:applicationId/supplement': { decides: 'application' },
  'POST /v1/applications/:applicationId/ask': {
    decides: 'application',
    body: () => ({ missing: ['other'], note: '请补交' }),
  },
  'POST /v1/applications/:applicationId/accept': { decides: 'application', body: () => ({ papersVerified: false }) },
  'POST /v1/applications/:applicationId/refuse': {
    decides: 'application',
    body: () => ({ grounds: [], falsePapers: false }),
  },
  'POST /v1/applications/:applicationId/withdraw': { decides: 'application', body: () => reason },
  'GET /v1/sessions/:sessionId/waiting': { decides: 'session' },
  'POST /v1/sessions/:sessionId/roster/waiting': {
    decides: 'session',
    body: ({ ids }) => ({ assessmentIds: [ids.applicationId] }),
  },
  'POST /v1/delegations': {
    decides: 'province of the enterprise',
    outside: 403,
    body: ({ enterprise: { province } }) => ({
      province,
      city: `${province}0${1 + (Number(fresh()) % 9)}`,
      trades: ['hoist'],
      fromDate: '2026-10-01',
      toDate: '2026-10-01',
      reference: '委托书',
    }),
  },
  'POST /v1/delegations/:delegationId/end': {
    decides: 'province of the enterprise',
    body: () => ({ toDate: '2026-11-30', ...reason }),
  },
} satisfies Record<string, Filling>)

/** Lists, and what takes its place from the person: judged below by what is in them. */
const JUDGED_BY_CONTENT = [
  'GET /v1/practical/standards',
  'POST /v1/practical/sessions',
  'GET /v1/applicants',
  'GET /v1/applications',
  'GET /v1/delegations',
  'GET /v1/staff',
  'GET /v1/banks',
  'GET /v1/sites',
  'GET /v1/enterprises',
  'GET /v1/training-institutions',
  'GET /v1/courses',
  'GET /v1/sessions',
  'GET /v1/release-duties',
  'GET /v1/duties',
  `GET ${DUTIES_FILE_URL}`,
  'GET /v1/calendar',
  'GET /v1/calendar/notices/:calendarNoticeId',
  'GET /v1/law/choices',
  'GET /v1/law/choices/:choiceId',
  'GET /v1/blueprints',
  'POST /v1/blueprints/preview',
  'POST /v1/sessions',
  'GET /v1/notices',
  'GET /v1/notice-counts',
  'GET /v1/overview',
  'GET /v1/server-processes',
  'POST /v1/server-processes/canary',
  'GET /v1/spot-checks',
  'GET /v1/complaints',
  'GET /v1/penalties',
  'GET /v1/recommendation-letters',
  'GET /v1/reports/coverage',
  'GET /v1/bureau-copies',
  `GET ${TRAINING_SHEET_URL}`,
  'GET /v1/certificates/waiting',
  'POST /v1/certificates/search',
  'POST /v1/certificates/batch',
]

/** The acts' own names of the routes that the contract does not list. */
const BESIDE_THE_CONTRACT: Record<string, Act> = {
  [`GET ${CERTIFICATE_PDF_URL}`]: 'issue_certificate',
  [`GET ${PROBLEM_SHEET_URL}`]: 'edit_bank',
  [`GET ${DOCUMENT_URL}`]: 'read_applications',
  [`GET ${PHOTOGRAPH_URL}`]: 'read_room',
  [`GET ${SITTING_PORTRAIT_URL}`]: 'read_room',
  [`GET ${PORTRAIT_URL}`]: 'read_people',
  [`GET ${NOTICE_PDF_URL}`]: 'read_notices',
  [`GET ${DUTIES_FILE_URL}`]: 'read_duties',
  [`GET ${SPOT_CHECK_SHEET_URL}`]: 'read_spot_checks',
  [`GET ${PERSON_FILE_SHEET_URL}`]: 'read_people',
  [`GET ${INSPECTION_SHEET_URL}`]: 'export_reports',
  [`GET ${INSPECTION_CSV_URL}`]: 'export_reports',
  [`GET ${TRAINING_SHEET_URL}`]: 'export_reports',
  [`GET ${BUREAU_COPY_URL}`]: 'export_reports',
}

const STAFF_ENDPOINTS = [
  ...endpoints.flatMap(({ method, url, config: { access } }) =>
    typeof access === 'object' ? [[`${method} ${url}`, access.act] as const] : [],
  ),
  ...Object.entries(BESIDE_THE_CONTRACT),
]

let home: TestApp
let things: Owned[]
let holders: Holder[]

beforeAll(async () => {
  home = await openTestApp()
  const banks = await loadDemoBanks(home.deps)
  const shanxi = await owned('shanxi', '14', {
    exam: 'manager',
    bankIds: [banks.national, banks.shanxi],
    bankId: banks.shanxi,
  })
  things = [
    shanxi,
    await owned('guizhou', '52', { exam: 'manager', bankIds: [banks.national, banks.guizhou], bankId: banks.guizhou }),
    await owned(
      'nation',
      null,
      { exam: 'operator-gas-inspection', bankIds: [banks.gas], bankId: banks.national },
      shanxi.site,
    ),
  ]

  const elsewhere = await aPlace(home, '14')
  const other = await anEnterprise(home, { city: '1403' })
  const places: Record<string, Jurisdiction> = {
    nation: { level: 'nation' },
    shanxi: { level: 'province', province: '14' },
    'a site in shanxi': shanxi.site,
    'another site in shanxi': { level: 'site', province: '14', siteId: elsewhere.siteId },
    'a city in shanxi': { level: 'city', province: '14', city: shanxi.enterprise.city },
    'another city in shanxi': { level: 'city', province: '14', city: '1401' },
    'an enterprise in shanxi': placeIn(shanxi.enterprise),
    'another enterprise in shanxi': { level: 'enterprise', province: '14', enterpriseId: other.id },
    guizhou: { level: 'province', province: '52' },
    'a site in guizhou': things[1]?.site as Jurisdiction,
  }
  holders = []
  for (const role of ROLES)
    for (const [where, jurisdiction] of Object.entries(places)) {
      const grant = { role, jurisdiction }
      holders.push({ ...(await home.staff([grant])), role, grant, name: `${role} of ${where}` })
    }
}, 120_000)
afterAll(() => home.close())

test('no endpoint for staff is left out here', () => {
  const known = [...Object.keys(FILLINGS), ...JUDGED_BY_CONTENT]
  expect(STAFF_ENDPOINTS.map(([name]) => name).sort()).toEqual(known.sort())
})

describe.each(STAFF_ENDPOINTS)('%s', (name, act) => {
  test('is closed to whoever has not signed in, and to every role without the act', async () => {
    const found: string[] = []
    for (const [index, holder] of holders.filter(({ grant }) => !maySomewhere([grant], act)).entries()) {
      // Turned away before anything is looked up, so one thing each is enough: in turn, among them what is their own.
      const owned = things[index % things.length] as Owned
      const { status, body } = await request(holder, name, owned)
      if (status !== 403 || codeIn(body) !== 'not_permitted') found.push(`${holder.name} on ${owned.whose}: ${status}`)
    }
    for (const owned of things) {
      const { status, body } = await request(home.visitor(), name, owned)
      if (status !== 401 || codeIn(body) !== 'not_signed_in') found.push(`nobody: ${status}`)
    }
    expect(found).toEqual([])
  })

  const filling = FILLINGS[name]
  if (!filling) return
  test('opens to those who hold the act there, and to nobody else who holds it', async () => {
    const found: string[] = []
    let [opened, closed] = [0, 0]
    for (const owned of things) {
      // A site belongs to a province; nothing of a site is the nation's.
      if (['site', 'province'].includes(filling.decides) && owned.whose === 'nation') continue
      for (const holder of holders.filter(({ grant }) => maySomewhere([grant], act))) {
        const { status, body } = await request(holder, name, owned)
        const place = `${holder.name} on ${owned.whose}: ${status} ${codeIn(body) ?? ''}`
        if (mayReach(holder.grant, act, filling.decides, owned)) {
          opened += 1
          if ([400, 401, 403, 404].includes(status) || status >= 500) found.push(`kept out: ${place}`)
        } else {
          closed += 1
          const wanted = filling.outside === 403 ? [403, 'not_permitted'] : [404, 'not_found']
          if (status !== wanted[0] || codeIn(body) !== wanted[1]) found.push(`let in: ${place}`)
        }
      }
    }
    expect(found).toEqual([])
    // Both sides were tried.
    expect(opened).toBeGreaterThan(0)
    expect(closed).toBeGreaterThan(0)
  })
})

describe('whoever may call an endpoint', () => {
  const asked = STAFF_ENDPOINTS.filter(([name]) => FILLINGS[name])
  const allowed = (act: Act, decides: Decides, thing: Owned) =>
    holders.find(({ grant }) => mayReach(grant, act, decides, thing))

  test.each(asked.filter(([name]) => name.startsWith('POST')))(
    'cannot slip %s a member that it does not name (A18)',
    async (name, act) => {
      const filling = FILLINGS[name] as Filling
      const [thing] = things
      const body = thing && filling.body?.(thing)
      if (!thing || body === undefined || body instanceof Uint8Array) return
      for (const extra of [
        { role: 'administrator' },
        { staffId: thing.ids.staffId },
        { points: 10_000 },
        { at: 0 },
        { constructor: {} },
      ]) {
        const visitor = allowed(act, filling.decides, thing)
        const answer = await visitor?.ask(
          name as EndpointName,
          { params: thing.ids, body: { ...(body as object), ...extra } } as Asked<EndpointName>,
        )
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
      }
    },
  )

  test.each(asked.filter(([name]) => name.includes(':')))(
    'cannot upset %s with an id that is none (A68)',
    async (name, act) => {
      const filling = FILLINGS[name] as Filling
      const [thing] = things
      if (!thing) return
      for (const id of [
        'x',
        "' or 1=1 --",
        '00000000-0000-0000-0000-00000000000g',
        '%00',
        '..%2f..',
        '1'.repeat(300),
      ]) {
        const ids = Object.fromEntries(Object.keys(thing.ids).map((key) => [key, id]))
        const { status } = await request(allowed(act, filling.decides, thing) ?? home.visitor(), name, thing, ids)
        expect([id, status]).toEqual([id, expect.toSatisfy((code: number) => [400, 404, 414].includes(code))])
      }
    },
  )
})

describe('lists', () => {
  const list = async (name: EndpointName, key: string) => {
    const act = STAFF_ENDPOINTS.find(([endpoint]) => endpoint === name)?.[1] as Act
    const seen = new Map<string, string[]>()
    for (const holder of holders.filter(({ role }) => PERMISSIONS[act].includes(role))) {
      const rows =
        ((await holder.get(name)) as unknown as Record<string, readonly { id?: string; sessionId?: string }[]>)[key] ??
        []
      const whose = things.filter((thing) =>
        rows.some((row) => Object.values(thing.ids).includes(row.id ?? row.sessionId ?? '')),
      )
      seen.set(holder.name, whose.map((thing) => thing.whose).sort())
    }
    return { act, seen }
  }

  test.each([
    ['GET /v1/staff', 'staff', 'authority'],
    ['GET /v1/banks', 'banks', 'authority'],
    ['GET /v1/sessions', 'sessions', 'session'],
    ['GET /v1/overview', 'rooms', 'session'],
    ['GET /v1/enterprises', 'enterprises', 'enterprise'],
    ['GET /v1/courses', 'courses', 'enterprise'],
    ['GET /v1/applications', 'applications', 'application'],
    ['GET /v1/delegations', 'delegations', 'province of the enterprise'],
    ['GET /v1/notices', 'notices', 'authority'],
    ['GET /v1/spot-checks', 'spotChecks', 'province of the enterprise'],
    ['GET /v1/complaints', 'complaints', 'province of the enterprise'],
    ['GET /v1/release-duties', 'duties', 'session'],
  ] as const)('%s holds what the reader reaches, and nothing else', async (name, key, decides) => {
    // The overview holds the sessions of the day.
    if (name === 'GET /v1/overview')
      await home.home.pool.query('update sessions set starts_at = $1', [new Date(home.clock.at)])
    const { act, seen } = await list(name, key)
    // Only what has ended is owed.
    if (name === 'GET /v1/release-duties')
      await home.home.pool.query(`update sessions set state = 'ended', ended_at = now() where state = 'open'`)
    const again = name === 'GET /v1/release-duties' ? (await list(name, key)).seen : seen
    for (const holder of holders.filter(({ role }) => PERMISSIONS[act].includes(role))) {
      const reached = things.filter((thing) => mayReach(holder.grant, act, decides, thing)).map(({ whose }) => whose)
      expect([holder.name, again.get(holder.name)]).toEqual([holder.name, reached.sort()])
    }
  })

  test('GET /v1/sites holds the sites that the reader reaches', async () => {
    for (const holder of holders.filter(({ role }) => PERMISSIONS.read_sites.includes(role))) {
      const { sites } = await holder.get('GET /v1/sites')
      const wrong = sites.filter(
        ({ id, province }) => !may([holder.grant], 'read_sites', { level: 'site', province, siteId: id }),
      )
      expect([holder.name, wrong]).toEqual([holder.name, []])
      // No site is a city's or an enterprise's.
      const { level } = holder.grant.jurisdiction
      expect(sites.length > 0).toBe(level !== 'city' && level !== 'enterprise')
    }
  })

  test('GET /v1/filings names the provinces’ banks to the nation, and none of their items', async () => {
    const auditor = holders.find(({ name }) => name === 'auditor of nation')
    const { filings } = (await auditor?.get('GET /v1/filings')) ?? { filings: [] }
    expect(filings.map(({ province }) => province).sort()).toEqual(expect.arrayContaining(['14', '52']) as unknown)
    expect(JSON.stringify(filings)).not.toMatch(/stem|options|key/)
  })
})

describe('planning a session', () => {
  const officers = () => holders.filter(({ role }) => role === 'application_officer')

  test('is for one’s own authority: nobody plans with another province’s bank or at another province’s site', async () => {
    for (const officer of officers())
      for (const thing of things) {
        const { status } = await request(officer, 'POST /v1/sessions', thing)
        const { jurisdiction } = officer.grant
        // The nation's thing is an operators' exam at a site in Shanxi: with the unified bank Shanxi may hold one as well.
        const own =
          jurisdiction.level === 'nation'
            ? thing.whose === 'nation'
            : jurisdiction.level === 'province' && jurisdiction.province === thing.site.province
        expect([officer.name, thing.whose, status < 300]).toEqual([officer.name, thing.whose, own])
      }
  })

  test('shows the banks of one’s own authority by name, and nobody else’s', async () => {
    for (const officer of officers()) {
      const { banks } = await officer.get('GET /v1/blueprints')
      const { jurisdiction } = officer.grant
      const foreign = things.filter(
        ({ province }) =>
          province !== null && (jurisdiction.level !== 'province' || province !== jurisdiction.province),
      )
      for (const { ids } of foreign)
        expect([officer.name, banks.some(({ id }) => id === ids.bankId)]).toEqual([officer.name, false])
      for (const { ids, whose } of foreign) {
        const { status, body } = await request(
          officer,
          'POST /v1/blueprints/preview',
          things.find((thing) => thing.whose === whose) as Owned,
        )
        if (status < 300) expect(body).toMatchObject({ refusal: { code: 'bank_not_for_this_exam' } })
        else expect([403, 422]).toContain(status)
        expect(JSON.stringify(body)).not.toContain(ids.itemId)
      }
    }
  })
})

/** Whether the permission table lets a grant reach a thing. The rooms of a session are its site's people's as well. */
function mayReach(grant: Grant, act: Act, decides: Decides, { authority, site, enterprise }: Owned): boolean {
  switch (decides) {
    case 'enterprise': {
      if (may([grant], act, placeIn(enterprise))) return true
      const { province, city } = enterprise
      const reads = act === 'read_enterprises' || act === 'read_people' || act === 'read_training'
      // Operators may be assessed in the city (R23-2), and the nation's headquarters are the nation's (R16-1).
      return (
        reads &&
        (may([grant], act, { level: 'city', province, city }) ||
          (authority.level === 'nation' && may([grant], act, authority)))
      )
    }
    case 'application':
      // An enterprise in a province is not the province's by that alone: what came to an authority is.
      if (grant.role !== 'enterprise_clerk') return may([grant], act, authority)
      return grant.jurisdiction.level === 'enterprise' && may([grant], act, placeIn(enterprise))
    case 'province of the enterprise':
      return may([grant], act, { level: 'province', province: enterprise.province })
    case 'nation':
      return may([grant], act, { level: 'nation' })
    case 'authority':
      return may([grant], act, authority)
    case 'province':
      return may([grant], act, { level: 'province', province: site.province })
    case 'site':
      return may([grant], act, site)
    case 'session': {
      const worksInRooms = ['chief_invigilator', 'invigilator', 'examiner'].includes(grant.role)
      return may([grant], act, authority) || (worksInRooms && may([grant], act, site))
    }
  }
}

function placeIn({ province, enterpriseId }: Owned['enterprise']): Jurisdiction {
  return { level: 'enterprise', province, enterpriseId }
}

async function request(
  visitor: Visitor,
  name: string,
  owned: Owned,
  ids: Readonly<Record<string, string>> = owned.ids,
) {
  const filling = FILLINGS[name]
  const params = filling?.params?.(ids) ?? ids
  const body = filling?.body ? filling.body(owned) : planningBody(name, owned)
  const asked: object = { params, ...(body !== undefined && { body }), headers: filling?.headers ?? {} }
  return visitor.ask(name as EndpointName, asked)
}

function planningBody(name: string, owned: Owned): unknown {
  const exam = owned.whose === 'nation' ? 'operator-gas-inspection' : 'manager'
  const bankIds = [owned.ids.bankId]
  if (name === 'POST /v1/blueprints/preview') return { blueprint: exam, bankIds }
  if (name === 'POST /v1/sessions') return plan(exam, PLANNED_WITH.get(owned.whose) ?? [], owned.ids)
  return undefined
}

const PLANNED_WITH = new Map<string, readonly string[]>()

/** Thursday, 2026-12-03, 09:00 in Beijing. */
const EXAM_AT = Date.parse('2026-12-03T01:00:00Z') as Instant

function plan(blueprint: string, bankIds: readonly string[], { siteId, roomId }: { siteId: string; roomId: string }) {
  return {
    name: `考试${fresh()}`,
    blueprint,
    bankIds: [...bankIds],
    siteId,
    roomIds: [roomId],
    startsAt: EXAM_AT,
    admissionMinutes: 45,
    lateEntryMinutes: 30,
    earliestHandInMinutes: 30,
    restDayConfirmed: false,
  }
}

/** One of everything for an authority, made as its people would make it: a session that is open and has a candidate seated. */
async function owned(
  whose: Owned['whose'],
  province: string | null,
  { exam, bankIds, bankId }: { exam: string; bankIds: readonly string[]; bankId: string },
  at?: Owned['site'],
): Promise<Owned> {
  const authority: Jurisdiction = province === null ? { level: 'nation' } : { level: 'province', province }
  const place = await aPlace(home, at?.province ?? province ?? '14')
  const site = { level: 'site', province: at?.province ?? province ?? '14', siteId: place.siteId } as const
  PLANNED_WITH.set(whose, bankIds)

  const officer = { role: 'application_officer', jurisdiction: authority } as const
  home.clock.at = NINE
  const planner = await home.staff([officer])
  const { id: sessionId } = await planner.get('POST /v1/sessions', { body: plan(exam, bankIds, place) })
  await planner.get('POST /v1/sessions/:sessionId/announce', { params: { sessionId } })
  const rows = [1, 2].map((n) => ({
    name: '考生某',
    idNumber: anIdNumber(600 + Number(fresh()) + n),
    enterprise: '某某煤业',
  }))
  await planner.get('POST /v1/sessions/:sessionId/roster', { params: { sessionId }, body: { rows } })
  await planner.get('POST /v1/sessions/:sessionId/seal', { params: { sessionId } })
  const { roster } = await planner.get('GET /v1/sessions/:sessionId/roster', { params: { sessionId } })

  home.clock.at = (EXAM_AT - 30 * 60_000) as Instant
  const chief = await home.staff([{ role: 'chief_invigilator', jurisdiction: site }])
  const keeper = await home.staff([{ role: 'bank_administrator', jurisdiction: authority }])
  await chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId } })
  const [first] = roster
  if (!first) throw new Error('The roster is empty')
  const params = { sessionId, roomId: place.roomId }
  await chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', { params, body: { ticket: first.ticket } })

  const rehearsal = await chief.get('POST /v1/rehearsals', { body: { siteId: place.siteId, seats: 1, minutes: 1 } })
  REHEARSALS.set(sessionId, {
    sessionId: rehearsal.sessionId,
    sittingId: rehearsal.candidates[0]?.sittingId ?? '',
  })

  const { items } = await keeper.get('GET /v1/banks/:bankId/items', { params: { bankId }, querystring: {} })
  const staged = (await request(keeper, 'POST /v1/banks/:bankId/imports', { ids: { bankId } } as unknown as Owned))
    .body as { id: string }
  const somebody = await home.staff([{ role: 'auditor', jurisdiction: authority }])
  const scorer = await home.staff([{ role: 'scorer', jurisdiction: authority }])
  const [proposal] = await home.deps.db
    .insert(releaseProposals)
    .values({ sessionId: sessionId as SessionId, digest: 'x', proposedBy: scorer.id, proposedAt: NINE })
    .returning({ id: releaseProposals.id })

  const practical = await ownedPractical(await home.staff([officer]), place, first)
  const enterprise = await ownedEnterprise(authority)
  const { terminalId } = await aTerminal(home, place.seats[2]?.id ?? '')
  await takingPhotographs(home, sessionId)
  const pictures = await aPhotographed(home, { sittingId: first.sittingId, terminalId, by: somebody.id })

  return {
    whose,
    authority,
    province,
    site,
    enterprise: enterprise.place,
    ids: {
      ...enterprise.ids,
      ...(await ownedSupervision(enterprise.place)),
      siteId: place.siteId,
      roomId: place.roomId,
      seatId: place.seats[3]?.id ?? '',
      terminalId,
      photographId: pictures.photographId,
      sittingPortraitId: pictures.portraitId,
      bankId,
      itemId: items[0]?.id ?? '',
      importId: staged.id,
      sessionId,
      sittingId: first.sittingId,
      staffId: somebody.id,
      proposalId: proposal?.id ?? '',
      ticket: first.ticket,
      ...practical,
      ...(await ownedCertificate(planner, province)),
      ...(await ownedLaw(site.province)),
      noticeId: await aNotice(home, 'N8', { province, addressee: 'enterprise' }),
    },
  }
}

/** A certificate that an authority issued, and a passed assessment that still waits for one. */
async function ownedCertificate(officer: Visitor, province: string | null) {
  const [holder, waiting] = [
    await anOperator(home, { province: province ?? '14' }),
    await anOperator(home, { category: 'manager', province: province ?? '14' }),
  ]
  const { assessmentId: passed } = await anAssessed(home, holder, { province })
  const certificate = await officer.get('POST /v1/assessments/:assessmentId/certificate', {
    params: { assessmentId: passed },
    body: { number: `T${holder.idNumber}` },
  })
  const { assessmentId } = await anAssessed(home, waiting, { province })
  return { assessmentId, certificateId: certificate.id }
}

/** A practical session of an authority with somebody on its roster who came back from an absence (R30-1). */
async function ownedPractical(
  planner: Visitor,
  place: { siteId: string; roomId: string },
  { sittingId }: { sittingId: string },
) {
  const { standards } = await planner.get('GET /v1/practical/standards')
  const offered = standards.find(({ trade }) => trade === 'hoist')
  if (!offered) throw new Error('There is no standard')
  const { name, trade, subjects } = offered
  home.clock.at = NINE
  const { id: sessionId } = await planner.get('POST /v1/practical/sessions', {
    body: {
      name: `实操${fresh()}`,
      standard: { name, trade, subjects },
      siteId: place.siteId,
      roomIds: [place.roomId],
      startsAt: EXAM_AT,
      durationMinutes: 40,
      admissionMinutes: 45,
      lateEntryMinutes: 240,
      restDayConfirmed: false,
    },
  })
  const { db } = home.deps
  const [known] = await db
    .select()
    .from(sittings)
    .where(eq(sittings.id, sittingId as SittingId))
  if (!known) throw new Error('There is no sitting')
  const assessment = {
    personId: known.personId,
    category: 'operator',
    trade,
    purpose: 'practical_again',
    openedAt: NINE,
  } as const
  const [opened] = await db.insert(assessments).values(assessment).returning({ id: assessments.id })
  const [added] = await db
    .insert(sittings)
    .values({
      sessionId: sessionId as SessionId,
      personId: known.personId,
      assessmentId: opened?.id ?? '',
      component: 'practical',
      attempt: 1,
      roomId: known.roomId,
      ticket: ticketFrom(20_000_000_000 + Number(fresh())),
    })
    .returning()
  return {
    practicalSessionId: sessionId,
    practicalSittingId: added?.id ?? '',
    practicalTicket: added?.ticket ?? '',
  }
}

/** A spot check at an enterprise, a report of the public on it, and a copy to the supervision bureau of its province. */
async function ownedSupervision({ province, enterpriseId }: Owned['enterprise']) {
  const inspector = await home.staff([{ role: 'inspector', jurisdiction: { level: 'province', province } }])
  const { id: spotCheckId } = await inspector.get('POST /v1/spot-checks', {
    body: {
      enterpriseId,
      name: '抽考',
      place: '会议室',
      cutScore: 8000,
      durationMinutes: 30,
      fromRoll: [],
      typed: [{ ...aWorker(), category: 'worker' as const }],
    },
  })
  const [complaint] = await home.deps.db
    .insert(complaints)
    .values({ province, reference: `R${fresh()}`, named: false, text: '培训记录是补签的', receivedAt: NINE })
    .returning({ id: complaints.id })
  const [copy] = await home.deps.db
    .insert(bureauCopies)
    .values({ province, upTo: NINE, sha256: 'x', rowCount: 0, body: '{}', producedAt: NINE })
    .returning({ id: bureauCopies.id })
  return { spotCheckId, complaintId: complaint?.id ?? '', copyId: String(copy?.id), heading: 'files' }
}

/** An enterprise of an authority with one person on its roll and one course; the nation's is a headquarters in Beijing (R16-1). */
async function ownedEnterprise(authority: Jurisdiction) {
  home.clock.at = NINE
  const central = authority.level === 'nation'
  const enterprise = await anEnterprise(
    home,
    central
      ? { province: '11', city: '1101', oversight: 'central_headquarters' }
      : { province: authority.province, city: `${authority.province}02` },
  )
  const { id: enterpriseId, clerk, province, city } = enterprise
  const [personId = ''] = await entered(enterprise, [
    anEntry(650 + Number(fresh()), { post: 'post_worker', underground: true }),
  ])
  const { person } = await clerk.get('GET /v1/enterprises/:enterpriseId/people/:personId', {
    params: { enterpriseId, personId },
  })
  const officer = await home.staff([{ role: 'application_officer', jurisdiction: { level: 'province', province } }])
  const { id: institutionId } = await officer.get('POST /v1/training-institutions', {
    body: { province, name: `机构${fresh()}`, enterpriseId: null, reportedOn: '2026-01-05', reference: '报告 1 号' },
  })
  const { id: courseId } = await clerk.get('POST /v1/courses', { body: { ...aCourse, institutionId, enterpriseId } })
  return {
    place: { level: 'enterprise', province, city, enterpriseId } as const,
    ids: {
      enterpriseId,
      personId,
      employmentId: person.posts[0]?.id ?? '',
      institutionId,
      courseId,
      portraitId: await aPortrait(home, personId, clerk.id),
      ...(await ownedApplication(enterprise, officer)),
    },
  }
}

/** An application of an enterprise that has been handed in, and a delegation of its province. */
async function ownedApplication(enterprise: TestEnterprise, officer: Visitor) {
  const { province } = enterprise
  const { employmentId } = await anEmployee(enterprise)
  const { id: applicationId, documents } = await aSubmitted(enterprise, employmentId, MANAGER_PAPERS)
  const { id: delegationId } = await officer.get('POST /v1/delegations', {
    body: {
      province,
      city: `${province}99`,
      trades: null,
      fromDate: '2026-10-01',
      toDate: null,
      reference: '委托书 1 号',
    },
  })
  return { applicationId, documentId: documents[0]?.id ?? '', delegationId }
}

function codeIn(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
    ? body.code
    : undefined
}
