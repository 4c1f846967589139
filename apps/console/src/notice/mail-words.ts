import type { NoticeRow } from '@kaochang/contract/notice'
import type { Texts } from '../language/language.ts'

/** How a notice's mail stands, where that is worth a word: a mail that left is told by its channel. */
export function mailWords(mail: NoticeRow['mail'], t: Texts): string {
  if (mail === 'none' || mail === 'sent' || mail === 'needless') return ''
  return t(`notice.mail.${mail}`)
}
