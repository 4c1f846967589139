import { sql } from 'drizzle-orm'
import type { Routes } from './app.ts'

/**
 * `/livez`: the process answers. `/readyz`: it can make answers durable, has room to, and is not about to stop. Both say
 * no more than that (A78).
 */
export const healthRoutes: Routes = (app, { db, sittings, hasRoom, leaving }) => {
  app.get('/livez', () => ({ live: true }))

  app.get('/readyz', async (_, reply) => {
    const reached = await db.execute(sql`select 1`).then(
      () => true,
      () => false,
    )
    const ready = leaving.asked() === 'welcome' && reached && sittings.durable() && hasRoom()
    return reply.code(ready ? 200 : 503).send({ ready })
  })
}
