import { candidateSessions, sittings } from '@kaochang/database/schema/session'
import type { PersonId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { newToken, sha256 } from '@kaochang/server/hashing'
import { COOKIES } from '@kaochang/server/people/access'
import { eq } from 'drizzle-orm'
import type { TestApp, Visitor } from './app.ts'
import { aPlace, anExam } from './exam.ts'

/** A candidate signed in on their own pages, and nowhere else. */
export async function onOwnPages(home: TestApp): Promise<{ visitor: Visitor; personId: PersonId; token: string }> {
  const { candidates } = await anExam(home, await aPlace(home), { candidates: 1 })
  const [candidate] = candidates
  if (!candidate) throw new Error('The exam has no candidate')
  const [sitting] = await home.deps.db.select().from(sittings).where(eq(sittings.id, candidate.sittingId))
  if (!sitting) throw new Error('The candidate has no sitting')
  const token = newToken()
  const { at } = home.clock
  await home.deps.db.insert(candidateSessions).values({
    tokenHash: sha256(token),
    sittingId: sitting.id,
    createdAt: at,
    expiresAt: (at + 3_600_000) as Instant,
  })
  const visitor = home.visitor()
  visitor.cookies.set(COOKIES.candidate, token)
  return { visitor, personId: sitting.personId, token }
}
