import type { ApplicationState as State } from '@kaochang/domain/application/application'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'

const COLORS: Readonly<Record<State, string>> = {
  draft: 'default',
  submitted: 'processing',
  supplement_asked: 'warning',
  accepted: 'success',
  refused: 'error',
  withdrawn: 'default',
}

/** Where an application stands, in words and colour. */
export function ApplicationState({ state }: { state: State }) {
  const { t } = useTexts()
  return <Tag color={COLORS[state]}>{t(`application.state.${state}`)}</Tag>
}
