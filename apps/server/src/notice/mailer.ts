import { createTransport } from 'nodemailer'
import type { MailSettings } from '../config.ts'

/** One mail, ready to go. */
export type Mail = {
  /** The same for every try, so that a mail server can tell a repeated one. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly attachment: { readonly name: string; readonly content: Uint8Array }
}

/** What became of a try. `answer` is what the mail server said, for the register; it may hold the address. */
export type Mailed =
  | { readonly ok: true; readonly answer: string }
  /** `refused`: this mail was. `unreachable`: no mail can be sent just now. */
  | { readonly ok: false; readonly kind: 'refused' | 'unreachable'; readonly code: string; readonly answer: string }

/** The way mails leave. */
export type Mailer = {
  readonly send: (mail: Mail, signal: AbortSignal) => Promise<Mailed>
  /** Whether the mail server answers and takes our name and password; the fault's code otherwise. */
  readonly check: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>
}

/** A silent server is given up within these times, so that a try always ends before its lease does. */
const CONNECT_MS = 10_000
const SILENCE_MS = 30_000
const LONGEST_ANSWER = 300

/** Opens the way to the configured mail server; connects to nothing yet. */
export function openMailer({ url, from, requireTls }: MailSettings): Mailer {
  const transport = createTransport({
    url,
    requireTLS: requireTls,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ messageId, to, subject, text, attachment }, signal) => {
      try {
        const info = await transport.sendMail({
          messageId,
          from,
          to,
          subject,
          text,
          attachments: [
            {
              filename: attachment.name,
              content: Buffer.from(attachment.content),
              contentType: 'application/pdf',
            },
          ],
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal,
        })
        return { ok: true, answer: info.response.slice(0, LONGEST_ANSWER) }
      } catch (err) {
        return faultOf(err)
      }
    },
    check: async () => {
      try {
        await transport.verify()
        return { ok: true }
      } catch (err) {
        return { ok: false, code: faultOf(err).code }
      }
    },
  }
}

/** The mail server refused this one mail where it answered about sender, recipient or content; all else concerns every mail. */
function faultOf(err: unknown): Extract<Mailed, { ok: false }> {
  const { code, response, responseCode } = (err ?? {}) as { code?: string; response?: string; responseCode?: number }
  const about = code === 'EENVELOPE' || code === 'EMESSAGE'
  return {
    ok: false,
    kind: about && responseCode !== 421 ? 'refused' : 'unreachable',
    code: responseCode === undefined ? (code ?? 'unknown') : String(responseCode),
    answer: (response ?? code ?? 'unknown').slice(0, LONGEST_ANSWER),
  }
}
