import { Card } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import './home.css'

/** The sites and how many of their seats have a terminal. */
export function SitesWaiting() {
  const { t, language } = useTexts()
  const answer = useAnswer('GET /v1/sites', {})
  return (
    <Card title={t('home.sites')} extra={<Link to="/sites">{t('home.sitesAll')}</Link>}>
      <Loaded answer={answer}>
        {({ sites }) =>
          sites.length === 0 ? (
            <EmptyPage what={t('home.sitesNone')} begin={t('site.noSitesBegin')} />
          ) : (
            <ul className="waiting">
              {sites.map(({ id, name, province, rooms }) => {
                const seats = rooms.flatMap((room) => room.seats)
                const enrolled = seats.filter((seat) => seat.enrolled).length
                return (
                  <li key={id}>
                    <Link className="strong" to={`/sites/${id}`}>
                      {name}
                    </Link>
                    <span>{provinceName(province, language)}</span>
                    <span />
                    <span className={enrolled < seats.length ? 'amber' : ''}>
                      {t('home.siteEnrolled', { enrolled, total: seats.length })}
                    </span>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}
