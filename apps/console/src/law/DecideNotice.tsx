import { Alert, App, Button, Descriptions, Modal } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Days } from './Days.tsx'
import { Moves } from './Moves.tsx'

/** An entered notice with the clocks it would move; another person of the nation confirms it or does not agree. */
export function DecideNotice({
  noticeId,
  mayDecide,
  onClose,
}: {
  noticeId: string
  mayDecide: boolean
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const me = useMe()
  const answer = useAnswer('GET /v1/calendar/notices/:calendarNoticeId', { params: { calendarNoticeId: noticeId } })
  const decide = useAct('POST /v1/calendar/notices/:calendarNoticeId/decide', {
    onDone: ({ notice, moves }) => {
      const confirmed = notice.decision === 'confirmed'
      void message.success(confirmed ? t('law.confirmDone', { moved: moves.moved }) : t('law.rejectDone'))
      onClose()
    },
  })
  const say = (decision: 'confirmed' | 'rejected') =>
    decide.mutate({ params: { calendarNoticeId: noticeId }, body: { decision } })
  const notice = answer.data?.notice
  const own = notice?.proposedById === me.id
  const open = notice?.decision === null && mayDecide && !own

  return (
    <Modal
      open
      width={820}
      title={notice ? t('law.confirmTitle', { year: notice.year }) : t('law.calendar')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('frame.close')}
        </Button>,
        open && (
          <Button key="reject" disabled={decide.isPending} onClick={() => say('rejected')}>
            {t('law.reject')}
          </Button>
        ),
        open && (
          <Button key="confirm" type="primary" loading={decide.isPending} onClick={() => say('confirmed')}>
            {t('law.confirm')}
          </Button>
        ),
      ]}
    >
      <Loaded answer={answer}>
        {(found) => (
          <div className="stack">
            <Descriptions
              bordered
              size="small"
              column={1}
              items={[
                { key: 'address', label: t('law.address'), children: found.notice.address },
                { key: 'published', label: t('law.publishedOn'), children: found.notice.publishedOn },
                { key: 'rest', label: t('law.rest'), children: <Days spans={found.notice.rest} /> },
                { key: 'work', label: t('law.work'), children: <Days spans={found.notice.work} /> },
              ]}
            />
            {found.moves && <Moves moves={found.moves} />}
            {own && found.notice.decision === null && <Alert type="info" showIcon title={t('law.ownEntry')} />}
            <RefusalAlert error={decide.error} />
          </div>
        )}
      </Loaded>
    </Modal>
  )
}
