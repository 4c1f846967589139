import {
  CANCELLATION_GROUNDS,
  CERTIFICATE_EVENT_KINDS,
  CERTIFICATE_STATES,
  REVOCATION_GROUNDS,
} from '@kaochang/domain/certificate/certificate'
import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { CityField, DateField, IdField, InstantField, ProvinceField, ReasonField, nullable, oneOf } from './fields.ts'
import { RefusalBody, refusals } from './refusal.ts'
import { DueView } from './result.ts'

const CertificateParams = Type.Object({ certificateId: IdField })
const CategoryField = oneOf(EXAM_CATEGORIES)
const StateField = oneOf(CERTIFICATE_STATES)
const TradeField = nullable(Type.String({ maxLength: 60 }))
const NameField = Type.String({ minLength: 2, maxLength: 40 })
const NumberField = Type.String({ minLength: 1, maxLength: 80 })
/** The holder's written request, the finding, the penalty decision: what an act rests on. */
const ReferenceField = Type.String({ minLength: 2, maxLength: 120 })

/** A passed assessment whose certificate has not been issued, most pressing first. */
export const WaitingCertificate = Type.Object({
  assessmentId: IdField,
  category: CategoryField,
  trade: TradeField,
  purpose: oneOf(['first', 'renewal']),
  name: Type.String(),
  idNumberMasked: Type.String(),
  enterprise: Type.String(),
  province: nullable(ProvinceField),
  city: nullable(CityField),
  passedOn: DateField,
  publishedOn: DateField,
  due: DueView,
})
export type WaitingCertificate = Static<typeof WaitingCertificate>

export const listWaitingCertificates = endpoint({
  method: 'GET',
  url: '/v1/certificates/waiting',
  config: { access: { act: 'read_certificates' } },
  schema: {
    summary: 'Who passed and has no certificate yet, with the statutory day of each, overdue first',
    response: { 200: Type.Object({ waiting: Type.Array(WaitingCertificate) }) },
  },
})

/** A certificate as lists show it. Numbers are masked: an operator's holds the ID number. */
export const CertificateSummary = Type.Object({
  id: IdField,
  category: CategoryField,
  trade: TradeField,
  holderName: Type.String(),
  idNumberMasked: Type.String(),
  numberMasked: Type.String(),
  enterprise: nullable(Type.String()),
  /** The province that is printed as the issuer; null is the national authority (A33). */
  province: nullable(ProvinceField),
  /** The city that acted for it (R23-2). */
  actingCity: nullable(CityField),
  issuedOn: DateField,
  validFrom: DateField,
  /** The last valid day; null for principals and managers, whose certificates do not expire (R19-2). */
  validThrough: nullable(DateField),
  state: StateField,
  /** Whether the holder may work by it (R24-1). */
  mayWork: Type.Boolean(),
  cycleDue: nullable(DateField),
  renewed: Type.Boolean(),
  revocationProposed: Type.Boolean(),
})
export type CertificateSummary = Static<typeof CertificateSummary>

export const searchCertificates = endpoint({
  method: 'POST',
  url: '/v1/certificates/search',
  config: { access: { act: 'read_certificates' } },
  schema: {
    summary:
      'Certificates within the reader’s reach, the newest first. ID numbers and certificate numbers are looked up whole',
    body: Type.Object(
      {
        of: oneOf(['all', 'revocation_proposed', 'expiring', 'ended']),
        category: nullable(CategoryField),
        trade: TradeField,
        name: nullable(NameField),
        idNumber: nullable(Type.String({ maxLength: 40 })),
        number: nullable(NumberField),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        certificates: Type.Array(CertificateSummary),
        /** Whether there are more than are listed: the search must be narrowed. */
        more: Type.Boolean(),
      }),
      ...refusals(422),
    },
  },
})

export const CertificateEntryView = Type.Object({
  kind: oneOf(CERTIFICATE_EVENT_KINDS),
  at: InstantField,
  onDate: DateField,
  by: nullable(Type.String()),
  reason: nullable(Type.String()),
  reference: nullable(Type.String()),
  ground: nullable(oneOf([...CANCELLATION_GROUNDS, ...REVOCATION_GROUNDS, 'lost', 'damaged'])),
  /** What R31-2 changed. */
  changes: Type.Array(
    Type.Object({ field: oneOf(['holderName', 'number', 'enterprise']), from: Type.String(), to: Type.String() }),
  ),
  /** The first day off the post, where the practical exam is asked for again. */
  awayFrom: nullable(DateField),
})
export type CertificateEntryView = Static<typeof CertificateEntryView>

export const CertificateView = Type.Object({
  ...CertificateSummary.properties,
  assessmentId: IdField,
  firstIssuedOn: DateField,
  /** The last day it held or holds; null for one without an end. */
  lastDay: nullable(DateField),
  /** The day by which renewal training is done and applied for (R29-1). */
  renewalMark: nullable(DateField),
  /** Through which day the holder may not apply again, where it was revoked (R42-2). */
  barredThrough: nullable(DateField),
  /** The path of its verification page. */
  verification: Type.String(),
  renews: nullable(IdField),
  renewedBy: nullable(IdField),
  /** Who proposed the revocation that stands undecided: another person decides. */
  revocationProposedById: nullable(IdField),
  history: Type.Array(CertificateEntryView),
})
export type CertificateView = Static<typeof CertificateView>

