import type { Database, Transaction } from '@kaochang/database/client'
import { listKeys } from '@kaochang/database/score'
import type { ScoringItem } from '@kaochang/domain/score/score-sitting'
import { sha256 } from '../hashing.ts'
import { type KeyUsed, scoreBasis } from '@kaochang/domain/score/score-basis'
import type { PoolItem } from '@kaochang/domain/paper/draw-paper'
import type { Paper } from '@kaochang/domain/paper/paper'

/** What a session's papers are scored with: every item that could be drawn, with its key in force. */
export type ScoringMaterial = ReadonlyMap<string, ScoringItem & { readonly keyVersion: number }>

export async function readScoringMaterial(
  db: Database | Transaction,
  { pool }: { readonly pool: readonly PoolItem[] },
): Promise<ScoringMaterial> {
  const areas = new Map(pool.map(({ id, version, area }) => [`${id}@${version}`, area]))
  const keys = await listKeys(
    db,
    pool.map(({ id }) => id),
  )
  return new Map(
    keys.flatMap(({ itemId, version, keyVersion, key }) => {
      const area = areas.get(`${itemId}@${version}`)
      return area === undefined ? [] : [[`${itemId}@${version}`, { key, area, keyVersion }] as const]
    }),
  )
}

/**
 * What a paper's score would follow from, given its record's head and the late frames that count; null for a
 * paper with an item that could not be drawn.
 */
export function basisOf(
  material: ScoringMaterial,
  { items }: Paper,
  head: string,
  lateFrames: readonly number[],
): string | null {
  const keys: KeyUsed[] = []
  for (const { itemId, version } of items) {
    const known = material.get(`${itemId}@${version}`)
    if (!known) return null
    keys.push({ itemId, version, keyVersion: known.keyVersion })
  }
  return scoreBasis(sha256, { head, keys, lateFrames })
}
