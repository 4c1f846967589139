import type { PracticalPlace } from '@kaochang/contract/practical'
import { Tag } from 'antd'
import { useTexts } from '../language/language.ts'

const COLOURS = {
  expected: 'default',
  checked_in: 'processing',
  marking: 'processing',
  differing: 'warning',
  agreed: 'success',
  absent: 'default',
} as const

/** How far a candidate's practical exam is, in a word and a colour. */
export function PlaceState({ state }: { state: PracticalPlace['state'] }) {
  const { t } = useTexts()
  return <Tag color={COLOURS[state]}>{t(`practical.states.${state}`)}</Tag>
}
