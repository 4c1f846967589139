import { describe, expect, test } from 'vitest'
import { CONTENT_AREAS, MANDATORY_AREAS, contentAreas } from './content-areas.ts'

describe('what an exam must cover', () => {
  test.each([
    ['R14-1', 'principal', '14', 5],
    ['R15-1', 'manager', '15', 6],
  ] as const)(
    '%s: a %s’s exam may leave out no content that art. %s numbers, but “other”',
    (_, category, article, count) => {
      const numbered = contentAreas.filter(
        (area) => area !== 'other' && CONTENT_AREAS[area].articles.some((place) => place.startsWith(`${article}(`)),
      )
      expect([...MANDATORY_AREAS[category]].toSorted()).toEqual(numbered.toSorted())
      expect(numbered).toHaveLength(count)
    },
  )

  test.each([
    ['14', 6],
    ['15', 7],
  ])('each of the contents that art. %s numbers is one area', (article, count) => {
    const places = contentAreas
      .flatMap((area): readonly string[] => CONTENT_AREAS[area].articles)
      .filter((place) => place.startsWith(`${article}(`))
    expect(places.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `${article}(${index + 1})`))
  })

  test('art. 27 names no content for operators', () => {
    expect(MANDATORY_AREAS.operator).toEqual([])
  })
})
