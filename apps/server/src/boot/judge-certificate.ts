import { once } from 'node:events'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Instant } from '@kaochang/domain/instant'
import { type Finding, ok } from './finding.ts'

const DAY_MS = 86_400_000

/** From here on it is said every time; from a week on as a matter of the day. */
const WARN_DAYS = 30
const URGENT_DAYS = 7

const ANSWER_WITHIN_MS = 5_000

/**
 * Looks at the certificate that browsers are shown at the public address. Lines that are open outlive it; a terminal that
 * comes after its end is shown a warning instead of an exam (F61). Nothing is found for an address without TLS.
 */
export async function examineCertificate(publicUrl: URL | undefined, at: Instant): Promise<Finding[]> {
  if (publicUrl?.protocol !== 'https:') return []
  const validTo = await readCertificateEnd(publicUrl).catch(() => null)
  return [judgeCertificate(validTo, at)]
}

/**
 * Judges the last instant of a certificate.
 *
 * @param validTo null when the address shows none
 */
export function judgeCertificate(validTo: Instant | null, at: Instant): Finding {
  if (validTo === null)
    return {
      check: 'certificate',
      state: 'warning',
      zh: '公开地址没有出示证书',
      en: 'the public address shows no certificate',
      mend: '检查 KAOCHANG_PUBLIC_URL 与前置代理的 TLS / check KAOCHANG_PUBLIC_URL and the TLS of the proxy in front',
    }
  const days = Math.floor((validTo - at) / DAY_MS)
  if (days >= WARN_DAYS) return ok('certificate', `证书还有 ${days} 天到期`, `the certificate lasts ${days} more days`)
  const mend = '更换证书后重新载入前置代理 / renew the certificate and reload the proxy in front'
  if (validTo <= at)
    return { check: 'certificate', state: 'warning', zh: '证书已过期', en: 'the certificate has expired', mend }
  const urgent = days < URGENT_DAYS
  return {
    check: 'certificate',
    state: 'warning',
    zh: `证书${urgent ? '马上到期：' : ''}还有 ${days} 天到期`,
    en: `the certificate ${urgent ? 'is about to expire: it ' : ''}lasts ${days} more days`,
    mend,
  }
}

async function readCertificateEnd({ hostname, port }: URL): Promise<Instant> {
  const host = hostname.replace(/^\[|\]$/g, '')
  // Whether it is trusted is for the browsers' own authorities to say; its days are counted in any case.
  const socket = connect({
    host,
    port: Number(port || 443),
    rejectUnauthorized: false,
    // An address has no name to ask for.
    ...(isIP(host) === 0 && { servername: host }),
  })
  socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('No answer')))
  try {
    await once(socket, 'secureConnect')
    return Date.parse(socket.getPeerCertificate().valid_to) as Instant
  } finally {
    socket.destroy()
  }
}
