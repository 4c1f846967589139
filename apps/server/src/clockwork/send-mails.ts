import { type ClaimedMail, claimMail, findNotice, settleMail } from '@kaochang/database/notice'
import { databaseFault } from '@kaochang/database/client'
import { mailText } from '@kaochang/domain/notice/mail-text'
import { renderNotice } from '@kaochang/domain/notice/render-notice'
import { nextAttemptAt } from '@kaochang/domain/notice/retry'
import type { Deps } from '../deps.ts'
import type { Mailed, Mailer } from '../notice/mailer.ts'
import { noticePdf } from '../notice/notice-pdf.ts'

const LOOK_EVERY_MS = 5_000

/** A try that takes longer is broken off. */
const LONGEST_TRY_MS = 120_000

/** Longer than any try, so that no other process takes a mail that is still on its way. */
const LEASE_MS = 180_000

/** How long a stop waits for a mail under way before it is broken off. */
const STOP_AFTER_MS = 4_000

export type MailSending = { readonly stop: () => Promise<void> }

type MailDeps = Pick<Deps, 'db' | 'clock' | 'log' | 'publicUrl'>

/** Starts to send what the queue holds. Any number of processes may do so; without a mail server there is nothing to do. */
export function startMailing(deps: MailDeps & Pick<Deps, 'mailer'>): MailSending {
  const { mailer } = deps
  if (mailer === null) return { stop: async () => undefined }
  const stopping = new AbortController()
  let round: Promise<void> | undefined
  const timer = setInterval(() => {
    round ??= sendMails({ ...deps, mailer }, stopping.signal)
      .catch((err: unknown) => deps.log.warn({ fault: databaseFault(err) ?? null }, 'mails could not be sent'))
      .finally(() => (round = undefined))
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      await round
    },
  }
}

/**
 * One round: every mail that is due, one after the other, in the order the notices were produced. Ends early when the
 * mail server cannot be reached, since no further mail would leave either. Each try is written down as it ends. A
 * process that dies between the server's yes and the writing sends the mail once more when its lease is over: a notice
 * arrives at least once, under one message id.
 *
 * @param stopping no further mail is begun once it is aborted, and the one under way is broken off `stopAfterMs` later
 */
export async function sendMails(
  deps: MailDeps & { readonly mailer: Mailer },
  stopping: AbortSignal,
  stopAfterMs = STOP_AFTER_MS,
): Promise<void> {
  const { db, clock, log } = deps
  while (!stopping.aborted) {
    const claimed = await claimMail(db, clock.now(), LEASE_MS)
    if (!claimed) return
    const mailed = await sendMail(deps, claimed, stopping, stopAfterMs)
    const { noticeId, attempts } = claimed
    const at = clock.now()
    const tried = mailed.ok
      ? ({ outcome: 'sent', detail: mailed.answer } as const)
      : ({ outcome: 'failed', detail: mailed.answer, nextAttemptAt: nextAttemptAt(attempts, at) } as const)
    await db.transaction((tx) => settleMail(tx, noticeId, tried, at))
    // Ids and codes alone: an address is personal data, and a mail server's answer repeats it.
    if (mailed.ok) log.info({ noticeId, attempts }, 'a notice was mailed')
    else {
      const givenUp = nextAttemptAt(attempts, at) === undefined
      log.warn({ noticeId, attempts, kind: mailed.kind, code: mailed.code, givenUp }, 'a notice could not be mailed')
      if (mailed.kind === 'unreachable') return
    }
  }
}

async function sendMail(
  { db, mailer, publicUrl }: MailDeps & { readonly mailer: Mailer },
  { noticeId, toEmail }: ClaimedMail,
  stopping: AbortSignal,
  stopAfterMs: number,
): Promise<Mailed> {
  const notice = await findNotice(db, noticeId)
  if (!notice) throw new Error(`There is no notice ${noticeId}`)
  const address = new URL(`/console/notices/${noticeId}`, publicUrl).href
  const { subject, text, fileName } = mailText(renderNotice(notice), address)
  const attachment = { name: fileName, content: await noticePdf(notice) }
  const broken = new AbortController()
  let timer = setTimeout(() => broken.abort(), LONGEST_TRY_MS)
  const breakOff = () => {
    clearTimeout(timer)
    timer = setTimeout(() => broken.abort(), stopAfterMs)
  }
  if (stopping.aborted) breakOff()
  else stopping.addEventListener('abort', breakOff, { once: true })
  try {
    const messageId = `<${noticeId}@${publicUrl.hostname}>`
    return await mailer.send({ messageId, to: toEmail, subject, text, attachment }, broken.signal)
  } finally {
    stopping.removeEventListener('abort', breakOff)
    clearTimeout(timer)
  }
}
