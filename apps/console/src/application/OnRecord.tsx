import type { ApplicationView } from '@kaochang/contract/application'
import { Card, Descriptions } from 'antd'
import { useTexts } from '../language/language.ts'

/** What the findings rest on, for whoever compares it with the papers. */
export function OnRecord({ application: { record, category } }: { application: ApplicationView }) {
  const { t } = useTexts()
  const { education, work, training, certificate } = record
  const nothing = <span className="quiet">{t('application.noneOnRecord')}</span>
  return (
    <Card
      title={t('application.record')}
      size="small"
      extra={<span className="quiet">{t('application.recordAbout')}</span>}
    >
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'education',
            label: t('application.schooling'),
            children: education
              ? [t(`application.education.${education.level}`), education.subject, education.school]
                  .filter(Boolean)
                  .join(' · ')
              : nothing,
          },
          {
            key: 'work',
            label: t('application.workTitle'),
            children:
              work.length === 0 ? (
                nothing
              ) : (
                <ul className="work-periods">
                  {work.map(({ employer, post, kind, from, to }) => (
                    <li key={`${from} ${employer} ${post}`}>
                      <span className="numbers">
                        {from} – {to ?? t('application.since')}
                      </span>{' '}
                      {employer} {post} <span className="quiet">{t(`application.work.${kind}`)}</span>
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(category === 'operator'
            ? [
                {
                  key: 'training',
                  label: t('application.training'),
                  children: training
                    ? t('application.trainingWords', {
                        name: training.name,
                        institution: training.institution,
                        hours: training.hours,
                        date: training.closedOn,
                      })
                    : nothing,
                },
              ]
            : []),
          ...(certificate
            ? [
                {
                  key: 'certificate',
                  label: t('application.certificate'),
                  children: `${t('application.certificateWords', { date: certificate.issuedOn })}${
                    certificate.validThrough === null
                      ? ''
                      : t('application.certificateValid', { date: certificate.validThrough })
                  }`,
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}
