import { useTexts } from '../language/language.ts'
import { timeText } from '../time/beijing-time.ts'

/** An instant in Beijing time, with the machine-readable one beside it for whoever copies it. */
export function When({ at }: { at: number }) {
  const { language } = useTexts()
  return (
    <time className="numbers" dateTime={new Date(at).toISOString()}>
      {timeText(at, language)}
    </time>
  )
}
