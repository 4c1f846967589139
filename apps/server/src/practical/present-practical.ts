import type { PracticalBoard, PracticalPlace } from '@kaochang/contract/practical'
import type { Database, Transaction } from '@kaochang/database/client'
import {
  type PracticalRow,
  NOTHING_MARKED,
  listMarked,
  listPracticalRoster,
  listStaffNames,
} from '@kaochang/database/practical'
import { type SessionRow, findSite } from '@kaochang/database/session'
import type { SittingId, StaffId } from '@kaochang/domain/ids'
import { CUT_SCORE } from '@kaochang/domain/law/marks'
import { invariant } from '@kaochang/domain/outcome'
import { type MarkSheet, type Marking, markingOf } from '@kaochang/domain/practical/marking'
import { scorePractical } from '@kaochang/domain/practical/score-practical'
import type { PracticalStandard } from '@kaochang/domain/practical/standard'
import { sha256 } from '../hashing.ts'
import { standardOf } from './seal-practical.ts'

/** A practical session as its examiners and whoever answers for it see it. */
export async function readBoard(
  db: Database | Transaction,
  session: SessionRow,
  { reader, mayMark }: { reader: StaffId; mayMark: boolean },
): Promise<PracticalBoard> {
  const site = await findSite(db, session.siteId)
  invariant(site, 'a session has a site')
  const { id, name, trade, startsAt, state } = session
  return {
    session: { id, name, trade, startsAt, state, siteName: site.name, standard: presentStandard(standardOf(session)) },
    cutScore: CUT_SCORE,
    mayMark,
    places: await readPlaces(db, session, reader),
  }
}

/** One candidate of a practical session. */
export async function readPlace(
  db: Database | Transaction,
  session: SessionRow,
  reader: StaffId,
  sittingId: SittingId,
): Promise<PracticalPlace> {
  const [place] = await readPlaces(db, session, reader, sittingId)
  invariant(place, 'the sitting is in the session')
  return place
}

export function presentStandard({ name, trade, subjects }: PracticalStandard) {
  return { name, trade, subjects: subjects.map(({ code, title, full }) => ({ code, title: { ...title }, full })) }
}

async function readPlaces(db: Database | Transaction, session: SessionRow, reader: StaffId, only?: SittingId) {
  const standard = standardOf(session)
  const rows = await listPracticalRoster(db, session.id, only)
  const marked = await listMarked(
    db,
    rows.map(({ sittingId }) => sittingId),
  )
  const markings = rows.map((row) => {
    const { marks, finishes } = marked.get(row.sittingId) ?? NOTHING_MARKED
    return { row, marking: markingOf(standard, marks, finishes) }
  })
  const examiners = markings.flatMap(({ marking }) => marking.sheets.map(({ examinerId }) => examinerId))
  const names = await listStaffNames(db, [...new Set(examiners)])
  return markings.map(({ row, marking }) => presentPlace(row, marking, { standard, names, reader }))
}

type Seen = {
  readonly standard: PracticalStandard
  readonly names: ReadonlyMap<StaffId, string>
  readonly reader: StaffId
}

/** What the reader may see of a candidate: of the sheets only their own until both examiners have finished. */
function presentPlace(row: PracticalRow, marking: Marking, { standard, names, reader }: Seen): PracticalPlace {
  const { sheets, state, differing } = marking
  const own = sheets.find(({ examinerId }) => examinerId === reader)
  const score = scorePractical(sha256, standard, marking)
  const nameOf = ({ examinerId }: MarkSheet) => names.get(examinerId) ?? ''
  const { sittingId, name, idNumberMasked, enterprise, ticket, attempt, room } = row
  return {
    sittingId,
    name,
    idNumberMasked,
    enterprise,
    ticket,
    attempt,
    room: { ...room },
    state: stateOf(row, marking),
    examiners: sheets.map((sheet) => ({
      id: sheet.examinerId,
      name: nameOf(sheet),
      own: sheet === own,
      finished: sheet.finishedAt !== null,
    })),
    own: own ? { marks: presentMarks(standard, own), finished: own.finishedAt !== null } : null,
    sheets:
      state === 'differing' || state === 'agreed'
        ? sheets.map((sheet) => ({
            examinerId: sheet.examinerId,
            examiner: nameOf(sheet),
            own: sheet === own,
            marks: presentMarks(standard, sheet),
          }))
        : null,
    differing: [...differing],
    points: score?.points ?? null,
    passed: score?.passed ?? null,
  }
}

function stateOf({ absentAt, identityConfirmedAt }: PracticalRow, { state }: Marking): PracticalPlace['state'] {
  if (absentAt !== null) return 'absent'
  if (state !== 'unmarked') return state
  return identityConfirmedAt === null ? 'expected' : 'checked_in'
}

function presentMarks({ subjects }: PracticalStandard, { marks }: MarkSheet) {
  return subjects.flatMap(({ code }) => {
    const mark = marks.get(code)
    return mark ? [{ subject: code, points: mark.points, note: mark.note }] : []
  })
}
