import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'

/** Asks for the reason of an act that goes into the record, and says what the act will change. */
export function AskReason({
  title,
  what,
  okText,
  danger = false,
  disabled = false,
  pending,
  error,
  children,
  onReason,
  onClose,
}: {
  title: string
  what: ReactNode
  okText: string
  danger?: boolean
  disabled?: boolean
  pending: boolean
  error: Error | null
  /** More to be asked, above the reason. */
  children?: ReactNode
  onReason: (reason: string) => void
  onClose: () => void
}) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ danger, disabled }}
      cancelText={t('frame.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <div>{what}</div>
        {children}
        <Form form={form} layout="vertical" onFinish={({ reason }) => onReason(reason.trim())}>
          <Form.Item
            name="reason"
            label={t('frame.reason')}
            extra={t('frame.reasonHint')}
            rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('frame.reasonNeeded') }]}
          >
            <Input.TextArea rows={2} autoFocus maxLength={200} />
          </Form.Item>
        </Form>
        <RefusalAlert error={error} />
      </div>
    </Modal>
  )
}
