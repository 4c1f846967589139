import { noteAct } from '@kaochang/database/people'
import { deletePhotographs as deleteDue, deletePortraits } from '@kaochang/database/photograph'
import type { Deps } from '../deps.ts'

/** A day's exams of a country are deleted in a few rounds; none holds its rows for long. */
const MOST_AT_ONCE = 2_000

/**
 * Deletes the photographs and the photos on file whose retention date has passed, and notes how many. Any number of
 * processes may do so at once: each picture is deleted by one of them.
 */
export async function deletePhotographs({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  for (;;) {
    const at = clock.now()
    const { photographCount, portraitCount } = await db.transaction(async (tx) => {
      const counts = {
        photographCount: await deleteDue(tx, at, MOST_AT_ONCE),
        portraitCount: await deletePortraits(tx, at, MOST_AT_ONCE),
      }
      if (counts.photographCount + counts.portraitCount > 0)
        await noteAct(tx, { at, staffId: null, act: 'delete_photographs', subject: 'photographs:due', facts: counts })
      return counts
    })
    if (photographCount < MOST_AT_ONCE && portraitCount < MOST_AT_ONCE) return
  }
}
