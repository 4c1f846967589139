import { beijingDateTime } from '@kaochang/browser/beijing-time'
import type { CandidateView } from '@kaochang/contract/terminal'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../text/text.ts'
import type { TerminalStore } from './terminal-store.ts'

/** "That is me", or not. Nothing of the sitting is opened before. */
export function ConfirmScreen({ terminal, candidate }: { terminal: TerminalStore; candidate: CandidateView }) {
  const { t, language } = useText('terminal')
  const { exam, photographs } = candidate
  const photography = useStore(terminal, (page) => page.photography)
  const [settled, setSettled] = useState(false)
  const asked = photographs && photography
  return (
    <main className="card-place">
      <section className={asked ? 'card widest' : 'card wide'}>
        <h1>{t('confirm.title')}</h1>
        <div className={asked ? 'beside' : undefined}>
          <div>
            <div className="who">
              {candidate.portrait && (
                <img className="who-portrait" src="/v1/terminal/portrait" alt={t('confirm.portrait')} />
              )}
              <div className="who-is">
                <p className="who-name">{candidate.name}</p>
                <p className="who-exam">{exam.name}</p>
              </div>
              <p className="who-seat">
                <span>{t('seat')}</span>
                <strong>{candidate.seatNumber}</strong>
              </p>
            </div>
            <dl className="facts">
              <dt>{t('confirm.idNumber')}</dt>
              <dd className="figures">{candidate.idNumberMasked}</dd>
              <dt>{t('confirm.ticket')}</dt>
              <dd className="figures">{candidate.ticket}</dd>
              <dt>{t('confirm.startsAt')}</dt>
              <dd>{beijingDateTime(exam.startsAt, language)}</dd>
              <dt>{t('confirm.attempt')}</dt>
              <dd>{exam.attempt === 1 ? t('confirm.attemptFirst') : t('confirm.attemptRetake')}</dd>
            </dl>
          </div>
          {asked && <asked.Panel photographer={asked.photographer} asked={photographs} onSettled={setSettled} />}
        </div>
        <div className="acts">
          <button type="button" onClick={() => void terminal.notMe()}>
            {t('confirm.no')}
          </button>
          <button
            type="button"
            className="primary"
            disabled={asked !== null && !settled}
            onClick={() => void terminal.confirm()}
          >
            {t('confirm.yes')}
          </button>
        </div>
      </section>
    </main>
  )
}
