import { sql } from 'drizzle-orm'
import type { Routes } from './app.ts'

/** `/livez`: the process answers. `/readyz`: it can make answers durable. Both say no more than that (A78). */
export const healthRoutes: Routes = (app, { db, sittings }) => {
  app.get('/livez', () => ({ live: true }))

  app.get('/readyz', async (_, reply) => {
    const reached = await db.execute(sql`select 1`).then(
      () => true,
      () => false,
    )
    const ready = reached && sittings.durable()
    return reply.code(ready ? 200 : 503).send({ ready })
  })
}
