import type { ComplaintView } from '@kaochang/contract/supervision'
import { Alert, App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** One report of the public: what it says, its reporter behind an act of its own, and its close. */
export function ComplaintDetail({ complaint }: { complaint: ComplaintView }) {
  const { t } = useTexts()
  const may = useMay()
  const { named, text, receivedAt, closedAt, closedBy, finding } = complaint
  return (
    <div className="stack">
      <dl className="facts-list">
        <dt>{t('supervision.receivedAt')}</dt>
        <dd>
          <When at={receivedAt} />
        </dd>
        <dt>{t('supervision.reporter')}</dt>
        <dd>{named ? t('supervision.isNamed') : t('supervision.isAnonymous')}</dd>
        <dt>{t('supervision.content')}</dt>
        <dd className="complaint-text">{text}</dd>
        {closedAt !== null && (
          <>
            <dt>{t('supervision.finding')}</dt>
            <dd className="complaint-text">{finding}</dd>
            <dt>{t('supervision.complaintClosed')}</dt>
            <dd>
              <When at={closedAt} /> {closedBy}
            </dd>
          </>
        )}
      </dl>
      {named && may('record_supervision') && <Reporter complaint={complaint} />}
      {closedAt === null && may('record_supervision') && <Close complaint={complaint} />}
    </div>
  )
}

function Reporter({ complaint }: { complaint: ComplaintView }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const open = useAct('POST /v1/complaints/:complaintId/reporter', { onDone: () => setAsking(false) })
  return (
    <div>
      {open.data ? (
        <Alert
          type="info"
          title={`${t('supervision.reporterName')}${t('words.colon')}${open.data.name}`}
          description={`${t('supervision.reporterContact')}${t('words.colon')}${open.data.contact}`}
        />
      ) : (
        <Button onClick={() => setAsking(true)}>{t('supervision.openReporter')}</Button>
      )}
      {asking && (
        <AskReason
          title={t('supervision.openReporter')}
          what={t('supervision.openReporterWhat')}
          okText={t('supervision.openReporter')}
          pending={open.isPending}
          error={open.error}
          onReason={(reason) => open.mutate({ params: { complaintId: complaint.id }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function Close({ complaint }: { complaint: ComplaintView }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const close = useAct('POST /v1/complaints/:complaintId/close', {
    onDone: () => void message.success(t('supervision.complaintDone')),
  })
  return (
    <Form<{ finding: string }>
      layout="vertical"
      onFinish={({ finding }) =>
        close.mutate({ params: { complaintId: complaint.id }, body: { finding: finding.trim() } })
      }
    >
      <Form.Item
        name="finding"
        label={t('supervision.finding')}
        extra={t('supervision.findingHint')}
        rules={[{ required: true, min: 4, max: 2000, whitespace: true, message: t('supervision.findingNeeded') }]}
      >
        <Input.TextArea rows={5} maxLength={2000} />
      </Form.Item>
      <RefusalAlert error={close.error} />
      <Button type="primary" htmlType="submit" loading={close.isPending}>
        {t('supervision.closeComplaint')}
      </Button>
    </Form>
  )
}
