import dayjs from 'dayjs'
import i18next from 'i18next'
import 'dayjs/locale/zh-cn'
import { initReactI18next, useTranslation } from 'react-i18next'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEPT_AS = 'kaochang.language'

/** Puts the catalogues in place; Chinese unless this browser was switched to English before. */
export function startLanguage(): void {
  const first: Language = localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh'
  // The catalogues are part of the bundle, so this is done when it returns.
  void i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    defaultNS: 'console',
    resources: { zh: { console: zh }, en: { console: en } },
    interpolation: { escapeValue: false },
  })
  follow(first)
}

export function switchLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language)
  void i18next.changeLanguage(language)
  follow(language)
}

function follow(language: Language) {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
}

/** The texts and the language they are in. */
export function useTexts() {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return { t, language }
}

export type Texts = ReturnType<typeof useTexts>['t']
