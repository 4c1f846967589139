import {
  type SafeExamBrowser,
  SEB_HEADERS,
  type SebVerdict,
  judgeSeb,
} from '@kaochang/domain/session/safe-exam-browser'
import type { FastifyRequest } from 'fastify'
import { hash } from 'node:crypto'

/**
 * What a request says of the browser it came from; null where the session asks for nothing. The address is the one
 * that browsers use, whatever proxy stands before us.
 */
export function sebVerdictOf(
  { headers, originalUrl }: Pick<FastifyRequest, 'headers' | 'originalUrl'>,
  publicUrl: URL,
  asked: SafeExamBrowser | null,
): SebVerdict | null {
  const read = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : undefined
  }
  return judgeSeb((text) => hash('sha256', text, 'hex'), asked, {
    url: `${publicUrl.origin}${originalUrl}`,
    configKeyHash: read(SEB_HEADERS.configKey),
    requestHash: read(SEB_HEADERS.browserExamKey),
  })
}
