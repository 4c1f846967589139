import type { BankView } from '@kaochang/contract/bank'
import { ITEM_KINDS, type ItemKind } from '@kaochang/domain/bank/item'
import { type ContentArea, contentAreas } from '@kaochang/domain/law/content-areas'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import './bank.css'

type Chosen = { kind?: ItemKind | undefined; area?: ContentArea | null }

/** How many items a bank has, content area by kind, with sums; a number can be chosen. */
export function CellGrid({ cells, onChoose }: { cells: BankView['cells']; onChoose: (chosen: Chosen) => void }) {
  const { t, language } = useTexts()
  const areas = [...contentAreas, null].filter((area) => cells.some((cell) => cell.area === area))
  const count = (wanted: Chosen) =>
    cells
      .filter(
        ({ kind, area }) =>
          (wanted.kind === undefined || kind === wanted.kind) && (wanted.area === undefined || area === wanted.area),
      )
      .reduce((sum, cell) => sum + cell.count, 0)
  const cell = (chosen: Chosen, className?: string) => {
    const number = count(chosen)
    return (
      <td key={chosen.kind ?? 'total'} className={number === 0 ? 'zero' : className}>
        {number === 0 || chosen.area === null ? number : <button onClick={() => onChoose(chosen)}>{number}</button>}
      </td>
    )
  }

  return (
    <table className="cell-grid">
      <thead>
        <tr>
          <th scope="col">{t('bank.area')}</th>
          {ITEM_KINDS.map((kind) => (
            <th scope="col" key={kind}>
              {t(`words.kind.${kind}`)}
            </th>
          ))}
          <th scope="col">{t('bank.total')}</th>
        </tr>
      </thead>
      <tbody>
        {areas.map((area) => (
          <tr key={area}>
            <th scope="row">{areaName(area, language)}</th>
            {ITEM_KINDS.map((kind) => cell({ kind, area }))}
            {cell({ area }, 'total')}
          </tr>
        ))}
        <tr>
          <th scope="row" className="total">
            {t('bank.total')}
          </th>
          {ITEM_KINDS.map((kind) => cell({ kind }, 'total'))}
          {cell({}, 'total')}
        </tr>
      </tbody>
    </table>
  )
}
