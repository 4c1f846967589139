import type { GrantBody } from '@kaochang/contract/people'
import type { SiteView } from '@kaochang/contract/session'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import './people.css'

/** Roles in words, each with where it reaches: `主考 · 山西 · 大同考点`. */
export function GrantWords({ grants, sites }: { grants: readonly GrantBody[]; sites?: readonly SiteView[] }) {
  const { t, language } = useTexts()
  return (
    <ul className="grant-words">
      {grants.map((grant) => {
        const { role, level, province, siteId } = grant
        const site = sites?.find(({ id }) => id === siteId)?.name ?? t('words.level.site')
        const places = level === 'nation' ? [t('words.level.nation')] : [provinceName(province, language)]
        return (
          <li key={JSON.stringify(grant)}>
            {[t(`words.role.${role}`), ...places, ...(level === 'site' ? [site] : [])].join(' · ')}
          </li>
        )
      })}
    </ul>
  )
}
