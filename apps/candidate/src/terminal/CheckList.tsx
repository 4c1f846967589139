import { Icon, type IconName } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import type { Finding } from './self-check.ts'

export type CheckRow = {
  readonly name: string
  readonly label: string
  readonly words: string
  readonly finding: Finding
}

/** What was found at this computer: what needs a hand first and at length, the rest in short. */
export function CheckList({ rows }: { rows: readonly CheckRow[] }) {
  const { t } = useText('terminal')
  const wrong = rows.filter(({ finding }) => finding === 'bad' || finding === 'warn')
  const fine = rows.filter((row) => !wrong.includes(row))
  return (
    <>
      {[wrong, fine].map(
        (some) =>
          some.length > 0 && (
            <ul key={some === wrong ? 'wrong' : 'fine'} className={some === wrong ? 'wrong' : 'fine'}>
              {some.map(({ name, label, words, finding }) => (
                <li key={name} className={finding}>
                  <Icon name={ICONS[finding]} />
                  <b>{label}</b>
                  <span>{finding === 'checking' ? t('check.checking') : words}</span>
                  {some === wrong && finding !== 'checking' && <em>{t(`check.${finding}`)}</em>}
                </li>
              ))}
            </ul>
          ),
      )}
    </>
  )
}

const ICONS: Record<Finding, IconName> = { good: 'check', warn: 'alert', bad: 'cross', checking: 'dots' }
