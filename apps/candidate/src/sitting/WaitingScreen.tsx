import { clockText, remainingMs } from '@kaochang/browser/countdown'
import { CUT_SCORE, FULL_MARKS } from '@kaochang/domain/law/marks'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import { useNow } from '../use-now.ts'
import { Banners } from './Banners.tsx'
import { CameraSign } from './CameraSign.tsx'
import type { SittingProps } from './SittingPlace.tsx'
import { Tools } from './Tools.tsx'

/** The rules, and what the start still waits for. */
export function WaitingScreen(props: SittingProps) {
  const { t } = useText('sitting')
  const { candidate } = props
  return (
    <div className="waiting">
      <header className="top">
        <div className="top-who">
          <b>{candidate.exam.name}</b>
          <span>
            {candidate.name} · {t('seatNumber', { number: candidate.seatNumber })}
            <CameraSign terminal={props.terminal} />
          </span>
        </div>
        <Tools />
      </header>
      <Banners sitting={props.sitting} />
      <main className="waiting-body">
        <Rules {...props} />
        <Start {...props} />
      </main>
    </div>
  )
}

function Rules({ candidate: { exam }, sitting }: SittingProps) {
  const { t } = useText('sitting')
  const accepted = useStore(sitting, (state) => state.rules !== 'unread' || state.view?.rulesAccepted === true)
  const kinds = [
    exam.trueFalseCount && t('rules.trueFalse', { n: exam.trueFalseCount }),
    exam.singleChoiceCount && t('rules.single', { n: exam.singleChoiceCount }),
    exam.multipleResponseCount && t('rules.multiple', { n: exam.multipleResponseCount }),
  ].filter(Boolean)

  function accept() {
    sitting.acceptRules()
    // A browser that is full screen already, or may not be, answers with an error that nobody needs.
    document.documentElement.requestFullscreen?.().catch(() => undefined)
  }

  return (
    <section className="rules">
      <h1>{t('rules.title')}</h1>
      <dl className="rule-facts">
        <div>
          <dt>{t('rules.duration')}</dt>
          <dd>{t('rules.minutes', { minutes: exam.durationMinutes })}</dd>
        </div>
        <div>
          <dt>{t('rules.items')}</dt>
          <dd>
            {t('rules.itemCount', { n: exam.itemCount })}
            <small>{kinds.join(' · ')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('rules.passMark')}</dt>
          <dd>{t('rules.passMarkText', { full: FULL_MARKS / 100, cut: CUT_SCORE / 100 })}</dd>
        </div>
        <div>
          <dt>{t('rules.handIn')}</dt>
          <dd>
            {exam.earliestHandInMinutes > 0
              ? t('rules.handInText', { minutes: exam.earliestHandInMinutes })
              : t('rules.handInAny')}
          </dd>
        </div>
      </dl>
      <h2>{t('rules.conductTitle')}</h2>
      <ol className="conduct">
        {CONDUCT.map((rule) => (
          <li key={rule}>{t(`rules.conduct.${rule}`)}</li>
        ))}
      </ol>
      <button type="button" className="primary" disabled={accepted} onClick={accept}>
        {accepted ? t('rules.accepted') : t('rules.accept')}
      </button>
    </section>
  )
}

const CONDUCT = ['papers', 'devices', 'talk', 'screen', 'trouble', 'end'] as const

function Start({ sitting }: SittingProps) {
  const { t } = useText('sitting')
  const now = useNow(500)
  const view = useStore(sitting, (state) => state.view)
  const startsAt = useStore(sitting, (state) => state.startsAt)
  const left = startsAt === null ? 0 : remainingMs(startsAt, now)
  const steps = [
    [view?.rulesAccepted, t('waiting.rulesDone'), t('waiting.rules')],
    [view?.identityConfirmed, t('waiting.identityDone'), t('waiting.identity')],
    [view?.roomStarted, t('waiting.roomDone'), t('waiting.room')],
  ] as const
  return (
    <section className="start">
      <h2>{t('waiting.title')}</h2>
      {left > 0 ? (
        <p className="start-clock" role="timer">
          <span>{t('waiting.lead')}</span>
          <strong>{clockText(left)}</strong>
        </p>
      ) : (
        <p className="start-due">{t('waiting.due')}</p>
      )}
      <ol className="steps" aria-live="polite">
        {steps.map(([done, after, before]) => (
          <li key={after} className={done ? 'done' : 'open'}>
            <Icon name={done ? 'check' : 'dots'} />
            {done ? after : before}
          </li>
        ))}
      </ol>
      <p className="muted">{t('waiting.auto')}</p>
    </section>
  )
}
