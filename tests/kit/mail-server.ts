import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type MailServer = {
  readonly url: string
  /** What was taken, in order, as it came over the wire. */
  readonly taken: { readonly to: string; readonly raw: string }[]
  /** How many came, also those that were refused. */
  readonly asked: () => number
  /** While set, every recipient is refused with it. */
  refusal: { code: number; text: string } | null
  /** While true, a mail is heard to its end and never answered. */
  silent: boolean
  /** Called as soon as a mail's text begins to come. */
  onMail: () => void
  /** Stops listening; `comeBack` listens again at the same port. */
  readonly goAway: () => Promise<void>
  readonly comeBack: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A real SMTP server on this machine that keeps what it is sent. */
export async function openMailServer(): Promise<MailServer> {
  const taken: MailServer['taken'] = []
  let asked = 0
  let port = 0
  let server = await listen()

  async function listen() {
    const opened = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onRcptTo: (address, _, done) => {
        asked += 1
        if (!mail.refusal) return done()
        done(Object.assign(new Error(`${mail.refusal.text} <${address.address}>`), { responseCode: mail.refusal.code }))
      },
      onData: (stream, session, done) => {
        mail.onMail()
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (mail.silent) return
          const [first] = session.envelope.rcptTo
          taken.push({ to: first?.address ?? '', raw: Buffer.concat(chunks).toString('utf8') })
          done(null, 'Queued as 42')
        })
      },
    })
    await new Promise<void>((resolve, reject) => {
      opened.on('error', reject)
      opened.listen(port, '127.0.0.1', resolve)
    })
    opened.removeAllListeners('error')
    opened.on('error', () => undefined)
    port = (opened.server.address() as AddressInfo).port
    return opened
  }
  const shut = () => new Promise<void>((resolve) => server.close(() => resolve()))

  const mail: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    asked: () => asked,
    refusal: null,
    silent: false,
    onMail: () => undefined,
    goAway: shut,
    comeBack: async () => void (server = await listen()),
    close: shut,
  }
  return mail
}

/** A mail's subject, its text, and its PDF's bytes, as a mail reader would show them. */
export function readMail(raw: string): {
  subject: string
  text: string
  messageId: string
  pdf: Buffer
  fileName: string
} {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1)
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? ''
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const parts = raw.split(`--${boundary}`).map((part) => {
    const gap = /\r?\n\r?\n/.exec(part)
    const at = gap ? gap.index : part.length
    return { head: part.slice(0, at).replace(/\r?\n[ \t]+/g, ' '), body: part.slice(at + (gap?.[0].length ?? 0)) }
  })
  const of = (type: string) => parts.find((part) => part.head.includes(type))
  const pdf = of('application/pdf')
  return {
    subject: words(header('Subject')),
    messageId: header('Message-ID'),
    text: decode(of('text/plain')),
    pdf: Buffer.from((pdf?.body ?? '').replace(/\s/g, ''), 'base64'),
    fileName: fileNameIn(pdf?.head ?? ''),
  }
}

function decode(part: { head: string; body: string } | undefined): string {
  if (!part) return ''
  if (/base64/i.test(part.head)) return Buffer.from(part.body.replace(/\s/g, ''), 'base64').toString('utf8')
  if (/quoted-printable/i.test(part.head)) return quoted(part.body.replace(/=\r?\n/g, '')).toString('utf8')
  return part.body
}

function quoted(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

/** Encoded words of a header (RFC 2047). */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(body, 'base64').toString('latin1')
        : quoted(body.replaceAll('_', ' ')).toString('latin1'),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'))
}

/** A file's name as RFC 2231 writes it, in one piece or several. */
function fileNameIn(head: string): string {
  const pieces = [...head.matchAll(/filename\*\d*\*?=(?:utf-8'')?"?([^";\r\n]+)"?/gi)].map((match) => match[1] ?? '')
  return pieces.length > 0 ? decodeURIComponent(pieces.join('').trim()) : (/filename="([^"]+)"/.exec(head)?.[1] ?? '')
}
