/**
 * Safe Exam Browser asked for by a session. Its two headers tell, for one address at a time, that a browser holds the
 * session's configuration and is the very program it says. Evidence, and never the only lock: whoever knows a key can
 * say the same.
 */
export type SafeExamBrowser = {
  /** Whether a sign-in without it is refused until an invigilator excuses the candidate. */
  readonly required: boolean
  /** SHA-256 of the configuration, in 64 hexadecimal digits; null when it is not asked for. */
  readonly configKey: string | null
  /** One for each version and operating system that is used. Empty when none is asked for. */
  readonly browserExamKeys: readonly string[]
}

/** What a request said of the browser it came from. */
export const SEB_VERDICTS = ['right', 'wrong', 'absent'] as const
export type SebVerdict = (typeof SEB_VERDICTS)[number]

export const SEB_HEADERS = {
  configKey: 'x-safeexambrowser-configkeyhash',
  browserExamKey: 'x-safeexambrowser-requesthash',
} as const

/** One request: its exact address, and the two headers as they came. */
export type SebRequest = {
  readonly url: string
  readonly configKeyHash: string | undefined
  readonly requestHash: string | undefined
}

/** 32 bytes in base 16, as both keys are shown and typed. */
export const SEB_KEY = /^[0-9a-f]{64}$/

/**
 * Judges the two headers: each is the SHA-256, in hexadecimal digits, of the absolute address and the key after it
 * (Safe Exam Browser, "Browser Exam Key" and "Config Key" specifications). A fragment never reaches a server and is no
 * part of the address.
 *
 * @param hash SHA-256 of a text, in hexadecimal digits
 * @returns null where nothing is asked
 */
export function judgeSeb(
  hash: (text: string) => string,
  asked: SafeExamBrowser | null,
  { url, configKeyHash, requestHash }: SebRequest,
): SebVerdict | null {
  if (asked === null) return null
  const [address = ''] = url.split('#')
  const { configKey, browserExamKeys } = asked
  const verdicts: SebVerdict[] = []
  if (configKey !== null) verdicts.push(judge(hash, address, [configKey], configKeyHash))
  if (browserExamKeys.length > 0) verdicts.push(judge(hash, address, browserExamKeys, requestHash))
  if (verdicts.includes('wrong')) return 'wrong'
  return verdicts.includes('absent') ? 'absent' : 'right'
}

function judge(
  hash: (text: string) => string,
  address: string,
  keys: readonly string[],
  said: string | undefined,
): SebVerdict {
  if (said === undefined || said === '') return 'absent'
  return keys.some((key) => hash(address + key) === said.toLowerCase()) ? 'right' : 'wrong'
}
