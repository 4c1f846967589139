import { Icon } from './Icon.tsx'
import { useText } from './text/text.ts'

/** A short message in the middle of the screen, with at most one thing to do. */
export function PlainScreen({
  title,
  text,
  act,
  onAct,
  tone = 'calm',
  icon,
}: {
  title: string
  text?: string | undefined
  act?: string | undefined
  onAct?: (() => void) | undefined
  tone?: 'calm' | 'alarm'
  icon?: 'hand' | 'clock' | 'alert' | 'dots'
}) {
  return (
    <main className={`plain ${tone}`}>
      {icon && (
        <p className="plain-icon">
          <Icon name={icon} />
        </p>
      )}
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {act && (
        <button type="button" className="primary" onClick={onAct}>
          {act}
        </button>
      )}
    </main>
  )
}

/** While something is asked of the server. */
export function WaitScreen() {
  const { t } = useText('terminal')
  return <PlainScreen title={t('wait')} icon="dots" />
}
