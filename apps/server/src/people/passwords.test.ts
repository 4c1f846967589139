import { expect, test } from 'vitest'
import { hashPassword, needsRehash, passwordsAreBusy, verifyPassword } from './passwords.ts'

const PASSWORD = 'dao-lu-hen-chang-7'

test('a password opens its own hash, and nothing else does', async () => {
  const phc = await hashPassword(PASSWORD)
  expect(await verifyPassword(phc, PASSWORD)).toBe(true)
  expect(await verifyPassword(phc, `${PASSWORD} `)).toBe(false)
  expect(await verifyPassword(phc, '')).toBe(false)
})

test('two hashes of one password are not alike, and say how they were made', async () => {
  const [one, other] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
  expect(one).not.toBe(other)
  expect(one).toMatch(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  const [, memory, passes] = /m=(\d+),t=(\d+)/.exec(one) ?? []
  expect(Number(memory)).toBeGreaterThanOrEqual(19_456)
  expect(Number(passes)).toBeGreaterThanOrEqual(2)
})

test('a hash of another implementation opens with the parameters it names, and asks to be made anew', async () => {
  // The reference implementation's test vector for "password" with "somesalt" (phc-winner-argon2, test.c, version 0x13).
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await verifyPassword(reference, 'password')).toBe(true)
  expect(await verifyPassword(reference, 'Password')).toBe(false)
  expect(needsRehash(reference)).toBe(true)
  expect(needsRehash(await hashPassword(PASSWORD))).toBe(false)
})

test('a password composed another way is the same password', async () => {
  const phc = await hashPassword('Zoë und die Grube'.normalize('NFD'))
  expect(await verifyPassword(phc, 'Zoë und die Grube'.normalize('NFC'))).toBe(true)
})

test('nobody has no password, not even an empty one', async () => {
  expect(await verifyPassword(undefined, '')).toBe(false)
  expect(await verifyPassword(undefined, PASSWORD)).toBe(false)
})

test.each([
  '',
  'plain',
  '$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA',
  '$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$AAAA',
])('a stored text that is no argon2id hash is a fault: %s', async (stored) => {
  await expect(verifyPassword(stored, PASSWORD)).rejects.toThrow('not an argon2id PHC string')
})

test('a storm of sign-ins is worked off in turn and leaves the event loop free', async () => {
  const phc = await hashPassword(PASSWORD)
  let longestMs = 0
  let last = performance.now()
  const pulse = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last)
    last = performance.now()
  }, 5)
  const storm = Array.from({ length: 40 }, () => verifyPassword(phc, PASSWORD))
  expect(passwordsAreBusy()).toBe(false)
  expect(await Promise.all(storm)).toEqual(storm.map(() => true))
  clearInterval(pulse)
  // Forty of them on the loop itself would hold it for more than a second.
  expect(longestMs).toBeLessThan(250)
})

test('when too many wait already, that can be seen, and it passes', async () => {
  const phc = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'
  const storm = Array.from({ length: 502 }, () => verifyPassword(phc, PASSWORD))
  expect(passwordsAreBusy()).toBe(true)
  await Promise.all(storm)
  expect(passwordsAreBusy()).toBe(false)
})
