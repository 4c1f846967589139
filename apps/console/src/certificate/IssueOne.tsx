import type { WaitingCertificate } from '@kaochang/contract/certificate'
import { App, Form, Input, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { subjectWords } from './certificate-words.ts'

/** Issues one certificate under the number that the national system gave. */
export function IssueOne({ waiting, onClose }: { waiting: WaitingCertificate; onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ number: string }>()
  const issue = useAct('POST /v1/assessments/:assessmentId/certificate', {
    onDone: () => {
      void message.success(t('certificate.issued'))
      onClose()
    },
  })
  const { assessmentId, name, idNumberMasked, category } = waiting
  const isOperator = category === 'operator'
  return (
    <Modal
      open
      title={t('certificate.issueTitle', { name })}
      okText={t('certificate.issueOne')}
      cancelText={t('frame.cancel')}
      confirmLoading={issue.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <div>{t('certificate.issueWhat', { subject: subjectWords(waiting, t, language) })}</div>
        <Form
          form={form}
          layout="vertical"
          onFinish={({ number }) => issue.mutate({ params: { assessmentId }, body: { number: number.trim() } })}
        >
          <Form.Item
            name="number"
            label={t('certificate.number')}
            extra={t(isOperator ? 'certificate.numberOperator' : 'certificate.numberManager')}
            rules={[{ required: true, whitespace: true, message: t('certificate.numberNeeded') }]}
          >
            <Input
              autoFocus
              className="code"
              maxLength={80}
              spellCheck={false}
              autoComplete="off"
              {...(isOperator && { placeholder: `T${idNumberMasked}` })}
            />
          </Form.Item>
        </Form>
        <RefusalAlert error={issue.error} />
      </div>
    </Modal>
  )
}
