import type { ApplicationView } from '@kaochang/contract/application'
import { Card, Timeline } from 'antd'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'

/** The steps of an application, the latest last, with their reasons. */
export function WhatHappened({ application: { steps } }: { application: ApplicationView }) {
  const { t, language } = useTexts()
  if (steps.length === 0) return null
  return (
    <Card title={t('application.steps')} size="small">
      <Timeline
        items={steps.map(({ at, act, by, reason, missing, grounds, falsePapers }) => ({
          key: `${at} ${act}`,
          content: (
            <div>
              <span className="strong">{t(`application.step.${act}`)}</span>
              <div className="quiet">
                <When at={at} /> {by !== null && t('application.by', { name: by })}
              </div>
              {act !== 'submitted' && missing.length > 0 && (
                <div>{missing.map((kind) => t(`application.document.${kind}`)).join(t('words.and'))}</div>
              )}
              {reason !== null && <div>{reason}</div>}
              {grounds.length > 0 && (
                <ul className="plain-list">
                  {grounds.map((ground) => (
                    <li key={ground.zh}>
                      {ground[language]}{' '}
                      <span className="quiet">{t('application.article', { article: ground.article })}</span>
                    </li>
                  ))}
                </ul>
              )}
              {falsePapers && <div className="red">{t('application.falsePapers')}</div>}
            </div>
          ),
        }))}
      />
    </Card>
  )
}
