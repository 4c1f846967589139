import { findPost } from '@kaochang/domain/law/posts'
import type { Language } from '../language/language.ts'

/** A post in the words of the appointment, or as Order 92 names it. */
export function postWords(post: { readonly code: string; readonly title: string } | null, language: Language): string {
  if (post === null) return ''
  return post.title || (findPost(post.code)?.title[language] ?? post.code)
}
