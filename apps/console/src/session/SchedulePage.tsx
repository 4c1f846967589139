import { CallRefused } from '@kaochang/browser/call'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import { App, Button, Card, DatePicker, Form, Input, InputNumber, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useNavigate } from 'react-router'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { atBeijing, clockText, timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { DrawFields } from './DrawFields.tsx'
import { PlaceFields } from './PlaceFields.tsx'
import './session.css'

type Fields = {
  name: string
  blueprint: string
  bankIds: string[]
  siteId: string
  roomIds: string[]
  date: Dayjs
  time: Dayjs
  admissionMinutes: number
  lateEntryMinutes: number
  earliestHandInMinutes: number
}

const MINUTE = 60_000
const { admissionMinutes, lateEntryMinutes, earliestHandInMinutes } = DEFAULT_SETTINGS

/** Schedules a session: what is drawn, where, when, and the room's rules. */
export function SchedulePage() {
  const { t, language } = useTexts()
  const { modal, message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const schedule = useAct('POST /v1/sessions', {
    onDone: ({ id, name }) => {
      void message.success(t('session.scheduled', { name }))
      void navigate(`/sessions/${id}`)
    },
  })

  const send = (fields: Fields, restDayConfirmed: boolean) => {
    const { date, time, ...body } = fields
    const startsAt = beijingInstant(date, time)
    schedule.mutate(
      { body: { ...body, startsAt, restDayConfirmed } },
      {
        onError: (error) => {
          if (!asksForRestDay(error)) return
          modal.confirm({
            title: t('session.restDayTitle'),
            content: t('session.restDayWhat', { at: timeText(startsAt, language) }),
            okText: t('session.restDayDo'),
            cancelText: t('frame.back'),
            onOk: () => send(fields, true),
          })
        },
      },
    )
  }

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
          time: dayjs().hour(9).minute(0),
        }}
        onFinish={(fields) => send(fields, false)}
      >
        <div className="stack">
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
          <Card title={t('session.whatToDraw')}>
            <DrawFields />
          </Card>
          <Card title={t('session.where')}>
            <PlaceFields />
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
          <Card title={t('session.settings')}>
            <div className="row">
              {(['admissionMinutes', 'lateEntryMinutes', 'earliestHandInMinutes'] as const).map((name) => (
                <Form.Item
                  key={name}
                  name={name}
                  label={t(`session.${name}`)}
                  rules={[
                    {
                      required: true,
                      type: 'integer',
                      ...LIMITS[name],
                      message: `${LIMITS[name].min}–${LIMITS[name].max}`,
                    },
                  ]}
                >
                  <InputNumber {...LIMITS[name]} precision={0} suffix={t('session.minutes')} style={{ width: 140 }} />
                </Form.Item>
              ))}
            </div>
          </Card>
          <RefusalAlert error={asksForRestDay(schedule.error) ? null : schedule.error} />
          <div>
            {/* Not a submit button: Enter in one of the pickers must not schedule an exam. */}
            <Button type="primary" size="large" loading={schedule.isPending} onClick={() => form.submit()}>
              {t('session.schedule')}
            </Button>
          </div>
        </div>
      </Form>
    </>
  )
}

/** The limits of the contract. */
const LIMITS = {
  admissionMinutes: { min: 5, max: 240 },
  lateEntryMinutes: { min: 0, max: 120 },
  earliestHandInMinutes: { min: 0, max: 240 },
} as const

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
