import type { GrantBody } from '@kaochang/contract/people'
import { cityName } from '../language/cities.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import type { GrantPlaces } from './grant-places.ts'
import './people.css'

/** Roles in words, each with where it reaches: `主考 · 山西 · 大同考点`. */
export function GrantWords({ grants, places }: { grants: readonly GrantBody[]; places: GrantPlaces }) {
  const { t, language } = useTexts()
  const within = ({ level, city, siteId, enterpriseId }: GrantBody) => {
    if (level === 'city') return [cityName(city ?? null, language)]
    if (level === 'site') return [places.sites.find(({ id }) => id === siteId)?.name ?? t('words.level.site')]
    if (level === 'enterprise')
      return [places.enterprises.find(({ id }) => id === enterpriseId)?.name ?? t('words.level.enterprise')]
    return []
  }
  return (
    <ul className="grant-words">
      {grants.map((grant) => (
        <li key={JSON.stringify(grant)}>
          {[
            t(`words.role.${grant.role}`),
            grant.level === 'nation' ? t('words.level.nation') : provinceName(grant.province, language),
            ...within(grant),
          ].join(' · ')}
        </li>
      ))}
    </ul>
  )
}
