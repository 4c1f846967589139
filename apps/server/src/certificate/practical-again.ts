import type { askPracticalAgain } from '@kaochang/contract/certificate'
import type { RequestOf } from '@kaochang/contract/endpoints'
import { appendCertificateEvents } from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { mayAskPracticalAgain } from '@kaochang/domain/certificate/practical-again'
import type { PersonId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { allow } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'
import { actOnCertificate } from './act-on-certificate.ts'
import { append } from './amend-certificate.ts'
import { readHeld } from './read-certificate.ts'

/** An officer notes that the holder was away for six months or more, and passes the practical exam first (R30-1). */
export async function askPracticalAgainFor(
  deps: Deps,
  actor: Actor,
  certificateId: string,
  { awayFrom, reason }: RequestOf<typeof askPracticalAgain>['body'],
) {
  const away = readDay(awayFrom)
  const on = { certificateId, act: 'issue_certificate', note: 'ask_practical_again' } as const
  return actOnCertificate(deps, actor, on, async (tx, held) => {
    const may = mayAskPracticalAgain(held.certificate.category, held.standing, { awayFrom: away, on: held.on })
    if (!may.ok) return may
    await append(tx, held, actor, {
      kind: 'practical_again_asked',
      reason,
      reference: null,
      facts: { awayFrom: away },
    })
    return allow({ awayFrom: away })
  })
}

/**
 * Notes the same on the person's standing certificate of a trade when their application for the practical exam alone was
 * accepted, which judged the absence. Does nothing where no certificate is known here, or where it is noted already.
 */
export async function notePracticalAgain(
  tx: Transaction,
  { personId, trade, applicationId, by }: { personId: PersonId; trade: string; applicationId: string; by: StaffId },
  at: Instant,
): Promise<void> {
  const on = civilDateAt(at)
  const held = (await readHeld(tx, personId, on)).find(
    ({ trade: other, standing }) => other === trade && ['valid', 'practical_again'].includes(standing.state),
  )
  if (!held || held.standing.state === 'practical_again') return
  const about = { certificateId: held.id, at, onDate: on, reason: null, reference: null, staffId: by }
  await appendCertificateEvents(tx, [{ ...about, kind: 'practical_again_asked', facts: { applicationId } }])
}
