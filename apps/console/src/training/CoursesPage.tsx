import type { CourseView } from '@kaochang/contract/training'
import { CATEGORIES } from '@kaochang/domain/law/categories'
import { Button, Card, Select, Table, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { Institutions } from './Institutions.tsx'
import { RegisterCourse } from './RegisterCourse.tsx'

/** The courses within reach, and who may give them. */
export function CoursesPage() {
  const { t } = useTexts()
  const may = useMay()
  const [entering, setEntering] = useState(false)
  const [filters, setFilters] = useFilters(['tab', 'category'])
  const enter = may('record_training') && (
    <Button type="primary" onClick={() => setEntering(true)}>
      {t('training.enter')}
    </Button>
  )
  return (
    <>
      <PageHeading title={t('training.courses')} about={t('training.coursesAbout')} acts={enter} />
      <Tabs
        activeKey={filters.tab === 'institutions' ? 'institutions' : 'courses'}
        onChange={(tab) => setFilters({ tab: tab === 'institutions' ? tab : undefined })}
        items={[
          {
            key: 'courses',
            label: t('training.courses'),
            children: (
              <CourseTable
                category={filters.category}
                onCategory={(category) => setFilters({ category })}
                enter={enter}
              />
            ),
          },
          { key: 'institutions', label: t('training.institutions'), children: <Institutions /> },
        ]}
      />
      {entering && <RegisterCourse onClose={() => setEntering(false)} />}
    </>
  )
}

function CourseTable({
  category,
  onCategory,
  enter,
}: {
  category: string | undefined
  onCategory: (category: string | undefined) => void
  enter: ReactNode
}) {
  const { t, language } = useTexts()
  const answer = useAnswer('GET /v1/courses', {})
  return (
    <Card
      title={
        <Select
          allowClear
          style={{ width: 200 }}
          aria-label={t('training.category')}
          placeholder={t('training.category')}
          value={category}
          onChange={onCategory}
          options={CATEGORIES.map((value) => ({ value, label: t(`words.category.${value}`) }))}
        />
      }
    >
      <Loaded answer={answer}>
        {({ courses }) => (
          <Table<CourseView>
            rowKey="id"
            size="middle"
            dataSource={courses.filter((course) => !category || course.category === category)}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
            locale={{ emptyText: <EmptyPage what={t('training.none')} begin={t('training.noneBegin')} act={enter} /> }}
            columns={[
              {
                title: t('training.name'),
                key: 'name',
                render: (_, { id, name, institution, enterprise }) => (
                  <>
                    <Link className="strong" to={`/courses/${id}`}>
                      {name}
                    </Link>
                    <div className="quiet">
                      {institution.name} · {enterprise?.name ?? t('training.open')}
                    </div>
                  </>
                ),
              },
              {
                title: t('training.kind'),
                key: 'kind',
                width: 210,
                render: (_, course) => (
                  <>
                    {t(`training.kinds.${course.kind}`)}
                    <div className="quiet">
                      {tradeName(course.trade, language) || t(`words.category.${course.category}`)}
                    </div>
                  </>
                ),
              },
              {
                title: t('training.days'),
                key: 'days',
                width: 200,
                render: (_, { startedOn, closedOn, keptThrough }) => (
                  <span className="numbers">
                    {startedOn} — {closedOn}
                    <div className="quiet">{t('training.keptThrough', { day: keptThrough })}</div>
                  </span>
                ),
              },
              {
                title: t('training.hours'),
                key: 'hours',
                width: 70,
                align: 'right',
                render: (_, { hours }) => <span className="numbers">{hours}</span>,
              },
              {
                title: t('training.trainees'),
                key: 'trainees',
                width: 160,
                render: (_, { traineeCount, certifiedCount }) => (
                  <span className="numbers">
                    {t('training.certified', { certified: certifiedCount, total: traineeCount })}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}
