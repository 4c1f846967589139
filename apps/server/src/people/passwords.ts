import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a password is hashed with from now on. An older hash keeps what stands in its own string. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32

/** Argon2 runs on Node's four pool threads with 19 MiB each: two at a time leave the other two for files and names. */
const AT_ONCE = 2
/** At some 60 a second, whoever comes after this many would wait longer than they would believe in. */
const MOST_WAITING = 500

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

type Hashed = typeof COST & { readonly salt: Buffer; readonly tag: Buffer }

/** A password as it is stored: argon2id in PHC string form, so that the parameters travel with the hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derive(password, { ...COST, salt, tagBytes: TAG_BYTES })
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/**
 * Whether a password is the one that was hashed. Without a hash, for a login that does not exist, the same
 * work is done and the answer is no: the time it takes tells nobody who has an account (A25).
 *
 * @throws Error when the stored text is not an argon2id PHC string.
 */
export async function verifyPassword(phc: string | undefined, password: string): Promise<boolean> {
  const { salt, tag, ...cost } = phc === undefined ? NOBODY : readPhc(phc)
  const derived = await derive(password, { ...cost, salt, tagBytes: tag.length })
  return timingSafeEqual(derived, tag) && phc !== undefined
}

/** Whether a hash was made with other parameters than today's, and should be made anew at the next sign-in. */
export function needsRehash(phc: string): boolean {
  const { memory, passes, parallelism, tag } = readPhc(phc)
  return (
    memory !== COST.memory || passes !== COST.passes || parallelism !== COST.parallelism || tag.length !== TAG_BYTES
  )
}

/** Whether so many passwords wait to be checked that another had better come back later (A75). */
export function passwordsAreBusy(): boolean {
  return waiting.length >= MOST_WAITING
}

const NOBODY: Hashed = { ...COST, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) }

function readPhc(phc: string): Hashed {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc) ?? []
  if (memory === undefined) throw new Error('A stored password is not an argon2id PHC string')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

let running = 0
const waiting: (() => void)[] = []

/** Derives in turn, `AT_ONCE` at a time: a storm of sign-ins takes neither the memory nor every pool thread. */
async function derive(password: string, { tagBytes, salt, ...cost }: typeof COST & { salt: Buffer; tagBytes: number }) {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      // One spelling for one password: some keyboards compose accents, others do not.
      const message = password.normalize('NFC')
      argon2('argon2id', { message, nonce: salt, tagLength: tagBytes, ...cost }, (err, tag) =>
        err ? reject(err) : resolve(tag),
      )
    })
  } finally {
    // Whoever is next takes over our place, so the count stays.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function unpadded(bytes: Buffer) {
  return bytes.toString('base64').replaceAll('=', '')
}
