import type { PersonFileView } from '@kaochang/contract/enterprise'
import { marksText } from '@kaochang/domain/law/marks'
import { Button, Card, Descriptions, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { BackgroundForm } from './BackgroundForm.tsx'
import { ClockDue } from './ClockDue.tsx'
import { Portrait } from './Portrait.tsx'
import { PostCard } from './PostCard.tsx'
import { PostModal } from './PostModal.tsx'
import './enterprise.css'

/** One person's file as their enterprise keeps it (R08-1). */
export function PersonPage() {
  const { t } = useTexts()
  const { enterpriseId = '', personId = '' } = useParams()
  const may = useMay()
  const edits = may('edit_people')
  const answer = useAnswer('GET /v1/enterprises/:enterpriseId/people/:personId', { params: { enterpriseId, personId } })
  const [adding, setAdding] = useState(false)

  return (
    <Loaded answer={answer}>
      {(file) => (
        <>
          <PageHeading
            title={file.person.name}
            trail={
              edits
                ? { to: '/people', name: t('enterprise.roll') }
                : { to: `/enterprises/${enterpriseId}`, name: t('enterprise.people') }
            }
            about={<span className="code">{file.person.idNumberMasked}</span>}
          />
          <div className="stack">
            <Card
              title={t('enterprise.posts')}
              extra={edits && <Button onClick={() => setAdding(true)}>{t('enterprise.addPost')}</Button>}
            >
              {file.person.posts.map((post) => (
                <PostCard key={post.id} post={post} edits={edits && post.endedOn === null} />
              ))}
            </Card>
            <Portrait enterpriseId={enterpriseId} personId={personId} />
            <Clocks file={file} />
            <Background file={file} edits={edits} />
            <Trainings file={file} />
            <Certificates file={file} />
          </div>
          {adding && (
            <PostModal
              target={{ enterpriseId, personId }}
              title={t('enterprise.addPost')}
              onClose={() => setAdding(false)}
            />
          )}
        </>
      )}
    </Loaded>
  )
}

function Clocks({ file: { person } }: { file: PersonFileView }) {
  const { t } = useTexts()
  return (
    <Card title={t('enterprise.clocks')}>
      <Table<PersonFileView['person']['clocks'][number]>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={person.clocks}
        locale={{
          emptyText: <EmptyPage what={t('enterprise.clocksNone')} begin={t('enterprise.clocksNoneBegin')} />,
        }}
        columns={[
          { title: t('enterprise.clock'), key: 'title', render: (_, { title }) => title },
          {
            title: t('enterprise.clockFrom'),
            key: 'from',
            width: 160,
            render: (_, { fromDate }) => <span className="numbers">{fromDate}</span>,
          },
          { title: t('enterprise.due'), key: 'due', width: 380, render: (_, clock) => <ClockDue clock={clock} /> },
        ]}
      />
    </Card>
  )
}

function Background({ file, edits }: { file: PersonFileView; edits: boolean }) {
  const { t } = useTexts()
  const [editing, setEditing] = useState(false)
  const { education, work, skillGrade } = file.background
  const edit = edits && <Button onClick={() => setEditing(true)}>{t('enterprise.backgroundEdit')}</Button>
  const nothing = education === null && work.length === 0 && skillGrade === null
  return (
    <Card title={t('enterprise.background')} extra={!nothing && edit}>
      {nothing ? (
        <EmptyPage what={t('enterprise.backgroundNone')} begin={t('enterprise.backgroundNoneBegin')} act={edit} />
      ) : (
        <div className="stack">
          <Descriptions
            column={2}
            items={[
              {
                key: 'education',
                label: t('enterprise.education'),
                children: education ? t(`enterprise.educationLevels.${education.level}`) : t('words.none'),
              },
              {
                key: 'skill',
                label: t('enterprise.skillGrade'),
                children: skillGrade ? t(`enterprise.skillGrades.${skillGrade}`) : t('words.none'),
              },
              ...(education
                ? [
                    {
                      key: 'subject',
                      label: t('enterprise.subject'),
                      children: (
                        <>
                          {education.subject || t('words.none')}{' '}
                          {education.coalRelated && <Tag color="blue">{t('enterprise.coalRelated')}</Tag>}
                        </>
                      ),
                    },
                    {
                      key: 'school',
                      label: t('enterprise.school'),
                      children:
                        [education.school, education.graduatedOn].filter(Boolean).join(' · ') || t('words.none'),
                    },
                  ]
                : []),
            ]}
          />
          {work.length > 0 && (
            <Table<(typeof work)[number]>
              rowKey={({ employer, from, post }) => `${employer} ${from} ${post}`}
              size="small"
              pagination={false}
              dataSource={work}
              columns={[
                { title: t('enterprise.employer'), key: 'employer', render: (_, { employer }) => employer },
                { title: t('enterprise.workPost'), key: 'post', render: (_, { post }) => post },
                {
                  title: t('enterprise.workKind'),
                  key: 'kind',
                  width: 170,
                  render: (_, { kind }) => t(`enterprise.workKinds.${kind}`),
                },
                {
                  title: t('enterprise.work'),
                  key: 'days',
                  width: 220,
                  render: (_, { from, to }) => (
                    <span className="numbers">
                      {from} — {to ?? t('enterprise.workNow')}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </div>
      )}
      {editing && <BackgroundForm file={file} onClose={() => setEditing(false)} />}
    </Card>
  )
}

function Trainings({ file: { trainings } }: { file: PersonFileView }) {
  const { t, language } = useTexts()
  return (
    <Card title={t('enterprise.trainings')}>
      <Table<(typeof trainings)[number]>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={trainings}
        locale={{
          emptyText: <EmptyPage what={t('enterprise.trainingsNone')} begin={t('enterprise.trainingsNoneBegin')} />,
        }}
        columns={[
          {
            title: t('training.name'),
            key: 'name',
            render: (_, { courseId, courseName, institution }) => (
              <>
                <Link to={`/courses/${courseId}`}>{courseName}</Link>
                <div className="quiet">{institution}</div>
              </>
            ),
          },
          {
            title: t('training.kind'),
            key: 'kind',
            width: 230,
            render: (_, { kind, category, trade }) => (
              <>
                {t(`training.kinds.${kind}`)}
                <div className="quiet">{tradeName(trade, language) || t(`words.category.${category}`)}</div>
              </>
            ),
          },
          {
            title: t('training.days'),
            key: 'days',
            width: 200,
            render: (_, { startedOn, closedOn }) => (
              <span className="numbers">
                {startedOn} — {closedOn}
              </span>
            ),
          },
          {
            title: t('training.hoursAttended'),
            key: 'hours',
            width: 70,
            align: 'right',
            render: (_, { hoursAttended }) => <span className="numbers">{hoursAttended}</span>,
          },
          {
            title: t('training.result'),
            key: 'result',
            width: 190,
            render: (_, { result, points, certificateNumber }) => (
              <>
                {t(`training.results.${result}`)}{' '}
                {points !== null && <span className="numbers">{marksText(points)}</span>}
                {certificateNumber !== null && <div className="quiet code">{certificateNumber}</div>}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

function Certificates({ file: { certificates } }: { file: PersonFileView }) {
  const { t, language } = useTexts()
  const may = useMay()
  return (
    <Card title={t('enterprise.certificates')}>
      {certificates.length === 0 ? (
        <EmptyPage what={t('enterprise.certificatesNone')} begin={t('enterprise.certificatesNoneBegin')} />
      ) : (
        <ul className="post-lines">
          {certificates.map(({ id, category, trade, numberMasked, issuedOn, validThrough, ended }) => {
            const name = tradeName(trade, language) || t(`words.category.${category}`)
            return (
              <li key={id}>
                {may('read_certificates') ? <Link to={`/certificates/${id}`}>{name}</Link> : name}{' '}
                <span className="quiet code">{numberMasked}</span>{' '}
                <span className="quiet">
                  {t('enterprise.issuedOn', { day: issuedOn })} ·{' '}
                  {validThrough === null
                    ? t('enterprise.validNoEnd')
                    : t('enterprise.validThrough', { day: validThrough })}
                </span>{' '}
                {ended && <Tag color="error">{t('enterprise.certificateEnded')}</Tag>}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
