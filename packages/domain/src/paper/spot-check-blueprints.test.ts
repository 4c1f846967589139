import { describe, expect, test } from 'vitest'
import { FULL_MARKS } from '../law/marks.ts'
import { checkBlueprint, itemCount } from './blueprint.ts'
import { BLUEPRINTS, findBlueprint } from './blueprints.ts'
import { spotCheckBlueprint, spotCheckMixOf } from './spot-check-blueprints.ts'

const MIXES = [{ banks: 'managers' }, { banks: 'unified', trade: 'gas_inspection' }] as const

describe('R40-1: the paper of a spot check', () => {
  test.each(MIXES)('is short and has full marks: $banks', (mix) => {
    const blueprint = spotCheckBlueprint(mix)
    expect(itemCount(blueprint)).toBe(25)
    expect(blueprint.durationMinutes).toBe(30)
    expect(checkBlueprint(blueprint, { mustCoverAreas: false }).ok).toBe(true)
    expect(blueprint.sections.reduce((sum, { count, pointsEach }) => sum + count * pointsEach, 0)).toBe(FULL_MARKS)
  })

  test.each(MIXES)('is in no list that an assessment could be scheduled from: $banks', (mix) => {
    const { name } = spotCheckBlueprint(mix)
    expect(findBlueprint(name)).toBeUndefined()
    expect(BLUEPRINTS.map((blueprint) => blueprint.name)).not.toContain(name)
  })

  test('draws for principals, managers and workers from the managers’ banks, for operators from their trade’s alone', () => {
    for (const category of ['principal', 'manager', 'worker'] as const)
      expect(spotCheckMixOf({ category, trade: null })).toEqual({ banks: 'managers' })
    expect(spotCheckMixOf({ category: 'operator', trade: 'blasting' })).toEqual({ banks: 'unified', trade: 'blasting' })
    expect(spotCheckBlueprint({ banks: 'unified', trade: 'blasting' }).sources).toBe('unified')
  })
})
