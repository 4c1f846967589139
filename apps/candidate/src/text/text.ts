import type { Language } from '@kaochang/browser/beijing-time'
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { pagesZh } from './pages-zh.ts'
import { refusalZh } from './refusal-zh.ts'
import type { terminalZh } from './terminal-zh.ts'

/** A catalogue with the keys of another and words of its own. */
export type TextsLike<Texts> = { readonly [Key in keyof Texts]: Texts[Key] extends string ? string : TextsLike<Texts[Key]> }

type Catalogues = { terminal: typeof terminalZh; pages: typeof pagesZh; refusal: typeof refusalZh }

/** `signIn.title`: every path through a catalogue that ends at words. A key that is not there does not compile. */
export type TextKey<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${TextKey<Texts[Key]>}`
}[keyof Texts & string]

/** The words at a key, with the facts filled in. */
export type Translate<Texts> = (key: TextKey<Texts>, facts?: Readonly<Record<string, string | number>>) => string

/** Where the page's own words are, in Chinese at once and in English when first asked for. */
type Catalogue =
  | { readonly name: 'terminal'; readonly zh: typeof terminalZh; readonly en: () => Promise<TextsLike<typeof terminalZh>> }
  | { readonly name: 'pages'; readonly zh: typeof pagesZh; readonly en: () => Promise<TextsLike<typeof pagesZh>> }

const KEPT_UNDER = 'kaochang-language'

const english = () => import('./refusal-en.ts').then((module) => module.refusalEn)

/** Starts the page's texts in the language this window last spoke, Chinese at first. */
export async function startText({ name, zh, en }: Catalogue): Promise<void> {
  await i18next.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    ns: [name, 'refusal'],
    defaultNS: name,
    resources: { 'zh-CN': { [name]: zh, refusal: refusalZh } },
    // React writes text as text; a second escaping would show its marks.
    interpolation: { escapeValue: false },
    // Keys are codes of the wire, `sitting_closed`: an underscore in them asks for no plural and no context.
    contextSeparator: '§',
    pluralSeparator: '§',
  })
  fetchEnglish = async () => {
    const [own, refusals] = await Promise.all([en(), english()])
    i18next.addResourceBundle('en', name, own)
    i18next.addResourceBundle('en', 'refusal', refusals)
  }
  document.documentElement.lang = 'zh-CN'
  if (sessionStorage.getItem(KEPT_UNDER) === 'en') await speak('en')
}

let fetchEnglish = async () => {}

/** Brings the other language in ahead of need: in the exam the line may be cut when somebody asks for it. */
export async function prepareEnglish(): Promise<void> {
  if (!i18next.hasResourceBundle('en', 'refusal')) await fetchEnglish()
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
  return i18next.resolvedLanguage === 'en' ? 'en' : 'zh-CN'
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
export function useText<Name extends keyof Catalogues>(name: Name): { t: Translate<Catalogues[Name]>; language: Language } {
  const language = useSyncExternalStore(subscribe, languageNow)
  return { t: translateWith(i18next, name, language), language }
}
