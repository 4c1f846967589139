import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeDisk, readDisk, releaseBallast, watchDisk } from './disk.ts'

const GIB = 2 ** 30

test.each([
  [30, 100, 'ok'],
  [19, 100, 'low'],
  [9, 100, 'short'],
  [0.9, 1, 'short'],
  // A twentieth of a large volume is still a lot.
  [100, 2000, 'ok'],
  [30, 2000, 'low'],
  [19, 2000, 'short'],
] as const)('%s GiB free of %s is %s', (free, total, level) => {
  expect(judgeDisk(free * GIB, total * GIB).level).toBe(level)
})

test('the ballast is real blocks, and gives them back when it is let go', async ({ skip }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kaochang-disk-'))
  const silence = { info: () => undefined, warn: () => undefined, error: () => undefined }
  try {
    if ((await readDisk(dataDir)).level !== 'ok') skip('too little room here to lay any ballast')
    const watch = await watchDisk(dataDir, silence, () => undefined)
    watch.stop()
    const laid = await stat(join(dataDir, 'ballast'))
    expect(laid.blocks * 512).toBeGreaterThanOrEqual(64 * 2 ** 20)
    expect(await releaseBallast(dataDir)).toBe(64 * 2 ** 20)
    expect(await releaseBallast(dataDir)).toBe(0)
  } finally {
    await rm(dataDir, { recursive: true })
  }
})
