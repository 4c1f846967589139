import { App, DatePicker, Form, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useNavigate } from 'react-router'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

type Fields = { province: string; name: string; address: string; from: Dayjs; to?: Dayjs | null }

/** Designates an exam site. */
export function CreateSite({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const { grants } = useMe()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const create = useAct('POST /v1/sites', {
    onDone: ({ id, name }) => {
      void message.success(t('site.created', { name }))
      void navigate(`/sites/${id}`)
    },
  })
  const own = grants.filter(({ role }) => role === 'administrator')
  const everywhere = own.some(({ level }) => level === 'nation')
  const provinces = Object.keys(PROVINCES).filter((code) => everywhere || own.some(({ province }) => province === code))

  return (
    <Modal
      open
      title={t('site.create')}
      okText={t('site.create')}
      cancelText={t('frame.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={provinces.length === 1 ? { province: provinces[0] } : {}}
        onFinish={({ from, to, ...body }) =>
          create.mutate({
            body: {
              ...body,
              accreditedFrom: from.format('YYYY-MM-DD'),
              accreditedTo: to?.format('YYYY-MM-DD') ?? null,
            },
          })
        }
      >
        <Form.Item name="province" label={t('site.province')} rules={[{ required: true, message: t('frame.choose') }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={provinces.map((code) => ({ value: code, label: provinceName(code, language) }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('site.name')}
          rules={[{ required: true, min: 2, max: 80, whitespace: true, message: t('site.nameNeeded') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="address"
          label={t('site.address')}
          rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('site.addressNeeded') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="from"
          label={t('site.accreditedFrom')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item name="to" label={t('site.accreditedTo')} extra={t('site.accreditedToHint')}>
          <DatePicker />
        </Form.Item>
        <RefusalAlert error={create.error} />
      </Form>
    </Modal>
  )
}
