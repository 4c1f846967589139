import type { ResponseOf, EndpointNamed } from '@kaochang/contract/endpoints'
import { UploadOutlined } from '@ant-design/icons'
import { App, Button, Descriptions, Drawer, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { Days } from './Days.tsx'
import { Moves } from './Moves.tsx'
import { Problems } from './Problems.tsx'

type Fields = { text: string; year?: string; publishedOn?: string; address?: string }
type Checked = ResponseOf<EndpointNamed<'POST /v1/calendar/check'>>

/** A notice of rest days: pasted or uploaded, checked with what it would move, and then left for another to confirm. */
export function EnterNotice({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [checked, setChecked] = useState<Checked>()
  const check = useAct('POST /v1/calendar/check', { onDone: setChecked })
  const propose = useAct('POST /v1/calendar/notices', {
    onDone: () => {
      void message.success(t('law.submitted'))
      onClose()
    },
  })
  const whole = wholeOf(checked)

  return (
    <Drawer
      open
      size={860}
      title={t('law.enter')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            disabled={whole === undefined}
            loading={propose.isPending}
            onClick={() => whole && propose.mutate({ body: whole })}
          >
            {t('law.submit')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <div className="stack">
        <Form<Fields>
          form={form}
          layout="vertical"
          onValuesChange={() => setChecked(undefined)}
          onFinish={({ text, year, publishedOn, address }) =>
            check.mutate({
              body: {
                text,
                year: /^\d{4}$/.test(year ?? '') ? Number(year) : null,
                publishedOn: publishedOn?.trim() || null,
                address: address?.trim() || null,
              },
            })
          }
        >
          <Form.Item
            name="text"
            label={t('law.paste')}
            extra={t('law.pasteHint')}
            rules={[{ required: true, message: t('law.paste') }]}
          >
            <Input.TextArea rows={8} autoFocus />
          </Form.Item>
          <Form.Item label={t('law.file')}>
            <Upload
              accept=".json"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(file) => {
                void file.text().then((text) => {
                  form.setFieldsValue({ text })
                  setChecked(undefined)
                })
                return false
              }}
            >
              <Button icon={<UploadOutlined />}>{t('law.chooseFile')}</Button>
            </Upload>
          </Form.Item>
          <div className="row law-fields">
            <Form.Item
              name="year"
              label={t('law.year')}
              extra={t('law.yearHint')}
              rules={[{ pattern: /^\d{4}$/, message: t('law.yearHint') }]}
            >
              <Input style={{ width: 120 }} maxLength={4} />
            </Form.Item>
            <Form.Item
              name="publishedOn"
              label={t('law.publishedOn')}
              extra={t('law.dateHint')}
              rules={[{ pattern: /^\s*\d{4}-\d{2}-\d{2}\s*$/, message: t('law.dateHint') }]}
            >
              <Input style={{ width: 160 }} />
            </Form.Item>
            <Form.Item name="address" label={t('law.address')} style={{ flex: 1 }}>
              <Input placeholder="https://www.gov.cn/…" maxLength={400} />
            </Form.Item>
          </div>
          <Button htmlType="submit" loading={check.isPending}>
            {t('law.check')}
          </Button>
        </Form>
        <RefusalAlert error={check.error ?? propose.error} />
        {checked && (
          <>
            <Problems problems={checked.problems} />
            <Descriptions
              bordered
              size="small"
              column={1}
              title={t('law.checked')}
              items={[
                { key: 'year', label: t('law.year'), children: checked.year ?? '—' },
                { key: 'published', label: t('law.publishedOn'), children: checked.publishedOn ?? '—' },
                { key: 'rest', label: t('law.rest'), children: <Days spans={checked.rest} /> },
                { key: 'work', label: t('law.work'), children: <Days spans={checked.work} /> },
              ]}
            />
            {checked.moves && <Moves moves={checked.moves} />}
          </>
        )}
      </div>
    </Drawer>
  )
}

/** What may be proposed: only a notice that was checked and found without problems. */
function wholeOf(checked: Checked | undefined) {
  if (!checked || checked.moves === null) return undefined
  const { year, publishedOn, address, rest, work } = checked
  if (year === null || publishedOn === null || address === null) return undefined
  return { year, publishedOn, address, rest, work }
}
