import type { SessionView } from '@kaochang/contract/session'
import type { Act } from '@kaochang/domain/people/permission'
import type { Role } from '@kaochang/domain/people/roles'
import type { SessionState } from '@kaochang/domain/session/session'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { CloseSession } from './CloseSession.tsx'
import { OpenSession } from './OpenSession.tsx'

/** Who carries a session out of a state, and by which act. */
const TURN: Record<SessionState, { act: Act; role: Role } | null> = {
  planned: { act: 'announce_session', role: 'application_officer' },
  announced: { act: 'schedule_session', role: 'application_officer' },
  sealed: { act: 'run_room', role: 'chief_invigilator' },
  open: { act: 'run_room', role: 'chief_invigilator' },
  ended: null,
  scored: { act: 'propose_release', role: 'scorer' },
  released: null,
}

/** What comes next in the session's life: the main button for whoever's turn it is, and for the rest whom it waits for. */
export function NextAct({ session }: { session: SessionView }) {
  const { t, language } = useTexts()
  const may = useMay()
  const turn = TURN[session.state]
  const mine = turn !== null && may(turn.act)

  const practical = session.component === 'practical'
  const told: Record<SessionState, ReactNode> = {
    planned: t('session.toAnnounceWhat'),
    announced:
      session.candidateCount === 0
        ? t('session.rosterFirst')
        : t(practical ? 'practical.toSealWhat' : 'session.toSealWhat'),
    sealed: t(practical ? 'practical.toOpenWhat' : 'session.toOpenWhat'),
    open: t(practical ? 'practical.toRun' : 'session.toRun'),
    ended: t('session.toScore'),
    scored: t('session.toReleaseWhat'),
    released:
      session.releasedAt === null ? '' : t('session.releasedAt', { at: timeText(session.releasedAt, language) }),
  }
  const acts: Record<SessionState, ReactNode> = {
    planned: <Announce session={session} />,
    announced: <Seal session={session} />,
    sealed: <OpenSession session={session} />,
    open: <CloseSession sessionId={session.id} name={session.name} />,
    ended: null,
    scored: null,
    released: null,
  }
  const scores =
    may('read_scores') && (session.state === 'ended' || session.state === 'scored' || session.state === 'released')
  const held = session.state === 'sealed' || session.state === 'open'
  const rooms = !practical && may('read_room') && held

  return (
    <div className="next-act">
      <div>
        {turn && !mine && <p className="strong">{t('session.waitsFor', { who: t(`words.role.${turn.role}`) })}</p>}
        <p>{told[session.state]}</p>
      </div>
      <div className="row">
        {mine && acts[session.state]}
        {rooms &&
          session.rooms.map(({ id, name: room }) => (
            <Link key={id} to={`/sessions/${session.id}/rooms/${id}`}>
              <Button type={session.state === 'open' ? 'primary' : 'default'} size="large">
                {t('session.toRoom', { room })}
              </Button>
            </Link>
          ))}
        {practical && held && may('read_practical') && (
          <Link to={`/practical/${session.id}`}>
            <Button type={may('mark_practical') ? 'primary' : 'default'} size="large">
              {t(may('mark_practical') ? 'practical.enter' : 'practical.seeProgress')}
            </Button>
          </Link>
        )}
        {scores && (
          <Link to={`/release/${session.id}`}>
            <Button type="primary" size="large">
              {mine ? t('session.toRelease') : t('session.toScores')}
            </Button>
          </Link>
        )}
      </div>
    </div>
  )
}

function Announce({ session: { id } }: { session: SessionView }) {
  const { t } = useTexts()
  const { modal, message } = App.useApp()
  const announce = useAct('POST /v1/sessions/:sessionId/announce', {
    onDone: () => void message.success(t('session.announced')),
  })
  const ask = () =>
    modal.confirm({
      title: t('session.toAnnounce'),
      content: t('session.toAnnounceWhat'),
      okText: t('session.toAnnounce'),
      cancelText: t('frame.cancel'),
      onOk: () => announce.mutate({ params: { sessionId: id } }),
    })
  return (
    <>
      <RefusalAlert error={announce.error} />
      <Button type="primary" size="large" loading={announce.isPending} onClick={ask}>
        {t('session.toAnnounce')}
      </Button>
    </>
  )
}

function Seal({ session: { id, name, rooms, candidateCount, component } }: { session: SessionView }) {
  const { t } = useTexts()
  const { modal, message } = App.useApp()
  const practical = component === 'practical'
  const seal = useAct('POST /v1/sessions/:sessionId/seal', {
    onDone: () => void message.success(t(practical ? 'practical.sealed' : 'session.sealed')),
  })
  const seats = rooms.reduce((sum, { seatCount }) => sum + seatCount, 0)
  const ask = () =>
    modal.confirm({
      title: t('session.toSealTitle', { name }),
      content: (
        <>
          <p>{t('session.toSealCounts', { candidates: candidateCount, rooms: rooms.length, seats })}</p>
          <p>{t(practical ? 'practical.toSealWhat' : 'session.toSealWhat')}</p>
        </>
      ),
      okText: t(practical ? 'practical.toSeal' : 'session.toSeal'),
      cancelText: t('frame.cancel'),
      onOk: () => seal.mutate({ params: { sessionId: id } }),
    })
  return (
    <>
      <RefusalAlert error={seal.error} />
      <Button type="primary" size="large" disabled={candidateCount === 0} loading={seal.isPending} onClick={ask}>
        {t(practical ? 'practical.toSeal' : 'session.toSeal')}
      </Button>
    </>
  )
}
