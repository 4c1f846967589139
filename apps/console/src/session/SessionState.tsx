import type { SessionState as State } from '@kaochang/domain/session/session'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'

const COLOURS: Record<State, string> = {
  planned: 'default',
  announced: 'processing',
  sealed: 'processing',
  open: 'success',
  ended: 'warning',
  scored: 'warning',
  released: 'default',
}

export function SessionState({ state }: { state: State }) {
  const { t } = useTexts()
  return <Tag color={COLOURS[state]}>{t(`words.sessionState.${state}`)}</Tag>
}
