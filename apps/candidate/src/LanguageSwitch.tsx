import { speak, useText } from './text/text.ts'

/** Switches between Chinese and English. It is labelled in the language it leads to. */
export function LanguageSwitch({ in: name }: { in: 'terminal' | 'pages' | 'certificate' }) {
  const { t, language } = useText(name)
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="quiet" lang={other} onClick={() => void speak(other)}>
      {t('language.other')}
    </button>
  )
}
