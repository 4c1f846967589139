import type { EnterpriseView } from '@kaochang/contract/enterprise'
import { OVERSIGHTS, type Oversight } from '@kaochang/domain/enterprise/oversight'
import { App, Form, Input, Modal, Select } from 'antd'
import { useNavigate } from 'react-router'
import { CityPicker } from '../frame/CityPicker.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

type Fields = {
  creditCode: string
  name: string
  province: string
  city: string
  oversight: Oversight
  appointingBody: string
  email?: string | null
  higherEnterpriseId?: string | null
}

/** Registers an enterprise, or corrects what is registered of one: its code and province stay. */
export function EnterpriseForm({ enterprise, onClose }: { enterprise?: EnterpriseView; onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const { grants } = useMe()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const register = useAct('POST /v1/enterprises', {
    onDone: ({ id, name }) => {
      void message.success(t('enterprise.registered', { name }))
      void navigate(`/enterprises/${id}`)
    },
  })
  const change = useAct('POST /v1/enterprises/:enterpriseId', {
    onDone: () => {
      void message.success(t('enterprise.changed'))
      onClose()
    },
  })
  const known = useAnswer('GET /v1/enterprises', {})
  const own = grants.filter(({ role }) => role === 'administrator' || role === 'application_officer')
  const everywhere = own.some(({ level, role }) => level === 'nation' && role === 'administrator')
  const provinces = Object.keys(PROVINCES).filter((code) => everywhere || own.some(({ province }) => province === code))
  const province = Form.useWatch('province', form)
  const title = enterprise ? t('enterprise.change') : t('enterprise.register')
  const needed = [{ required: true, min: 2, max: 120, whitespace: true, message: t('enterprise.needed') }]

  const send = ({ creditCode, province: seat, ...fields }: Fields) => {
    const body = {
      ...fields,
      email: fields.email?.trim() || null,
      higherEnterpriseId: fields.higherEnterpriseId ?? null,
    }
    if (enterprise) change.mutate({ params: { enterpriseId: enterprise.id }, body })
    else register.mutate({ body: { ...body, creditCode, province: seat } })
  }

  return (
    <Modal
      open
      width={640}
      title={title}
      okText={title}
      cancelText={t('frame.cancel')}
      confirmLoading={register.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={
          enterprise ?? { oversight: 'province', ...(provinces.length === 1 && { province: provinces[0] }) }
        }
        onFinish={send}
      >
        <Form.Item name="name" label={t('enterprise.name')} rules={needed}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="creditCode"
          label={t('enterprise.creditCode')}
          extra={t('enterprise.creditCodeHint')}
          rules={[{ required: true, message: t('enterprise.codeNeeded') }]}
        >
          <Input className="code" maxLength={40} spellCheck={false} disabled={enterprise !== undefined} />
        </Form.Item>
        <div className="two-fields">
          <Form.Item
            name="province"
            label={t('enterprise.province')}
            rules={[{ required: true, message: t('frame.choose') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              disabled={enterprise !== undefined}
              onChange={() => form.setFieldValue('city', undefined)}
              options={provinces.map((code) => ({ value: code, label: provinceName(code, language) }))}
            />
          </Form.Item>
          <Form.Item name="city" label={t('enterprise.city')} rules={[{ required: true, message: t('frame.choose') }]}>
            <CityPicker label={t('enterprise.city')} province={province} />
          </Form.Item>
        </div>
        <Form.Item name="oversight" label={t('enterprise.oversight')}>
          <Select options={OVERSIGHTS.map((value) => ({ value, label: t(`enterprise.oversights.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="appointingBody"
          label={t('enterprise.appointingBody')}
          extra={t('enterprise.appointingBodyHint')}
          rules={needed}
        >
          <Input />
        </Form.Item>
        <div className="two-fields">
          <Form.Item
            name="email"
            label={t('enterprise.email')}
            extra={t('enterprise.emailHint')}
            rules={[{ type: 'email', message: t('enterprise.emailWrong') }]}
          >
            <Input />
          </Form.Item>
          <Form.Item name="higherEnterpriseId" label={t('enterprise.higher')} extra={t('enterprise.higherHint')}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={(known.data?.enterprises ?? [])
                .filter(({ id }) => id !== enterprise?.id)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        </div>
        <RefusalAlert error={register.error ?? change.error} />
      </Form>
    </Modal>
  )
}
