import { POSTS, findPost } from '@kaochang/domain/law/posts'
import type { Category } from '@kaochang/domain/law/categories'
import type { Language } from '../language/language.ts'
import { tradeName } from '../language/words.ts'

/** A post in words: an operator's trade, else the post as the Order names it, with what the appointment says. */
export function postName(
  { post, trade, title }: { readonly post: string; readonly trade: string | null; readonly title: string },
  language: Language,
): string {
  const name = trade === null ? (findPost(post)?.title[language] ?? post) : tradeName(trade, language)
  const words = title.trim()
  if (words === '' || words === name) return name
  return language === 'zh' ? `${name}（${words}）` : `${name} (${words})`
}

/** The posts of one category, for choosing. */
export function postsOf(category: Category, language: Language) {
  return [...POSTS].flatMap(([value, rule]) =>
    rule.category === category ? [{ value, label: rule.title[language] }] : [],
  )
}
