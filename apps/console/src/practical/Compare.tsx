import type { PracticalBoard, PracticalPlace } from '@kaochang/contract/practical'
import { marksText } from '@kaochang/domain/law/marks'
import { Alert, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { hundredths, totalOf } from './points.ts'

/** Both sheets side by side; where they differ an examiner of the two may mark again. */
export function Compare({ board, place, mayMark }: { board: PracticalBoard; place: PracticalPlace; mayMark: boolean }) {
  const { t, language } = useTexts()
  const [again, setAgain] = useState<Readonly<Record<string, number | null>>>({})
  const save = useAct('POST /v1/practical/sittings/:sittingId/marks', { onDone: () => setAgain({}) })
  const sheets = place.sheets ?? []
  const differs = place.state === 'differing'
  const editable = differs && mayMark && place.own !== null
  const changed = Object.entries(again).flatMap(([subject, points]) => {
    const note = place.own?.marks.find((mark) => mark.subject === subject)?.note ?? null
    return points === null ? [] : [{ subject, points, note }]
  })
  const send = () => save.mutate({ params: { sittingId: place.sittingId }, body: { marks: changed } })

  return (
    <>
      {differs ? (
        <Alert
          type="warning"
          showIcon
          title={t('practical.differs', { total: place.differing.length })}
          description={t('practical.differsAbout')}
        />
      ) : (
        <Alert
          type={place.passed ? 'success' : 'error'}
          showIcon
          title={`${t('practical.agreed')} · ${marksText(place.points ?? 0)} · ${t(place.passed ? 'practical.passed' : 'practical.failed')}`}
        />
      )}
      <table className="compare-grid">
        <caption className="quiet">{t('practical.compare')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('practical.subject')}</th>
            <th scope="col">{t('practical.full')}</th>
            {sheets.map(({ examinerId, examiner, own }) => (
              <th scope="col" key={examinerId}>
                {examiner}
                {own && ` (${t('practical.you')})`}
              </th>
            ))}
            {editable && <th scope="col">{t('practical.again')}</th>}
          </tr>
        </thead>
        <tbody>
          {board.session.standard.subjects.map(({ code, title, full }) => {
            const differing = place.differing.includes(code)
            return (
              <tr key={code} className={differing ? 'differs' : ''}>
                <th scope="row">
                  {code} {title[language]}
                </th>
                <td>{marksText(full)}</td>
                {sheets.map(({ examinerId, marks }) => (
                  <td key={examinerId}>{marksText(marks.find(({ subject }) => subject === code)?.points ?? 0)}</td>
                ))}
                {editable && (
                  <td className="again">
                    {differing && (
                      <InputNumber
                        size="large"
                        min={0}
                        max={full / 100}
                        keyboard={false}
                        controls={false}
                        aria-label={`${t('practical.again')} ${code}`}
                        value={(again[code] ?? null) === null ? null : (again[code] ?? 0) / 100}
                        onChange={(value) => setAgain((standing) => ({ ...standing, [code]: hundredths(value) }))}
                        onPressEnter={() => changed.length > 0 && send()}
                      />
                    )}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('practical.total')}</th>
            <td>100</td>
            {sheets.map(({ examinerId, marks }) => (
              <td key={examinerId}>
                <b>{marksText(totalOf(marks))}</b>
              </td>
            ))}
            {editable && (
              <td className="again">
                <Button
                  type="primary"
                  size="large"
                  disabled={changed.length === 0}
                  loading={save.isPending}
                  onClick={send}
                >
                  {t('practical.sendAgain')}
                </Button>
              </td>
            )}
          </tr>
        </tfoot>
      </table>
      <RefusalAlert error={save.error} />
    </>
  )
}
