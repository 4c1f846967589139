import type { Language } from '@kaochang/browser/beijing-time'
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { certificateZh } from './certificate-zh.ts'
import type { checkZh } from './check-zh.ts'
import type { complaintZh } from './complaint-zh.ts'
import type { pagesZh } from './pages-zh.ts'
import type { photographZh } from './photograph-zh.ts'
import { refusalZh } from './refusal-zh.ts'
import type { sittingZh } from './sitting-zh.ts'
import type { terminalZh } from './terminal-zh.ts'

type Catalogues = {
  terminal: typeof terminalZh
  check: typeof checkZh
  sitting: typeof sittingZh
  photograph: typeof photographZh
  pages: typeof pagesZh
  certificate: typeof certificateZh
  complaint: typeof complaintZh
  refusal: typeof refusalZh
}

/** A catalogue with the keys of another and words of its own. */
export type TextsLike<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : TextsLike<Texts[Key]>
}

/** `signIn.title`: every path through a catalogue that ends at words. A key that is not there does not compile. */
export type TextKey<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${TextKey<Texts[Key]>}`
}[keyof Texts & string]

/** The words at a key, with the facts filled in. */
export type Translate<Texts> = (key: TextKey<Texts>, facts?: Readonly<Record<string, string | number>>) => string

const KEPT_UNDER = 'kaochang-language'

const english = new Map<string, () => Promise<object>>()

/** Starts the page's texts: Chinese at first, or the language that this window last spoke. */
export async function startText(): Promise<void> {
  await i18next.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: {},
    // React writes text as text; a second escaping would show its marks.
    interpolation: { escapeValue: false },
    // Keys are codes of the wire, `sitting_closed`: an underscore in them asks for no plural and no context.
    contextSeparator: '§',
    pluralSeparator: '§',
  })
  await addText('refusal', refusalZh, () => import('./refusal-en.ts').then((module) => module.refusalEn))
  if (sessionStorage.getItem(KEPT_UNDER) === 'en') await speak('en')
}

/** Adds a catalogue: its Chinese at once, its English when first asked for. */
export async function addText<Name extends keyof Catalogues>(
  name: Name,
  zh: Catalogues[Name],
  en: () => Promise<TextsLike<Catalogues[Name]>>,
): Promise<void> {
  i18next.addResourceBundle('zh-CN', name, zh)
  english.set(name, en)
  if (languageNow() === 'en') await prepareEnglish()
}

/** Brings the other language in ahead of need: in the exam the line may be cut when somebody asks for it. */
export async function prepareEnglish(): Promise<void> {
  const missing = [...english].filter(([name]) => !i18next.hasResourceBundle('en', name))
  await Promise.all(
    missing.map(async ([name, fetchWords]) => i18next.addResourceBundle('en', name, await fetchWords())),
  )
}

/** Switches the page to a language, for this window only: the next candidate begins in Chinese. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en') await prepareEnglish()
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  sessionStorage.setItem(KEPT_UNDER, language)
}

function subscribe(changed: () => void) {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

/** The words of one catalogue in one language. */
export function translateWith<Name extends keyof Catalogues>(
  texts: Pick<typeof i18next, 'getFixedT'>,
  name: Name,
  language: Language,
): Translate<Catalogues[Name]> {
  const say = texts.getFixedT(language, name)
  return (key, facts = {}) => say(key as string, facts)
}

/** The page's words of one catalogue, and its language; a component that asks is drawn again when it changes. */
export function useText<Name extends keyof Catalogues>(
  name: Name,
): { t: Translate<Catalogues[Name]>; language: Language } {
  const language = useSyncExternalStore(subscribe, languageNow)
  return { t: translateWith(i18next, name, language), language }
}
