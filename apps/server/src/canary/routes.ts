import { readProcesses, sendCanary } from '@kaochang/contract/process'
import { listProcesses } from '@kaochang/database/process'
import type { Routes } from '../app.ts'

/** Whether the server processes are well, for whoever opens the doors. */
export const canaryRoutes: Routes = (app, { db, clock, canary, watch }) => {
  app.route({
    ...readProcesses,
    handler: async () => {
      const at = clock.now()
      return { at, processes: await listProcesses(db, at) }
    },
  })

  app.route({
    ...sendCanary,
    handler: async () => ({ processId: watch.processId, canary: await canary.run() }),
  })
}
