import { Alert, Button, Card, InputNumber } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { type ReaderProblem, ReaderFailed, askReader, isPort, keepPort, keptPort } from './card-reader.ts'

/** The ID-card reader of this very computer: at which port its program listens, and whether it does. Off at first. */
export function CardReaderHere() {
  const { t } = useTexts()
  const [port, setPort] = useState(keptPort)
  const [typed, setTyped] = useState<number | null>(port)
  const [asking, setAsking] = useState(false)
  const [found, setFound] = useState<{ readonly name: string } | { readonly problem: ReaderProblem } | null>(null)

  async function use() {
    if (typed === null || !isPort(typed)) return
    setAsking(true)
    keepPort(typed)
    setPort(typed)
    try {
      setFound({ name: await askReader(typed) })
    } catch (error) {
      if (!(error instanceof ReaderFailed)) throw error
      setFound({ problem: error.problem })
    } finally {
      setAsking(false)
    }
  }
  const forget = () => {
    keepPort(null)
    setPort(null)
    setFound(null)
  }

  return (
    <Card title={t('room.card.here')}>
      <div className="stack">
        <p className="quiet">{t('room.card.hereAbout')}</p>
        <p className="strong">
          {port === null ? t('room.card.hereOff') : t('room.card.hereOn', { address: `http://127.0.0.1:${port}` })}
        </p>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            void use()
          }}
        >
          <InputNumber
            prefix="http://127.0.0.1:"
            aria-label={t('room.card.port')}
            placeholder={t('room.card.port')}
            controls={false}
            min={1_024}
            max={65_535}
            precision={0}
            style={{ width: 240 }}
            value={typed}
            onChange={setTyped}
          />
          <Button
            htmlType="submit"
            type={port === null ? 'primary' : 'default'}
            loading={asking}
            disabled={typed === null}
          >
            {t(port === null ? 'room.card.use' : 'room.card.try')}
          </Button>
          {port !== null && <Button onClick={forget}>{t('room.card.forget')}</Button>}
        </form>
        {found && 'name' in found && (
          <Alert type="success" showIcon role="status" title={t('room.card.ready', { name: found.name })} />
        )}
        {found && 'problem' in found && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t(`room.card.problem.${found.problem}`)}
            description={t(`room.card.remedy.${found.problem}`)}
          />
        )}
      </div>
    </Card>
  )
}
