import { DownloadOutlined } from '@ant-design/icons'
import type { EndpointNamed, ResponseOf } from '@kaochang/contract/endpoints'
import { HEADINGS } from '@kaochang/domain/report/inspection'
import { permilleText } from '@kaochang/domain/supervision/spot-check-table'
import { Button, Card, DatePicker, Table, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { dateText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { CoverageTable } from './CoverageTable.tsx'

type Report = ResponseOf<EndpointNamed<'GET /v1/reports/enterprises/:enterpriseId'>>

/** One enterprise: who is covered, the eight headings, the files and until when they are kept. */
export function EnterpriseReport({ enterpriseId }: { enterpriseId: string }) {
  const answer = useAnswer('GET /v1/reports/enterprises/:enterpriseId', { params: { enterpriseId } })
  return (
    <Loaded answer={answer}>
      {(report) => (
        <div className="stack">
          <Coverage report={report} />
          <Headings report={report} />
          <CourseFiles report={report} />
          <TrainingReport report={report} />
          <PersonFiles report={report} />
        </div>
      )}
    </Loaded>
  )
}

function Coverage({ report: { coverage } }: { report: Report }) {
  const { t, language } = useTexts()
  return (
    <Card
      title={
        <div className="row">
          <span>{t('report.coverage')}</span>
          <span className="strong numbers">
            {coverage.total.valid} / {coverage.total.onRoll} · {permilleText(coverage.total.permille)}
          </span>
          <span className="quiet">{t('report.coverageAbout')}</span>
        </div>
      }
    >
      <div className="stack">
        <CoverageTable groups={coverage.groups} />
        {coverage.missing.length === 0 ? (
          coverage.total.onRoll > 0 && <p className="green">{t('report.noMissing')}</p>
        ) : (
          <>
            <p className="strong">{t('report.missing', { total: coverage.missing.length })}</p>
            <Table<Report['coverage']['missing'][number]>
              rowKey={({ personId, category, trade }) => `${personId}/${category}/${trade}`}
              size="small"
              pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              dataSource={coverage.missing}
              columns={[
                { title: t('report.personName'), key: 'name', width: 140, render: (_, { name }) => name },
                {
                  title: t('report.idNumber'),
                  key: 'id',
                  width: 200,
                  render: (_, { idNumberMasked }) => <span className="numbers">{idNumberMasked}</span>,
                },
                {
                  title: t('report.category'),
                  key: 'category',
                  render: (_, { category, trade }) =>
                    [t(`words.category.${category}`), tradeName(trade, language)]
                      .filter((part) => part !== '')
                      .join(' · '),
                },
                { title: t('report.post'), key: 'post', render: (_, { post }) => post },
                { title: t('report.why'), key: 'why', width: 120, render: (_, { why }) => t(`report.whys.${why}`) },
              ]}
            />
          </>
        )}
      </div>
    </Card>
  )
}

function Headings({ report: { enterprise, headings } }: { report: Report }) {
  const { t, language } = useTexts()
  const base = `/v1/reports/enterprises/${enterprise.id}`
  return (
    <Card
      title={t('report.headings')}
      extra={
        <a href={`${base}/inspection.xlsx`} download>
          <DownloadOutlined /> {t('report.allHeadings')}
        </a>
      }
    >
      <Table<Report['headings'][number]>
        rowKey="heading"
        size="small"
        pagination={false}
        dataSource={headings}
        columns={[
          {
            title: t('report.heading'),
            key: 'heading',
            render: (_, { heading }) => (
              <>
                {HEADINGS[heading].title[language]}
                {HEADINGS[heading].notHeld && <div className="quiet">{HEADINGS[heading].notHeld?.[language]}</div>}
              </>
            ),
          },
          {
            title: t('report.rows'),
            key: 'rows',
            width: 170,
            render: (_, { rowCount, recorded }) =>
              recorded ? (
                <span className="numbers">{rowCount}</span>
              ) : (
                <span className="quiet">{t('report.noRows')}</span>
              ),
          },
          {
            title: '',
            key: 'csv',
            width: 130,
            render: (_, { heading }) => (
              <a href={`${base}/inspection/${heading}/rows.csv`} download>
                <DownloadOutlined /> {t('report.csv')}
              </a>
            ),
          },
        ]}
      />
    </Card>
  )
}

function CourseFiles({ report: { courseFiles } }: { report: Report }) {
  const { t, language } = useTexts()
  return (
    <Card title={t('report.courseFiles')}>
      {courseFiles.length === 0 ? (
        <p className="quiet">{t('report.noCourses')}</p>
      ) : (
        <Table<Report['courseFiles'][number]>
          rowKey="courseId"
          size="small"
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          dataSource={courseFiles}
          columns={[
            { title: t('report.course'), key: 'name', render: (_, { name }) => name },
            {
              title: t('report.category'),
              key: 'category',
              width: 180,
              render: (_, { category }) => t(`words.category.${category}`),
            },
            {
              title: t('report.closedOn'),
              key: 'closed',
              width: 150,
              render: (_, { closedOn }) => <span className="numbers">{dateText(closedOn, language)}</span>,
            },
            {
              title: t('report.years'),
              key: 'years',
              width: 110,
              render: (_, { years }) => t('report.yearsCount', { count: years }),
            },
            {
              title: t('report.keepThrough'),
              key: 'keep',
              width: 220,
              render: (_, { keepThrough, past }) => (
                <span className="numbers">
                  {dateText(keepThrough, language)} {past && <Tag>{t('report.past')}</Tag>}
                </span>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}

/** The report between two days: this year until today unless others are chosen. */
function TrainingReport({ report: { enterprise } }: { report: Report }) {
  const { t } = useTexts()
  const [days, setDays] = useState<[Dayjs, Dayjs]>([dayjs().startOf('year'), dayjs()])
  const [from, to] = days.map((day) => day.format('YYYY-MM-DD'))
  return (
    <Card title={t('report.training')}>
      <div className="row">
        <DatePicker.RangePicker
          allowClear={false}
          aria-label={t('report.period')}
          placeholder={[t('report.from'), t('report.to')]}
          value={days}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
        />
        <a href={`/v1/reports/enterprises/${enterprise.id}/training.xlsx?from=${from}&to=${to}`} download>
          <Button icon={<DownloadOutlined />}>{t('report.downloadTraining')}</Button>
        </a>
      </div>
    </Card>
  )
}

function PersonFiles({ report: { people } }: { report: Report }) {
  const { t, language } = useTexts()
  const once = [...new Map(people.map((person) => [person.personId, person])).values()]
  return (
    <Card title={t('report.people', { total: once.length })}>
      <Table<Report['people'][number]>
        rowKey="personId"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
        dataSource={once}
        columns={[
          { title: t('report.personName'), key: 'name', width: 140, render: (_, { name }) => name },
          {
            title: t('report.category'),
            key: 'category',
            render: (_, { category, trade }) =>
              [t(`words.category.${category}`), tradeName(trade, language)].filter((part) => part !== '').join(' · '),
          },
          { title: t('report.post'), key: 'post', render: (_, { post }) => post },
          {
            title: t('report.file'),
            key: 'file',
            width: 240,
            render: (_, { personId }) => (
              <div className="row">
                <a href={`/v1/reports/people/${personId}/file.xlsx`} download>
                  <DownloadOutlined /> {t('report.fileSheet')}
                </a>
                <a href={`/v1/reports/people/${personId}`} download={`${personId}.json`}>
                  <DownloadOutlined /> {t('report.fileJson')}
                </a>
              </div>
            ),
          },
        ]}
      />
    </Card>
  )
}
