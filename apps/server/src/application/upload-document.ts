import { insertDocument, setDocumentAside } from '@kaochang/database/application'
import { mayChangePapers } from '@kaochang/domain/application/advance-application'
import type { DocumentKind } from '@kaochang/domain/application/application'
import { PAPER_COUNT_LIMIT, PAPER_LIMIT_BYTES, mediaTypeOf } from '@kaochang/domain/application/paper-file'
import { allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { sha256 } from '../hashing.ts'
import type { Actor } from '../people/access.ts'
import { actOnApplication } from './act-on-application.ts'
import { readPapers } from './papers.ts'
import { sealDocument } from './seal-document.ts'

export type Upload = { readonly kind: DocumentKind; readonly fileName: string; readonly bytes: Uint8Array }

/** Adds a paper to an application. What it is, its bytes say; it is kept sealed, with the hash of what was sent. */
export async function uploadDocumentFor(
  deps: Deps,
  actor: Actor,
  applicationId: string,
  { kind, fileName, bytes }: Upload,
) {
  const on = { applicationId, act: 'apply', note: 'upload_document' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const may = mayChangePapers(application)
    if (!may.ok) return may
    if (bytes.length > PAPER_LIMIT_BYTES) return refuse({ code: 'paper_too_large', limitBytes: PAPER_LIMIT_BYTES })
    const mediaType = mediaTypeOf(bytes)
    if (!mediaType) return refuse({ code: 'paper_not_readable' })
    const { documents } = await readPapers(tx, application)
    if (documents.length >= PAPER_COUNT_LIMIT) return refuse({ code: 'too_many_papers', limit: PAPER_COUNT_LIMIT })
    const hash = sha256(bytes)
    await insertDocument(tx, {
      applicationId: application.id,
      kind,
      fileName: plainName(fileName),
      mediaType,
      sizeBytes: bytes.length,
      sha256: hash,
      sealed: sealDocument(deps.secrets, bytes, application.id),
      uploadedBy: actor.id,
      uploadedAt: at,
    })
    return allow({ kind, sizeBytes: bytes.length, sha256: hash })
  })
}

/** Takes a paper out; it is kept, and counts no more. */
export async function setDocumentAsideFor(deps: Deps, actor: Actor, applicationId: string, documentId: string) {
  const on = { applicationId, act: 'apply', note: 'set_document_aside' } as const
  return actOnApplication(deps, actor, on, async (tx, application, at) => {
    const may = mayChangePapers(application)
    if (!may.ok) return may
    const done = await setDocumentAside(tx, application.id, documentId, at)
    return done ? allow({ documentId }) : refuse({ code: 'not_found' })
  })
}

/** The name a person sees, without what a name has no use for. */
function plainName(fileName: string): string {
  const plain = fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(-120)
  return plain === '' ? '未命名' : plain
}
