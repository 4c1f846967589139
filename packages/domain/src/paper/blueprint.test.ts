import { describe, expect, test } from 'vitest'
import { MANDATORY_AREAS } from '../law/content-areas.ts'
import { type Blueprint, type Section, checkBlueprint, itemCount } from './blueprint.ts'
import { BLUEPRINTS, findBlueprint, tradeOf } from './blueprints.ts'

const lawful = { mustCoverAreas: true }

describe('the blueprints the platform starts with', () => {
  test.each(BLUEPRINTS.map((blueprint) => [blueprint.name, blueprint] as const))(
    '%s has 100 items and full marks',
    (_, blueprint) => {
      expect(itemCount(blueprint)).toBe(100)
      expect(checkBlueprint(blueprint, { mustCoverAreas: false }).ok).toBe(true)
    },
  )

  test.each(['principal', 'manager', 'operator-gas-inspection'])('%s may be held', (name) => {
    expect(checkBlueprint(named(name), lawful).ok).toBe(true)
  })

  test('R14-1, R15-1: one without areas draws from files, and no session is held by it', () => {
    expect(checkBlueprint(named('by-kind-40-40-20'), lawful)).toEqual({
      ok: false,
      refusal: { code: 'blueprint_lacks_area', area: 'law', article: '15' },
    })
  })

  test('an operators’ blueprint names its trade, the others none', () => {
    expect(BLUEPRINTS.map((blueprint) => [blueprint.category === 'operator', tradeOf(blueprint) !== null])).toEqual(
      BLUEPRINTS.map(({ category }) => [category === 'operator', category === 'operator']),
    )
  })
})

describe.each([
  ['R14-1', 'principal', '14'],
  ['R15-1', 'manager', '15'],
] as const)('%s: what a %s must be asked about', (_, category, article) => {
  const whole = named(category)
  test.each(MANDATORY_AREAS[category])('leaving out %s is refused by its article', (area) => {
    const others = whole.sections.filter((section) => section.area !== area)
    const lost = whole.sections
      .filter((section) => section.area === area)
      .reduce((sum, { count, pointsEach }) => sum + count * pointsEach, 0)
    const sections = others.map((section, index) => (index === 0 ? grown(section, lost) : section))
    expect(checkBlueprint({ ...whole, sections }, lawful)).toEqual({
      ok: false,
      refusal: { code: 'blueprint_lacks_area', area, article },
    })
  })
})

describe('a blueprint that cannot be', () => {
  const section: Section = { kind: 'true_false', area: null, count: 100, pointsEach: 100 }
  test.each<[string, readonly Section[], string]>([
    ['nothing at all', [], 'blueprint_has_no_items'],
    ['99.99 points', [{ ...section, count: 1, pointsEach: 9_999 }], 'blueprint_marks_not_full'],
    ['half an item', [{ ...section, count: 0.5, pointsEach: 20_000 }], 'blueprint_section_unreadable'],
    ['items for nothing', [{ ...section, pointsEach: 0 }], 'blueprint_section_unreadable'],
    [
      'one section inside another',
      [
        { ...section, count: 50 },
        { ...section, count: 50, area: 'law' },
      ],
      'blueprint_sections_overlap',
    ],
  ])('%s is refused', (_, sections, code) => {
    const blueprint = { ...named('manager'), sections }
    expect(checkBlueprint(blueprint, { mustCoverAreas: false })).toMatchObject({ ok: false, refusal: { code } })
  })
})

function grown(section: Section, points: number): Section {
  return { ...section, count: section.count + points / section.pointsEach }
}

function named(name: string): Blueprint {
  const blueprint = findBlueprint(name)
  if (!blueprint) throw new Error(`There is no blueprint ${name}`)
  return blueprint
}
