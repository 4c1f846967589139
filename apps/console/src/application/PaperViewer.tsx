import type { ApplicationView } from '@kaochang/contract/application'
import { Drawer } from 'antd'
import { useTexts } from '../language/language.ts'

/**
 * Chrome's reader of PDF does not open in a sandbox. What keeps the file inert is that the server found it to be a PDF by
 * its bytes, sends it as nothing else, and under a policy that lets it load nothing.
 */
const NO_SANDBOX = undefined

/** One paper beside the page. Pictures are shown as such, a PDF by the browser's own reader in a frame. */
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
  const address = `/v1/applications/${id}/papers/${documentId ?? ''}`
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
          <iframe className="paper-view" src={address} title={document.fileName} sandbox={NO_SANDBOX} />
        ) : (
          <img className="paper-view" src={address} alt={document.fileName} />
        ))}
    </Drawer>
  )
}
