import type { ApplicationView } from '@kaochang/contract/application'
import { Drawer } from 'antd'
import { useTexts } from '../language/language.ts'

/** One paper beside the page. Pictures are shown as such, a PDF by the browser's own reader. */
export function PaperViewer({
  application: { id, documents },
  documentId,
  onClose,
}: {
  application: ApplicationView
  documentId: string | null
  onClose: () => void
}) {
  const { t } = useTexts()
  const document = documents.find((one) => one.id === documentId)
  const address = `/v1/applications/${id}/documents/${documentId ?? ''}`
  return (
    <Drawer
      open={document !== undefined}
      size={820}
      destroyOnHidden
      title={document && `${t(`application.document.${document.kind}`)} · ${document.fileName}`}
      onClose={onClose}
      extra={
        <a href={address} target="_blank" rel="noreferrer">
          {t('application.openInTab')}
        </a>
      }
    >
      {document &&
        (document.mediaType === 'application/pdf' ? (
          <object className="paper-view" data={address} type="application/pdf" aria-label={document.fileName}>
            <p>{t('application.noReader')}</p>
          </object>
        ) : (
          <img className="paper-view" src={address} alt={document.fileName} />
        ))}
    </Drawer>
  )
}