export const readCertificate = endpoint({
  method: 'GET',
  url: '/v1/certificates/:certificateId',
  config: { access: { act: 'read_certificates' } },
  schema: {
    summary: 'A certificate with its history',
    params: CertificateParams,
    response: { 200: CertificateView, ...refusals(404) },
  },
})

/** The certificate as a PDF, for the card that is handed over. The holder has their own, below. */
export const CERTIFICATE_PDF_URL = '/v1/certificates/:certificateId/certificate.pdf'

/** The holder's own certificate as a PDF (R43-1). */
export const MY_CERTIFICATE_PDF_URL = '/v1/candidate/certificates/:certificateId/certificate.pdf'

export const issueCertificate = endpoint({
  method: 'POST',
  url: '/v1/assessments/:assessmentId/certificate',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary: 'Issues the certificate of a passed assessment under the number the national system gave (R28-2)',
    params: Type.Object({ assessmentId: IdField }),
    body: Type.Object({ number: NumberField }, { additionalProperties: false }),
    response: { 200: CertificateView, ...refusals(404, 409, 422) },
  },
})

/** A row of a pasted list: whose certificate it is, by assessment, by ID number, or by the ID number within the number. */
export const IssueRow = Type.Object(
  {
    assessmentId: Type.Optional(IdField),
    idNumber: Type.Optional(Type.String({ maxLength: 40 })),
    /** Code or title; needed only for a person who waits for certificates of several trades. */
    trade: Type.Optional(Type.String({ maxLength: 60 })),
    number: NumberField,
  },
  { additionalProperties: false },
)
export type IssueRow = Static<typeof IssueRow>

export const issueCertificates = endpoint({
  method: 'POST',
  url: '/v1/certificates/batch',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary: 'Issues many certificates, each row by itself: what is wrong with one row does not hold up the others',
    body: Type.Object({ rows: Type.Array(IssueRow, { minItems: 1, maxItems: 500 }) }, { additionalProperties: false }),
    response: {
      200: Type.Object({
        issued: Type.Array(Type.Object({ row: Type.Integer(), id: IdField, holderName: Type.String() })),
        problems: Type.Array(Type.Object({ row: Type.Integer(), refusal: RefusalBody })),
      }),
    },
  },
})

export const reissueCertificate = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/reissue',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary: 'Issues a lost or damaged certificate again, under the same number with the same dates (R31-1)',
    params: CertificateParams,
    body: Type.Object(
      { cause: oneOf(['lost', 'damaged']), reference: ReferenceField },
      { additionalProperties: false },
    ),
    response: { 200: CertificateView, ...refusals(404, 409) },
  },
})

export const updateCertificate = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/update',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary: 'Updates recorded facts on the holder’s written request, reviewed and confirmed (R31-2)',
    params: CertificateParams,
    body: Type.Object(
      {
        holderName: Type.Optional(NameField),
        number: Type.Optional(NumberField),
        enterpriseId: Type.Optional(IdField),
        reference: ReferenceField,
        reason: ReasonField,
      },
      { additionalProperties: false },
    ),
    response: { 200: CertificateView, ...refusals(404, 409, 422) },
  },
})

export const cancelCertificate = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/cancel',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary: 'Strikes a certificate off the register and publishes it (注销, A27)',
    params: CertificateParams,
    body: Type.Object(
      {
        ground: oneOf(['death', 'incapacity', 'holder_asked', 'other']),
        reference: ReferenceField,
        reason: ReasonField,
      },
      { additionalProperties: false },
    ),
    response: { 200: CertificateView, ...refusals(404, 409) },
  },
})

export const askPracticalAgain = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/practical-again',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary:
      'Notes that the holder was off the post for six months or more and passes the practical exam again first (R30-1)',
    params: CertificateParams,
    body: Type.Object({ awayFrom: DateField, reason: ReasonField }, { additionalProperties: false }),
    response: { 200: CertificateView, ...refusals(404, 409, 422) },
  },
})

export const beginReassessment = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/reassessment',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary:
      'Begins the three-yearly assessment of a principal or manager, which the authority and not the person begins (R20-1)',
    params: CertificateParams,
    response: { 200: CertificateView, ...refusals(404, 409, 422) },
  },
})

export const proposeRevocation = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/revocation-proposals',
  config: { access: { act: 'issue_certificate' } },
  schema: {
    summary: 'The first of two people: this certificate is to be revoked, for an accident or false records (R42-1)',
    params: CertificateParams,
    body: Type.Object(
      {
        ground: oneOf(REVOCATION_GROUNDS),
        /** The accident finding, or the evidence of false records. */
        reference: ReferenceField,
        reason: ReasonField,
        /** The penalty decision it comes from (R44-2). */
        penaltyId: Type.Optional(IdField),
      },
      { additionalProperties: false },
    ),
    response: { 200: CertificateView, ...refusals(404, 409, 422) },
  },
})

