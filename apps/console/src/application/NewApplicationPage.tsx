import type { ApplicantView, draftApplications } from '@kaochang/contract/application'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { ApplicationBasis } from '@kaochang/domain/application/application'
import { Alert, Button, Card, Checkbox, Form, Radio, Table } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { CityPicker } from '../frame/CityPicker.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { dateText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { postWords } from './post-words.ts'
import './application.css'

const PURPOSES = ['first', 'renewal', 'practical_again'] as const
type Purpose = (typeof PURPOSES)[number]
type Drafted = ResponseOf<typeof draftApplications>

/** The first step: what is applied for, for whom, and where. A draft is made for each; papers come next. */
export function NewApplicationPage() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const applicants = useAnswer('GET /v1/applicants', {})
  const [purpose, setPurpose] = useState<Purpose>('first')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [drafted, setDrafted] = useState<Drafted | null>(null)
  const draft = useAct('POST /v1/applications', {
    onDone: (answer) => {
      const [only] = answer.drafted
      if (only && answer.drafted.length === 1 && answer.problems.length === 0) void navigate(`/applications/${only.id}`)
      else setDrafted(answer)
    },
  })

  if (drafted) return <DraftedPage drafted={drafted} onAgain={() => setDrafted(null)} />
  return (
    <>
      <PageHeading
        title={t('application.newOne')}
        trail={{ to: '/applications', name: t('application.applications') }}
        about={t('application.whomAbout')}
      />
      <Loaded answer={applicants}>
        {({ applicants: all }) => {
          const fitting = all.filter((one) => maybe(one, purpose))
          const people = fitting.filter(({ employmentId }) => chosen.includes(employmentId))
          return (
            <div className="stack">
              <Card title={t('application.choosePurpose')}>
                <div className="stack">
                  <Radio.Group
                    value={purpose}
                    onChange={({ target }) => {
                      setPurpose(target.value as Purpose)
                      setChosen([])
                    }}
                    optionType="button"
                    options={PURPOSES.map((one) => ({ value: one, label: t(`application.purpose.${one}`) }))}
                  />
                  <p className="quiet">{t('application.freeOfCharge')}</p>
                </div>
              </Card>
              <Card title={t('application.choosePeople')}>
                <People all={fitting} purpose={purpose} chosen={chosen} onChoose={setChosen} />
              </Card>
              <Where
                people={people}
                purpose={purpose}
                pending={draft.isPending}
                error={draft.error}
                onDraft={(where) => draft.mutate({ body: { employmentIds: [...chosen], purpose, ...where } })}
              />
            </div>
          )
        }}
      </Loaded>
    </>
  )
}

/** Whom this purpose concerns: those who may, and those who may do nothing now, with the reason. */
function maybe({ category, purposes }: ApplicantView, purpose: Purpose) {
  if (purposes.some((one) => one.purpose === purpose)) return true
  return purpose === 'first' && (category !== 'operator' || purposes.length === 0)
}

