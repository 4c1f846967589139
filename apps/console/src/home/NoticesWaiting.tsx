import { Card } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import './home.css'

/** Written notices that have not been sent; for whom they are written to, those not yet read. */
export function NoticesWaiting() {
  const { t } = useTexts()
  const writes = useMay()('deliver_notice')
  const answer = useAnswer('GET /v1/notice-counts', {})
  return (
    <Card title={t('notice.homeTitle')} extra={<Link to="/notices">{t('notice.homeAll')}</Link>}>
      <Loaded answer={answer}>
        {({ unsent, unread }) => {
          const total = writes ? unsent : unread
          if (total === 0) return <EmptyPage what={t(writes ? 'notice.homeNone' : 'notice.homeNoneOwn')} begin="" />
          return (
            <ul className="waiting">
              <li>
                <Link className="strong" to={writes ? '/notices?state=unsent' : '/notices?state=unread'}>
                  {t(writes ? 'notice.homeUnsent' : 'notice.homeUnread', { total })}
                </Link>
                <span />
                <span />
                <span className="amber">{t(writes ? 'notice.homeUnsentDo' : 'notice.homeUnreadDo')}</span>
              </li>
            </ul>
          )
        }}
      </Loaded>
    </Card>
  )
}
