import type { ResponseOf, EndpointNamed } from '@kaochang/contract/endpoints'
import type { RoomSitting } from '@kaochang/contract/room'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { clockText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { photographText } from './photograph-text.ts'

type Listed = ResponseOf<EndpointNamed<'GET /v1/sittings/:sittingId/photographs'>>

/** The photo on file beside a photograph from the terminal, large enough to compare two faces, and all the others. */
export function Photographs({ sitting, live }: { sitting: RoomSitting; live: boolean }) {
  const { t } = useTexts()
  const { sittingId, photographs: standing } = sitting
  const answer = useAnswer('GET /v1/sittings/:sittingId/photographs', { params: { sittingId } })
  const { data, refetch } = answer
  const count = standing?.count ?? 0
  const listed = data?.photographs.length
  useEffect(() => {
    if (listed !== undefined && listed < count) void refetch()
  }, [count, listed, refetch])

  if (!data) return standing === null ? null : <RefusalAlert error={answer.error} />
  if (standing === null && data.portrait === null && data.photographs.length === 0) return null
  return (
    <section className="photographs" aria-label={t('room.photograph.title')}>
      <Compared sittingId={sittingId} listed={data} />
      <Standing sitting={sitting} live={live} />
    </section>
  )
}

function Compared({ sittingId, listed: { portrait, photographs } }: { sittingId: string; listed: Listed }) {
  const { t } = useTexts()
  const [chosen, choose] = useState<string | null>(null)
  const first = photographs.findLast(({ occasion }) => occasion === 'check_in') ?? photographs[0]
  const shown = photographs.find(({ id }) => id === chosen) ?? first
  const addressOf = (id: string) => `/v1/sittings/${sittingId}/photographs/${id}`
  return (
    <>
      <div className="compared">
        <figure>
          {portrait ? (
            <img src={`/v1/sittings/${sittingId}/portraits/${portrait.id}`} alt={t('room.photograph.portrait')} />
          ) : (
            <p className="quiet">{t('room.photograph.noPortrait')}</p>
          )}
          <figcaption>
            {t('room.photograph.portrait')}
            {portrait && (
              <span className="quiet">
                {t('room.photograph.from', { name: portrait.uploadedBy })} · <When at={portrait.uploadedAt} />
              </span>
            )}
          </figcaption>
        </figure>
        <figure>
          {shown ? (
            <img src={addressOf(shown.id)} alt={t(`room.photograph.occasion.${shown.occasion}`)} />
          ) : (
            <p className="quiet">{t('room.photograph.none')}</p>
          )}
          <figcaption>
            {shown ? t(`room.photograph.occasion.${shown.occasion}`) : t('room.photograph.occasion.check_in')}
            {shown && (
              <span className="quiet">
                <When at={shown.takenAt} />
              </span>
            )}
          </figcaption>
        </figure>
      </div>
      {photographs.length > 1 && (
        <ul className="photograph-strip">
          {photographs.map(({ id, occasion, takenAt }) => (
            <li key={id}>
              <button
                type="button"
                aria-pressed={id === shown?.id}
                aria-label={`${t(`room.photograph.occasion.${occasion}`)} ${clockText(takenAt)}`}
                onClick={() => choose(id)}
              >
                <img src={addressOf(id)} alt="" loading="lazy" />
                <span className="numbers">{clockText(takenAt)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown && (
        <p className="quiet">{t('room.photograph.kept', { until: civilDateAt(shown.retainUntil as Instant) })}</p>
      )}
    </>
  )
}

/** How the camera stands, and the chief invigilator's way to let somebody sit without. */
function Standing({ sitting, live }: { sitting: RoomSitting; live: boolean }) {
  const { t } = useTexts()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const { sittingId, name, seatNumber, photographs, state } = sitting
  const excuse = useAct('POST /v1/sittings/:sittingId/excuse-photographs', { onDone: () => setAsking(false) })
  const said = photographText(sitting, t)
  const excusable = live && may('run_room') && photographs !== null && !photographs.excused && state !== 'ended'
  return (
    <>
      {said && <p className={said.well ? 'quiet' : 'warn'}>{said.text}</p>}
      {excusable && (
        <div>
          <Button onClick={() => setAsking(true)}>{t('room.photograph.excuse')}</Button>
        </div>
      )}
      {asking && (
        <AskReason
          title={t('room.photograph.excuseTitle', { name, seat: seatNumber ?? '—' })}
          what={t('room.photograph.excuseAbout')}
          okText={t('room.photograph.excuse')}
          pending={excuse.isPending}
          error={excuse.error}
          onReason={(reason) => excuse.mutate({ params: { sittingId }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** The photo on file of somebody who stands at the door. */
export function PortraitAtDoor({ sittingId }: { sittingId: string }) {
  const { t } = useTexts()
  const { data } = useAnswer('GET /v1/sittings/:sittingId/photographs', { params: { sittingId } })
  if (!data?.portrait) return null
  const address = `/v1/sittings/${sittingId}/portraits/${data.portrait.id}`
  return <img className="at-door" src={address} alt={t('room.photograph.portrait')} />
}
