import type { RoomSitting } from '@kaochang/contract/room'
import type { Texts } from '../language/language.ts'

/** How a candidate's photographs stand, in words, and whether all is well; null where there is nothing to say. */
export function photographText(
  { photographs, state }: Pick<RoomSitting, 'photographs' | 'state'>,
  t: Texts,
): { readonly text: string; readonly well: boolean } | null {
  if (photographs === null || state === 'expected' || state === 'checked_in') return null
  const { consent, excused, camera, count: total } = photographs
  if (excused) return { text: t('room.photograph.excused'), well: true }
  if (state === 'ended') return { text: t('room.photograph.total', { total }), well: true }
  if (consent === 'declined') return { text: t('room.photograph.declined'), well: false }
  if (consent === 'unasked') return { text: t('room.photograph.unasked'), well: state === 'signed_in' }
  return { text: t(`room.photograph.camera.${camera}`, { total }), well: camera === 'working' || camera === 'unknown' }
}

/** What the room record says of a candidate's photographs. */
export function photographRecord(photographs: NonNullable<RoomSitting['photographs']>, t: Texts): string {
  const total = t('room.photograph.total', { total: photographs.count })
  if (photographs.excused) return `${total}（${t('room.photograph.excused')}）`
  if (photographs.consent === 'declined') return `${total}（${t('room.photograph.notAgreed')}）`
  return photographs.count === 0 && photographs.camera === 'none'
    ? `${total}（${t('room.photograph.camera.none')}）`
    : total
}
