import { type Language, beijingDateTime } from '@kaochang/browser/beijing-time'
import type { CallRefused } from '@kaochang/browser/call'
import type { RefusalBody } from '@kaochang/contract/refusal'
import { type Translate, useText } from './text/text.ts'
import { refusalZh } from './text/refusal-zh.ts'

type Known = keyof typeof refusalZh

/** What happened, and what the person can do. */
export type RefusalText = { readonly says: string; readonly act: string }

/**
 * A refusal as a sentence and a remedy, with its facts in words: instants in Beijing time. A code that no
 * candidate was expected to meet, or whose facts are missing, is still said plainly, with the code for staff.
 */
export function refusalText(
  refusal: RefusalBody | CallRefused['refusal'],
  t: Translate<typeof refusalZh>,
  language: Language,
): RefusalText {
  const facts = factsOf(refusal, language)
  const known = (code: string): code is Known => Object.hasOwn(refusalZh, code)
  const tell = (code: Known) => ({ says: t(`${code}.says`, facts), act: t(`${code}.act`, facts) })
  const counted = refusal.code === 'sign_in_failed' && 'attemptsLeft' in refusal
  const told = tell(counted ? 'sign_in_failed_counted' : known(refusal.code) ? refusal.code : 'other')
  return `${told.says}${told.act}`.includes('{{') ? tell('other') : told
}

function factsOf(refusal: object, language: Language): Record<string, string> {
  const words = (fact: unknown) =>
    typeof fact === 'number' && fact > A_DAY_IN_1971 ? beijingDateTime(fact, language) : String(fact)
  return Object.fromEntries(Object.entries(refusal).map(([name, fact]) => [name, words(fact)]))
}

/** No count, seat or number of a save is so large, and no instant of ours so small. */
const A_DAY_IN_1971 = 365 * 86_400_000

/** The text of a refusal in the page's language; null for none. */
export function useRefusalText(refusal: RefusalBody | CallRefused['refusal'] | null): RefusalText | null {
  const { t, language } = useText('refusal')
  return refusal && refusalText(refusal, t, language)
}
