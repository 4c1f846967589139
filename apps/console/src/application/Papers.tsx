import { CheckCircleOutlined, CloseCircleOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons'
import { reach } from '@kaochang/browser/call'
import type { ApplicationView, DocumentView } from '@kaochang/contract/application'
import { DOCUMENT_KINDS, type DocumentKind } from '@kaochang/domain/application/application'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Upload } from 'antd'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

/** The papers by what is asked for: what is there, what is missing, and, while it may be changed, the way to add them. */
export function Papers({ application, onShow }: { application: ApplicationView; onShow: (id: string) => void }) {
  const { t } = useTexts()
  const may = useMay()
  const { id, state, documents, required, lacking, steps } = application
  const open = may('apply') && (state === 'draft' || state === 'supplement_asked')
  const queries = useQueryClient()
  const upload = useMutation({
    mutationFn: ({ kind, file }: { kind: DocumentKind; file: File }) => sendPaper(id, kind, file),
    onSettled: () => queries.invalidateQueries(),
  })
  const setAside = useAct('POST /v1/applications/:applicationId/set-aside')
  const asked = steps.findLast(({ act }) => act === 'supplement_asked')

  const named = new Set(required.flatMap(({ anyOf }) => anyOf))
  const further = DOCUMENT_KINDS.filter(
    (kind) =>
      !named.has(kind) &&
      (documents.some((one) => one.kind === kind) || (open && kind === 'other') || lacking.includes(kind)),
  )
  const groups = [
    ...required.map(({ anyOf, article, present }) => ({ kinds: anyOf, article, present })),
    ...further.map((kind) => ({ kinds: [kind], article: null, present: null })),
  ]

  return (
    <Card title={t('application.papers')}>
      <div className="stack">
        {open && <p className="quiet">{t('application.papersAbout')}</p>}
        {state === 'supplement_asked' && asked && (
          <Alert
            type="warning"
            showIcon
            title={t('application.asked', { kinds: kindsWords(asked.missing, t) })}
            description={asked.reason !== null && t('application.askedNote', { note: asked.reason })}
          />
        )}
        <RefusalAlert error={upload.error ?? setAside.error} />
        {!open && documents.length === 0 && <p className="quiet">{t('application.noPapers')}</p>}
        <ul className="papers">
          {groups.map(({ kinds, article, present }) => (
            <li key={kinds.join()}>
              <span>
                {present !== null && (present ? <Present /> : <Absent />)}{' '}
                <span className="strong">
                  {kinds.map((kind) => t(`application.document.${kind}`)).join(t('application.either'))}
                </span>{' '}
                {article !== null && <span className="quiet">{t('application.article', { article })}</span>}
              </span>
              <span className="row">
                {open &&
                  kinds.map((kind) => (
                    <UploadPaper
                      key={kind}
                      kind={kind}
                      named={kinds.length > 1}
                      pending={upload.isPending && upload.variables.kind === kind}
                      onFile={(file) => upload.mutate({ kind, file })}
                    />
                  ))}
              </span>
              <Files
                documents={documents.filter((one) => kinds.includes(one.kind))}
                open={open}
                onShow={onShow}
                onSetAside={(documentId) => setAside.mutate({ params: { applicationId: id }, body: { documentId } })}
              />
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

function Present() {
  const { t } = useTexts()
  return <CheckCircleOutlined className="green" aria-label={t('application.present')} />
}

function Absent() {
  const { t } = useTexts()
  return <CloseCircleOutlined className="red" aria-label={t('application.absent')} />
}

function UploadPaper({
  kind,
  named,
  pending,
  onFile,
}: {
  kind: DocumentKind
  named: boolean
  pending: boolean
  onFile: (file: File) => void
}) {
  const { t } = useTexts()
  const name = t(`application.document.${kind}`)
  return (
    <Upload
      accept=".pdf,.jpg,.jpeg,.png"
      maxCount={1}
      showUploadList={false}
      beforeUpload={(file) => {
        onFile(file)
        // Sent here: what the component itself would send is not what the endpoint reads.
        return false
      }}
    >
      <Button
        size="small"
        icon={<UploadOutlined />}
        loading={pending}
        aria-label={`${t('application.addPaper')} ${name}`}
      >
        {named ? name : t('application.addPaper')}
      </Button>
    </Upload>
  )
}

function Files({
  documents,
  open,
  onShow,
  onSetAside,
}: {
  documents: readonly DocumentView[]
  open: boolean
  onShow: (id: string) => void
  onSetAside: (id: string) => void
}) {
  const { t } = useTexts()
  const { modal } = App.useApp()
  if (documents.length === 0) return null
  const ask = ({ id, fileName: name }: DocumentView) =>
    modal.confirm({
      title: t('application.setAsideTitle', { name }),
      content: t('application.setAsideWhat'),
      okText: t('application.setAside'),
      cancelText: t('frame.cancel'),
      onOk: () => onSetAside(id),
    })
  return (
    <ul className="paper-files">
      {documents.map((document) => (
        <li key={document.id}>
          <span className={document.replacedAt === null ? 'paper-name' : 'paper-name set-aside quiet'}>
            <FileOutlined /> {document.fileName}{' '}
            <span className="quiet numbers">{Math.max(1, Math.round(document.sizeBytes / 1024))} kB</span>
          </span>
          <span className="row">
            {document.replacedAt !== null && <span className="quiet">{t('application.replaced')}</span>}
            <Button size="small" type="link" onClick={() => onShow(document.id)}>
              {t('application.open')}
            </Button>
            {open && document.replacedAt === null && (
              <Button size="small" type="link" danger onClick={() => ask(document)}>
                {t('application.setAside')}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The kinds of paper named, as a list in words. */
export function kindsWords(kinds: readonly DocumentKind[], t: ReturnType<typeof useTexts>['t']): string {
  return kinds.map((kind) => t(`application.document.${kind}`)).join(t('words.and'))
}

/** Sends a paper as the one file of a form; the browser writes the form's own content type. */
async function sendPaper(applicationId: string, kind: DocumentKind, file: File): Promise<unknown> {
  const body = new FormData()
  body.append('file', file)
  return reach(`/v1/applications/${encodeURIComponent(applicationId)}/documents/${kind}`, { method: 'POST', body })
}
