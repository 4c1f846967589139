import type { SessionView } from '@kaochang/contract/session'
import { UploadOutlined } from '@ant-design/icons'
import { App, Button, Card, Checkbox, Input, Upload } from 'antd'
import { useState } from 'react'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** Until the doors open it may be changed. */
const BEFORE: readonly string[] = ['planned', 'announced', 'sealed']

const KEY = /^[0-9a-fA-F]{64}$/

/** What the session asks of Safe Exam Browser, and the form that sets it. */
export function SafeExamBrowser({ session }: { session: SessionView }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const asked = session.safeExamBrowser
  const set = useAct('POST /v1/sessions/:sessionId/safe-exam-browser', {
    onDone: () => {
      setOpen(false)
      void message.success(t('session.seb.done'))
    },
  })
  const params = { sessionId: session.id }
  const changeable = may('schedule_session') && BEFORE.includes(session.state)
  if (asked === null && !changeable) return null
  return (
    <Card title={t('session.seb.title')}>
      <div className="stack">
        <p className="quiet">{t('session.seb.about')}</p>
        <p className="strong">
          {asked === null
            ? t('session.seb.notAsked')
            : [
                t(asked.required ? 'session.seb.required' : 'session.seb.evidence'),
                asked.configKeyBegins && t('session.seb.configKeyIs', { begins: asked.configKeyBegins }),
                asked.browserExamKeyCount > 0 && t('session.seb.browserKeys', { total: asked.browserExamKeyCount }),
              ]
                .filter(Boolean)
                .join(' · ')}
        </p>
        {changeable && !open && (
          <div className="row">
            <Button onClick={() => setOpen(true)}>
              {t(asked === null ? 'session.seb.ask' : 'session.seb.change')}
            </Button>
            {asked !== null && (
              <Button danger loading={set.isPending} onClick={() => set.mutate({ params, body: { asked: null } })}>
                {t('session.seb.remove')}
              </Button>
            )}
          </div>
        )}
        <RefusalAlert error={set.error} />
        {open && (
          <SebForm
            pending={set.isPending}
            onAsk={(wanted) => set.mutate({ params, body: { asked: wanted } })}
            onCancel={() => setOpen(false)}
          />
        )}
      </div>
    </Card>
  )
}

type Wanted = {
  readonly required: boolean
  readonly configuration: string | null
  readonly configKey: string | null
  readonly browserExamKeys: string[]
}

function SebForm({
  pending,
  onAsk,
  onCancel,
}: {
  pending: boolean
  onAsk: (wanted: Wanted) => void
  onCancel: () => void
}) {
  const { t } = useTexts()
  const [file, setFile] = useState<{ readonly name: string; readonly base64: string } | null>(null)
  const [configKey, setConfigKey] = useState('')
  const [browserKeys, setBrowserKeys] = useState('')
  const [required, setRequired] = useState(true)
  const keys = browserKeys.split(/[\s,;，；]+/).filter((key) => key !== '')
  const typed = configKey.trim()
  const unreadable = [...keys, ...(typed === '' ? [] : [typed])].find((key) => !KEY.test(key))
  const nothing = file === null && typed === '' && keys.length === 0
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = { required, configuration: file?.base64 ?? null, configKey: typed === '' ? null : typed }
        onAsk({ ...wanted, browserExamKeys: keys })
      }}
    >
      <Upload
        accept=".seb"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(chosen) => {
          void chosen.arrayBuffer().then((bytes) => setFile({ name: chosen.name, base64: inBase64(bytes) }))
          return false
        }}
      >
        <Button icon={<UploadOutlined />}>{file?.name ?? t('session.seb.choose')}</Button>
      </Upload>
      <label>
        {t('session.seb.configKey')}
        <Input
          className="code"
          value={configKey}
          disabled={file !== null}
          placeholder={t('session.seb.hex')}
          onChange={(event) => setConfigKey(event.target.value)}
        />
      </label>
      <label>
        {t('session.seb.browserExamKeys')}
        <Input.TextArea
          className="code"
          rows={3}
          value={browserKeys}
          placeholder={t('session.seb.hexEach')}
          onChange={(event) => setBrowserKeys(event.target.value)}
        />
      </label>
      {unreadable !== undefined && <p role="alert">{t('session.seb.unreadable', { key: unreadable })}</p>}
      <Checkbox checked={required} onChange={(event) => setRequired(event.target.checked)}>
        {t('session.seb.requiredLabel')}
      </Checkbox>
      <p className="quiet">{t('session.seb.requiredAbout')}</p>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={pending} disabled={nothing || unreadable !== undefined}>
          {t('session.seb.save')}
        </Button>
        <Button onClick={onCancel}>{t('session.seb.cancel')}</Button>
      </div>
    </form>
  )
}

function inBase64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}
