import type { RoomSitting } from '@kaochang/contract/room'
import type { Texts } from '../language/language.ts'

/** What a sign-in said of Safe Exam Browser, and whether somebody excused it; nothing where nothing is asked. */
export function sebText({ seb, sebExcused }: Pick<RoomSitting, 'seb' | 'sebExcused'>, t: Texts): string {
  const said = seb === null ? '' : t(`room.seb.${seb}`)
  return sebExcused ? `${said}${t('room.seb.excused')}` : said
}
