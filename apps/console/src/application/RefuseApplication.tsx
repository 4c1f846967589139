import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { ApplicationView } from '@kaochang/contract/application'
import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { FindingList } from './Findings.tsx'

type Asked = { grounds?: { article: string; reason: string }[]; falsePapers?: boolean }

/** Refuses in writing: what the rules found goes in by itself, and the officer's own reasons are added with their articles. */
export function RefuseApplication({
  application: { id, category, findings },
  onClose,
}: {
  application: ApplicationView
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Asked>()
  const found = findings.filter(({ verdict }) => verdict === 'not_met')
  const refuse = useAct('POST /v1/applications/:applicationId/refuse', {
    onDone: () => {
      onClose()
      void message.success(t('application.refused'))
    },
  })
  return (
    <Modal
      open
      width={680}
      title={t('application.refuseTitle')}
      okText={t('application.refuse')}
      okButtonProps={{ danger: true }}
      cancelText={t('frame.cancel')}
      confirmLoading={refuse.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{category === 'operator' ? t('application.refuseOperator') : t('application.refuseManager')}</p>
        {found.length > 0 && (
          <div>
            <p className="quiet">{t('application.refuseFound')}</p>
            <FindingList findings={found} />
          </div>
        )}
        <Form
          form={form}
          layout="vertical"
          initialValues={{ grounds: [], falsePapers: false }}
          onFinish={({ grounds = [], falsePapers = false }) =>
            refuse.mutate({ params: { applicationId: id }, body: { grounds, falsePapers } })
          }
        >
          <Form.List name="grounds">
            {(fields, { add, remove }) => (
              <>
                {fields.map(({ key, name }) => (
                  <div className="ground-row" key={key}>
                    <Form.Item
                      name={[name, 'article']}
                      rules={[{ required: true, pattern: /^\d{1,2}$/, message: t('application.articleNeeded') }]}
                    >
                      <Input aria-label={t('application.groundArticle')} placeholder={t('application.groundArticle')} />
                    </Form.Item>
                    <Form.Item
                      name={[name, 'reason']}
                      rules={[
                        { required: true, min: 2, max: 200, whitespace: true, message: t('application.groundNeeded') },
                      ]}
                    >
                      <Input aria-label={t('application.groundReason')} placeholder={t('application.groundReason')} />
                    </Form.Item>
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('application.removeGround')}
                      onClick={() => remove(name)}
                    />
                  </div>
                ))}
                <Button
                  type="dashed"
                  icon={<PlusOutlined />}
                  disabled={fields.length >= 10}
                  onClick={() => add({ article: category === 'operator' ? '26' : '17' })}
                >
                  {t('application.addGround')}
                </Button>
              </>
            )}
          </Form.List>
          <Form.Item name="falsePapers" valuePropName="checked">
            <Checkbox>{t('application.falsePapersAsk')}</Checkbox>
          </Form.Item>
        </Form>
        <RefusalAlert error={refuse.error} />
      </div>
    </Modal>
  )
}
