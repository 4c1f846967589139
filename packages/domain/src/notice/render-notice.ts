import { type Instant, civilDateAt } from '../instant.ts'
import { dayInWords, issuerName, noticeNumber, numeral } from './authority.ts'
import { type Addressee, type Issuer, NOTICES, type NoticeCode, type NoticeFacts } from './notice.ts'
import { NOTICE_TEXTS, type Words } from './texts.ts'

/** A notice as it was stored: all that its text is made from. */
export type StoredNotice = {
  readonly code: NoticeCode
  readonly issuer: Issuer
  readonly issuerName: string | null
  readonly province: string | null
  readonly year: number
  readonly number: number
  readonly addressee: Addressee
  readonly toName: string
  readonly facts: NoticeFacts
  readonly producedAt: Instant
}

/** A notice as it is read: on a page, on paper, in a mail. */
export type RenderedNotice = {
  readonly title: Words
  /** 晋煤安考〔2026〕12号 */
  readonly number: string
  /** Whom it is addressed to; null for what is published to everybody. */
  readonly addressee: string | null
  /** In order. The labelled facts (`lines`) stand after the first. */
  readonly paragraphs: { readonly zh: readonly string[]; readonly en: readonly string[] }
  readonly lines: readonly { readonly zh: string; readonly en: string; readonly value: string }[]
  /** The article of Order 92 that asks for it. */
  readonly article: string
  readonly authority: Words
  readonly date: Words
}

/**
 * The text of a notice. Made from what was stored alone, so that it reads the same whenever it is opened. An ID number
 * that found its way into the facts is masked: no notice shows one.
 */
export function renderNotice(notice: StoredNotice): RenderedNotice {
  const { code, issuer, province, addressee, toName, facts, producedAt } = notice
  const { title, article } = NOTICES[code]
  const text = NOTICE_TEXTS[code]({
    addressee,
    person: facts.person === null ? null : withoutIdNumbers(facts.person),
    law: articleOf(article),
    article: (other) => articleOf(String(other)),
  })
  const reasons = facts.reasons.map((reason, index) => ({
    zh: `（${numeral(index + 1)}）${withEnd(withoutIdNumbers(reason.zh), '。')}${basis(reason.article).zh}`,
    en: `(${index + 1}) ${withEnd(withoutIdNumbers(reason.en), '.')}${basis(reason.article).en}`,
  }))
  const all = [text.opening, ...reasons, ...text.follows, ...(text.review === null ? [] : [text.review])]
  return {
    title,
    number: noticeNumber(notice),
    addressee: addressee === 'public' ? null : withoutIdNumbers(toName),
    paragraphs: { zh: all.map(({ zh }) => zh), en: all.map(({ en }) => en) },
    lines: facts.lines.map(({ zh, en, value }) => ({ zh, en, value: withoutIdNumbers(value) })),
    article,
    authority: issuerName(issuer, province, notice.issuerName),
    date: dayInWords(civilDateAt(producedAt)),
  }
}

/** The article of Order 92 in words, as a notice cites it. */
function articleOf(article: string): Words {
  const zh = /^\d+$/.test(article) ? numeral(Number(article)) : article
  return { zh: `《煤矿安全培训规定》第${zh}条`, en: `article ${article} of the Coal-mine Safety Training Provisions` }
}

/** Where a reason stands in the law; what stands nowhere says that it is the authority's reading. */
function basis(article: string): Words {
  if (article === '') return { zh: '', en: '' }
  if (!/^\d+$/.test(article)) {
    const reading = article === 'reading'
    return {
      zh: reading ? '（依据：考核部门的解释）' : `（依据：${article}）`,
      en: reading ? ' (by the authority’s reading)' : ` (by ${article})`,
    }
  }
  return { zh: `（依据：${articleOf(article).zh}）`, en: ` (by article ${article})` }
}

function withEnd(text: string, end: string) {
  return /[。.！!？?；;]$/.test(text) ? text : `${text}${end}`
}

/** Eighteen characters with a birth date in the right place, standing alone. */
const ID_NUMBER =
  /(?<![0-9A-Za-z])(T?\d{4})\d{2}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3}[\dXx])(?![0-9A-Za-z])/g

/** A text in which ID numbers are masked, wherever they stand. */
export function withoutIdNumbers(text: string): string {
  return text.replace(ID_NUMBER, (_, first: string, last: string) => `${first}**********${last}`)
}
