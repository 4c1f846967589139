import type { CandidateView } from '@kaochang/contract/terminal'
import * as store from '@kaochang/database/photograph'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { type Photographs, photographsOf } from '@kaochang/domain/session/session'
import {
  type CameraReport,
  PHOTOGRAPHS_MOST,
  PHOTOGRAPH_NOTICE,
  type PhotographOccasion,
  type PictureRefusal,
  judgePhotograph,
  retainUntil,
} from '@kaochang/domain/sitting/photograph'
import type { Deps } from '../deps.ts'
import { sha256 } from '../hashing.ts'
import type { EnrolledTerminal } from '../people/access.ts'
import { seal, unseal } from '../sealing.ts'
import type { Secrets } from '../secrets.ts'
import { roomKey } from './room-watch.ts'

type PhotographDeps = Pick<Deps, 'db' | 'clock' | 'watch' | 'secrets'>

type Photographed = NonNullable<Awaited<ReturnType<typeof store.findPhotographed>>>

export type AskedRefusal = { code: 'session_not_open' } | { code: 'photographs_not_asked' }

/** What a candidate at a terminal is shown of their photo on file, and asked of the terminal's camera. */
export async function readPhotographing(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  sittingId: SittingId,
): Promise<Pick<CandidateView, 'portrait' | 'photographs'>> {
  const found = await store.findPhotographed(db, sittingId)
  if (!found) throw new Error(`There is no sitting ${sittingId}`)
  const portrait = (await store.findPortrait(db, found.personId)) !== undefined
  const asked = photographsOf(found.settings)
  if (asked === null || found.excusedAt !== null) return { portrait, photographs: null }
  const { consent, checkedIn, lastTakenAt } = found
  const about = { notice: PHOTOGRAPH_NOTICE, retainUntil: retainUntil(clock.now()) }
  return { portrait, photographs: { ...asked, ...about, consent, checkedIn, lastTakenAt } }
}

/** Writes down whether the candidate agrees to being photographed, and to which notice. */
export async function answerConsentFor(
  deps: PhotographDeps,
  terminal: EnrolledTerminal,
  sittingId: SittingId,
  { agreed, notice }: { agreed: boolean; notice: number },
): Promise<Outcome<null, AskedRefusal>> {
  const asked = await findAsked(deps, sittingId)
  if (!asked.ok) return asked
  const { found } = asked.value
  // Said once more the same is nothing new, however often a page is loaded.
  if (found.agreed !== agreed) {
    const at = deps.clock.now()
    await store.insertConsent(deps.db, { sittingId, agreed, notice, terminalId: terminal.id, at })
    deps.watch.touch(roomKey(found.sessionId, found.roomId))
  }
  return allow(null)
}

/**
 * Takes a photograph from the terminal of a candidate who agreed. It is kept sealed, with the hash of what was sent and
 * the day until which it is kept. Nothing of this is on the way of an answer.
 */
export async function sendPhotographFor(
  deps: PhotographDeps,
  terminal: EnrolledTerminal,
  sittingId: SittingId,
  { occasion, takenAt, bytes }: { occasion: PhotographOccasion; takenAt: Instant; bytes: Uint8Array },
): Promise<Outcome<null, AskedRefusal | { code: 'photographs_not_agreed' | 'photographs_enough' } | PictureRefusal>> {
  const asked = await findAsked(deps, sittingId)
  if (!asked.ok) return asked
  const { found } = asked.value
  if (found.consent !== 'agreed' || found.excusedAt !== null) return refuse({ code: 'photographs_not_agreed' })
  const judged = judgePhotograph(bytes)
  if (!judged.ok) return judged
  if ((await store.countPhotographs(deps.db, sittingId)) >= PHOTOGRAPHS_MOST)
    return refuse({ code: 'photographs_enough' })
  const receivedAt = deps.clock.now()
  await store.insertPhotograph(deps.db, {
    sittingId,
    occasion,
    // A terminal's clock is not believed to be ahead of ours.
    takenAt: Math.min(takenAt, receivedAt) as Instant,
    receivedAt,
    terminalId: terminal.id,
    sealed: sealPhotograph(deps.secrets, sittingId, bytes),
    sha256: sha256(bytes),
    retainUntil: retainUntil(receivedAt),
  })
  deps.watch.touch(roomKey(found.sessionId, found.roomId))
  return allow(null)
}

/** Writes down what the terminal says of its camera, and shows it on the wall. */
export async function reportCameraFor(
  deps: PhotographDeps,
  sittingId: SittingId,
  report: CameraReport,
): Promise<Outcome<null, AskedRefusal>> {
  const asked = await findAsked(deps, sittingId)
  if (!asked.ok) return asked
  const { sessionId, roomId } = asked.value.found
  if (await store.setCamera(deps.db, sittingId, report, deps.clock.now())) deps.watch.touch(roomKey(sessionId, roomId))
  return allow(null)
}

async function findAsked(
  { db }: Pick<Deps, 'db'>,
  sittingId: SittingId,
): Promise<Outcome<{ found: Photographed; asked: Photographs }, AskedRefusal>> {
  const found = await store.findPhotographed(db, sittingId)
  const asked = found ? photographsOf(found.settings) : null
  if (!found || asked === null) return refuse({ code: 'photographs_not_asked' })
  return found.state === 'open' ? allow({ found, asked }) : refuse({ code: 'session_not_open' })
}

function sealPhotograph({ sealKey }: Pick<Secrets, 'sealKey'>, sittingId: SittingId, bytes: Uint8Array): Uint8Array {
  return seal(sealKey, purposeOf(sittingId), bytes)
}

/**
 * The photograph out of its sealed form.
 *
 * @throws Error when it is another sitting's, or was changed since
 */
export function openPhotograph(
  { sealKey }: Pick<Secrets, 'sealKey'>,
  sittingId: SittingId,
  sealed: Uint8Array,
): Buffer {
  return unseal(sealKey, purposeOf(sittingId), sealed)
}

function purposeOf(sittingId: SittingId) {
  return `kaochang photograph ${sittingId}`
}
