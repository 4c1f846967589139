import type { ApplicationView } from '@kaochang/contract/application'
import { DOCUMENT_KINDS, type DocumentKind } from '@kaochang/domain/application/application'
import { App, Checkbox, Form, Input, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** Asks, once, for everything: what is missing is chosen already, what cannot be read is added. */
export function AskForPapers({
  application: { id },
  missing,
  onClose,
}: {
  application: ApplicationView
  missing: readonly DocumentKind[]
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ missing: DocumentKind[]; note: string }>()
  const ask = useAct('POST /v1/applications/:applicationId/ask', {
    onDone: () => {
      onClose()
      void message.success(t('application.askedDone'))
    },
  })
  return (
    <Modal
      open
      title={t('application.askTitle')}
      okText={t('application.ask')}
      cancelText={t('frame.cancel')}
      confirmLoading={ask.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t('application.askWhat')}</p>
        <Form
          form={form}
          layout="vertical"
          initialValues={{ missing: [...missing] }}
          onFinish={({ missing: kinds, note }) =>
            ask.mutate({ params: { applicationId: id }, body: { missing: kinds, note: note.trim() } })
          }
        >
          <Form.Item
            name="missing"
            label={t('application.askKinds')}
            rules={[{ required: true, type: 'array', min: 1, message: t('application.askKindsNeeded') }]}
          >
            <Checkbox.Group
              options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`application.document.${kind}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="note"
            label={t('frame.reason')}
            extra={t('frame.reasonHint')}
            rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('frame.reasonNeeded') }]}
          >
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </Form>
        <RefusalAlert error={ask.error} />
      </div>
    </Modal>
  )
}
