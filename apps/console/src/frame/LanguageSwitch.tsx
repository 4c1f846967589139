import { Segmented } from 'antd'
import { type Language, switchLanguage, useTexts } from '../language/language.ts'

/** Each language in its own words, so that whoever needs the other one finds it. */
export function LanguageSwitch() {
  const { t, language } = useTexts()
  return (
    <Segmented<Language>
      size="small"
      aria-label={t('frame.language')}
      value={language}
      onChange={switchLanguage}
      options={[
        { value: 'zh', label: t('frame.chinese') },
        { value: 'en', label: t('frame.english') },
      ]}
    />
  )
}
