import type { RequestOf, ResponseOf } from '@kaochang/contract/endpoints'
import type { RefusalBody } from '@kaochang/contract/refusal'
import type { previewDraw } from '@kaochang/contract/session'
import type { Database } from '@kaochang/database/client'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { checkBlueprint, itemCount } from '@kaochang/domain/paper/blueprint'
import { findBlueprint } from '@kaochang/domain/paper/blueprints'
import { prepareDraw, suppliesOf } from '@kaochang/domain/paper/draw-paper'
import type { Province } from '@kaochang/domain/people/roles'
import { chooseBanks, listDrawableBanks } from './choose-banks.ts'
import { readPool } from './read-pool.ts'

/** Whether a blueprint can be met from some banks, cell by cell, and what stands in the way. Keeps nothing. */
export async function previewDrawFor(
  db: Database,
  province: Province | null,
  { blueprint: name, bankIds }: RequestOf<typeof previewDraw>['body'],
): Promise<Outcome<ResponseOf<typeof previewDraw>, { code: 'blueprint_unknown'; name: string }>> {
  const blueprint = findBlueprint(name)
  if (!blueprint) return refuse({ code: 'blueprint_unknown', name })

  const drawable = await listDrawableBanks(db, province)
  const pool = await readPool(
    db,
    drawable.flatMap(({ id }) => (bankIds.includes(id) ? [id] : [])),
  )
  const lawful = checkBlueprint(blueprint, { mustCoverAreas: true })
  const chosen = await chooseBanks(db, blueprint, province, bankIds)
  const prepared = prepareDraw(blueprint, pool)
  const refusal: RefusalBody | null = !lawful.ok
    ? lawful.refusal
    : !chosen.ok
      ? chosen.refusal
      : !prepared.ok
        ? prepared.refusal
        : null
  const allocations = refusal === null && prepared.ok ? prepared.value.allocations : null

  const supplies = suppliesOf(blueprint, pool)
  const cells = blueprint.sections.map(({ kind, area, count }, index) => {
    const { national = 0, provincial = 0, unified = 0 } = supplies[index] ?? {}
    return { kind, area, asked: count, national, provincial, unified, takes: allocations?.[index] ?? null }
  })
  const mixed = blueprint.sources === 'national_and_provincial'
  return allow({
    cells,
    nationalCount: mixed && allocations ? allocations.reduce((sum, { national }) => sum + national, 0) : null,
    itemCount: itemCount(blueprint),
    refusal,
  })
}
