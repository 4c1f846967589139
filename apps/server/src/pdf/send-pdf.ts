import type { FastifyReply } from 'fastify'

/** The browser's own reader shows a PDF as an object in a page that it makes itself; the pages' policy would forbid it that. */
const READER_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** Answers with a PDF to be shown in the browser, under a name for whoever keeps it. */
export function sendPdf(reply: FastifyReply, name: string, pdf: Buffer): FastifyReply {
  return reply
    .header('content-disposition', `inline; filename="document.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', READER_POLICY)
    .type('application/pdf')
    .send(pdf)
}
