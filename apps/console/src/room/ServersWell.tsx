import type { ServerProcess } from '@kaochang/contract/process'
import { Button, Card } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { clockText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { isWell } from './overview.ts'
import './room.css'

const READ_EVERY_MS = 30_000

/** Whether the servers are well, as candidates with known answers found them: green or red words, and what to do. */
export function ServersWell() {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/server-processes', {}, { everyMs: READ_EVERY_MS })
  return (
    <Card title={t('room.canary.title')} extra={<RunCanary />}>
      <p className="quiet">{t('room.canary.about')}</p>
      <Loaded answer={answer}>{({ processes, at }) => <ServerList processes={processes} at={at} />}</Loaded>
    </Card>
  )
}

/** Sends a canary now, for whoever opens the doors; nothing for anybody else. */
export function RunCanary() {
  const { t } = useTexts()
  const may = useMay()
  const send = useAct('POST /v1/server-processes/canary')
  if (!may('run_room')) return null
  return (
    <div className="row">
      <RefusalAlert error={send.error} />
      <Button loading={send.isPending} title={t('room.canary.about')} onClick={() => send.mutate({})}>
        {t('room.canary.run')}
      </Button>
    </div>
  )
}

/** A line for each server process. */
export function ServerList({ processes, at }: { processes: readonly ServerProcess[]; at: number }) {
  return (
    <ul className="servers">
      {processes.map((process, index) => (
        <ServerLine key={process.id} process={process} number={index + 1} at={at} />
      ))}
    </ul>
  )
}

function ServerLine({ process, number, at }: { process: ServerProcess; number: number; at: number }) {
  const { t } = useTexts()
  const { canary, canaryAt, name } = process
  const which = t('room.canary.server', { number })
  if (canary === null || canaryAt === null)
    return (
      <li title={name}>
        … {which}
        {t('room.canary.underWay')}
      </li>
    )
  const when = t('room.canary.triedAt', { at: clockText(canaryAt).slice(0, 5) })
  if (canary.ok === null)
    return (
      <li title={name}>
        – {which}
        {t('room.canary.noItems')} <span className="quiet">{when}</span>
      </li>
    )
  if (isWell(process, at))
    return (
      <li className="well" title={name}>
        ✓ {which}
        {t('room.canary.well')} <span className="quiet">{when}</span>
      </li>
    )
  const { step, fault } = canary
  const what =
    step === null || fault === null
      ? t('room.canary.stale')
      : t('room.canary.ill', { step: t(`room.canary.step.${step}`), fault: t(`room.canary.fault.${fault}`) })
  return (
    <li className="ill" role="alert" title={name}>
      <b>
        ✗ {which}
        {what}
      </b>{' '}
      {t(fault === 'wrong_mark' ? 'room.canary.doScore' : 'room.canary.doStop')} <span className="quiet">{when}</span>
    </li>
  )
}
