import { CATEGORIES, type Category } from '@kaochang/domain/law/categories'
import { TRADE_CODES, type TradeCode } from '@kaochang/domain/law/trades'
import { COURSE_KINDS, type CourseKind, leastHours, outlineAuthority } from '@kaochang/domain/training/training'
import { App, Button, DatePicker, Drawer, Form, Input, InputNumber, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useNavigate } from 'react-router'
import { useOwnEnterprise } from '../enterprise/own-enterprise.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import '../enterprise/enterprise.css'

type Fields = {
  name: string
  kind: CourseKind
  category: Category
  trade?: TradeCode
  institutionId: string
  enterpriseId?: string | null
  hours: number
  startedOn: Dayjs
  closedOn: Dayjs
  place: string
  teachers: string
  outline: string
  plan?: string
  handouts?: string
  report?: string
}

/** Enters a course that is over, with its file (R09-1). */
export function RegisterCourse({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const own = useOwnEnterprise()
  const [form] = Form.useForm<Fields>()
  const institutions = useAnswer('GET /v1/training-institutions', {})
  const enterprises = useAnswer('GET /v1/enterprises', {}, { enabled: own === undefined })
  const enter = useAct('POST /v1/courses', {
    onDone: ({ id, name }) => {
      void message.success(t('training.entered', { name }))
      void navigate(`/courses/${id}`)
    },
  })
  const category = Form.useWatch('category', form)
  const kind = Form.useWatch('kind', form)
  const least = category && kind ? leastHours(category, kind) : null
  const needed = [{ required: true, min: 2, whitespace: true, message: t('training.needed') }]
  const chosen = [{ required: true, message: t('frame.choose') }]

  const send = ({ startedOn, closedOn, enterpriseId, trade, plan, handouts, report, ...fields }: Fields) =>
    enter.mutate({
      body: {
        ...fields,
        trade: fields.category === 'operator' ? (trade ?? null) : null,
        enterpriseId: own ?? enterpriseId ?? null,
        startedOn: startedOn.format('YYYY-MM-DD'),
        closedOn: closedOn.format('YYYY-MM-DD'),
        plan: plan?.trim() || null,
        handouts: handouts?.trim() || null,
        report: report?.trim() || null,
      },
    })

  return (
    <Drawer
      open
      size={760}
      title={t('training.enter')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={enter.isPending} onClick={() => form.submit()}>
            {t('training.enter')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <Form<Fields> form={form} layout="vertical" onFinish={send}>
        <Form.Item name="name" label={t('training.name')} rules={needed}>
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <div className="two-fields">
          <Form.Item name="category" label={t('training.category')} rules={chosen}>
            <Select options={CATEGORIES.map((value) => ({ value, label: t(`words.category.${value}`) }))} />
          </Form.Item>
          <Form.Item name="kind" label={t('training.kind')} rules={chosen}>
            <Select options={COURSE_KINDS.map((value) => ({ value, label: t(`training.kinds.${value}`) }))} />
          </Form.Item>
        </div>
        {category === 'operator' && (
          <Form.Item name="trade" label={t('training.trade')} rules={chosen}>
            <Select options={TRADE_CODES.map((code) => ({ value: code, label: tradeName(code, language) }))} />
          </Form.Item>
        )}
        <div className="two-fields">
          <Form.Item name="institutionId" label={t('training.institution')} rules={chosen}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              notFoundContent={t('training.noInstitutions')}
              options={(institutions.data?.institutions ?? [])
                .filter(({ withdrawnOn }) => withdrawnOn === null)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          {own === undefined && (
            <Form.Item name="enterpriseId" label={t('training.organiser')} extra={t('training.organiserHint')}>
              <Select
                allowClear
                placeholder={t('training.open')}
                showSearch={{ optionFilterProp: 'label' }}
                options={(enterprises.data?.enterprises ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
          )}
          <Form.Item
            name="hours"
            label={t('training.hours')}
            extra={least ? t('training.hoursLeast', { hours: least.hours, article: least.article }) : undefined}
            rules={[{ required: true, message: t('training.hoursNeeded') }]}
          >
            <InputNumber min={1} max={2000} precision={0} />
          </Form.Item>
          <Form.Item name="startedOn" label={t('training.startedOn')} rules={chosen}>
            <DatePicker />
          </Form.Item>
          <Form.Item name="closedOn" label={t('training.closedOn')} rules={chosen}>
            <DatePicker />
          </Form.Item>
          <Form.Item name="place" label={t('training.place')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="teachers" label={t('training.teachers')} rules={needed}>
            <Input maxLength={400} />
          </Form.Item>
        </div>
        <Form.Item
          name="outline"
          label={t('training.outline')}
          extra={
            category &&
            (outlineAuthority(category) === 'province' ? t('training.outlineProvince') : t('training.outlineNation'))
          }
          rules={needed}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="plan" label={t('training.plan')}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
        <Form.Item name="handouts" label={t('training.handouts')}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
        <Form.Item name="report" label={t('training.report')}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        <RefusalAlert error={enter.error} />
      </Form>
    </Drawer>
  )
}
