import type { ApplicationView } from '@kaochang/contract/application'
import { Alert, Card, Descriptions, Steps } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { refusalText } from '../refusal/refusal-text.ts'
import { dateText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { ApplicationState } from './ApplicationState.tsx'
import { Clocks } from './Clocks.tsx'
import { Findings } from './Findings.tsx'
import { NextStep } from './NextStep.tsx'
import { PaperViewer } from './PaperViewer.tsx'
import { Papers } from './Papers.tsx'
import { OnRecord } from './OnRecord.tsx'
import { WhatHappened } from './WhatHappened.tsx'
import { placeWords } from './authority-words.ts'
import { postWords } from './post-words.ts'
import './application.css'

/** One application, from either side: where it stands and what comes next, its papers, and what the rules find. */
export function ApplicationPage() {
  const { t } = useTexts()
  const { applicationId = '' } = useParams()
  const may = useMay()
  const [shown, setShown] = useState<string | null>(null)
  const answer = useAnswer('GET /v1/applications/:applicationId', { params: { applicationId } })
  const list = may('apply') ? t('application.applications') : t('application.inbox')

  return (
    <Loaded answer={answer}>
      {(application) => (
        <>
          <PageHeading
            title={application.person.name}
            trail={{ to: '/applications', name: list }}
            tags={<ApplicationState state={application.state} />}
          />
          <div className="stack">
            <Card>
              <div className="stack">
                <Steps
                  size="small"
                  current={stepOf(application)}
                  {...(application.state === 'refused' && { status: 'error' })}
                  items={(['papers', 'check', 'submit', 'decide', 'done'] as const).map((step) => ({
                    title: t(`application.progress.${step}`),
                  }))}
                />
                <NextStep application={application} />
              </div>
            </Card>
            {application.barred && <Barred refusal={application.barred} />}
            <div className="application-columns">
              <div className="stack">
                <Papers application={application} onShow={setShown} />
                <Findings application={application} />
              </div>
              <div className="stack">
                <Facts application={application} />
                <OnRecord application={application} />
                <WhatHappened application={application} />
                {application.notices.length > 0 && (
                  <Card title={t('application.notices')} size="small">
                    <ul className="work-periods">
                      {application.notices.map(({ id, code, addressee, toName, readable }) => (
                        <li key={id}>
                          {readable ? <Link to={`/notices/${id}`}>{code}</Link> : code}{' '}
                          {t('application.noticeTo', { addressee: t(`notice.addressees.${addressee}`), name: toName })}
                        </li>
                      ))}
                    </ul>
                  </Card>
                )}
              </div>
            </div>
          </div>
          <PaperViewer application={application} documentId={shown} onClose={() => setShown(null)} />
        </>
      )}
    </Loaded>
  )
}

function stepOf({ state, required }: ApplicationView): number {
  switch (state) {
    case 'draft':
      return required.every(({ present }) => present) ? 1 : 0
    case 'submitted':
    case 'supplement_asked':
      return 3
    default:
      return 4
  }
}

function Barred({ refusal }: { refusal: NonNullable<ApplicationView['barred']> }) {
  const { t, language } = useTexts()
  const { what, remedy } = refusalText(refusal, language)
  return <Alert type="error" showIcon title={t('application.barredTitle')} description={`${what}${remedy}`} />
}

function Facts({ application }: { application: ApplicationView }) {
  const { t, language } = useTexts()
  const { purpose, category, trade, post, enterprise, authority, basis, late, waiver, clocks, person } = application
  const { appointedOn, createdAt, submittedAt, completeAt } = application
  return (
    <Card title={t('application.facts')} size="small">
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'what',
            label: t('application.what'),
            children: `${t(`application.purpose.${purpose}`)} · ${t(`words.category.${category}`)}`,
          },
          ...(trade === null
            ? []
            : [{ key: 'trade', label: t('application.trade'), children: tradeName(trade, language) }]),
          {
            key: 'person',
            label: t('application.person'),
            children: (
              <span>
                {person.name} <span className="quiet numbers">{person.idNumberMasked}</span>
              </span>
            ),
          },
          { key: 'post', label: t('application.post'), children: postWords(post, language) },
          { key: 'enterprise', label: t('application.enterprise'), children: enterprise },
          ...(appointedOn === null
            ? []
            : [{ key: 'since', label: t('application.appointed'), children: dateText(appointedOn, language) }]),
          {
            key: 'authority',
            label: t('application.authority'),
            children: (
              <span>
                {t('application.authorityOf', { place: placeWords(authority, language) })}
                {category === 'operator' && <span className="quiet"> {t(`application.basis.${basis}`)}</span>}
              </span>
            ),
          },
          ...(waiver === 'no'
            ? []
            : [{ key: 'waiver', label: t('application.waiverTitle'), children: t(`application.waiver.${waiver}`) }]),
          ...(late === 'no_clock'
            ? []
            : [
                {
                  key: 'late',
                  label: t('application.lateTitle'),
                  children: (
                    <span className={late === 'late' ? 'amber strong' : ''}>{t(`application.late.${late}`)}</span>
                  ),
                },
              ]),
          { key: 'created', label: t('application.createdAt'), children: <When at={createdAt} /> },
          ...(submittedAt === null
            ? []
            : [{ key: 'submitted', label: t('application.submittedAt'), children: <When at={submittedAt} /> }]),
          ...(completeAt === null
            ? []
            : [{ key: 'complete', label: t('application.completeAt'), children: <When at={completeAt} /> }]),
          { key: 'due', label: t('application.due'), children: <Clocks clocks={clocks} /> },
        ]}
      />
    </Card>
  )
}
