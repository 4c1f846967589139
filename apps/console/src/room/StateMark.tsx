import {
  CheckCircleFilled,
  ClockCircleOutlined,
  EditFilled,
  FlagFilled,
  IdcardOutlined,
  PauseCircleFilled,
  ReadOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { RoomSitting } from '@kaochang/contract/room'
import type { ReactNode } from 'react'
import type { Texts } from '../language/language.ts'

/** The state as told on the wall: signed in is either waiting to be identified or reading the rules. */
type Shown = RoomSitting['state'] | 'reading'

const MARKS: Record<Shown, ReactNode> = {
  expected: <ClockCircleOutlined />,
  checked_in: <UserOutlined />,
  signed_in: <IdcardOutlined />,
  reading: <ReadOutlined />,
  ready: <CheckCircleFilled />,
  answering: <EditFilled />,
  paused: <PauseCircleFilled />,
  ended: <FlagFilled />,
}

export function StateMark({ sitting }: { sitting: RoomSitting }) {
  return <span aria-hidden>{MARKS[shownState(sitting)]}</span>
}

/** A sitting's state in words; an ended one says how. */
export function stateText(sitting: RoomSitting, t: Texts): string {
  const { state, endReason } = sitting
  if (state === 'ended' && isEndReason(endReason)) return t(`words.endReason.${endReason}`)
  return t(`room.state.${shownState(sitting)}`)
}

function shownState({ state, identityConfirmed }: RoomSitting): Shown {
  return state === 'signed_in' && identityConfirmed ? 'reading' : state
}

function isEndReason(reason: string | null): reason is 'handed_in' | 'time_up' | 'ended_by_invigilator' {
  return reason === 'handed_in' || reason === 'time_up' || reason === 'ended_by_invigilator'
}
