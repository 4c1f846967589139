import type { Rules } from '@kaochang/domain/law/rules'
import { useTexts } from '../language/language.ts'
import { articleWords } from './clock-words.ts'
import { ruleRows } from './rule-rows.ts'

/** One record of rules, or two beside each other with what differs marked; every value with its article. */
export function RuleSheet({ sheets }: { sheets: readonly { title?: string; rules: Rules }[] }) {
  const { t, language } = useTexts()
  const columns = sheets.map(({ rules }) => ruleRows(rules, t, language))
  const [first = []] = columns
  return (
    <table className="rule-sheet">
      {sheets.length > 1 && (
        <thead>
          <tr>
            <th scope="col">{t('law.numbers')}</th>
            {sheets.map(({ title, rules }) => (
              <th key={rules.version} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {first.map(({ name, value }, index) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columns.map((rows, column) => {
              const row = rows[index]
              const differs = row !== undefined && row.value !== value
              return (
                <td key={sheets[column]?.rules.version} className={differs ? 'differs' : ''}>
                  {row?.value} <span className="quiet">{row && articleWords(row.article, t)}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
