import type { ImportView } from '@kaochang/contract/bank'
import { type Import, findTwins } from '@kaochang/database/bank'
import type { Database } from '@kaochang/database/client'
import { ITEM_KINDS } from '@kaochang/domain/bank/item'
import type { ItemId } from '@kaochang/domain/ids'
import { contentAreas } from '@kaochang/domain/law/content-areas'
import type { ReadItem } from '@kaochang/exchange/item-file'
import { newItem } from './new-item.ts'
import type { StagedReading } from './stage-import.ts'

const PREVIEW_COUNT = 20

/** A staged import as its author sees it, compared with the bank as it stands now. */
export async function presentImport(
  db: Database,
  { id, bankId, fileName, state, reading, addedCount }: Import,
): Promise<ImportView> {
  const { items, problems, skipped, tally } = reading as StagedReading
  const hashes = items.map((item) => newItem(item).fingerprintHash)
  const twins = state === 'staged' ? await findTwins(db, bankId, hashes) : new Map<string, ItemId>()
  return {
    id,
    fileName,
    state,
    readCount: items.length,
    byKind: ITEM_KINDS.map((kind) => ({ kind, count: countOf(items, ({ content }) => content.kind === kind) })),
    byArea: [...contentAreas, null]
      .map((area) => ({ area, count: countOf(items, ({ content }) => content.area === area) }))
      .filter(({ count }) => count > 0),
    blankRowCount: tally.blankRows,
    skipped: skipped.map(({ sheet, row, reason }) => ({ sheet, row, reason })),
    problems: problems.map(({ place, code, zh, en }) => ({ ...place, code, zh, en })),
    duplicates: items.flatMap(({ place, content }, index) => {
      const itemId = twins.get(hashes[index] ?? '')
      return itemId ? [{ ...place, itemId, stem: content.stem }] : []
    }),
    preview: items.slice(0, PREVIEW_COUNT).map(({ place, content: { kind, area, stem, options }, key }) => ({
      row: place.row,
      kind,
      area,
      stem,
      options: [...options],
      key,
    })),
    addedCount,
  }
}

function countOf(items: readonly ReadItem[], fits: (item: ReadItem) => boolean) {
  return items.reduce((count, item) => (fits(item) ? count + 1 : count), 0)
}
