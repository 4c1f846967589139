import type { ItemView } from '@kaochang/contract/bank'
import { letterOf } from '@kaochang/domain/bank/item'
import { useTexts } from '../language/language.ts'
import './bank.css'

/** An item as it looks on a paper; with `key`, what is right is marked. */
export function ItemAsSeen({
  item,
  withKey = false,
}: {
  item: Pick<ItemView, 'kind' | 'stem' | 'options' | 'key'>
  withKey?: boolean
}) {
  const { t } = useTexts()
  return (
    <div className="seen">
      <div className="quiet">{t(`words.kind.${item.kind}`)}</div>
      <p className="stem">{item.stem}</p>
      <ol>
        {item.options.map((option, index) => (
          <li key={letterOf(index)} className={withKey && item.key.includes(letterOf(index)) ? 'right' : undefined}>
            <b>{letterOf(index)}</b>
            <span>{option}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
