import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EmbeddedFault } from './embedded-fault.ts'

/** An account of the machine that PostgreSQL runs under. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string }

/** Accounts made for holding nothing else, in order of preference. */
const ORDINARY = ['postgres', '_postgres', 'nobody']

/**
 * Whom PostgreSQL must run as: undefined for "whoever we are". PostgreSQL refuses to run as root, because a
 * database reachable by others must not own the machine.
 *
 * @param owner who owns the cluster already, if it exists: that account stays.
 * @throws Error in words when we are root and the machine has no ordinary account.
 */
export function accountFor(owner: { uid: number; gid: number } | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  if (owner !== undefined && owner.uid !== 0) {
    return accounts.find((account) => account.uid === owner.uid) ?? { ...owner, name: String(owner.uid) }
  }
  for (const name of ORDINARY) {
    const account = accounts.find((candidate) => candidate.name === name)
    if (account) return account
  }
  throw new EmbeddedFault(
    `PostgreSQL 不能以 root 身份运行，而本机没有 ${ORDINARY.join('、')} 用户。请以普通用户启动，或用 DATABASE_URL 指定外部 PostgreSQL。 / ` +
      `PostgreSQL does not run as root, and this machine has none of the accounts ${ORDINARY.join(', ')}. Start as an ordinary user, or set DATABASE_URL.`,
  )
}

/**
 * Whether an account can walk to a path: every folder above it must be open to it (mode bits; ACLs are not
 * read). A project below `/root`, which is 0700, is out of everybody else's reach.
 */
export function canReach(account: Account, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { uid, gid, mode } = statSync(folder)
    const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & execute) === 0) return false
    if (dirname(folder) === folder) return true
  }
}

function readAccounts(): readonly Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
}
