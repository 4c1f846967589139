import { clockText, remainingMs } from '@kaochang/browser/countdown'
import type { CandidateView } from '@kaochang/contract/terminal'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { focusOn } from '../page-root.ts'
import { useText } from '../text/text.ts'
import { useNow } from '../use-now.ts'
import { isCutOff, tally } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'

type Props = { sitting: SittingStore; candidate: CandidateView }

/** Handing in, in two different steps: look at what is open, then say so in another place and another way. */
export function HandInPage({ sitting, candidate }: Props) {
  const step = useStore(sitting, (state) => state.handIn)
  return (
    <main key={step} className="hand-in-page" ref={focusOn} tabIndex={-1}>
      {step === 'reviewing' && <Review sitting={sitting} candidate={candidate} />}
      {step === 'confirming' && <Confirm sitting={sitting} />}
      {(step === 'asked' || step === 'sent') && <Asked sitting={sitting} />}
    </main>
  )
}

function Review({ sitting, candidate }: Props) {
  const { t } = useText('sitting')
  const now = useNow(500)
  const state = useStore(sitting)
  const { itemCount, answeredCount, unanswered, marked } = tally(state)
  const wait = state.handInOpensAt === null ? 0 : remainingMs(state.handInOpensAt, now)
  return (
    <section className="review">
      <h1>{t('handIn.title')}</h1>
      <p className="review-count">{t('handIn.answered', { answered: answeredCount, of: itemCount })}</p>
      <Links
        tone={unanswered.length > 0 ? 'alarm' : 'good'}
        words={unanswered.length > 0 ? t('handIn.unanswered', { n: unanswered.length }) : t('handIn.unansweredNone')}
        numbers={unanswered}
        sitting={sitting}
      />
      <Links
        tone={marked.length > 0 ? 'warn' : 'good'}
        words={marked.length > 0 ? t('handIn.marked', { n: marked.length }) : t('handIn.markedNone')}
        numbers={marked}
        sitting={sitting}
      />
      {wait > 0 && (
        <p className="banner warn">
          <Icon name="clock" />
          {t('handIn.tooEarly', { minutes: candidate.exam.earliestHandInMinutes, left: clockText(wait) })}
        </p>
      )}
      <div className="acts">
        <button type="button" className="primary" onClick={() => sitting.handIn('no')}>
          {t('handIn.back')}
        </button>
        <button type="button" disabled={wait > 0} onClick={() => sitting.handIn('confirming')}>
          {t('handIn.next')}
        </button>
      </div>
    </section>
  )
}

function Links({
  tone,
  words,
  numbers,
  sitting,
}: {
  tone: 'alarm' | 'warn' | 'good'
  words: string
  numbers: readonly number[]
  sitting: SittingStore
}) {
  const { t } = useText('sitting')
  return (
    <div className={`links ${tone}`}>
      <h2>
        <Icon name={tone === 'good' ? 'check' : 'alert'} />
        {words}
      </h2>
      {numbers.length > 0 && (
        <ul>
          {numbers.map((number) => (
            <li key={number}>
              <button
                type="button"
                className="cell"
                aria-label={t('handIn.goTo', { n: number })}
                onClick={() => sitting.goTo(number)}
              >
                {number}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Confirm({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const now = useNow(500)
  const [sure, setSure] = useState(false)
  const closesAt = useStore(sitting, (state) => state.closesAt)
  return (
    <section className="review confirm">
      <h1>{t('handIn.confirmTitle')}</h1>
      <p>{t('handIn.confirmText', { left: clockText(closesAt === null ? 0 : remainingMs(closesAt, now)) })}</p>
      <label className="sure">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        {t('handIn.tick')}
      </label>
      <div className="acts">
        <button type="button" onClick={() => sitting.handIn('no')}>
          {t('handIn.back')}
        </button>
        <button type="button" className="hand-in" disabled={!sure} onClick={() => sitting.handIn('asked')}>
          {t('handIn.submit')}
        </button>
      </div>
    </section>
  )
}

function Asked({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const now = useNow(1_000)
  const state = useStore(sitting)
  const owed = state.unsaved.length
  const words = isCutOff(state, now) ? t('handIn.cut') : owed > 0 ? t('handIn.saving', { n: owed }) : t('handIn.asked')
  return (
    <section className="review confirm" role="status">
      <h1>{t('handIn.confirmTitle')}</h1>
      <p>{words}</p>
      {state.handIn === 'asked' && (
        <div className="acts">
          <button type="button" onClick={() => sitting.handIn('no')}>
            {t('handIn.cancel')}
          </button>
        </div>
      )}
    </section>
  )
}
