import { Alert, Button, Modal } from 'antd'
import { createPortal } from 'react-dom'
import { useTexts } from '../language/language.ts'
import { timeText } from '../time/beijing-time.ts'
import './site.css'

type Code = { seatNumber: number; code: string; expiresAt: number }

/** One-time codes on the screen and, cut into slips, on paper. They cannot be shown a second time. */
export function CodesSheet({ title, codes, onClose }: { title: string; codes: readonly Code[]; onClose: () => void }) {
  const { t, language } = useTexts()
  const until = Math.min(...codes.map(({ expiresAt }) => expiresAt))
  const about = t('site.codesAbout', { at: timeText(until, language) })
  const slips = (
    <div className="codes-sheet">
      {codes.map(({ seatNumber, code }) => (
        <div key={seatNumber}>
          <b>{t('site.seatNumber', { number: seatNumber })}</b>
          <span className="code">{code}</span>
        </div>
      ))}
    </div>
  )
  return (
    <>
      <Modal
        open
        className="on-screen"
        width={820}
        title={title}
        onCancel={onClose}
        mask={{ closable: false }}
        footer={
          <>
            <Button onClick={onClose}>{t('frame.close')}</Button>
            <Button type="primary" onClick={() => window.print()}>
              {t('frame.print')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <Alert type="warning" showIcon title={t('site.codesOnce')} description={about} />
          {slips}
        </div>
      </Modal>
      {createPortal(
        <section className="on-paper">
          <h1>{title}</h1>
          <p>{about}</p>
          <br />
          {slips}
        </section>,
        document.body,
      )}
    </>
  )
}
