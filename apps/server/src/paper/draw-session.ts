import type { Transaction } from '@kaochang/database/client'
import {
  type DrawnPaper,
  type RosterPlace,
  type Seal,
  findSeal,
  insertPapers,
  insertSeal,
  listRosterPlaces,
} from '@kaochang/database/paper'
import type { SessionRow } from '@kaochang/database/session'
import { canonical } from '@kaochang/domain/canonical'
import type { SessionId, StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, invariant } from '@kaochang/domain/outcome'
import type { AllocationRefusal } from '@kaochang/domain/paper/allocate'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { type PreparedDraw, drawPaper, prepareDraw } from '@kaochang/domain/paper/draw-paper'
import { paperText } from '@kaochang/domain/paper/paper'
import { sha256 } from '../hashing.ts'
import type { Secrets } from '../secrets.ts'
import { commitmentTo, newDrawSecret, openDrawSecret, sealDrawSecret } from './draw-secret.ts'
import type { FrozenItem } from './read-pool.ts'
import { type DrawKey, seedOf } from './seeds.ts'

export const poolHashOf = (pool: readonly FrozenItem[]) => sha256(canonical(pool))
export const blueprintHashOf = (blueprint: Blueprint) => sha256(canonical(blueprint))
export const rosterHashOf = (roster: readonly RosterPlace[]) =>
  sha256(canonical(roster.map(({ id, personId, attempt, ticket }) => [id, personId, attempt, ticket])))

/**
 * Freezes what a session's papers will be drawn from and commits to a secret, before any paper exists
 * (the pattern of RFC 3797). It is kept by itself: a draw that is interrupted goes on with the same secret,
 * and nobody can draw again until they like what they get.
 */
export async function freeze(
  tx: Transaction,
  secrets: Secrets,
  { session, pool, by, at }: { session: SessionRow; pool: readonly FrozenItem[]; by: StaffId; at: Instant },
): Promise<Outcome<true, AllocationRefusal>> {
  const prepared = prepareDraw(session.blueprint, pool)
  if (!prepared.ok) return prepared
  const secret = newDrawSecret()
  await insertSeal(tx, {
    sessionId: session.id,
    pool,
    poolHash: poolHashOf(pool),
    blueprintHash: blueprintHashOf(session.blueprint),
    rosterHash: rosterHashOf(await listRosterPlaces(tx, session.id)),
    secretCommitment: commitmentTo(secret, session.id),
    secretSealed: sealDrawSecret(secrets, secret, session.id),
    sealedBy: by,
    sealedAt: at,
  })
  return allow(true)
}

/** A frozen session whose seal was opened and found to be what it was made as. */
export type OpenSeal = { readonly key: DrawKey; readonly prepared: PreparedDraw }

/** Opens a seal and checks every hash and the commitment on it; says in words what does not hold. */
export function openSeal(
  secrets: Secrets,
  session: { readonly id: SessionId; readonly blueprint: Blueprint },
  seal: Seal,
  roster: readonly RosterPlace[],
): { readonly opened: OpenSeal | undefined; readonly faults: readonly SealFault[] } {
  const faults: SealFault[] = []
  if (poolHashOf(seal.pool) !== seal.poolHash) faults.push('pool')
  if (blueprintHashOf(session.blueprint) !== seal.blueprintHash) faults.push('blueprint')
  if (rosterHashOf(roster) !== seal.rosterHash) faults.push('roster')
  const secret = openDrawSecret(secrets, seal.secretSealed, session.id)
  if (!secret || commitmentTo(secret, session.id) !== seal.secretCommitment) faults.push('secret')
  const prepared = prepareDraw(session.blueprint, seal.pool)
  if (!prepared.ok) faults.push('pool')
  if (!secret || !prepared.ok) return { opened: undefined, faults }
  const { poolHash, blueprintHash } = seal
  const key = { secret, sessionId: session.id, poolHash, blueprintHash }
  return { opened: { key, prepared: prepared.value }, faults }
}

/** The parts of a seal, by what was frozen. */
export type SealFault = 'pool' | 'blueprint' | 'roster' | 'secret'

/** One sitting's paper in its one canonical form, with its hash. */
export function drawFor({ key, prepared }: OpenSeal, place: Pick<RosterPlace, 'id' | 'attempt'>): DrawnPaper {
  const text = paperText(drawPaper(prepared, seedOf(key, place)))
  return { sittingId: place.id, text, paperHash: sha256(text) }
}

/** Few enough that the process answers others between two batches: some 10 ms of work. */
const PAPERS_A_BATCH = 50

/** Draws and stores the paper of everybody on the roster of a frozen session. */
export async function drawSession(
  tx: Transaction,
  secrets: Secrets,
  session: SessionRow,
  at: Instant,
): Promise<number> {
  const seal = await findSeal(tx, session.id)
  invariant(seal, 'a session is frozen before its papers are drawn')
  const roster = await listRosterPlaces(tx, session.id)
  const { opened, faults } = openSeal(secrets, session, seal, roster)
  invariant(opened && faults.length === 0, `what was frozen is what is drawn from; changed: ${faults.join(', ')}`)
  let storing: Promise<void> | undefined
  for (let start = 0; start < roster.length; start += PAPERS_A_BATCH) {
    // The next papers are drawn here while the database stores the last.
    const drawn = roster.slice(start, start + PAPERS_A_BATCH).map((place) => drawFor(opened, place))
    await storing
    storing = insertPapers(tx, drawn, at)
  }
  await storing
  return roster.length
}
