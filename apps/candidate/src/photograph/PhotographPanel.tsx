import { beijingDate } from '@kaochang/browser/beijing-time'
import type { PhotographsAsked } from '@kaochang/contract/terminal'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import type { Photographer, PhotographerState } from './photographer.ts'

/** Whether the candidate may go on: they were asked, and a photograph is taken where one can be. */
export function isSettled({ consent, trouble, camera, still, checkedIn }: PhotographerState): boolean {
  if (consent === 'unasked') return trouble
  return consent === 'declined' || checkedIn || still !== null || ['none', 'refused', 'lost'].includes(camera)
}

/** The notice, the candidate's own word on it, and the check-in photograph. */
export function PhotographPanel({
  photographer,
  asked,
  onSettled,
}: {
  photographer: Photographer
  asked: PhotographsAsked
  onSettled: (settled: boolean) => void
}) {
  const { t } = useText('photograph')
  const state = useStore(photographer)
  const settled = isSettled(state)
  useEffect(() => onSettled(settled), [settled, onSettled])
  return (
    <section className="photographs" aria-label={t('title')}>
      <h2>{t(state.consent === 'agreed' ? 'still' : 'title')}</h2>
      {state.consent === 'unasked' && <Notice photographer={photographer} asked={asked} />}
      {state.consent === 'declined' && (
        <>
          <p className="photograph-said">{t('declined')}</p>
          <button type="button" onClick={() => void photographer.agree()}>
            {t('agreeAfterAll')}
          </button>
        </>
      )}
      {state.consent === 'agreed' && <CheckInPhotograph photographer={photographer} />}
      {state.trouble && (
        <p className="refusal" role="alert">
          {t('trouble')}
        </p>
      )}
    </section>
  )
}

function Notice({ photographer, asked }: { photographer: Photographer; asked: PhotographsAsked }) {
  const { t, language } = useText('photograph')
  const facts = { minutes: asked.everyMinutes, until: beijingDate(asked.retainUntil, language) }
  return (
    <>
      <ul className="photograph-notice">
        {(['what', 'why', 'who', 'until', 'otherwise'] as const).map((part) => (
          <li key={part}>{t(`notice.${part}`, facts)}</li>
        ))}
      </ul>
      <div className="photograph-acts">
        <button type="button" onClick={() => void photographer.decline()}>
          {t('decline')}
        </button>
        <button type="button" className="primary" onClick={() => void photographer.agree()}>
          {t('agree')}
        </button>
      </div>
    </>
  )
}

function CheckInPhotograph({ photographer }: { photographer: Photographer }) {
  const { t } = useText('photograph')
  const { camera, stream, still, retaken, checkedIn } = useStore(photographer)
  if (checkedIn) return <Said icon="check" text={t('checkedIn')} />
  if (still)
    return (
      <>
        <Still canvas={still} label={t('still')} />
        <p className="photograph-said">{t('stillAbout')}</p>
        {!retaken && (
          <button type="button" onClick={photographer.retake}>
            {t('retake')}
          </button>
        )}
      </>
    )
  if (camera === 'off' || camera === 'opening') return <Said icon="dots" text={t('opening')} />
  if (camera !== 'working') return <Said icon="alert" text={t(`camera.${camera}`)} />
  return (
    <>
      <Live stream={stream} label={t('live')} />
      <p className="photograph-said">{t('liveAbout')}</p>
      <button type="button" className="primary" onClick={photographer.take}>
        {t('take')}
      </button>
    </>
  )
}

function Said({ icon, text }: { icon: 'check' | 'dots' | 'alert'; text: string }) {
  return (
    <p className="photograph-said" role="status">
      <Icon name={icon} /> {text}
    </p>
  )
}

function Live({ stream, label }: { stream: MediaStream | null; label: string }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  return <video className="photograph-picture live" ref={video} aria-label={label} autoPlay muted playsInline />
}

/** The picture as it was drawn: the page's policy lets no other address of it be shown. */
function Still({ canvas, label }: { canvas: HTMLCanvasElement; label: string }) {
  const shown = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    shown.current?.getContext('2d')?.drawImage(canvas, 0, 0)
  }, [canvas])
  return (
    <canvas
      className="photograph-picture"
      ref={shown}
      role="img"
      aria-label={label}
      width={canvas.width}
      height={canvas.height}
    />
  )
}
