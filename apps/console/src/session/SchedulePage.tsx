import { CallRefused } from '@kaochang/browser/call'
import { IDENTITY_CHECKS, type IdentityCheck } from '@kaochang/domain/session/identity-check'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import type { Component } from '@kaochang/domain/law/rules'
import { isTrade } from '@kaochang/domain/law/trades'
import { App, Button, Card, DatePicker, Form, Input, InputNumber, Radio, Segmented, Select, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { StandardFields, type SubjectField } from '../practical/StandardFields.tsx'
import { hundredths } from '../practical/points.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { atBeijing, clockText, timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { DrawFields } from './DrawFields.tsx'
import { PlaceFields } from './PlaceFields.tsx'
import './session.css'

type Fields = {
  name: string
  /** Of a knowledge exam. */
  blueprint: string
  bankIds: string[]
  /** Of a practical exam. */
  trade?: string
  standardName: string
  subjects: SubjectField[]
  durationMinutes: number
  siteId: string
  roomIds: string[]
  date: Dayjs
  time: Dayjs
  admissionMinutes: number
  lateEntryMinutes: number
  earliestHandInMinutes: number
  photographMinutes: number
  identity: IdentityCheck
}

const MINUTE = 60_000
const { admissionMinutes, lateEntryMinutes, earliestHandInMinutes } = DEFAULT_SETTINGS

/** So long a practical exam's candidates may still check in: they come one after the other. */
const PRACTICAL_LATE_ENTRY_MINUTES = 240

/** Schedules a session: what is drawn or marked by, where, when, and the room's rules. */
export function SchedulePage() {
  const { t, language } = useTexts()
  const { modal, message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const [component, setComponent] = useState<Component>('knowledge')
  const practical = component === 'practical'
  const onDone = ({ id, name }: { id: string; name: string }) => {
    void message.success(t('session.scheduled', { name }))
    void navigate(`/sessions/${id}`)
  }
  const scheduleKnowledge = useAct('POST /v1/sessions', { onDone })
  const schedulePractical = useAct('POST /v1/practical/sessions', { onDone })
  const { error, isPending } = practical ? schedulePractical : scheduleKnowledge

  const send = (fields: Fields, restDayConfirmed: boolean) => {
    const { date, time, name, siteId, roomIds, admissionMinutes, lateEntryMinutes } = fields
    const startsAt = beijingInstant(date, time)
    const plan = { name, siteId, roomIds, admissionMinutes, lateEntryMinutes, startsAt, restDayConfirmed }
    const onError = (error: Error) => {
      if (!asksForRestDay(error)) return
      modal.confirm({
        title: t('session.restDayTitle'),
        content: t('session.restDayWhat', { at: timeText(startsAt, language) }),
        okText: t('session.restDayDo'),
        cancelText: t('frame.back'),
        onOk: () => send(fields, true),
      })
    }
    if (!practical) {
      const { blueprint, bankIds, earliestHandInMinutes, identity, photographMinutes: everyMinutes } = fields
      const photographs = everyMinutes === 0 ? null : { everyMinutes }
      const body = { ...plan, blueprint, bankIds, earliestHandInMinutes, identity, photographs }
      scheduleKnowledge.mutate({ body }, { onError })
      return
    }
    const { trade, standardName, subjects, durationMinutes } = fields
    if (trade === undefined || !isTrade(trade)) return
    const standard = {
      name: standardName,
      trade,
      subjects: subjects.map(({ code, zh, en, points }) => ({
        code,
        title: { zh, en },
        full: hundredths(points) ?? 0,
      })),
    }
    schedulePractical.mutate({ body: { ...plan, standard, durationMinutes } }, { onError })
  }
  const choose = (chosen: Component) => {
    setComponent(chosen)
    form.setFieldValue('lateEntryMinutes', chosen === 'practical' ? PRACTICAL_LATE_ENTRY_MINUTES : lateEntryMinutes)
  }
  const limits = practical ? PRACTICAL_LIMITS : LIMITS

  return (
    <>
      <PageHeading title={t('session.schedule')} trail={{ to: '/sessions', name: t('session.sessions') }} />
      <Form<Fields>
        form={form}
        layout="vertical"
        scrollToFirstError
        initialValues={{
          bankIds: [],
          roomIds: [],
          admissionMinutes,
          lateEntryMinutes,
          earliestHandInMinutes,
          identity: 'eyes',
          photographMinutes: 0,
          time: dayjs().hour(9).minute(0),
        }}
        onFinish={(fields) => send(fields, false)}
      >
        <div className="stack">
          <Segmented<Component>
            size="large"
            style={{ alignSelf: 'flex-start' }}
            value={component}
            onChange={choose}
            options={(['knowledge', 'practical'] as const).map((value) => ({
              value,
              label: t(`practical.components.${value}`),
            }))}
          />
          <Card>
            <Form.Item
              name="name"
              label={t('session.name')}
              extra={t('session.nameHint')}
              rules={[{ required: true, min: 2, max: 80, whitespace: true, message: t('session.nameNeeded') }]}
            >
              <Input style={{ maxWidth: 560 }} />
            </Form.Item>
          </Card>
          <Card title={t(practical ? 'session.whatToMark' : 'session.whatToDraw')}>
            {practical ? <StandardFields /> : <DrawFields />}
          </Card>
          <Card title={t('session.where')}>
            <PlaceFields practical={practical} />
          </Card>
          <Card title={t('session.when')}>
            <div className="row" style={{ alignItems: 'flex-start' }}>
              <Form.Item name="date" label={t('session.date')} rules={[{ required: true, message: t('frame.choose') }]}>
                <DatePicker />
              </Form.Item>
              <Form.Item name="time" label={t('session.time')} rules={[{ required: true, message: t('frame.choose') }]}>
                <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} />
              </Form.Item>
            </div>
            <Form.Item noStyle shouldUpdate>
              {({ getFieldsValue }) => <Summary fields={getFieldsValue() as Partial<Fields>} />}
            </Form.Item>
          </Card>
          <Card title={t(practical ? 'practical.settings' : 'session.settings')}>
            <div className="row">
              {(['admissionMinutes', 'lateEntryMinutes', 'earliestHandInMinutes'] as const).map((name) => (
                <Form.Item
                  key={name}
                  name={name}
                  hidden={practical && name === 'earliestHandInMinutes'}
                  label={t(practical && name === 'lateEntryMinutes' ? 'practical.lateUntil' : `session.${name}`)}
                  rules={[
                    {
                      required: true,
                      type: 'integer',
                      ...limits[name],
                      message: `${limits[name].min}–${limits[name].max}`,
                    },
                  ]}
                >
                  <InputNumber {...limits[name]} precision={0} suffix={t('session.minutes')} style={{ width: 140 }} />
                </Form.Item>
              ))}
            </div>
            <Form.Item
              name="photographMinutes"
              hidden={practical}
              label={t('session.photographs')}
              extra={t('session.photographsAbout')}
            >
              <Select
                style={{ maxWidth: 560 }}
                options={PHOTOGRAPH_MINUTES.map((minutes) => ({
                  value: minutes,
                  label: minutes === 0 ? t('session.photographsNone') : t('session.photographsEvery', { minutes }),
                }))}
              />
            </Form.Item>
            <Form.Item
              name="identity"
              hidden={practical}
              label={t('session.identity')}
              extra={t('session.identityAbout')}
            >
              <Radio.Group
                className="bank-choice"
                options={IDENTITY_CHECKS.map((value) => ({ value, label: t(`session.identityIs.${value}`) }))}
              />
            </Form.Item>
          </Card>
          <RefusalAlert error={asksForRestDay(error) ? null : error} />
          <div>
            {/* Not a submit button: Enter in one of the pickers must not schedule an exam. */}
            <Button type="primary" size="large" loading={isPending} onClick={() => form.submit()}>
              {t('session.schedule')}
            </Button>
          </div>
        </div>
      </Form>
    </>
  )
}

/** 0 takes none. */
const PHOTOGRAPH_MINUTES = [0, 5, 10, 15, 20, 30]

/** The limits of the contract. */
const LIMITS = {
  admissionMinutes: { min: 5, max: 240 },
  lateEntryMinutes: { min: 0, max: 120 },
  earliestHandInMinutes: { min: 0, max: 240 },
} as const

const PRACTICAL_LIMITS = { ...LIMITS, lateEntryMinutes: { min: 0, max: 720 } } as const

/** The times as they would be, so that a slip shows before anything is sent. */
function Summary({ fields: { date, time, admissionMinutes = 0, lateEntryMinutes = 0 } }: { fields: Partial<Fields> }) {
  const { t, language } = useTexts()
  if (!date || !time) return null
  const startsAt = beijingInstant(date, time)
  const at = timeText(startsAt, language)
  const opens = clockText(startsAt - admissionMinutes * MINUTE).slice(0, 5)
  const closes = clockText(startsAt + lateEntryMinutes * MINUTE).slice(0, 5)
  return <p className="strong">{t('session.summary', { at, opens, closes })}</p>
}

/** The one refusal that is a question: it is put in a dialogue. */
function asksForRestDay(error: Error | null) {
  return error instanceof CallRefused && error.refusal.code === 'starts_on_rest_day'
}

/** The pickers speak of the browser's zone; what they show is meant as Beijing's. */
function beijingInstant(date: Dayjs, time: Dayjs) {
  return atBeijing(date.format('YYYY-MM-DD'), time.format('HH:mm'))
}
