import type { NoticeView } from '@kaochang/contract/notice'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { PAPER_WAYS, type PaperWay } from '@kaochang/domain/notice/notice'
import { App, Button, DatePicker, Form, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useTexts } from '../language/language.ts'
import { useAct } from '../wire/use-act.ts'

/** Notes that a written notice was handed over or posted on paper. */
export function DeliverNotice({ notice }: { notice: NoticeView }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const [how, setHow] = useState<PaperWay>('handed_over')
  const [onDate, setOnDate] = useState<string>(() => civilDateAt(Date.now() as Instant))
  const first = civilDateAt(notice.producedAt as Instant)
  const deliver = useAct('POST /v1/notices/:noticeId/deliveries', {
    onDone: () => {
      setAsking(false)
      void message.success(t('notice.delivered'))
    },
  })
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t('notice.deliver')}
      </Button>
      {asking && (
        <AskReason
          title={t('notice.deliverTitle', { number: notice.number })}
          what={
            <>
              <p>{t('notice.deliverWhat')}</p>
              <p className="quiet">{t('notice.deliverHint')}</p>
            </>
          }
          okText={t('notice.deliver')}
          pending={deliver.isPending}
          error={deliver.error}
          onReason={(reason) => deliver.mutate({ params: { noticeId: notice.id }, body: { how, onDate, reason } })}
          onClose={() => setAsking(false)}
        >
          <Form layout="vertical">
            <Form.Item label={t('notice.deliverHow')}>
              <Radio.Group
                value={how}
                onChange={(event) => setHow(event.target.value as PaperWay)}
                options={PAPER_WAYS.map((way) => ({ value: way, label: t(`notice.how.${way}`) }))}
              />
            </Form.Item>
            <Form.Item label={t('notice.deliverOn')} htmlFor="delivered-on">
              <DatePicker
                id="delivered-on"
                allowClear={false}
                value={dayjs(onDate)}
                minDate={dayjs(first)}
                onChange={(day: dayjs.Dayjs | null) => day && setOnDate(day.format('YYYY-MM-DD'))}
              />
            </Form.Item>
          </Form>
        </AskReason>
      )}
    </>
  )
}
