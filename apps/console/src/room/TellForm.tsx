import { Form, Input, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'

/** Asks for a message that is to stand on one screen, or on every screen of the room. */
export function TellForm({
  title,
  pending,
  error,
  onText,
  onClose,
}: {
  title: string
  pending: boolean
  error: Error | null
  onText: (text: string) => void
  onClose: () => void
}) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ text: string }>()
  return (
    <Modal
      open
      title={title}
      okText={t('room.tell')}
      cancelText={t('frame.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <Form form={form} layout="vertical" onFinish={({ text }) => onText(text.trim())}>
          <Form.Item
            name="text"
            label={t('room.tellText')}
            extra={t('room.tellHint')}
            rules={[{ required: true, max: 300, whitespace: true, message: t('room.tellNeeded') }]}
          >
            <Input.TextArea rows={3} autoFocus maxLength={300} showCount />
          </Form.Item>
        </Form>
        <RefusalAlert error={error} />
      </div>
    </Modal>
  )
}
