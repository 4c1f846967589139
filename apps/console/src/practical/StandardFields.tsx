import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { FULL_MARKS, marksText } from '@kaochang/domain/law/marks'
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { hundredths, totalOf } from './points.ts'
import './practical.css'
import { tradeName } from './trade-name.ts'

/** A subject as it is typed; `points` are whole points with up to two decimals. */
export type SubjectField = { code: string; zh: string; en: string; points: number | null }

/** The trade and the subjects that its practical exam is marked by. Stands in a form with `trade`, `standardName`, `subjects` and `durationMinutes`. */
export function StandardFields() {
  const { t, language } = useTexts()
  const form = Form.useFormInstance<{
    trade?: string
    standardName: string
    subjects?: SubjectField[]
    durationMinutes?: number
  }>()
  const answer = useAnswer('GET /v1/practical/standards', {})
  const trade = Form.useWatch('trade', form)
  const subjects = (Form.useWatch('subjects', form) ?? []) as (SubjectField | undefined)[]
  const points = totalOf(subjects.map((subject) => ({ points: hundredths(subject?.points ?? null) ?? 0 })))

  return (
    <Loaded answer={answer}>
      {({ standards }) => (
        <>
          <Form.Item name="trade" label={t('practical.trade')} rules={[{ required: true, message: t('frame.choose') }]}>
            <Select
              style={{ maxWidth: 560 }}
              placeholder={t('frame.choose')}
              options={standards.map((standard) => ({
                value: standard.trade,
                label: tradeName(standard.trade, language),
              }))}
              onChange={(chosen: string) => {
                const standard = standards.find((one) => one.trade === chosen)
                if (!standard) return
                form.setFieldsValue({
                  standardName: standard.name,
                  subjects: standard.subjects.map(({ code, title, full }) => ({ code, ...title, points: full / 100 })),
                  durationMinutes: standard.minutes,
                })
              }}
            />
          </Form.Item>
          {trade === undefined ? (
            <p className="quiet">{t('practical.chooseTrade')}</p>
          ) : (
            <>
              <Alert
                type="warning"
                showIcon
                title={t('practical.demonstration')}
                description={t('practical.demonstrationAbout')}
              />
              <br />
              <Form.Item
                name="standardName"
                label={t('practical.standardName')}
                rules={[{ required: true, min: 2, max: 80, whitespace: true, message: t('session.nameNeeded') }]}
              >
                <Input style={{ maxWidth: 560 }} />
              </Form.Item>
              <Form.List name="subjects">
                {(fields, { add, remove }) => (
                  <>
                    <div className="standard-grid">
                      <span className="quiet">{t('practical.code')}</span>
                      <span className="quiet">{t('practical.subject')}</span>
                      <span className="quiet">{t('practical.subjectEn')}</span>
                      <span className="quiet">{t('practical.full')}</span>
                      <span />
                      {fields.map(({ key, name }) => (
                        <Subject key={key} name={name} onRemove={() => remove(name)} />
                      ))}
                    </div>
                    <br />
                    <div className="row">
                      <Button
                        icon={<PlusOutlined />}
                        onClick={() => add({ code: `K${fields.length + 1}`, zh: '', en: '', points: null })}
                      >
                        {t('practical.addSubject')}
                      </Button>
                      <span className={points === FULL_MARKS ? 'green strong' : 'red strong'}>
                        {t(points === FULL_MARKS ? 'practical.sum' : 'practical.sumWrong', {
                          points: marksText(points),
                        })}
                      </span>
                    </div>
                  </>
                )}
              </Form.List>
              <br />
              <Form.Item
                name="durationMinutes"
                label={t('practical.minutesEach')}
                rules={[{ required: true, type: 'integer', min: 5, max: 240, message: '5–240' }]}
              >
                <InputNumber min={5} max={240} precision={0} suffix={t('session.minutes')} style={{ width: 140 }} />
              </Form.Item>
            </>
          )}
        </>
      )}
    </Loaded>
  )
}

function Subject({ name, onRemove }: { name: number; onRemove: () => void }) {
  const { t } = useTexts()
  const needed = { required: true, whitespace: true, max: 80, message: t('frame.choose') }
  return (
    <>
      <Form.Item name={[name, 'code']} rules={[{ required: true, pattern: /^[A-Za-z0-9]{1,8}$/, message: 'K1' }]}>
        <Input aria-label={t('practical.code')} />
      </Form.Item>
      <Form.Item name={[name, 'zh']} rules={[needed]}>
        <Input aria-label={t('practical.subject')} />
      </Form.Item>
      <Form.Item name={[name, 'en']} rules={[needed]}>
        <Input aria-label={t('practical.subjectEn')} />
      </Form.Item>
      <Form.Item name={[name, 'points']} rules={[{ required: true, message: '0.01–100' }]}>
        <InputNumber aria-label={t('practical.full')} min={0.01} max={100} precision={2} style={{ width: '100%' }} />
      </Form.Item>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('practical.remove')} onClick={onRemove} />
    </>
  )
}
