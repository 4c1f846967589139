import { Link } from 'react-router'
import { useTexts } from '../language/language.ts'
import { EmptyPage } from './EmptyPage.tsx'

export function NoSuchPage() {
  const { t } = useTexts()
  return (
    <EmptyPage
      what={t('frame.noSuchPage')}
      begin={t('frame.noSuchPageRemedy')}
      act={<Link to="/">{t('frame.pages.home')}</Link>}
    />
  )
}
