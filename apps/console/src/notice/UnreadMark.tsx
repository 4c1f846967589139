import { Badge } from 'antd'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** How many notices lie unread with an enterprise, beside the menu's entry. Others are told on their home page. */
export function UnreadMark() {
  const { t } = useTexts()
  const isClerk = useMay()('apply')
  const answer = useAnswer('GET /v1/notice-counts', {}, { everyMs: 60_000, enabled: isClerk })
  const total = answer.data?.unread ?? 0
  if (!isClerk || total === 0) return null
  return <Badge count={total} size="small" title={t('notice.menuUnread', { total })} />
}
