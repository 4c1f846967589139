import type { StoredPaper } from '@kaochang/database/paper'
import { insertCanarySitting, keepPerch, listSomeItems, type Perch } from '@kaochang/database/canary'
import { insertPapers } from '@kaochang/database/paper'
import { listKeys } from '@kaochang/database/score'
import { type SessionRow, advanceSession, findSessionRow, insertSession, lockPersons } from '@kaochang/database/session'
import type { Transaction } from '@kaochang/database/client'
import type { Key } from '@kaochang/domain/bank/item'
import { ITEM_KINDS } from '@kaochang/domain/bank/item'
import { chanceFrom } from '@kaochang/domain/chance'
import type { SittingId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { DRAW_METHOD, type PoolItem } from '@kaochang/domain/paper/draw-paper'
import { type Paper, paperText } from '@kaochang/domain/paper/paper'
import type { SessionSettings } from '@kaochang/domain/session/session'
import { sha256 } from '../hashing.ts'

/** Up to so many items are on a canary's paper. */
const ITEM_COUNT = 6

const POINTS_EACH = 100

/** What a canary is about to sit. */
export type CanaryPaper = {
  readonly session: SessionRow
  readonly sittingId: SittingId
  readonly perch: Perch
  readonly paper: Paper
  readonly paperHash: StoredPaper['paperHash']
  readonly pool: readonly PoolItem[]
  /** What is right, as it stood when the paper was made. */
  readonly keys: ReadonlyMap<string, Key>
}

/** It may hand in at once. */
const AT_ONCE: SessionSettings = { admissionMinutes: 0, lateEntryMinutes: 0, earliestHandInMinutes: 0, graceSeconds: 0 }

/**
 * Makes a canary's scratch: a session of its own that is sealed and never opened, on items of the installation as they
 * stand, with one paper. Null where no item with a key is there yet.
 */
export async function makeCanaryPaper(tx: Transaction, at: Instant): Promise<CanaryPaper | null> {
  const { pool, keys } = await someItems(tx)
  if (pool.length === 0) return null
  const [person] = await lockPersons(tx, [
    {
      name: '自检考生',
      // No look-up of a real number looks like this: those are HMACs.
      idNumberLookup: 'canary',
      idNumberSealed: Buffer.alloc(0),
      idNumberMasked: '',
      enterprise: '',
      createdAt: at,
    },
  ])
  invariant(person, 'a person that was asked for is there')
  const perch = await keepPerch(tx, person.id, at)
  const sessionId = await insertSession(
    tx,
    {
      name: '自检',
      category: 'operator',
      purpose: 'canary',
      siteId: perch.siteId,
      blueprint: blueprintOf(pool),
      startsAt: at,
      settings: AT_ONCE,
      createdAt: at,
    },
    { roomIds: [perch.roomId], bankIds: [] },
  )
  const sittingId = await insertCanarySitting(tx, { sessionId, personId: person.id, perch })
  const paper = paperOf(pool, sittingId)
  const text = paperText(paper)
  const paperHash = sha256(text)
  await advanceSession(tx, sessionId, 'announced', at)
  await insertPapers(tx, [{ sittingId, text, paperHash }], at)
  await advanceSession(tx, sessionId, 'sealed', at)
  const session = await findSessionRow(tx, sessionId)
  invariant(session, 'a session that was just made can be found')
  return { session, sittingId, perch, paper, paperHash, pool, keys }
}

/** Of each kind as many as of the others, as far as there are any. */
async function someItems(tx: Transaction) {
  const found = await listSomeItems(tx, ITEM_COUNT)
  const known = await listKeys(
    tx,
    found.map(({ id }) => id),
  )
  const keys = new Map(known.map(({ itemId, version, key }) => [`${itemId}@${version}`, key]))
  const byKind = ITEM_KINDS.map((kind) =>
    found.filter((item) => item.kind === kind && keys.has(`${item.id}@${item.version}`)),
  )
  const inTurn = Array.from({ length: ITEM_COUNT }, (_, turn) => byKind.flatMap((items) => items[turn] ?? [])).flat()
  const pool = inTurn.slice(0, ITEM_COUNT)
  return {
    pool,
    keys: new Map(pool.flatMap(({ id, version }) => [[id, keys.get(`${id}@${version}`) ?? '']])),
  }
}

function blueprintOf(pool: readonly PoolItem[]): Blueprint {
  return {
    name: 'canary',
    title: { zh: '自检', en: 'Self-test' },
    category: 'operator',
    sources: 'unified',
    durationMinutes: 10,
    sections: ITEM_KINDS.map((kind) => ({
      kind,
      area: null,
      count: pool.filter((item) => item.kind === kind).length,
      pointsEach: POINTS_EACH,
    })).filter(({ count }) => count > 0),
  }
}

/** In the order they were found, with the options of each in an order of its own: what is known must survive it. */
function paperOf(pool: readonly PoolItem[], seed: string): Paper {
  const chance = chanceFrom(seed, 'canary')
  const items = pool.map(({ id, version, kind, bank, optionCount, keepsOptionOrder }, index) => {
    const written = Array.from({ length: optionCount }, (_, option) => option)
    return {
      number: index + 1,
      itemId: id,
      version,
      kind,
      bank,
      points: POINTS_EACH,
      optionOrder: keepsOptionOrder ? written : chance.shuffle(written),
    }
  })
  return { blueprint: 'canary', drawMethod: DRAW_METHOD, items }
}
