import type { RoomSitting } from '@kaochang/contract/room'
import type { IdentityCheck } from '@kaochang/domain/session/identity-check'
import type { Texts } from '../language/language.ts'

/** How an identity was confirmed, or what of it is still wanting. */
export function identityText(
  {
    identityConfirmed,
    identityProof,
    overrideReason,
    cardRead,
  }: Pick<RoomSitting, 'identityConfirmed' | 'identityProof' | 'overrideReason' | 'cardRead'>,
  t: Texts,
): string {
  if (identityConfirmed) {
    const how = t(`room.card.proof.${identityProof ?? 'eyes'}`)
    return overrideReason === null ? how : t('room.card.because', { how, reason: overrideReason })
  }
  return cardRead === null ? t('room.unconfirmed') : t('room.card.readOnly', { how: t(`room.card.proof.${cardRead}`) })
}

/** Whether an invigilator's word is enough now: where the session asks for a reader, not before it has read the card. */
export function mayBeConfirmed({ cardRead }: Pick<RoomSitting, 'cardRead'>, identity: IdentityCheck): boolean {
  return identity === 'eyes' || cardRead !== null
}
