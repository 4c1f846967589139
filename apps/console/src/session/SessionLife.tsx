import type { SessionView } from '@kaochang/contract/session'
import { SESSION_STATES, type SessionState } from '@kaochang/domain/session/session'
import { Card, Steps } from 'antd'
import { useTexts } from '../language/language.ts'
import { timeText } from '../time/beijing-time.ts'
import { NextAct } from './NextAct.tsx'
import './session.css'

/** The session's seven states in order, each with its day once it came, and below them what comes next. */
export function SessionLife({ session }: { session: SessionView }) {
  const { t, language } = useTexts()
  const at: Partial<Record<SessionState, number | null>> = {
    announced: session.announcedAt,
    sealed: session.seal?.sealedAt ?? null,
    open: session.startsAt,
    ended: session.endedAt,
    released: session.releasedAt,
  }
  const reached = SESSION_STATES.indexOf(session.state)
  return (
    <Card title={t('session.life')}>
      <Steps
        size="small"
        current={session.state === 'released' ? SESSION_STATES.length : reached}
        titlePlacement="vertical"
        items={SESSION_STATES.map((state) => {
          const instant = at[state]
          return {
            title:
              state === 'sealed' && session.component === 'practical'
                ? t('practical.toSeal')
                : t(`session.step.${state}`),
            content: instant ? <span className="numbers">{timeText(instant, language)}</span> : ' ',
          }
        })}
      />
      <NextAct session={session} />
    </Card>
  )
}
