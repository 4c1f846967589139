import type { ItemShape, SittingTerms } from '@kaochang/domain/sitting/sitting'
import type { ExamCategory } from '@kaochang/domain/law/categories'
import type { Hundredths } from '@kaochang/domain/law/marks'
import type { ItemKind } from '@kaochang/domain/bank/item'
import type { SessionId, SittingId } from '@kaochang/domain/ids'
import type { Schedule } from '@kaochang/domain/session/session'
import type { Paper } from '@kaochang/domain/paper/paper'
import { termsOf } from '@kaochang/domain/sitting/terms'
import { type Connection, type SealedRow, listItemTexts, listSealed } from '@kaochang/database/sitting'

/** A session as its sittings need it. One object for all of them. */
export type SealedSession = {
  readonly id: SessionId
  readonly category: ExamCategory
  readonly schedule: Schedule
}

/** What a sitting was sealed with. It holds no key, and nothing from which one could be learnt. */
export type SealedSitting = {
  readonly terms: SittingTerms
  readonly session: SealedSession
  readonly paper: SealedPaper
}

/** Place n of the paper has item n, with its options in order n. Both are shared with every other paper that has them. */
export type SealedPaper = {
  readonly items: readonly ShelvedItem[]
  readonly optionOrders: readonly (readonly number[])[]
}

export type ShelvedItem = {
  readonly kind: ItemKind
  readonly points: Hundredths
  readonly stem: string
  /** As written by the author. */
  readonly options: readonly string[]
}

/** Sealed sittings as they come off the database, with all that is equal shared. */
export type Shelf = {
  /** Sittings whose papers are not drawn are left out. */
  readonly fetch: (db: Connection, ids: readonly SittingId[]) => Promise<ReadonlyMap<SittingId, SealedSitting>>
}

/**
 * Opens the shelf. Ten thousand candidates share the items of one pool, so each item's text is held once, and
 * a sitting keeps only which items it has in which order: about 2 kB. A terminal attaches before its exam
 * starts, so at a mass start everything is in memory already.
 */
export function openShelf(): Shelf {
  const sessions = new Map<SessionId, SealedSession>()
  const items = new Map<string, readonly (ShelvedItem & { readonly version: number })[]>()
  const orders = new Map<number, readonly number[]>()
  const shapes = new Map<ItemKind, ItemShape[]>()

  async function fetch(db: Connection, ids: readonly SittingId[]) {
    if (ids.length === 0) return new Map<SittingId, SealedSitting>()
    const rows = await listSealed(db, ids)
    await fetchItems(db, rows)
    return new Map(rows.map((row) => [row.id, seal(row)]))
  }

  async function fetchItems(db: Connection, rows: readonly SealedRow[]) {
    const wanted = new Map<string, Named>()
    for (const { paper } of rows)
      for (const named of paper.items)
        if (!find(named)) wanted.set(`${named.itemId}@${named.version}:${named.points}`, named)
    if (wanted.size === 0) return
    const texts = await listItemTexts(db, [...wanted.values()])
    const byVersion = new Map(texts.map((text) => [`${text.id}@${text.version}`, text]))
    for (const { itemId, version, points } of wanted.values()) {
      const text = byVersion.get(`${itemId}@${version}`)
      if (!text) throw new Error(`A paper holds version ${version} of item ${itemId}, and the bank does not`)
      const { kind, stem, options } = text
      const shelved = { version, kind, points, stem, options }
      items.set(itemId, [...(items.get(itemId) ?? []), shelved])
    }
  }

  /** By the item first: a key put together of all three would cost each paper a hundred texts. */
  function find({ itemId, version, points }: Named): ShelvedItem | undefined {
    return items.get(itemId)?.find((item) => item.version === version && item.points === points)
  }

  function seal(row: SealedRow): SealedSitting {
    const session = sessionOf(row)
    const terms = termsOf(session.schedule, row.paper)
    return {
      session,
      paper: paperOf(row.paper),
      terms: { ...terms, shapes: terms.shapes.map(shared) },
    }
  }

  function sessionOf({ sessionId, category, startsAt, durationMinutes, settings }: SealedRow): SealedSession {
    const known = sessions.get(sessionId)
    if (known) return known
    const schedule: Schedule = { startsAt, durationMinutes, settings }
    const made = { id: sessionId, category, schedule }
    sessions.set(sessionId, made)
    return made
  }

  function paperOf({ items: places }: Paper): SealedPaper {
    return {
      items: places.map((place) => {
        const item = find(place)
        if (!item) throw new Error(`Version ${place.version} of item ${place.itemId} was not fetched`)
        return item
      }),
      optionOrders: places.map(({ optionOrder }) => {
        // Ten options at the most: a number stands for their order, and is made sooner than a text.
        const key = optionOrder.reduce((number, option) => number * 11 + option + 1, 0)
        const known = orders.get(key) ?? optionOrder
        orders.set(key, known)
        return known
      }),
    }
  }

  /** There are but a few dozen shapes, and a hundred of them in each paper. */
  function shared(shape: ItemShape): ItemShape {
    const ofKind = shapes.get(shape.kind) ?? []
    shapes.set(shape.kind, ofKind)
    return (ofKind[shape.optionCount] ??= shape)
  }

  return { fetch }
}

/** An item as a paper names it. */
type Named = Pick<Paper['items'][number], 'itemId' | 'version' | 'points'>
