import type { previewDraw } from '@kaochang/contract/session'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import { ITEM_KINDS } from '@kaochang/domain/bank/item'
import { contentAreas } from '@kaochang/domain/law/content-areas'
import { Alert } from 'antd'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { CallRefused } from '@kaochang/browser/call'
import '../bank/bank.css'

type Preview = ResponseOf<typeof previewDraw>
type Cell = Preview['cells'][number]

/** A blueprint met with banks: what each section asks, what there is, what is taken; what is short is red. */
export function DrawGrid({ preview, unified }: { preview: Preview; unified: boolean }) {
  const { t, language } = useTexts()
  const areas = [...contentAreas, null].filter((area) => preview.cells.some((cell) => cell.area === area))
  const { nationalCount: national, itemCount: total } = preview

  return (
    <div className="stack">
      {preview.refusal ? (
        <RefusalAlert error={new CallRefused(422, preview.refusal as CallRefused['refusal'])} />
      ) : (
        <Alert
          type="success"
          showIcon
          title={t('session.drawFits')}
          description={
            unified || national === null
              ? t('session.unifiedShare', { total })
              : t('session.nationalShare', { total, national, percent: shareText(national, total) })
          }
        />
      )}
      <table className="cell-grid">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('bank.area')}
            </th>
            {ITEM_KINDS.map((kind) => (
              <th scope="colgroup" colSpan={unified ? 2 : 3} key={kind} style={{ textAlign: 'center' }}>
                {t(`words.kind.${kind}`)}
              </th>
            ))}
          </tr>
          <tr>
            {ITEM_KINDS.map((kind) => (
              <HeadCells key={kind} unified={unified} />
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area}>
              <th scope="row">{areaName(area, language)}</th>
              {ITEM_KINDS.map((kind) => (
                <BodyCells
                  key={kind}
                  unified={unified}
                  cell={preview.cells.find((cell) => cell.kind === kind && cell.area === area)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeadCells({ unified }: { unified: boolean }) {
  const { t } = useTexts()
  return (
    <>
      <th scope="col">{t('session.asked')}</th>
      {unified ? (
        <th scope="col">{t('session.unified')}</th>
      ) : (
        <>
          <th scope="col">{t('session.national')}</th>
          <th scope="col">{t('session.provincial')}</th>
        </>
      )}
    </>
  )
}

/** What is asked, and for each bank what is taken of what there is: `10 / 120`. */
function BodyCells({ cell, unified }: { cell: Cell | undefined; unified: boolean }) {
  const { t } = useTexts()
  if (!cell || cell.asked === 0)
    return Array.from({ length: unified ? 2 : 3 }, (_, place) => (
      <td key={place} className="zero">
        –
      </td>
    ))
  const there = unified ? cell.unified : cell.national + cell.provincial
  const short = cell.asked - there
  const of = (taken: number | undefined, available: number) =>
    taken === undefined ? String(available) : `${taken} / ${available}`
  return (
    <>
      <td className={short > 0 ? 'short' : 'strong'}>
        {cell.asked}
        {short > 0 && <div>{t('session.shortBy', { total: short })}</div>}
      </td>
      {unified ? (
        <td>{of(cell.takes?.unified, cell.unified)}</td>
      ) : (
        <>
          <td>{of(cell.takes?.national, cell.national)}</td>
          <td>{of(cell.takes?.provincial, cell.provincial)}</td>
        </>
      )}
    </>
  )
}

/** Cut and never rounded up: 79.99 % must not read as 80. */
function shareText(national: number, total: number) {
  return String(Math.floor((national / total) * 1000) / 10)
}
