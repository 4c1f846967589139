import { DUTIES_FILE_URL, DutyFileQuery, listDuties } from '@kaochang/contract/duty'
import type { Routes } from '../app.ts'
import { actorOf } from '../people/access.ts'
import { sendFile } from '../report/send-file.ts'
import { dutyFile } from './duty-file.ts'
import { listBoardFor, readBoardFor } from './read-board.ts'

/** The duties board and its file. */
export const dutyRoutes: Routes = (app, { db, clock }) => {
  app.route({
    ...listDuties,
    handler: (request) => readBoardFor(db, actorOf(request), request.query, clock.now()),
  })

  app.route({
    method: 'GET',
    url: DUTIES_FILE_URL,
    config: { access: { act: 'read_duties' } },
    schema: { querystring: DutyFileQuery },
    handler: async (request, reply) => {
      const duties = await listBoardFor(db, actorOf(request), request.query, clock.now())
      return sendFile(reply, 'duties.csv', 'text/csv; charset=utf-8', dutyFile(duties))
    },
  })
}
