import { type Application, listAskedKinds, listDocuments } from '@kaochang/database/application'
import type { Database, Transaction } from '@kaochang/database/client'
import type { Progress } from '@kaochang/domain/application/advance-application'
import type { DocumentKind } from '@kaochang/domain/application/application'
import { type RequiredPaper, missingPapers, requiredPapers } from '@kaochang/domain/application/required-papers'
import { civilDateAt } from '@kaochang/domain/instant'

/** The papers of an application as they stand: which count, what the law asks for, what the authority asked for. */
export async function readPapers(db: Database | Transaction, application: Application) {
  const { id, category, purpose, asksTrainingWaiver } = application
  const documents = await listDocuments(db, id)
  const counting = documents.filter(({ replacedAt }) => replacedAt === null)
  const present = counting.map(({ kind }) => kind)
  const required = requiredPapers(category, purpose, asksTrainingWaiver)
  const asked = (await listAskedKinds(db, [id])).get(id)
  const since = counting.filter(({ uploadedAt }) => asked !== undefined && uploadedAt > asked.askedAt)
  const fresh = since.map(({ kind }) => kind)
  return {
    documents,
    present,
    required,
    missing: missingPapers(required, present),
    asked: asked !== undefined,
    /** What was asked for and has not come since. */
    lacking: asked?.missing.filter((kind) => !fresh.includes(kind)) ?? [],
  }
}

/** An application as the rules on its steps read it. */
export function progressOf(application: Application, asked: boolean): Progress {
  const { state, submittedAt, completeAt } = application
  return {
    state,
    submittedOn: submittedAt && civilDateAt(submittedAt),
    complete: completeAt !== null,
    asked,
  }
}

/** Kinds of paper as the rules ask for them. */
export function asRequired(kinds: readonly DocumentKind[]): RequiredPaper[] {
  return kinds.map((kind) => ({ anyOf: [kind], article: '26' }))
}
