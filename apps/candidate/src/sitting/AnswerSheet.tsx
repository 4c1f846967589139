import { ITEM_KINDS } from '@kaochang/domain/bank/item'
import { memo, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useText } from '../text/text.ts'
import { answerTo, tally } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'

/** 答题卡: every item by its kind, its state by shape and by word, and a way to each. */
export function AnswerSheet({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const paper = useStore(sitting, (state) => state.paper)
  const answers = useStore(sitting, (state) => state.answers)
  const { answeredCount, unanswered, marked } = tally({ paper, answers })
  const items = paper?.items ?? []
  return (
    <nav className="sheet" aria-label={t('sheet.title')}>
      <ul className="sheet-counts">
        <li>
          <i className="cell answered" /> {t('sheet.answered')} <b>{answeredCount}</b>
        </li>
        <li>
          <i className="cell" /> {t('sheet.unanswered')} <b>{unanswered.length}</b>
        </li>
        <li>
          <i className="cell marked" /> {t('sheet.marked')} <b>{marked.length}</b>
        </li>
      </ul>
      <div className="sheet-groups">
        {ITEM_KINDS.map((kind) => {
          const group = items.filter((item) => item.kind === kind)
          if (group.length === 0) return null
          const answered = group.filter(({ number }) => answerTo({ answers }, number).response !== '').length
          return (
            <section key={kind}>
              <h2>{t('sheet.group', { kind: t(`item.${kind}`), answered, of: group.length })}</h2>
              <ol>
                {group.map(({ number }) => (
                  <li key={number}>
                    <Cell number={number} sitting={sitting} />
                  </li>
                ))}
              </ol>
            </section>
          )
        })}
      </div>
    </nav>
  )
}

/** One item's place on the sheet. A hundred of them hear of every answer: each is drawn again only for its own. */
const Cell = memo(function Cell({ number, sitting }: { number: number; sitting: SittingStore }) {
  const { t } = useText('sitting')
  const answered = useStore(sitting, (state) => answerTo(state, number).response !== '')
  const marked = useStore(sitting, (state) => answerTo(state, number).marked)
  const current = useStore(sitting, (state) => state.current === number)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const words = [
    t(answered ? 'sheet.answered' : 'sheet.unanswered'),
    marked && t('sheet.marked'),
    current && t('sheet.current'),
  ]
  return (
    <button
      ref={button}
      type="button"
      className={`cell${answered ? ' answered' : ''}${marked ? ' marked' : ''}${current ? ' current' : ''}`}
      aria-label={t('sheet.cell', { n: number, state: words.filter(Boolean).join(' ') })}
      aria-current={current ? 'step' : undefined}
      onClick={() => sitting.goTo(number)}
    >
      {number}
    </button>
  )
})