export const decideRevocation = endpoint({
  method: 'POST',
  url: '/v1/certificates/:certificateId/revocation',
  config: { access: { act: 'approve_revocation' } },
  schema: {
    summary: 'The second, another person: revokes the certificate, or dismisses the proposal',
    params: CertificateParams,
    body: Type.Object({ decision: oneOf(['revoke', 'dismiss']), reason: ReasonField }, { additionalProperties: false }),
    response: { 200: CertificateView, ...refusals(403, 404, 409) },
  },
})

/** What the public may know of one certificate: what it says, masked, and how it stands now. */
export const PublicCertificate = Type.Object({
  category: CategoryField,
  trade: TradeField,
  holderName: Type.String(),
  idNumberMasked: Type.String(),
  numberMasked: Type.String(),
  issuer: nullable(ProvinceField),
  firstIssuedOn: DateField,
  issuedOn: DateField,
  validFrom: DateField,
  validThrough: nullable(DateField),
  state: StateField,
  mayWork: Type.Boolean(),
  lastDay: nullable(DateField),
  cycleDue: nullable(DateField),
  /** When it was issued again for a lost or damaged one. */
  reissuedOn: nullable(DateField),
})
export type PublicCertificate = Static<typeof PublicCertificate>

export const verifyCertificate = endpoint({
  method: 'GET',
  url: '/v1/verify/:code',
  config: { access: 'open' },
  schema: {
    summary: 'What the QR code on a certificate leads to: what it says and how it stands at this moment (A58)',
    params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }),
    response: { 200: Type.Object({ certificate: PublicCertificate, checkedAt: InstantField }), ...refusals(404, 429) },
  },
})

export const searchRegister = endpoint({
  method: 'POST',
  url: '/v1/register/search',
  config: { access: 'open' },
  schema: {
    summary:
      'The public register (R38-1): by name and the last four of the ID number, or by certificate number. Few at a time',
    body: Type.Union([
      Type.Object(
        { by: Type.Literal('name'), name: NameField, idLastFour: Type.String({ pattern: '^\\d{3}[\\dXx]$' }) },
        { additionalProperties: false },
      ),
      Type.Object({ by: Type.Literal('number'), number: NumberField }, { additionalProperties: false }),
    ]),
    response: {
      200: Type.Object({ certificates: Type.Array(PublicCertificate), checkedAt: InstantField }),
      ...refusals(429),
    },
  },
})

/** One certificate issued (发放), struck off (注销) or revoked (撤销), as art. 38 has it published. */
export const Publication = Type.Object({
  /** Rises with every entry: ask for what comes after the last one seen. */
  id: Type.Integer(),
  at: InstantField,
  onDate: DateField,
  kind: oneOf(['issued', 'cancelled', 'revoked']),
  ground: nullable(oneOf([...CANCELLATION_GROUNDS, ...REVOCATION_GROUNDS])),
  category: CategoryField,
  trade: TradeField,
  holderName: Type.String(),
  idNumberMasked: Type.String(),
  numberMasked: Type.String(),
  /** Whoever issued it; null is the national authority. */
  issuer: nullable(ProvinceField),
  actingCity: nullable(CityField),
  /** The province that publishes it: of a nationally assessed person, that of the enterprise (A34). */
  publishedIn: nullable(ProvinceField),
  validFrom: DateField,
  validThrough: nullable(DateField),
})
export type Publication = Static<typeof Publication>

export const PublicationsQuery = Type.Object(
  {
    province: Type.Optional(ProvinceField),
    /** The `id` of the last entry seen. */
    after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
  },
  { additionalProperties: false },
)

export const listPublications = endpoint({
  method: 'GET',
  url: '/v1/register/publications',
  config: { access: 'open' },
  schema: {
    summary: 'What art. 38 publishes, the oldest first, a thousand at a time; the same as CSV under `publications.csv`',
    querystring: PublicationsQuery,
    response: {
      200: Type.Object({
        publications: Type.Array(Publication),
        /** What to ask for next as `after`; null at the end. */
        next: nullable(Type.Integer()),
      }),
      ...refusals(429),
    },
  },
})

/** The same feed as CSV (UTF-8 with a byte order mark, RFC 4180), for whoever keeps it in a table. */
export const PUBLICATIONS_CSV_URL = '/v1/register/publications.csv'

/** A certificate on its holder's own pages: whole to them, the number too. */
export const MyCertificate = Type.Object({
  id: IdField,
  ...PublicCertificate.properties,
  number: Type.String(),
  enterprise: nullable(Type.String()),
  renewalMark: nullable(DateField),
  barredThrough: nullable(DateField),
  /** The address of its verification page, which the QR code holds. */
  verificationUrl: Type.String(),
})
export type MyCertificate = Static<typeof MyCertificate>

export const listMyCertificates = endpoint({
  method: 'GET',
  url: '/v1/candidate/certificates',
  config: { access: 'candidate' },
  schema: {
    summary: 'The candidate’s own certificates, without asking any employer (R43-1)',
    response: { 200: Type.Object({ certificates: Type.Array(MyCertificate) }) },
  },
})
