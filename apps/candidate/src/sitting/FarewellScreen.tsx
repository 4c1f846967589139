import { beijingDateTime, civilDateText } from '@kaochang/browser/beijing-time'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { useText } from '../text/text.ts'
import { Banners } from './Banners.tsx'
import type { SittingProps } from './SittingPlace.tsx'

/** What the candidate takes away. */
export function FarewellScreen({ terminal, sitting, candidate }: SittingProps) {
  const { t, language } = useText('sitting')
  const receipt = useStore(sitting, (state) => state.receipt)
  const owed = useStore(sitting, (state) => state.unsaved.length + state.foreign.length)
  if (!receipt) return null
  const due = civilDateText(receipt.resultDue, language)
  const answered = { answered: receipt.answeredCount, of: receipt.itemCount, n: owed }
  return (
    <main className="card-place farewell">
      <Banners sitting={sitting} />
      <section className="card wide">
        <div className="farewell-head">
          <Icon name={owed > 0 ? 'hand' : 'check'} />
          <div>
            <h1>{t(`farewell.${receipt.reason}`)}</h1>
            <p>
              {candidate.name} · {candidate.exam.name}
            </p>
          </div>
        </div>
        <p className="receipt">
          <span>{t('farewell.code')}</span>
          <strong>{receipt.code}</strong>
          <small>{t('farewell.codeHint')}</small>
        </p>
        <dl className="facts">
          <dt>{t('farewell.endedAt')}</dt>
          <dd>{beijingDateTime(receipt.endedAt, language)}</dd>
          <dt>{t('farewell.answered')}</dt>
          <dd>{t(owed > 0 ? 'farewell.answeredOwed' : 'farewell.answeredOf', answered)}</dd>
          <dt>{t('farewell.resultDue')}</dt>
          <dd>{t(receipt.resultDueProvisional ? 'farewell.resultProvisional' : 'farewell.resultBy', { date: due })}</dd>
          <dt>{t('farewell.where')}</dt>
          <dd>{t('farewell.whereText', { address: `${location.origin}/` })}</dd>
        </dl>
        <p className={owed > 0 ? 'refusal' : 'muted'}>{owed > 0 ? t('farewell.owed') : t('farewell.leave')}</p>
        <div className="acts">
          <LanguageSwitch in="terminal" />
          <button type="button" onClick={() => void terminal.finish()}>
            {t('farewell.done')}
          </button>
        </div>
      </section>
    </main>
  )
}
