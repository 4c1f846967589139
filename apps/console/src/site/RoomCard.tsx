import type { SeatStandingView } from '@kaochang/contract/overview'
import type { SiteView } from '@kaochang/contract/session'
import { isReady } from '@kaochang/domain/session/terminal-check'
import { App, Button, Card } from 'antd'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { SeatLine } from '../room/SeatLine.tsx'
import { useAct } from '../wire/use-act.ts'
import { CodesSheet } from './CodesSheet.tsx'
import '../room/overview.css'
import './site.css'

/** A room's seats and which of them have a terminal; enrolment codes are issued here. */
export function RoomCard({
  site,
  room,
  seats: stand,
  at,
}: {
  site: SiteView
  room: SiteView['rooms'][number]
  /** How the room's terminals stand, once it is known. */
  seats: readonly SeatStandingView[]
  at: number
}) {
  const { t } = useTexts()
  const { modal } = App.useApp()
  const may = useMay()
  const issue = useAct('POST /v1/rooms/:roomId/enrolment-codes')
  const enrolled = room.seats.filter((seat) => seat.enrolled).length
  const total = room.seats.length
  const ready = stand.filter(({ standing }) => isReady(standing)).length
  const issueFor = (seats: typeof room.seats) =>
    issue.mutate({ params: { roomId: room.id }, body: { seatIds: seats.map(({ id }) => id) } })
  const askForAll = () =>
    modal.confirm({
      title: t('site.codesForAllTitle', { room: room.name, total }),
      content: t('site.codesForAllWhat', { enrolled }),
      okText: t('site.codesForAll'),
      okButtonProps: { danger: true },
      cancelText: t('frame.cancel'),
      onOk: () => issueFor(room.seats),
    })

  return (
    <>
      <Card
        className="on-screen"
        title={room.name}
        extra={
          may('enrol_terminal') && (
            <div className="row">
              {enrolled < total && (
                <Button loading={issue.isPending} onClick={() => issueFor(room.seats.filter((seat) => !seat.enrolled))}>
                  {t('site.codesForRest', { total: total - enrolled })}
                </Button>
              )}
              {enrolled > 0 && (
                <Button type="text" disabled={issue.isPending} onClick={askForAll}>
                  {t('site.codesForAll')}
                </Button>
              )}
            </div>
          )
        }
      >
        <div className="stack">
          <p className="quiet numbers">{t('site.enrolledOf', { enrolled, total })}</p>
          {stand.length > 0 && (
            <>
              <p className={ready === stand.length ? 'strong green numbers' : 'strong amber numbers'}>
                {t('overview.readyTitle', { ready, enrolled: stand.length })}
              </p>
              <ul className="seat-lines">
                {stand.map((seat) => (
                  <SeatLine key={seat.seatNumber} seat={seat} at={at} />
                ))}
              </ul>
            </>
          )}
          <div className="seats">
            {room.seats.map((seat) => (
              <span
                key={seat.id}
                className={seat.enrolled ? 'enrolled' : undefined}
                title={
                  seat.enrolled
                    ? t('site.seatEnrolled', { number: seat.number })
                    : t('site.seatFree', { number: seat.number })
                }
              >
                {seat.number}
              </span>
            ))}
          </div>
          <RefusalAlert error={issue.error} />
        </div>
      </Card>
      {issue.data && (
        <CodesSheet
          title={`${site.name} ${t('site.codesTitle', { room: room.name })}`}
          codes={issue.data.codes}
          onClose={issue.reset}
        />
      )}
    </>
  )
}
