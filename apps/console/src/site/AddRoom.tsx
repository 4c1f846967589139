import { App, Form, Input, InputNumber, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

type Fields = { name: string; seatCount: number }

/** A room with seats numbered from 1. */
export function AddRoom({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const add = useAct('POST /v1/sites/:siteId/rooms', {
    onDone: () => {
      void message.success(t('site.roomAdded'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('site.addRoom')}
      okText={t('site.addRoom')}
      cancelText={t('frame.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ seatCount: 30 }}
        onFinish={(body) => add.mutate({ params: { siteId }, body })}
      >
        <Form.Item
          name="name"
          label={t('site.roomName')}
          extra={t('site.roomNameHint')}
          rules={[{ required: true, max: 40, whitespace: true, message: t('site.roomNameNeeded') }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="seatCount"
          label={t('site.seats')}
          rules={[{ required: true, type: 'integer', min: 1, max: 200, message: t('site.seatsNeeded') }]}
        >
          <InputNumber min={1} max={200} precision={0} />
        </Form.Item>
        <RefusalAlert error={add.error} />
      </Form>
    </Modal>
  )
}
