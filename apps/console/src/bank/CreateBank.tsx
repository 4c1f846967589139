import { BANK_KINDS, type BankKind } from '@kaochang/domain/bank/bank'
import { App, Form, Input, Modal, Radio, Select } from 'antd'
import { useNavigate } from 'react-router'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

type Fields = { kind: BankKind; province?: string; trade?: string; name: string }

/** An empty bank. The nation makes national and unified banks, a province its own. */
export function CreateBank({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const { grants } = useMe()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form)
  const create = useAct('POST /v1/banks', {
    onDone: ({ id, name }) => {
      void message.success(t('bank.created', { name }))
      void navigate(`/banks/${id}`)
    },
  })
  const own = grants.filter(({ role }) => role === 'bank_administrator')
  const kinds = BANK_KINDS.filter((kind) =>
    own.some(({ level }) => (kind === 'provincial' ? level === 'province' : level === 'nation')),
  )
  const provinces = own.flatMap(({ province }) => province ?? [])

  return (
    <Modal
      open
      title={t('bank.create')}
      okText={t('bank.create')}
      cancelText={t('frame.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ kind: kinds[0], province: provinces[0] }}
        onFinish={({ kind, name, province = null, trade = null }) =>
          create.mutate({
            body: {
              kind,
              name,
              province: kind === 'provincial' ? province : null,
              trade: kind === 'unified' ? trade : null,
            },
          })
        }
      >
        <Form.Item name="kind" label={t('bank.kind')} rules={[{ required: true, message: t('frame.choose') }]}>
          <Radio.Group options={kinds.map((value) => ({ value, label: t(`words.bankKind.${value}`) }))} />
        </Form.Item>
        {kind === 'provincial' && (
          <Form.Item
            name="province"
            label={t('bank.province')}
            rules={[{ required: true, message: t('frame.choose') }]}
          >
            <Select
              options={Object.keys(PROVINCES)
                .filter((code) => provinces.includes(code))
                .map((code) => ({ value: code, label: provinceName(code, language) }))}
            />
          </Form.Item>
        )}
        {kind === 'unified' && (
          <Form.Item
            name="trade"
            label={t('bank.trade')}
            extra={t('bank.tradeHint')}
            rules={[{ required: true, max: 40, message: t('bank.trade') }]}
          >
            <Input />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('bank.name')}
          rules={[{ required: true, min: 2, max: 80, whitespace: true, message: t('bank.nameNeeded') }]}
        >
          <Input />
        </Form.Item>
        <RefusalAlert error={create.error} />
      </Form>
    </Modal>
  )
}
