import { hasStaff, insertStaff, listStaff, lockAppointments, noteAct } from '@kaochang/database/people'
import { invariant, refuse } from '@kaochang/domain/outcome'
import { readStaffName } from './read-staff-name.ts'
import type { Deps } from '../deps.ts'
import { isGuessablePassword } from './guessable-passwords.ts'
import { hashPassword } from './passwords.ts'
import { isSetupToken } from './setup.ts'
import { openStaffSession } from './sign-ins.ts'

/**
 * Makes the first administrator, of the whole nation, and signs them in. There are no default accounts: this
 * is the only way in, it needs the token that the server printed, and it works once (A37).
 */
export async function completeSetup(
  { db, clock, secrets }: Deps,
  asked: { token: string; login: string; name: string; password: string },
) {
  if (await hasStaff(db)) return refuse({ code: 'setup_already_done' })
  if (!isSetupToken(secrets, asked.token)) return refuse({ code: 'setup_token_wrong' })
  const name = readStaffName(asked.name)
  if (!name.ok) return name
  if (isGuessablePassword(asked.password, asked)) return refuse({ code: 'password_too_common' })

  const passwordHash = await hashPassword(asked.password)
  const at = clock.now()
  return db.transaction(async (tx) => {
    await lockAppointments(tx)
    if (await hasStaff(tx)) return refuse({ code: 'setup_already_done' })
    const grants = [{ role: 'administrator', jurisdiction: { level: 'nation' } }] as const
    const id = await insertStaff(tx, { login: asked.login, name: name.value, passwordHash, grants, by: null, at })
    invariant(id, 'the first login is not taken')
    await noteAct(tx, { at, staffId: id, act: 'complete_setup', subject: `staff:${id}`, facts: {} })
    const [member] = await listStaff(tx, [id])
    invariant(member, 'whoever was just added is there')
    return {
      ok: true,
      value: { member, token: await openStaffSession(tx, { staffId: id, before: undefined, at }) },
    } as const
  })
}
