import { findStaffByLogin, listStaff, lockStaff, noteAct, setPasswordHash } from '@kaochang/database/people'
import { allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts'
import { openStaffSession } from './sign-ins.ts'

/**
 * Signs a member of staff in. An unknown login, a disabled account and a wrong password are the same answer
 * after the same work (A25).
 *
 * @param before the token that the browser brought along; its session ends.
 */
export async function signInStaff(
  { db, clock }: Deps,
  { login, password, before }: { login: string; password: string; before: string | undefined },
) {
  const found = await findStaffByLogin(db, login.trim().toLowerCase())
  if (!(await verifyPassword(found?.passwordHash, password)) || !found) return refuse({ code: 'sign_in_failed' })

  const rehashed = needsRehash(found.passwordHash) ? await hashPassword(password) : undefined
  const at = clock.now()
  return db.transaction(async (tx) => {
    const [held] = await lockStaff(tx, [found.id])
    // While we were busy with the password, somebody may have changed it.
    if (held?.passwordHash !== found.passwordHash || held.disabledAt !== null) return refuse({ code: 'sign_in_failed' })
    if (rehashed !== undefined) await setPasswordHash(tx, found.id, rehashed)
    const token = await openStaffSession(tx, { staffId: found.id, before, at })
    await noteAct(tx, { at, staffId: found.id, act: 'sign_in', subject: `staff:${found.id}`, facts: {} })
    const [member] = await listStaff(tx, [found.id])
    invariant(member, 'whoever is held is there')
    return allow({ member, token })
  })
}
