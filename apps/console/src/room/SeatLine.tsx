import type { SeatStandingView } from '@kaochang/contract/overview'
import { useTexts } from '../language/language.ts'
import { agoText, standingText, toneOf } from './overview-text.ts'

const MARKS = { green: '✓', amber: '⚠', red: '✗' } as const

/** A seat's terminal in one line: how it stands, what to do, when it was heard, and what it runs. */
export function SeatLine({ seat, at }: { seat: SeatStandingView; at: number }) {
  const { t } = useTexts()
  const tone = toneOf(seat)
  return (
    <li className={tone}>
      <span aria-hidden>{MARKS[tone]}</span>
      <b className="numbers">{t('overview.seat', { number: seat.seatNumber })}</b>
      <span>
        {standingText(seat, t)}
        {seat.heardAt !== null && (
          <small className="quiet">
            {' '}
            {t('overview.heard', { ago: agoText(at - seat.heardAt, t) })}
            {seat.build !== null && (
              <>
                {' · '}
                <span className={seat.oldBuild ? 'amber' : undefined}>
                  {t('overview.build', { build: seat.build })}
                </span>
              </>
            )}
          </small>
        )}
      </span>
    </li>
  )
}
