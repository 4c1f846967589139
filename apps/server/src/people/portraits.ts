import type { PortraitView } from '@kaochang/contract/photograph'
import { findEnterpriseRow, findPersonAt } from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import * as store from '@kaochang/database/photograph'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Act } from '@kaochang/domain/people/permission'
import { type Picture, type PictureRefusal, judgePortrait, retainUntil } from '@kaochang/domain/sitting/photograph'
import type { Deps } from '../deps.ts'
import { reachesEnterprise } from '../enterprise/reach.ts'
import { sha256 } from '../hashing.ts'
import { seal, unseal } from '../sealing.ts'
import type { Actor } from './access.ts'

export type OnRoll = { readonly enterpriseId: string; readonly personId: string }

/** The person, when they are on the roll of an enterprise in which the actor may do the act (A16). */
export async function reachPerson(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  act: Act,
  { enterpriseId, personId }: OnRoll,
): Promise<PersonId | undefined> {
  const enterprise = await findEnterpriseRow(db, enterpriseId as EnterpriseId)
  if (!enterprise || !reachesEnterprise(actor, act, enterprise)) return undefined
  return (await findPersonAt(db, enterprise.id, personId as PersonId))?.id
}

/**
 * Puts a photo of a person on file, sealed; the newest one counts. Who put it there and when stays, and so does the one
 * it replaces, until its time is up: a photo that was swapped for the day of the exam can be seen to have been.
 */
export async function keepPortraitFor(
  deps: Pick<Deps, 'db' | 'clock' | 'secrets'>,
  actor: Actor,
  onRoll: OnRoll,
  bytes: Uint8Array,
): Promise<Outcome<PortraitView, { code: 'not_found' } | PictureRefusal>> {
  const personId = await reachPerson(deps, actor, 'keep_portrait', onRoll)
  if (!personId) return refuse({ code: 'not_found' })
  const judged = judgePortrait(bytes)
  if (!judged.ok) return judged
  const { mediaType } = judged.value
  const at = deps.clock.now()
  const hash = sha256(bytes)
  const kept = await deps.db.transaction(async (tx) => {
    await store.insertPortrait(tx, {
      personId,
      mediaType,
      sealed: seal(deps.secrets.sealKey, purposeOf(personId), bytes),
      sha256: hash,
      uploadedAt: at,
      uploadedBy: actor.id,
      retainUntil: retainUntil(at),
    })
    await noteAct(tx, {
      at,
      staffId: actor.id,
      act: 'keep_portrait',
      subject: `person:${personId}`,
      facts: { sizeBytes: bytes.length, sha256: hash },
    })
    return store.findPortrait(tx, personId)
  })
  invariant(kept, 'what was just put on file is there')
  return allow(presentPortrait(kept))
}

export function presentPortrait({ id, uploadedAt, uploadedBy }: PortraitView): PortraitView {
  return { id, uploadedAt, uploadedBy }
}

/** A photo on file, out of its sealed form. Undefined when the person has none of this id. */
export async function openPortrait(
  { db, secrets }: Pick<Deps, 'db' | 'secrets'>,
  personId: PersonId,
  id: string,
): Promise<{ mediaType: Picture['mediaType']; bytes: Buffer } | undefined> {
  const found = await store.findSealedPortrait(db, personId, id)
  if (!found) return undefined
  return { mediaType: found.mediaType, bytes: unseal(secrets.sealKey, purposeOf(personId), found.sealed) }
}

function purposeOf(personId: PersonId) {
  return `kaochang portrait ${personId}`
}
