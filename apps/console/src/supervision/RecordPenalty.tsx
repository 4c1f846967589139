import { App, Button, DatePicker, Drawer, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

type Fields = {
  province: string
  enterpriseId?: string
  personName?: string
  idNumber?: string
  agency: string
  reference: string
  decidedOn: Dayjs
  text: string
}

/** Enters a penalty decision that came in copy. There is no field for a sum. */
export function RecordPenalty({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const { grants } = useMe()
  const [form] = Form.useForm<Fields>()
  const enterprises = useAnswer('GET /v1/enterprises', {})
  const record = useAct('POST /v1/penalties', {
    onDone: () => {
      void message.success(t('supervision.penaltyDone'))
      onClose()
    },
  })
  const provinces = [...new Set(grants.flatMap(({ province }) => (province === null ? [] : [province])))]
  const named = [{ required: true, min: 2, max: 80, whitespace: true, message: t('supervision.needed') }]
  const send = ({ personName, idNumber, enterpriseId, decidedOn, ...body }: Fields) =>
    record.mutate({
      body: {
        ...body,
        enterpriseId: enterpriseId ?? null,
        person: personName || idNumber ? { name: personName ?? '', idNumber: idNumber ?? '' } : null,
        decidedOn: decidedOn.format('YYYY-MM-DD'),
      },
    })
  return (
    <Drawer
      open
      size={560}
      title={t('supervision.recordPenalty')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={record.isPending} onClick={() => form.submit()}>
            {t('supervision.recordPenaltyDo')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={provinces.length === 1 ? { province: provinces[0] } : {}}
        onFinish={send}
      >
        <Form.Item
          name="province"
          label={t('supervision.province')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <Select options={provinces.map((code) => ({ value: code, label: provinceName(code, language) }))} />
        </Form.Item>
        <Form.Item name="agency" label={t('supervision.agency')} rules={named}>
          <Input />
        </Form.Item>
        <Form.Item name="reference" label={t('supervision.decisionReference')} rules={named}>
          <Input />
        </Form.Item>
        <Form.Item
          name="decidedOn"
          label={t('supervision.decidedOn')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item name="enterpriseId" label={t('supervision.enterprise')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(enterprises.data?.enterprises ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <p className="quiet">{t('supervision.aboutPerson')}</p>
        <div className="row">
          <Form.Item name="personName" label={t('supervision.personName')}>
            <Input style={{ width: 160 }} maxLength={80} autoComplete="off" />
          </Form.Item>
          <Form.Item name="idNumber" label={t('supervision.idNumber')}>
            <Input className="numbers" style={{ width: 230 }} maxLength={40} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item
          name="text"
          label={t('supervision.decision')}
          rules={[{ required: true, min: 4, max: 2000, whitespace: true, message: t('supervision.needed') }]}
        >
          <Input.TextArea rows={5} maxLength={2000} />
        </Form.Item>
        <RefusalAlert error={record.error} />
      </Form>
    </Drawer>
  )
}
