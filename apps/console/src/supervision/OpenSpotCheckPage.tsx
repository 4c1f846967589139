import { CATEGORIES, type Category } from '@kaochang/domain/law/categories'
import { TRADES, TRADE_CODES } from '@kaochang/domain/law/trades'
import { SPOT_CHECK_MINUTES } from '@kaochang/domain/paper/spot-check-blueprints'
import { SPOT_CHECK_CUT_SCORE } from '@kaochang/domain/supervision/spot-check'
import { App, Button, Card, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { ChooseFromRoll } from './ChooseFromRoll.tsx'
import './supervision.css'

type Typed = { name: string; idNumber: string; category: Category; post: string; trade?: string }
type Fields = {
  enterpriseId: string
  name: string
  place: string
  cutScore: number
  durationMinutes: number
  typed?: Typed[]
}

/** Opens a spot check at an enterprise: what, where, and who. Papers are drawn when it is sent. */
export function OpenSpotCheckPage() {
  const { t } = useTexts()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const enterpriseId = Form.useWatch('enterpriseId', form)
  const [fromRoll, setFromRoll] = useState<string[]>([])
  const enterprises = useAnswer('GET /v1/enterprises', {})
  const open = useAct('POST /v1/spot-checks', {
    onDone: ({ id }) => {
      void message.success(t('supervision.opened'))
      void navigate(`/spot-checks/${id}`)
    },
  })
  const send = ({ cutScore, typed = [], ...fields }: Fields) =>
    open.mutate({
      body: {
        ...fields,
        cutScore: Math.round(cutScore * 100),
        fromRoll,
        typed: typed.map((person) => ({
          ...person,
          trade: person.category === 'operator' ? (person.trade ?? null) : null,
        })),
      },
    })

  return (
    <>
      <PageHeading
        title={t('supervision.open')}
        trail={{ to: '/spot-checks', name: t('supervision.checks') }}
        about={t('supervision.aboutPapers')}
      />
      <Loaded answer={enterprises}>
        {({ enterprises: listed }) => (
          <Form<Fields>
            form={form}
            layout="vertical"
            scrollToFirstError
            initialValues={{
              cutScore: SPOT_CHECK_CUT_SCORE / 100,
              durationMinutes: SPOT_CHECK_MINUTES.usual,
              ...(listed.length === 1 && { enterpriseId: listed[0]?.id }),
            }}
            onFinish={send}
          >
            <div className="stack">
              <Card title={t('supervision.what')}>
                <div className="check-fields">
                  <Form.Item
                    name="enterpriseId"
                    label={t('supervision.enterprise')}
                    rules={[{ required: true, message: t('frame.choose') }]}
                  >
                    <Select
                      showSearch={{ optionFilterProp: 'label' }}
                      onChange={() => setFromRoll([])}
                      options={listed.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  </Form.Item>
                  <Form.Item
                    name="name"
                    label={t('supervision.name')}
                    rules={[
                      { required: true, min: 2, max: 80, whitespace: true, message: t('supervision.nameNeeded') },
                    ]}
                  >
                    <Input placeholder={t('supervision.nameHint')} />
                  </Form.Item>
                  <Form.Item
                    name="place"
                    label={t('supervision.place')}
                    rules={[
                      { required: true, min: 2, max: 80, whitespace: true, message: t('supervision.placeNeeded') },
                    ]}
                  >
                    <Input placeholder={t('supervision.placeHint')} />
                  </Form.Item>
                  <div className="row">
                    <Form.Item
                      name="cutScore"
                      label={t('supervision.cutScore')}
                      rules={[{ required: true, type: 'number', min: 0, max: 100, message: '0–100' }]}
                    >
                      <InputNumber
                        min={0}
                        max={100}
                        precision={2}
                        suffix={t('supervision.pointsUnit')}
                        style={{ width: 130 }}
                      />
                    </Form.Item>
                    <Form.Item
                      name="durationMinutes"
                      label={t('supervision.duration')}
                      rules={[
                        {
                          required: true,
                          type: 'integer',
                          min: SPOT_CHECK_MINUTES.least,
                          max: SPOT_CHECK_MINUTES.most,
                          message: `${SPOT_CHECK_MINUTES.least}–${SPOT_CHECK_MINUTES.most}`,
                        },
                      ]}
                    >
                      <InputNumber
                        min={SPOT_CHECK_MINUTES.least}
                        max={SPOT_CHECK_MINUTES.most}
                        precision={0}
                        suffix={t('supervision.minutesUnit')}
                        style={{ width: 130 }}
                      />
                    </Form.Item>
                  </div>
                </div>
              </Card>
              <Card title={t('supervision.fromRoll', { total: fromRoll.length })}>
                {enterpriseId ? (
                  <ChooseFromRoll enterpriseId={enterpriseId} chosen={fromRoll} onChoose={setFromRoll} />
                ) : (
                  <p className="quiet">{t('supervision.chooseEnterprise')}</p>
                )}
              </Card>
              <Card title={t('supervision.typed')}>
                <p className="quiet">{t('supervision.typedAbout')}</p>
                <TypedPeople />
              </Card>
              <RefusalAlert error={open.error} />
              <div>
                <Button type="primary" size="large" loading={open.isPending} onClick={() => form.submit()}>
                  {open.isPending ? t('supervision.opening') : t('supervision.openDo')}
                </Button>
              </div>
            </div>
          </Form>
        )}
      </Loaded>
    </>
  )
}

/** People who are not on the roll, one line each. */
function TypedPeople() {
  const { t, language } = useTexts()
  const needed = [{ required: true, message: t('supervision.needed') }]
  return (
    <Form.List name="typed">
      {(fields, { add, remove }) => (
        <div className="typed-people">
          {fields.map(({ key, name }) => (
            <div key={key} className="row typed-person">
              <Form.Item name={[name, 'name']} label={t('supervision.personName')} rules={needed}>
                <Input style={{ width: 120 }} maxLength={80} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'idNumber']} label={t('supervision.idNumber')} rules={needed}>
                <Input className="numbers" style={{ width: 210 }} maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'category']} label={t('supervision.category')} rules={needed}>
                <Select
                  style={{ width: 180 }}
                  options={CATEGORIES.map((category) => ({ value: category, label: t(`words.category.${category}`) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'post']} label={t('supervision.post')} rules={needed}>
                <Input style={{ width: 150 }} maxLength={60} />
              </Form.Item>
              <Form.Item noStyle dependencies={[['typed', name, 'category']]}>
                {({ getFieldValue }) =>
                  getFieldValue(['typed', name, 'category']) === 'operator' && (
                    <Form.Item name={[name, 'trade']} label={t('supervision.trade')} rules={needed}>
                      <Select
                        style={{ width: 220 }}
                        options={TRADE_CODES.map((code) => ({ value: code, label: TRADES[code].title[language] }))}
                      />
                    </Form.Item>
                  )
                }
              </Form.Item>
              <Button type="text" onClick={() => remove(name)}>
                {t('supervision.removePerson')}
              </Button>
            </div>
          ))}
          <Button onClick={() => add()}>{t('supervision.addPerson')}</Button>
        </div>
      )}
    </Form.List>
  )
}
