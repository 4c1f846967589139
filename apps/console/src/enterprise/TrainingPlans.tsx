import { App, Button, Card, Form, Input, InputNumber, Modal, Table } from 'antd'
import { useState } from 'react'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { readEnterprise } from '@kaochang/contract/enterprise'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

type Plan = ResponseOf<typeof readEnterprise>['plans'][number]

/** Of every hundred of the education budget, at least so many go to safety training (art. 6). */
const LEAST_BUDGET_PERCENT = 40

/** What the enterprise reported of each year's training (R06-1). */
export function TrainingPlans({ enterpriseId, plans }: { enterpriseId: string; plans: readonly Plan[] }) {
  const { t } = useTexts()
  const may = useMay()
  const [reporting, setReporting] = useState(false)
  const report = may('edit_people') && <Button onClick={() => setReporting(true)}>{t('enterprise.planReport')}</Button>
  return (
    <Card title={t('enterprise.plans')} extra={plans.length > 0 && report}>
      {plans.length === 0 ? (
        <EmptyPage what={t('enterprise.plansNone')} begin={t('enterprise.plansNoneBegin')} act={report} />
      ) : (
        <Table<Plan>
          rowKey="year"
          size="small"
          pagination={false}
          dataSource={[...plans]}
          columns={[
            { title: t('enterprise.planYear'), key: 'year', width: 80, render: (_, { year }) => year },
            { title: t('enterprise.planBody'), key: 'body', width: 200, render: (_, { body }) => body },
            { title: t('enterprise.planStaff'), key: 'staff', width: 200, render: (_, { staffNames }) => staffNames },
            { title: t('enterprise.planText'), key: 'plan', render: (_, { plan }) => plan },
            {
              title: t('enterprise.planBudget'),
              key: 'budget',
              width: 190,
              render: (_, { budgetPercent }) => (
                <span className="numbers">
                  {budgetPercent}%{' '}
                  {budgetPercent < LEAST_BUDGET_PERCENT && (
                    <span className="red strong">{t('enterprise.planBudgetShort')}</span>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {reporting && <ReportPlan enterpriseId={enterpriseId} onClose={() => setReporting(false)} />}
    </Card>
  )
}

function ReportPlan({ enterpriseId, onClose }: { enterpriseId: string; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Plan>()
  const keep = useAct('POST /v1/enterprises/:enterpriseId/training-plans', {
    onDone: ({ year }) => {
      void message.success(t('enterprise.planKept', { year }))
      onClose()
    },
  })
  const needed = [{ required: true, min: 2, whitespace: true, message: t('enterprise.needed') }]
  return (
    <Modal
      open
      title={t('enterprise.planReport')}
      okText={t('enterprise.planReport')}
      cancelText={t('frame.cancel')}
      confirmLoading={keep.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Plan> form={form} layout="vertical" onFinish={(body) => keep.mutate({ params: { enterpriseId }, body })}>
        <Form.Item
          name="year"
          label={t('enterprise.planYear')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <InputNumber min={2018} max={2100} precision={0} />
        </Form.Item>
        <Form.Item name="body" label={t('enterprise.planBody')} rules={needed}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="staffNames" label={t('enterprise.planStaff')} rules={needed}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="plan" label={t('enterprise.planText')} rules={needed}>
          <Input.TextArea rows={4} maxLength={4000} />
        </Form.Item>
        <Form.Item
          name="budgetPercent"
          label={t('enterprise.planBudget')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <InputNumber min={0} max={100} precision={0} suffix="%" />
        </Form.Item>
        <RefusalAlert error={keep.error} />
      </Form>
    </Modal>
  )
}
