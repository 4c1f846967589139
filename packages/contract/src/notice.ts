import { ADDRESSEES, CHANNELS, NOTICE_CODES, PAPER_WAYS } from '@kaochang/domain/notice/notice'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { DateField, IdField, InstantField, ProvinceField, ReasonField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

/** How many notices a page of the register holds. */
export const NOTICES_A_PAGE = 50

/** A notice’s PDF, for whoever may read it: for staff, for the person it is addressed to, and for everybody. */
export const NOTICE_PDF_URL = '/v1/notices/:noticeId/pdf'
export const OWN_NOTICE_PDF_URL = '/v1/candidate/notices/:noticeId/pdf'
export const PUBLIC_NOTICE_PDF_URL = '/v1/public-notices/:noticeId/pdf'

const Words = Type.Object({ zh: Type.String(), en: Type.String() })

export const NoticeStanding = oneOf(['published', 'unsent', 'sent', 'read'])

/** How a notice’s mail stands. `off`: it has an address, and this installation has no mail server. */
export const MailState = oneOf(['none', 'off', 'waiting', 'failing', 'sent', 'given_up', 'needless'])

export const NoticeRow = Type.Object({
  id: IdField,
  code: oneOf(NOTICE_CODES),
  /** 晋煤安考〔2026〕12号 */
  number: Type.String(),
  province: nullable(ProvinceField),
  addressee: oneOf(ADDRESSEES),
  toName: Type.String(),
  enterprise: nullable(Type.Object({ id: IdField, name: Type.String() })),
  /** The person it is about, as the reader may see them. */
  person: nullable(Type.String()),
  producedAt: InstantField,
  standing: NoticeStanding,
  /** The channels it went by, each once, with the first time. */
  sent: Type.Array(Type.Object({ channel: oneOf(CHANNELS), at: InstantField })),
  readAt: nullable(InstantField),
  /** Whether its addressee has pages here on which it can lie unread. */
  openedHere: Type.Boolean(),
  mail: MailState,
})
export type NoticeRow = Static<typeof NoticeRow>

export const NoticeText = Type.Object({
  title: Words,
  number: Type.String(),
  addressee: nullable(Type.String()),
  paragraphs: Type.Object({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) }),
  /** Labelled facts; they stand after the first paragraph. */
  lines: Type.Array(Type.Object({ zh: Type.String(), en: Type.String(), value: Type.String() })),
  article: Type.String(),
  authority: Words,
  date: Words,
})
export type NoticeText = Static<typeof NoticeText>

export const DeliveryView = Type.Object({
  at: InstantField,
  channel: oneOf(CHANNELS),
  outcome: oneOf(['sent', 'failed', 'read']),
  how: nullable(oneOf(PAPER_WAYS)),
  onDate: nullable(DateField),
  /** The mail server’s answer or what the officer wrote; null for readers outside the authority. */
  detail: nullable(Type.String()),
  by: nullable(Type.String()),
})
export type DeliveryView = Static<typeof DeliveryView>

export const NoticeView = Type.Object({
  ...NoticeRow.properties,
  text: NoticeText,
  /** Where the mail goes; null for none and for readers outside the authority. */
  toEmail: nullable(Type.String()),
  /** When the mail is tried next. */
  mailNextAt: nullable(InstantField),
  deliveries: Type.Array(DeliveryView),
  /** What it is about: its kind and its id, as `application` and `1b4e…`; null for readers outside the authority. */
  about: nullable(Type.Object({ kind: Type.String(), id: Type.String() })),
  /** Whether this reader may note that it went out on paper. */
  mayDeliver: Type.Boolean(),
})
export type NoticeView = Static<typeof NoticeView>

const NoticeParams = Type.Object({ noticeId: IdField })

export const listNotices = endpoint({
  method: 'GET',
  url: '/v1/notices',
  config: { access: { act: 'read_notices' } },
  schema: {
    summary: 'The register of notices within the reader’s reach (N1–N13), newest first, with what became of each',
    querystring: Type.Object(
      {
        code: Type.Optional(oneOf(NOTICE_CODES)),
        addressee: Type.Optional(oneOf(ADDRESSEES)),
        state: Type.Optional(oneOf(['unsent', 'unread'])),
        from: Type.Optional(DateField),
        to: Type.Optional(DateField),
        enterpriseId: Type.Optional(IdField),
        page: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,4}$' })),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        notices: Type.Array(NoticeRow),
        total: Type.Integer(),
        /** The enterprises in the register, for the filter. */
        enterprises: Type.Array(Type.Object({ id: IdField, name: Type.String() })),
        /** Whether this installation sends mail at all. */
        mailOn: Type.Boolean(),
      }),
    },
  },
})

export const countNotices = endpoint({
  method: 'GET',
  url: '/v1/notice-counts',
  config: { access: { act: 'read_notices' } },
  schema: {
    summary: 'How many of the notices within the reader’s reach have not been sent, and how many lie unread',
    response: { 200: Type.Object({ unsent: Type.Integer(), unread: Type.Integer() }) },
  },
})

export const readNotice = endpoint({
  method: 'GET',
  url: '/v1/notices/:noticeId',
  config: { access: { act: 'read_notices' } },
  schema: {
    summary:
      'One notice as it is read, with what became of it. Opened by its addressee (an enterprise’s clerk, an inspector for the bureau) it counts as read',
    params: NoticeParams,
    response: { 200: NoticeView, ...refusals(404) },
  },
})

export const deliverNotice = endpoint({
  method: 'POST',
  url: '/v1/notices/:noticeId/deliveries',
  config: { access: { act: 'deliver_notice' } },
  schema: {
    summary: 'Notes that a written notice was handed over or posted on paper, on a day, with what proves it',
    params: NoticeParams,
    body: Type.Object(
      { how: oneOf(PAPER_WAYS), onDate: DateField, reason: ReasonField },
      { additionalProperties: false },
    ),
    response: { 200: NoticeView, ...refusals(404, 409, 422) },
  },
})

/** A notice on its addressee’s own pages. */
export const OwnNotice = Type.Object({
  id: IdField,
  code: oneOf(NOTICE_CODES),
  title: Words,
  number: Type.String(),
  producedAt: InstantField,
  readAt: nullable(InstantField),
})
export type OwnNotice = Static<typeof OwnNotice>

export const listMyNotices = endpoint({
  method: 'GET',
  url: '/v1/candidate/notices',
  config: { access: 'candidate' },
  schema: {
    summary: 'The notices addressed to the candidate, newest first',
    response: { 200: Type.Object({ notices: Type.Array(OwnNotice) }), ...refusals(401) },
  },
})

export const readMyNotice = endpoint({
  method: 'GET',
  url: '/v1/candidate/notices/:noticeId',
  config: { access: 'candidate' },
  schema: {
    summary: 'One notice addressed to the candidate; it counts as read from then on',
    params: NoticeParams,
    response: { 200: Type.Object({ notice: OwnNotice, text: NoticeText }), ...refusals(401, 404) },
  },
})

export const listPublicNotices = endpoint({
  method: 'GET',
  url: '/v1/public-notices',
  config: { access: 'open' },
  schema: {
    summary: 'What was published to everybody (N1, N3, N6, N7), the latest first',
    response: {
      200: Type.Object({
        notices: Type.Array(
          Type.Object({
            id: IdField,
            code: oneOf(NOTICE_CODES),
            title: Words,
            number: Type.String(),
            authority: Words,
            producedAt: InstantField,
          }),
        ),
      }),
    },
  },
})