function People({
  all,
  purpose,
  chosen,
  onChoose,
}: {
  all: readonly ApplicantView[]
  purpose: Purpose
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) {
  const { t, language } = useTexts()
  const open = ({ purposes, openApplicationId }: ApplicantView) =>
    openApplicationId === null && purposes.some((one) => one.purpose === purpose)
  return (
    <Table<ApplicantView>
      rowKey="employmentId"
      size="small"
      dataSource={[...all]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
      rowSelection={{
        selectedRowKeys: [...chosen],
        onChange: (keys) => onChoose(keys.map(String)),
        getCheckboxProps: (one) => ({ disabled: !open(one), 'aria-label': one.name }),
      }}
      locale={{ emptyText: <EmptyPage what={t('application.noPeople')} begin={t('application.noPeopleBegin')} /> }}
      columns={[
        {
          title: t('application.person'),
          key: 'person',
          width: 190,
          render: (_, { name, idNumberMasked }) => (
            <>
              <span className="strong">{name}</span>
              <div className="quiet numbers">{idNumberMasked}</div>
            </>
          ),
        },
        {
          title: t('application.post'),
          key: 'post',
          render: (_, { category, post, trade }) => (
            <>
              {t(`words.category.${category}`)}
              <div className="quiet">{trade === null ? postWords(post, language) : tradeName(trade, language)}</div>
            </>
          ),
        },
        {
          title: t('application.appointedOn'),
          key: 'startedOn',
          width: 170,
          render: (_, { startedOn }) => <span className="numbers">{dateText(startedOn, language)}</span>,
        },
        {
          title: '',
          key: 'why',
          width: 330,
          render: (_, { openApplicationId, refusal }) => {
            if (openApplicationId !== null)
              return <Link to={`/applications/${openApplicationId}`}>{t('application.openAlready')}</Link>
            if (refusal === null) return null
            const { what, remedy } = refusalText(refusal, language)
            return (
              <>
                <span className="amber strong">{t('application.cannot')}</span>
                <div className="quiet">{what}</div>
                <div className="quiet">{remedy}</div>
              </>
            )
          },
        },
      ]}
    />
  )
}

type WhereAsked = {
  basis: ApplicationBasis
  household: { province: string; city: string } | null
  asksTrainingWaiver: boolean
}

/** Where the chosen people apply, and what training they ask to be spared. */
function Where({
  people,
  purpose,
  pending,
  error,
  onDraft,
}: {
  people: readonly ApplicantView[]
  purpose: Purpose
  pending: boolean
  error: Error | null
  onDraft: (where: WhereAsked) => void
}) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ basis: ApplicationBasis; city?: string; waiver?: boolean }>()
  const basis = Form.useWatch('basis', form) ?? 'work'
  const operators = people.length > 0 && people.every(({ category }) => category === 'operator')
  const bases = people[0]?.purposes.find((one) => one.purpose === purpose)?.bases ?? ['work']
  return (
    <Card title={t('application.chooseBasis')}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ basis: 'work', waiver: false }}
        onFinish={({ basis: by, city, waiver }) =>
          onDraft({
            basis: operators ? by : 'work',
            household: operators && by === 'household' && city ? { province: city.slice(0, 2), city } : null,
            asksTrainingWaiver: operators && purpose === 'first' && waiver === true,
          })
        }
      >
        {operators && (
          <>
            <Form.Item name="basis" extra={t('application.basisAbout')}>
              <Radio.Group options={bases.map((one) => ({ value: one, label: t(`application.basis.${one}`) }))} />
            </Form.Item>
            {basis === 'household' && (
              <Form.Item
                name="city"
                label={t('application.householdCity')}
                rules={[{ required: true, message: t('application.householdNeeded') }]}
                style={{ maxWidth: 320 }}
              >
                <CityPicker label={t('application.householdCity')} />
              </Form.Item>
            )}
            {purpose === 'first' && (
              <Form.Item name="waiver" valuePropName="checked">
                <Checkbox>{t('application.askWaiver')}</Checkbox>
              </Form.Item>
            )}
          </>
        )}
        <div className="stack">
          {!operators && <p className="quiet">{t('application.managersGo')}</p>}
          <RefusalAlert error={error} />
          <div>
            <Button type="primary" htmlType="submit" disabled={people.length === 0} loading={pending}>
              {t('application.draftThese', { total: people.length })}
            </Button>
          </div>
        </div>
      </Form>
    </Card>
  )
}

/** What came of several: each draft with the way to its papers, and whoever could not be drafted, with the reason. */
function DraftedPage({ drafted: { drafted, problems }, onAgain }: { drafted: Drafted; onAgain: () => void }) {
  const { t, language } = useTexts()
  return (
    <>
      <PageHeading
        title={t('application.newOne')}
        trail={{ to: '/applications', name: t('application.applications') }}
        acts={<Button onClick={onAgain}>{t('application.another')}</Button>}
      />
      <div className="stack">
        {drafted.length > 0 && (
          <Card title={t('application.drafted', { total: drafted.length })}>
            <p className="quiet">{t('application.draftedNext')}</p>
            <ul className="drafted">
              {drafted.map(({ id, person, post }) => (
                <li key={id}>
                  <span>
                    <span className="strong">{person.name}</span>{' '}
                    <span className="quiet">{postWords(post, language)}</span>
                  </span>
                  <Link to={`/applications/${id}`}>{t('application.toPapers')}</Link>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {problems.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('application.notDrafted', { total: problems.length })}
            description={
              <ul className="plain-list">
                {problems.map(({ employmentId, name, refusal }) => {
                  const { what, remedy } = refusalText(refusal, language)
                  return (
                    <li key={employmentId}>
                      <span className="strong">{name}</span> {what}
                      {remedy}
                    </li>
                  )
                })}
              </ul>
            }
          />
        )}
      </div>
    </>
  )
}
