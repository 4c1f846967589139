import { listPapers } from '@kaochang/database/paper'
import { listKeys } from '@kaochang/database/score'
import { letterOf, sortedLetters } from '@kaochang/domain/bank/item'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { endSessions } from '@kaochang/server/clockwork/end-sessions'
import type { TestApp } from './app.ts'
import { openCandidate } from './candidate.ts'
import { HOUR, MINUTE, type Member, type Office, type Row, rosterEntry } from './exam-fixture.ts'

/** As the real terminal: so many saves travel without a receipt. */
const WINDOW = 8

/**
 * Holds a sealed session of one candidate in the office's first room, with nothing pretended but the terminal's page:
 * the chief opens it, the invigilator checks the candidate in, a browser is enrolled at the drawn seat, the candidate
 * signs in and answers over the terminal's line, `right` of the items rightly, and hands in; the chief ends the session,
 * and it is scored. The clock stands two hours after the start, or longer for a longer exam.
 */
export async function holdForOne(
  home: TestApp,
  office: Office,
  given: { readonly invigilator: Member; readonly sessionId: string; readonly person: Row; readonly right: number },
): Promise<void> {
  const { invigilator, sessionId, person, right } = given
  const { chief, officer } = office
  const roomId = office.roomIds[0] ?? ''
  const { startsAt } = await officer.get('GET /v1/sessions/:sessionId', { params: { sessionId } })
  const { ticket, sittingId } = await rosterEntry(office, sessionId, person)
  const room = { params: { sessionId, roomId } }

  home.clock.at = (startsAt - 20 * MINUTE) as Instant
  await chief.get('POST /v1/sessions/:sessionId/open', { params: { sessionId } })
  const { seatNumber } = await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/check-in', {
    ...room,
    body: { ticket },
  })
  const terminal = await aTerminalAt(home, office, seatNumber ?? 0)
  await terminal.get('POST /v1/terminal/sign-in', { body: { ticket, idNumber: person.idNumber } })
  const { origin } = home.deps.publicUrl
  const cookie = [...terminal.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const line = await openCandidate(origin, { cookie, origin })
  const { epoch } = await line.join()
  line.say({ type: 'accept_rules' })
  await line.hear('rules_accepted')
  await invigilator.get('POST /v1/sittings/:sittingId/confirm-identity', { params: { sittingId } })

  home.clock.at = startsAt as Instant
  // A start takes two people.
  for (const one of [invigilator, chief]) await one.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', room)
  await line.hear('started')
  const responses = await responsesOf(home, sittingId, right)
  for (const [index, response] of responses.entries()) {
    line.save({ epoch, seq: index + 1, item: index + 1, response })
    if ((index + 1) % WINDOW === 0) await saved(index + 1)
  }
  await saved(responses.length)
  home.clock.at = (startsAt + HOUR) as Instant
  line.say({ type: 'hand_in' })
  const { receipt } = await line.hear('ended')
  if (receipt.answeredCount !== responses.length) throw new Error(`Only ${receipt.answeredCount} answers were kept`)
  line.drop()

  home.clock.at = (startsAt + 2 * HOUR) as Instant
  await chief.get('POST /v1/sessions/:sessionId/close', { params: { sessionId }, body: { reason: '全部交卷' } })
  await endSessions(home.deps)

  async function saved(seq: number) {
    while ((await line.hear('answers_saved')).seq < seq);
  }
}

/** A browser in the room becomes the terminal of a seat, by the code that the chief reads out. */
async function aTerminalAt(home: TestApp, { chief, siteId, roomIds }: Office, seatNumber: number) {
  const { sites } = await chief.get('GET /v1/sites')
  const room = sites.find(({ id }) => id === siteId)?.rooms.find(({ id }) => id === roomIds[0])
  const seatId = room?.seats.find(({ number }) => number === seatNumber)?.id ?? ''
  const { codes } = await chief.get('POST /v1/rooms/:roomId/enrolment-codes', {
    params: { roomId: room?.id ?? '' },
    body: { seatIds: [seatId] },
  })
  const terminal = home.visitor()
  await terminal.get('POST /v1/terminal/enrol', { body: { code: codes[0]?.code ?? '' } })
  return terminal
}

/** What this candidate answers: the key of the first items, and something else for the others. */
async function responsesOf({ deps: { db } }: TestApp, sittingId: SittingId, right: number): Promise<string[]> {
  const paper = (await listPapers(db, [sittingId])).get(sittingId)?.paper
  if (!paper) throw new Error('No paper was drawn')
  const rows = await listKeys(
    db,
    paper.items.map(({ itemId }) => itemId),
  )
  const keys = new Map(rows.map(({ itemId, version, key }) => [`${itemId}@${version}`, key]))
  return paper.items.map(({ itemId, version, kind, optionOrder, number }) => {
    const key = keys.get(`${itemId}@${version}`) ?? ''
    const places = optionOrder.flatMap((written, place) => (key.includes(letterOf(written)) ? [letterOf(place)] : []))
    const rightly = sortedLetters(places.join(''))
    if (number <= right) return rightly
    // One option too few, or the next one: wrong in any case.
    return kind === 'multiple_response' ? rightly.slice(1) : letterOf((rightly.charCodeAt(0) - 64) % optionOrder.length)
  })
}
