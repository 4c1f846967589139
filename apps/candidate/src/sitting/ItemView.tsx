import type { CandidatePaper } from '@kaochang/contract/socket/down'
import { LETTERS } from '@kaochang/domain/bank/item'
import { useStore } from 'zustand'
import { Boundary } from '../Boundary.tsx'
import { Icon } from '../Icon.tsx'
import { focusOn } from '../page-root.ts'
import { useText } from '../text/text.ts'
import { answerTo } from './sitting-state.ts'
import type { SittingStore } from './sitting-store.ts'

export type PaperItem = CandidatePaper['items'][number]

/** The item in the middle. Should one be impossible to draw, the others go on. */
export function ItemView({ sitting }: { sitting: SittingStore }) {
  const { t } = useText('sitting')
  const current = useStore(sitting, (state) => state.current)
  const item = useStore(sitting, (state) => state.paper?.items.find(({ number }) => number === current))
  const itemCount = useStore(sitting, (state) => state.paper?.items.length ?? 0)
  // A place of its own for each item: reading begins anew there, at its top, and a failure stays behind with it.
  return (
    <main key={current} className="item" ref={focusOn} tabIndex={-1}>
      <Boundary
        onFail={() => sitting.noteItem(current)}
        fallback={(retry) => (
          <div className="item-failed" role="alert">
            <Icon name="hand" />
            <p>{t('item.failed')}</p>
            <button type="button" onClick={retry}>
              {t('item.failedRetry')}
            </button>
          </div>
        )}
      >
        {item && <Item item={item} itemCount={itemCount} sitting={sitting} />}
      </Boundary>
    </main>
  )
}

function Item({ item, itemCount, sitting }: { item: PaperItem; itemCount: number; sitting: SittingStore }) {
  const { t } = useText('sitting')
  const { response, marked } =
    useStore(sitting, (state) => state.answers[item.number]) ?? answerTo({ answers: {} }, item.number)
  const several = item.kind === 'multiple_response'
  return (
    <article aria-labelledby="stem">
      <header className="item-head">
        <span className={`kind ${item.kind}`}>{t(`item.${item.kind}`)}</span>
        <span className="item-number">{t('item.number', { n: item.number, of: itemCount })}</span>
        <span className="muted">{t('item.points', { points: item.points / 100 })}</span>
        {several && <span className="several">{t('item.several')}</span>}
        {marked && (
          <span className="marked-sign">
            <Icon name="flag" />
            {t('sheet.marked')}
          </span>
        )}
      </header>
      <h1 id="stem" className="stem">
        {item.stem}
      </h1>
      <fieldset className="options">
        <legend className="unseen">{t('item.options', { n: item.number })}</legend>
        {item.options.map((text, place) => {
          const letter = LETTERS[place] ?? ''
          const chosen = response.includes(letter)
          return (
            <label key={letter} className={chosen ? 'option chosen' : 'option'}>
              <input
                className="unseen"
                type={several ? 'checkbox' : 'radio'}
                name={`item-${item.number}`}
                checked={chosen}
                onChange={() => sitting.choose(item.number, letter)}
              />
              <span className="letter" aria-hidden="true">
                {letter}
              </span>
              <span className="option-text">{text}</span>
              <span className="tick">{chosen && <Icon name="check" />}</span>
            </label>
          )
        })}
      </fieldset>
      <p className="clear-line">
        {response !== '' && (
          <button type="button" className="quiet" onClick={() => sitting.clear(item.number)}>
            {t('item.clear')}
          </button>
        )}
      </p>
    </article>
  )
}
