import { advanceSession, getSession, isFrozen } from '@kaochang/database/session'
import { allow } from '@kaochang/domain/outcome'
import { maySeal } from '@kaochang/domain/session/advance-session'
import type { Deps } from '../deps.ts'
import { chooseBanks } from '../paper/choose-banks.ts'
import { drawSession, freeze } from '../paper/draw-session.ts'
import { readPool } from '../paper/read-pool.ts'
import type { Actor } from '../people/access.ts'
import { sealPractical } from '../practical/seal-practical.ts'
import { actOnSession } from './act-on-session.ts'

/**
 * Closes the roster, freezes banks and blueprint and commits to a secret; and only when that is on disk,
 * draws and stores everybody's paper. Interrupted between the two, sealing again goes on with the secret
 * that was committed to. A practical session has no papers: its roster and standard are closed, and no more.
 */
export async function sealSessionFor(deps: Deps, actor: Actor, sessionId: string) {
  const { secrets } = deps
  const by = actor.id
  const act = 'schedule_session'
  const frozen = await actOnSession(
    deps,
    actor,
    { sessionId, act, note: 'freeze_session' },
    async (tx, session, at) => {
      const { banks, candidateCount, blueprint, province } = await getSession(tx, session.id)
      const may = maySeal(session, candidateCount)
      if (!may.ok) return may
      if (session.component === 'practical') return sealPractical(tx, session, { by, at })
      if (await isFrozen(tx, session.id)) return allow({ again: true })
      const chosen = await chooseBanks(
        tx,
        blueprint,
        province,
        banks.map(({ id }) => id),
      )
      if (!chosen.ok) return chosen
      const pool = await readPool(
        tx,
        chosen.value.map(({ id }) => id),
      )
      const made = await freeze(tx, secrets, { session, pool, by, at })
      return made.ok ? allow({ candidateCount, poolCount: pool.length }) : made
    },
  )
  if (!frozen.ok || frozen.value.component === 'practical') return frozen

  return actOnSession(deps, actor, { sessionId, act, note: 'seal_session' }, async (tx, session, at) => {
    // Somebody who pressed at the same moment may have drawn meanwhile.
    const may = maySeal(session, frozen.value.candidateCount)
    if (!may.ok) return may
    const paperCount = await drawSession(tx, secrets, session, at)
    await advanceSession(tx, session.id, 'sealed', at)
    return allow({ paperCount, secretCommitment: frozen.value.seal?.secretCommitment })
  })
}
