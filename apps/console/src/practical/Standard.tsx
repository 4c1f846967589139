import type { SessionView } from '@kaochang/contract/session'
import { marksText } from '@kaochang/domain/law/marks'
import { DEMONSTRATION } from '@kaochang/domain/practical/standards'
import { Alert } from 'antd'
import { useTexts } from '../language/language.ts'
import '../bank/bank.css'

/** The subjects that a practical exam is marked by. One that was taken over as it is offered says that it is a demonstration. */
export function Standard({ standard }: { standard: NonNullable<SessionView['practicalStandard']> }) {
  const { t, language } = useTexts()
  return (
    <div className="stack">
      {standard.name.includes(DEMONSTRATION) && <Alert type="warning" showIcon title={t('practical.demonstration')} />}
      <table className="cell-grid" style={{ maxWidth: 620 }}>
        <thead>
          <tr>
            <th scope="col">{t('practical.subject')}</th>
            <th scope="col">{t('practical.full')}</th>
          </tr>
        </thead>
        <tbody>
          {standard.subjects.map(({ code, title, full }) => (
            <tr key={code}>
              <th scope="row">
                {code} {title[language]}
              </th>
              <td>{marksText(full)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
