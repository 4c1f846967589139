import { App, Button, Card, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Loaded } from '../frame/Loaded.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

type Fields = { province: string; name: string; telephone: string; email: string; supervisionBureau: string }

/** What the public sees: telephone and e-mail for reports (art. 45). */
export function ContactCard() {
  const { t, language } = useTexts()
  const may = useMay()
  const { grants } = useMe()
  const [editing, setEditing] = useState(false)
  const answer = useAnswer('GET /v1/authority-contacts', {})
  const provinces = [...new Set(grants.flatMap(({ province }) => (province === null ? [] : [province])))]
  return (
    <Card
      size="small"
      title={t('supervision.contact')}
      extra={may('deliver_notice') && <Button onClick={() => setEditing(true)}>{t('supervision.contactEdit')}</Button>}
    >
      <Loaded answer={answer}>
        {({ contacts }) => {
          const own = contacts.filter(({ province }) => provinces.length === 0 || provinces.includes(province))
          return (
            <div className="stack">
              {own.length === 0 && <p className="amber">{t('supervision.contactNone')}</p>}
              {own.map(({ province, name, telephone, email }) => (
                <p key={province}>
                  <span className="strong">{name}</span> {provinceName(province, language)} · {telephone} · {email}
                </p>
              ))}
            </div>
          )
        }}
      </Loaded>
      {editing && <EditContact provinces={provinces} onClose={() => setEditing(false)} />}
    </Card>
  )
}

function EditContact({ provinces, onClose }: { provinces: string[]; onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const set = useAct('POST /v1/authority-contacts', {
    onDone: () => {
      void message.success(t('supervision.contactDone'))
      onClose()
    },
  })
  const text = [{ required: true, min: 2, max: 80, whitespace: true, message: t('supervision.needed') }]
  return (
    <Modal
      open
      title={t('supervision.contact')}
      okText={t('supervision.contactEdit')}
      cancelText={t('frame.cancel')}
      confirmLoading={set.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">{t('supervision.contactAbout')}</p>
      <br />
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={provinces.length === 1 ? { province: provinces[0] } : {}}
        onFinish={(body) => set.mutate({ body })}
      >
        <Form.Item
          name="province"
          label={t('supervision.province')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <Select options={provinces.map((code) => ({ value: code, label: provinceName(code, language) }))} />
        </Form.Item>
        <Form.Item name="name" label={t('supervision.department')} rules={text}>
          <Input />
        </Form.Item>
        <Form.Item
          name="telephone"
          label={t('supervision.telephone')}
          rules={[{ required: true, min: 3, max: 60, message: t('supervision.needed') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('supervision.email')}
          rules={[{ required: true, type: 'email', max: 120, message: t('supervision.needed') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="supervisionBureau" label={t('supervision.bureau')} rules={text}>
          <Input />
        </Form.Item>
        <RefusalAlert error={set.error} />
      </Form>
    </Modal>
  )
}
