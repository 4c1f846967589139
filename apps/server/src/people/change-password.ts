import { findStaffByLogin, lockStaff, noteAct, revokeStaffSessionsOf, setPasswordHash } from '@kaochang/database/people'
import { allow, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from './access.ts'
import { isGuessablePassword } from './guessable-passwords.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { openStaffSession } from './sign-ins.ts'

/**
 * Sets a new password and ends every session of the person, this one too.
 *
 * @returns the token of a new session for the browser that asked.
 */
export async function changePassword(
  { db, clock }: Deps,
  actor: Actor,
  { current, next }: { current: string; next: string },
) {
  const found = await findStaffByLogin(db, actor.login)
  if (!found || !(await verifyPassword(found.passwordHash, current))) return refuse({ code: 'password_wrong' })
  if (current === next || isGuessablePassword(next, actor)) return refuse({ code: 'password_too_common' })

  const passwordHash = await hashPassword(next)
  const at = clock.now()
  return db.transaction(async (tx) => {
    const [held] = await lockStaff(tx, [actor.id])
    if (held?.passwordHash !== found.passwordHash) return refuse({ code: 'password_wrong' })
    if (held.disabledAt !== null) return refuse({ code: 'not_signed_in' })
    await setPasswordHash(tx, actor.id, passwordHash)
    await revokeStaffSessionsOf(tx, actor.id, at)
    await noteAct(tx, { at, staffId: actor.id, act: 'change_password', subject: `staff:${actor.id}`, facts: {} })
    return allow(await openStaffSession(tx, { staffId: actor.id, before: undefined, at }))
  })
}
