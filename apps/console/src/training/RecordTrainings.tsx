import type { CourseView } from '@kaochang/contract/training'
import { readMarks } from '@kaochang/domain/law/read-marks'
import { TRAINING_RESULTS, type TrainingResult } from '@kaochang/domain/training/training'
import { Alert, App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { postName } from '../enterprise/post-words.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import '../enterprise/enterprise.css'

type Row = { hoursAttended?: number; result?: TrainingResult; points?: string; certificateNumber?: string }
type Fields = { rows: Record<string, Row> }

/** Who of a roll was in the course, for how long and how they came out. Whoever is not recorded is named with the reason. */
export function RecordTrainings({
  course,
  enterpriseId,
  recorded,
  onClose,
}: {
  course: CourseView
  enterpriseId: string
  recorded: readonly string[]
  onClose: () => void
}) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const roll = useAnswer('GET /v1/enterprises/:enterpriseId/people', { params: { enterpriseId }, querystring: {} })
  const record = useAct('POST /v1/courses/:courseId/trainings', {
    onDone: (answer) => {
      if (answer.recorded > 0) void message.success(t('training.recorded', { total: answer.recorded }))
      if (answer.problems.length === 0) onClose()
    },
  })
  const people = (roll.data?.people ?? []).filter(({ id }) => !recorded.includes(id))
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))

  const send = ({ rows }: Fields) =>
    record.mutate({
      params: { courseId: course.id },
      body: {
        rows: chosen.map((personId) => {
          const { hoursAttended = 0, result = 'no_exam', points, certificateNumber } = rows[personId] ?? {}
          const marks = points?.trim() ? readMarks(points) : undefined
          return {
            personId,
            hoursAttended,
            result,
            points: marks?.ok ? marks.value : null,
            certificateNumber: certificateNumber?.trim() || null,
          }
        }),
      },
    })
  // The first row's hours and result, for everybody: most of a course attend and pass alike.
  const fillAll = () => {
    const [first] = chosen
    const model = first === undefined ? undefined : form.getFieldsValue().rows[first]
    for (const personId of chosen.slice(1))
      form.setFieldValue(['rows', personId], { hoursAttended: model?.hoursAttended, result: model?.result })
  }

  return (
    <Drawer
      open
      size={860}
      title={t('training.record')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            disabled={chosen.length === 0}
            loading={record.isPending}
            onClick={() => form.submit()}
          >
            {t('training.record')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <div className="stack">
        <p className="quiet">{t('training.recordAbout')}</p>
        <Select
          mode="multiple"
          aria-label={t('training.choosePeople')}
          placeholder={t('training.choosePeople')}
          showSearch={{ optionFilterProp: 'label' }}
          loading={roll.isPending}
          value={[...chosen]}
          onChange={setChosen}
          options={people.map(({ id, name, posts }) => ({
            value: id,
            label: `${name} · ${posts.map((post) => postName(post, language)).join(t('words.and'))}`,
          }))}
          tagRender={({ value }) => <span className="strong">{nameOf.get(String(value))} </span>}
        />
        <Form<Fields> form={form} onFinish={send}>
          {chosen.length > 0 && (
            <div className="attend-row quiet">
              <span>{t('training.people')}</span>
              <span>{t('training.hoursAttended')}</span>
              <span>{t('training.result')}</span>
              <span>{t('training.points')}</span>
              <span>{t('training.certificate')}</span>
            </div>
          )}
          {chosen.map((personId) => (
            <AttendRow key={personId} personId={personId} name={nameOf.get(personId) ?? ''} hours={course.hours} />
          ))}
        </Form>
        {chosen.length > 1 && (
          <div>
            <Button type="dashed" onClick={fillAll}>
              {t('training.fillAll')}
            </Button>
          </div>
        )}
        <RefusalAlert error={record.error} />
        {record.data && record.data.problems.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('training.recordProblems', { total: record.data.problems.length })}
            description={
              <ul className="plain-list">
                {record.data.problems.map(({ row, name, refusal }) => {
                  const { what, remedy } = refusalText(refusal, language)
                  return (
                    <li key={row}>
                      {name}
                      {t('words.colon')}
                      {what} {remedy}
                    </li>
                  )
                })}
              </ul>
            }
          />
        )}
      </div>
    </Drawer>
  )
}

function AttendRow({ personId, name, hours }: { personId: string; name: string; hours: number }) {
  const { t } = useTexts()
  const at = (field: keyof Row) => ['rows', personId, field]
  return (
    <div className="attend-row">
      <span>{name}</span>
      <Form.Item name={at('hoursAttended')} initialValue={hours} rules={[{ required: true, message: '' }]}>
        <InputNumber
          aria-label={t('training.hoursAttended')}
          min={0}
          max={hours}
          precision={0}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item name={at('result')} initialValue="passed">
        <Select
          aria-label={t('training.result')}
          options={TRAINING_RESULTS.map((value) => ({ value, label: t(`training.results.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name={at('points')}
        rules={[
          {
            validator: (_, text?: string) =>
              !text?.trim() || readMarks(text).ok ? Promise.resolve() : Promise.reject(new Error('0–100')),
          },
        ]}
      >
        <Input aria-label={t('training.points')} inputMode="decimal" />
      </Form.Item>
      <Form.Item name={at('certificateNumber')}>
        <Input aria-label={t('training.certificate')} maxLength={60} />
      </Form.Item>
    </div>
  )
}
