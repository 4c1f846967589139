import { en } from '../language/en.ts'
import type { Language } from '../language/language.ts'
import { zh } from '../language/zh.ts'

type Names = Readonly<Record<Language, Readonly<Record<string, string>>>>

const KINDS: Names = { zh: zh.words.kind, en: en.words.kind }
const DOCUMENTS: Names = { zh: zh.application.document, en: en.application.document }
const ROLES: Names = { zh: zh.words.role, en: en.words.role }

/** The name of a kind of item, for sentences made outside a component. */
export function kindName(kind: string, language: Language): string {
  return KINDS[language][kind] ?? kind
}

export function roleName(role: string, language: Language): string {
  return ROLES[language][role] ?? role
}

/** The name of a kind of paper of an application. */
export function documentName(kind: string, language: Language): string {
  return DOCUMENTS[language][kind] ?? kind
}
