import type { BankView } from '@kaochang/contract/bank'
import { App, Form, Input, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** Files a provincial bank (备案), or puts another into force, under a reference. */
export function FileBank({ bank, onClose }: { bank: BankView; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reference: string }>()
  const file = useAct('POST /v1/banks/:bankId/file', {
    onDone: ({ name }) => {
      void message.success(t('bank.filed', { name }))
      onClose()
    },
  })
  const { name, itemCount: total } = bank
  const provincial = bank.kind === 'provincial'

  return (
    <Modal
      open
      title={provincial ? t('bank.fileTitle', { name }) : t('bank.enableTitle', { name })}
      okText={provincial ? t('bank.file') : t('bank.enable')}
      cancelText={t('frame.cancel')}
      confirmLoading={file.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{provincial ? t('bank.fileWhat', { total }) : t('bank.enableWhat', { total })}</p>
        <Form
          form={form}
          layout="vertical"
          onFinish={({ reference }) => file.mutate({ params: { bankId: bank.id }, body: { reference } })}
        >
          <Form.Item
            name="reference"
            label={t('bank.reference')}
            extra={t('bank.referenceHint')}
            rules={[{ required: true, min: 2, max: 80, whitespace: true, message: t('bank.referenceNeeded') }]}
          >
            <Input autoFocus />
          </Form.Item>
        </Form>
        <RefusalAlert error={file.error} />
      </div>
    </Modal>
  )
}
