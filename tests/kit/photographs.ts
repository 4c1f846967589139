import { photographConsents, photographs, portraits } from '@kaochang/database/schema/photograph'
import { sessions, sittings } from '@kaochang/database/schema/session'
import type { PersonId, SessionId, SittingId, StaffId, TerminalId } from '@kaochang/domain/ids'
import { PHOTOGRAPH_NOTICE, retainUntil } from '@kaochang/domain/sitting/photograph'
import { sha256 } from '@kaochang/server/hashing'
import { seal } from '@kaochang/server/sealing'
import { eq } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import type { TestApp } from './app.ts'

/** The headers of a JPEG of some size, and then as many other bytes as are wanted, never the same twice. */
export function aJpeg({ width = 640, height = 480, length = 400 } = {}): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  const head = Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, ...size, 3, 1, 0x22, 0, 2, 0x11, 1)
  return Buffer.concat([head, randomBytes(Math.max(0, length - head.length))])
}

/** Lets a session take photographs, as if it had been planned so. */
export async function takingPhotographs({ deps: { db } }: TestApp, sessionId: string, everyMinutes = 15) {
  const id = sessionId as SessionId
  const [session] = await db.select().from(sessions).where(eq(sessions.id, id))
  if (!session) throw new Error('There is no session')
  const settings = { ...session.settings, photographs: { everyMinutes } }
  await db.update(sessions).set({ settings }).where(eq(sessions.id, id))
}

/** A photograph and a photo on file of whoever has a sitting, written straight into the tables. */
export async function aPhotographed(
  home: TestApp,
  { sittingId, terminalId, by }: { sittingId: string; terminalId: string; by: string },
): Promise<{ photographId: string; portraitId: string }> {
  const { db, secrets } = home.deps
  const id = sittingId as SittingId
  const [sitting] = await db.select().from(sittings).where(eq(sittings.id, id))
  if (!sitting) throw new Error('There is no sitting')
  const { at } = home.clock
  const terminal = terminalId as TerminalId
  await db
    .insert(photographConsents)
    .values({ sittingId: id, agreed: true, notice: PHOTOGRAPH_NOTICE, terminalId: terminal, at })
  const bytes = aJpeg()
  const kept = { sha256: sha256(bytes), retainUntil: retainUntil(at) }
  const [photograph] = await db
    .insert(photographs)
    .values({
      ...kept,
      sittingId: id,
      occasion: 'check_in',
      takenAt: at,
      receivedAt: at,
      terminalId: terminal,
      sealed: seal(secrets.sealKey, `kaochang photograph ${id}`, bytes),
    })
    .returning({ id: photographs.id })
  const portraitId = await aPortrait(home, sitting.personId, by)
  return { photographId: photograph?.id ?? '', portraitId }
}

/** A photo on file, written straight into the table. */
export async function aPortrait(
  { deps: { db, secrets }, clock }: Pick<TestApp, 'deps' | 'clock'>,
  personId: string,
  by: string,
): Promise<string> {
  const bytes = aJpeg({ width: 480, height: 640 })
  const [portrait] = await db
    .insert(portraits)
    .values({
      personId: personId as PersonId,
      mediaType: 'image/jpeg',
      sealed: seal(secrets.sealKey, `kaochang portrait ${personId}`, bytes),
      sha256: sha256(bytes),
      uploadedAt: clock.at,
      uploadedBy: by as StaffId,
      retainUntil: retainUntil(clock.at),
    })
    .returning({ id: portraits.id })
  return portrait?.id ?? ''
}
