import type { DelegationView } from '@kaochang/contract/application'
import { TRADES, TRADE_CODES } from '@kaochang/domain/law/trades'
import { App, Button, Card, DatePicker, Drawer, Form, Input, Modal, Select, Table, Tag } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { CityPicker } from '../frame/CityPicker.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMe } from '../frame/me.ts'
import { cityName } from '../language/cities.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { dateText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

const DAY = 'YYYY-MM-DD'

/** The cities that a province lets assess operators, for which trades and from when to when (R23-2). */
export function DelegationsPage() {
  const { t, language } = useTexts()
  const [entering, setEntering] = useState(false)
  const [ending, setEnding] = useState<DelegationView | null>(null)
  const answer = useAnswer('GET /v1/delegations', {})
  const enter = (
    <Button type="primary" onClick={() => setEntering(true)}>
      {t('application.enterDelegation')}
    </Button>
  )
  return (
    <>
      <PageHeading title={t('application.delegations')} about={t('application.delegationsAbout')} acts={enter} />
      <Card>
        <Loaded answer={answer}>
          {({ delegations }) => (
            <Table<DelegationView>
              rowKey="id"
              size="middle"
              pagination={false}
              dataSource={delegations}
              locale={{
                emptyText: (
                  <EmptyPage
                    what={t('application.noDelegations')}
                    begin={t('application.noDelegationsBegin')}
                    act={enter}
                  />
                ),
              }}
              columns={[
                {
                  title: t('application.city'),
                  key: 'city',
                  width: 160,
                  render: (_, { city }) => <span className="strong">{cityName(city, language)}</span>,
                },
                {
                  title: t('application.trades'),
                  key: 'trades',
                  render: (_, { trades }) =>
                    trades === null
                      ? t('application.everyTrade')
                      : trades.map((trade) => tradeName(trade, language)).join(t('words.and')),
                },
                {
                  title: t('application.from'),
                  key: 'from',
                  width: 150,
                  render: (_, { fromDate }) => <span className="numbers">{dateText(fromDate, language)}</span>,
                },
                {
                  title: t('application.to'),
                  key: 'to',
                  width: 150,
                  render: (_, { toDate }) =>
                    toDate === null ? (
                      <span className="quiet">{t('application.open_ended')}</span>
                    ) : (
                      <span className="numbers">{dateText(toDate, language)}</span>
                    ),
                },
                {
                  title: t('application.reference'),
                  key: 'reference',
                  width: 180,
                  render: (_, { reference }) => reference,
                },
                {
                  title: t('application.stateTitle'),
                  key: 'state',
                  width: 130,
                  render: (_, { inForce }) => (
                    <Tag color={inForce ? 'success' : 'default'}>
                      {inForce ? t('application.inForce') : t('application.notInForce')}
                    </Tag>
                  ),
                },
                {
                  title: '',
                  key: 'act',
                  width: 130,
                  render: (_, delegation) => (
                    <Button size="small" onClick={() => setEnding(delegation)}>
                      {t('application.endDelegation')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {entering && <EnterDelegation onClose={() => setEntering(false)} />}
      {ending && <EndDelegation delegation={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

type Entered = { city: string; trades?: string[]; fromDate: Dayjs; toDate?: Dayjs | null; reference: string }

function EnterDelegation({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Entered>()
  const { grants } = useMe()
  const provinces = grants.flatMap(({ role, level, province }) =>
    role === 'application_officer' && level === 'province' && province !== null ? [province] : [],
  )
  const enter = useAct('POST /v1/delegations', {
    onDone: () => {
      onClose()
      void message.success(t('application.delegated'))
    },
  })
  return (
    <Drawer
      open
      size={520}
      title={t('application.enterDelegation')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={enter.isPending} onClick={() => form.submit()}>
          {t('application.enterDelegation')}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ city, trades, fromDate, toDate, reference }) =>
          enter.mutate({
            body: {
              province: city.slice(0, 2),
              city,
              trades: trades && trades.length > 0 ? trades : null,
              fromDate: fromDate.format(DAY),
              toDate: toDate?.format(DAY) ?? null,
              reference: reference.trim(),
            },
          })
        }
      >
        <Form.Item
          name="city"
          label={t('application.city')}
          rules={[{ required: true, message: t('application.cityNeeded') }]}
        >
          <CityPicker label={t('application.city')} {...(provinces.length === 1 && { province: provinces[0] })} />
        </Form.Item>
        <Form.Item name="trades" label={t('application.trades')}>
          <Select
            mode="multiple"
            placeholder={t('application.everyTrade')}
            options={TRADE_CODES.map((code) => ({ value: code, label: TRADES[code].title[language] }))}
          />
        </Form.Item>
        <Form.Item
          name="fromDate"
          label={t('application.from')}
          rules={[{ required: true, message: t('application.dateNeeded') }]}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item name="toDate" label={t('application.to')} extra={t('application.toHint')}>
          <DatePicker />
        </Form.Item>
        <Form.Item
          name="reference"
          label={t('application.reference')}
          rules={[{ required: true, min: 2, max: 120, whitespace: true, message: t('application.referenceNeeded') }]}
        >
          <Input />
        </Form.Item>
      </Form>
      <RefusalAlert error={enter.error} />
    </Drawer>
  )
}

function EndDelegation({ delegation, onClose }: { delegation: DelegationView; onClose: () => void }) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ toDate: Dayjs; reason: string }>()
  const end = useAct('POST /v1/delegations/:delegationId/end', { onDone: onClose })
  return (
    <Modal
      open
      title={t('application.endDelegationTitle')}
      okText={t('application.endDelegation')}
      cancelText={t('frame.cancel')}
      confirmLoading={end.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t('application.endDelegationWhat')}</p>
        <Form
          form={form}
          layout="vertical"
          onFinish={({ toDate, reason }) =>
            end.mutate({
              params: { delegationId: delegation.id },
              body: { toDate: toDate.format(DAY), reason: reason.trim() },
            })
          }
        >
          <Form.Item
            name="toDate"
            label={t('application.lastDay')}
            rules={[{ required: true, message: t('application.dateNeeded') }]}
          >
            <DatePicker />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('frame.reason')}
            extra={t('frame.reasonHint')}
            rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('frame.reasonNeeded') }]}
          >
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </Form>
        <RefusalAlert error={end.error} />
      </div>
    </Modal>
  )
}
