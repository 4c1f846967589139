import type { NoticeRow } from '@kaochang/contract/notice'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'

const COLOURS: Record<NoticeRow['standing'], string> = {
  published: 'default',
  unsent: 'error',
  sent: 'processing',
  read: 'success',
}

/** How a notice stands with its addressee. */
export function Standing({ standing }: { standing: NoticeRow['standing'] }) {
  const { t } = useTexts()
  return <Tag color={COLOURS[standing]}>{t(`notice.standing.${standing}`)}</Tag>
}
