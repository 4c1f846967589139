import type { CourseView, TraineeView } from '@kaochang/contract/training'
import { marksText } from '@kaochang/domain/law/marks'
import { Button, Card, Descriptions, Table } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useOwnEnterprise } from '../enterprise/own-enterprise.ts'
import { RecordTrainings } from './RecordTrainings.tsx'

/** One course: its file, and those of its people whom the reader may see. */
export function CoursePage() {
  const { t } = useTexts()
  const { courseId = '' } = useParams()
  const may = useMay()
  const own = useOwnEnterprise()
  const [recording, setRecording] = useState(false)
  const answer = useAnswer('GET /v1/courses/:courseId', { params: { courseId } })
  return (
    <Loaded answer={answer}>
      {({ course, trainees }) => {
        const enterpriseId = own ?? course.enterprise?.id
        const record = may('record_training') && enterpriseId !== undefined && (
          <Button type="primary" onClick={() => setRecording(true)}>
            {t('training.record')}
          </Button>
        )
        return (
          <>
            <PageHeading
              title={course.name}
              trail={{ to: '/courses', name: t('training.back') }}
              about={`${course.institution.name} · ${course.enterprise?.name ?? t('training.open')}`}
              acts={record}
            />
            <div className="stack">
              <Card title={t('training.trainees')}>
                <Trainees trainees={trainees} />
              </Card>
              <CourseFile course={course} />
            </div>
            {recording && enterpriseId !== undefined && (
              <RecordTrainings
                course={course}
                enterpriseId={enterpriseId}
                recorded={trainees.map(({ personId }) => personId)}
                onClose={() => setRecording(false)}
              />
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function Trainees({ trainees }: { trainees: readonly TraineeView[] }) {
  const { t } = useTexts()
  return (
    <Table<TraineeView>
      rowKey="id"
      size="middle"
      dataSource={[...trainees]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
      locale={{ emptyText: <EmptyPage what={t('training.traineesNone')} begin={t('training.traineesNoneBegin')} /> }}
      columns={[
        {
          title: t('training.people'),
          key: 'name',
          render: (_, { name, idNumberMasked }) => (
            <>
              {name} <span className="quiet code">{idNumberMasked}</span>
            </>
          ),
        },
        {
          title: t('training.hoursAttended'),
          key: 'hours',
          width: 90,
          align: 'right',
          render: (_, { hoursAttended }) => <span className="numbers">{hoursAttended}</span>,
        },
        {
          title: t('training.result'),
          key: 'result',
          width: 130,
          render: (_, { result }) => (
            <span className={result === 'failed' ? 'red' : result === 'passed' ? 'green' : 'quiet'}>
              {t(`training.results.${result}`)}
            </span>
          ),
        },
        {
          title: t('training.points'),
          key: 'points',
          width: 90,
          align: 'right',
          render: (_, { points }) => <span className="numbers">{points === null ? '' : marksText(points)}</span>,
        },
        {
          title: t('training.certificate'),
          key: 'certificate',
          width: 260,
          render: (_, { certificateNumber }) => <span className="code">{certificateNumber}</span>,
        },
      ]}
    />
  )
}

function CourseFile({ course }: { course: CourseView }) {
  const { t, language } = useTexts()
  const { kind, category, trade, hours, startedOn, closedOn, place, teachers, outline, plan, handouts, report } = course
  const text = (value: string | null) => value ?? <span className="quiet">{t('words.none')}</span>
  return (
    <Card
      title={t('training.file')}
      extra={<span className="quiet">{t('training.keptThrough', { day: course.keptThrough })}</span>}
    >
      <Descriptions
        column={2}
        items={[
          { key: 'kind', label: t('training.kind'), children: t(`training.kinds.${kind}`) },
          {
            key: 'category',
            label: t('training.category'),
            children: tradeName(trade, language) || t(`words.category.${category}`),
          },
          { key: 'days', label: t('training.days'), children: `${startedOn} — ${closedOn}` },
          { key: 'hours', label: t('training.hours'), children: hours },
          { key: 'place', label: t('training.place'), children: place },
          { key: 'teachers', label: t('training.teachers'), children: teachers },
          { key: 'outline', label: t('training.outline'), children: outline },
          { key: 'plan', label: t('training.plan'), children: text(plan) },
          { key: 'handouts', label: t('training.handouts'), children: text(handouts) },
          { key: 'report', label: t('training.report'), children: text(report) },
        ]}
      />
    </Card>
  )
}
