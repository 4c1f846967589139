import type { PracticalBoard, PracticalPlace } from '@kaochang/contract/practical'
import { marksText } from '@kaochang/domain/law/marks'
import { Alert, App, Button, Input, InputNumber } from 'antd'
import { useRef, useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { hundredths, totalOf } from './points.ts'

/**
 * An examiner's sheet: one large field a subject, Enter goes to the next. Each mark is kept as soon as its field is
 * left, so that a tablet that dies loses nothing.
 */
export function MarkSheet({ board, place }: { board: PracticalBoard; place: PracticalPlace }) {
  const { t, language } = useTexts()
  const { modal } = App.useApp()
  const { subjects } = board.session.standard
  const [sheet, setSheet] = useState(() => given(place))
  const list = useRef<HTMLOListElement>(null)
  const params = { sittingId: place.sittingId }
  const save = useAct('POST /v1/practical/sittings/:sittingId/marks')
  const finish = useAct('POST /v1/practical/sittings/:sittingId/finish')
  const finished = place.own?.finished === true
  const entered = subjects.flatMap(({ code }) => {
    const mark = sheet.get(code)
    return mark === undefined || mark.points === null ? [] : [{ subject: code, points: mark.points, note: mark.note }]
  })
  const missing = subjects.length - entered.length

  const change = (code: string, changed: Partial<Entry>) =>
    setSheet((standing) => new Map(standing).set(code, { ...(standing.get(code) ?? EMPTY), ...changed }))
  const keep = (code: string) => {
    const mark = entered.find(({ subject }) => subject === code)
    const kept = place.own?.marks.find(({ subject }) => subject === code)
    if (mark && (kept?.points !== mark.points || kept.note !== mark.note))
      save.mutate({ params, body: { marks: [mark] } })
  }
  const next = (index: number) => {
    const fields = list.current?.querySelectorAll<HTMLInputElement>('.points input')
    const field = fields?.[index + 1]
    if (field) field.focus()
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  const ask = () =>
    modal.confirm({
      title: t('practical.finishTitle', { name: place.name }),
      content: t('practical.finishWhat', { points: marksText(totalOf(entered)) }),
      okText: t('practical.finish'),
      cancelText: t('frame.back'),
      onOk: async () => {
        // Everything once more: a field may have been left by the very press that finished.
        await save.mutateAsync({ params, body: { marks: entered } })
        await finish.mutateAsync({ params })
      },
    })

  return (
    <>
      <Alert
        type={finished ? 'success' : 'info'}
        showIcon
        title={t(finished ? 'practical.finishedWait' : 'practical.independent')}
        description={finished && !place.examiners.some(({ own }) => !own) && t('practical.waitOther')}
      />
      <ol className="subjects" ref={list}>
        {subjects.map(({ code, title, full }, index) => {
          const mark = sheet.get(code) ?? EMPTY
          return (
            <li key={code} className={mark.points === null ? 'unmarked' : ''}>
              <div>
                <div className="name">
                  {code} {title[language]}
                </div>
                <Input
                  variant="borderless"
                  style={{ paddingInline: 0 }}
                  placeholder={t('practical.note')}
                  maxLength={200}
                  value={mark.note ?? ''}
                  onChange={({ target }) => change(code, { note: target.value === '' ? null : target.value })}
                  onBlur={() => keep(code)}
                />
              </div>
              <div className="points">
                <InputNumber
                  size="large"
                  min={0}
                  max={full / 100}
                  // A mark is typed: a wheel or an arrow must not change it unseen.
                  keyboard={false}
                  changeOnWheel={false}
                  controls={false}
                  aria-label={`${code} ${title[language]}`}
                  suffix={t('practical.outOf', { full: marksText(full) })}
                  value={mark.points === null ? null : mark.points / 100}
                  onChange={(value) => change(code, { points: hundredths(value) })}
                  onBlur={() => keep(code)}
                  onPressEnter={() => next(index)}
                />
              </div>
            </li>
          )
        })}
      </ol>
      <RefusalAlert error={save.error ?? finish.error} />
      <footer className="mark-foot">
        <span className="quiet">
          {save.isPending ? t('practical.saving') : entered.length > 0 && !save.isError && t('practical.saved')}
        </span>
        {missing > 0 && <span className="amber strong">{t('practical.missing', { total: missing })}</span>}
        <span className="quiet">{t('practical.passLine')}</span>
        <span className="total">{t('practical.ofHundred', { points: marksText(totalOf(entered)) })}</span>
        {!finished && (
          <Button type="primary" size="large" disabled={missing > 0} loading={finish.isPending} onClick={ask}>
            {t('practical.finish')}
          </Button>
        )}
      </footer>
    </>
  )
}

type Entry = { readonly points: number | null; readonly note: string | null }

const EMPTY: Entry = { points: null, note: null }

function given({ own }: PracticalPlace): ReadonlyMap<string, Entry> {
  return new Map(own?.marks.map(({ subject, points, note }) => [subject, { points, note }]))
}
