import type { ApplicationLine } from '@kaochang/contract/application'
import { APPLICATION_STATES, type ApplicationState as State } from '@kaochang/domain/application/application'
import { EXAM_CATEGORIES, type ExamCategory } from '@kaochang/domain/law/categories'
import { Button, Card, Input, Segmented, Select, Table } from 'antd'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { ApplicationState } from './ApplicationState.tsx'
import { Clocks } from './Clocks.tsx'
import { postWords } from './post-words.ts'
import './application.css'

const PAGE = 30

/** The applications within reach: an enterprise's own, or an authority's inbox, those that wait longest first. */
export function ApplicationsPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const applying = may('apply')
  const [filters, setFilters] = useFilters(['state', 'category', 'text', 'page'])
  const { text, page = '1' } = filters
  const state = APPLICATION_STATES.find((each) => each === filters.state)
  const category = EXAM_CATEGORIES.find((each) => each === filters.category)
  const answer = useAnswer('GET /v1/applications', {
    querystring: { ...(state && { state }), ...(category && { category }), ...(text && { text }), page },
  })
  const narrow = (change: Partial<Record<'state' | 'category' | 'text', string | undefined>>) =>
    setFilters({ page: undefined, ...change })
  const create = applying && (
    <Link to="/applications/new">
      <Button type="primary">{t('application.newOne')}</Button>
    </Link>
  )
  const filtered = state !== undefined || category !== undefined || (text ?? '') !== ''
  const countOf = (one: State) => answer.data?.counts.find((each) => each.state === one)?.count ?? 0

  return (
    <>
      <PageHeading
        title={applying ? t('application.applications') : t('application.inbox')}
        about={applying ? t('application.about') : t('application.inboxAbout')}
        acts={create}
      />
      <Card
        title={
          <div className="row application-filters">
            <Segmented
              value={state ?? ''}
              onChange={(chosen) => narrow({ state: chosen === '' ? undefined : chosen })}
              options={[
                { value: '', label: t('application.all') },
                ...APPLICATION_STATES.filter((one) => applying || one !== 'draft').map((one) => ({
                  value: one as string,
                  label: `${t(`application.state.${one}`)} ${countOf(one)}`,
                })),
              ]}
            />
            <Select<ExamCategory>
              allowClear
              style={{ width: 170 }}
              aria-label={t('application.category')}
              placeholder={t('application.category')}
              value={category ?? null}
              onChange={(chosen: ExamCategory | undefined) => narrow({ category: chosen })}
              options={EXAM_CATEGORIES.map((one) => ({ value: one, label: t(`words.category.${one}`) }))}
            />
            <Input.Search
              allowClear
              style={{ width: 200 }}
              aria-label={t('application.search')}
              placeholder={t('application.search')}
              defaultValue={text ?? ''}
              onSearch={(typed) => narrow({ text: typed })}
            />
          </div>
        }
      >
        <Loaded answer={answer}>
          {({ applications, total }) => (
            <Table<ApplicationLine>
              rowKey="id"
              size="middle"
              dataSource={applications}
              pagination={{
                current: Number(page),
                pageSize: PAGE,
                total,
                hideOnSinglePage: true,
                showSizeChanger: false,
                showTotal: (count) => t('frame.count', { total: count }),
                onChange: (next) => setFilters({ page: String(next) }),
              }}
              locale={{
                emptyText: filtered ? (
                  <EmptyPage what={t('application.noneFits')} begin="" />
                ) : (
                  <EmptyPage
                    what={applying ? t('application.empty') : t('application.inboxEmpty')}
                    begin={applying ? t('application.emptyBegin') : t('application.inboxEmptyBegin')}
                    act={create}
                  />
                ),
              }}
              columns={[
                {
                  title: t('application.person'),
                  key: 'person',
                  width: 190,
                  render: (_, { id, person }) => (
                    <>
                      <Link className="strong" to={`/applications/${id}`}>
                        {person.name}
                      </Link>
                      <div className="quiet numbers">{person.idNumberMasked}</div>
                    </>
                  ),
                },
                {
                  title: t('application.what'),
                  key: 'what',
                  render: (_, { purpose, category: of, trade, post, late }) => (
                    <>
                      {t(`application.purpose.${purpose}`)} · {t(`words.category.${of}`)}
                      <div className="quiet">
                        {trade === null ? postWords(post, language) : tradeName(trade, language)}
                      </div>
                      {late === 'late' && <span className="amber strong">{t('application.late.late')}</span>}
                    </>
                  ),
                },
                ...(applying
                  ? []
                  : [
                      {
                        title: t('application.enterprise'),
                        key: 'enterprise',
                        width: 180,
                        render: (_: unknown, { enterprise }: ApplicationLine) => enterprise,
                      },
                    ]),
                {
                  title: t('application.submittedAt'),
                  key: 'submittedAt',
                  width: 180,
                  render: (_, { submittedAt }) => (submittedAt === null ? '' : <When at={submittedAt} />),
                },
                {
                  title: t('application.due'),
                  key: 'due',
                  width: 220,
                  render: (_, { clocks }) => <Clocks clocks={clocks} />,
                },
                {
                  title: t('application.stateTitle'),
                  key: 'state',
                  width: 110,
                  render: (_, { state: stands }) => <ApplicationState state={stands} />,
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </>
  )
}
