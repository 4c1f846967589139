import { type ItemKind, ITEM_KINDS } from '../bank/item.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type ContentArea, MANDATORY_AREAS } from '../law/content-areas.ts'
import { FULL_MARKS, type Hundredths } from '../law/marks.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'

/**
 * What a paper is made of. Managers' papers mix the national and a provincial bank with at least 80 % of
 * the items national (R18-4); operators' papers come from their trade's unified bank and mix nothing (R23-1).
 */
export type Blueprint = {
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly category: ExamCategory
  readonly sources: 'national_and_provincial' | 'unified'
  readonly durationMinutes: number
  readonly sections: readonly Section[]
}

/** So many items of one kind and one content area; `area: null` is any area, for banks that carry none. */
export type Section = {
  readonly kind: ItemKind
  readonly area: ContentArea | null
  readonly count: number
  readonly pointsEach: Hundredths
}

export type BlueprintRefusal =
  | { code: 'blueprint_has_no_items' }
  | { code: 'blueprint_section_unreadable'; section: number }
  | { code: 'blueprint_sections_overlap'; kind: ItemKind; area: ContentArea | null }
  | { code: 'blueprint_marks_not_full'; points: Hundredths; wanted: Hundredths }
  | { code: 'blueprint_lacks_area'; area: ContentArea; article: string }

/**
 * Whether a blueprint is one that the law allows: full marks of 100 (R18-5), and an item of every
 * mandatory area (R14-1, R15-1). A blueprint none of whose sections names an area is taken as one for
 * banks without areas; it can draw from files and is refused for a principals' or managers' session,
 * by `mustCoverAreas`.
 */
export function checkBlueprint(
  blueprint: Blueprint,
  { mustCoverAreas }: { mustCoverAreas: boolean },
): Outcome<Blueprint, BlueprintRefusal> {
  const { sections, category } = blueprint
  if (itemCount(blueprint) === 0) return refuse({ code: 'blueprint_has_no_items' })

  for (const [index, section] of sections.entries()) {
    const readable =
      ITEM_KINDS.includes(section.kind) &&
      Number.isInteger(section.count) &&
      section.count >= 0 &&
      Number.isInteger(section.pointsEach) &&
      section.pointsEach > 0
    if (!readable) return refuse({ code: 'blueprint_section_unreadable', section: index + 1 })
    const overlapping = sections
      .slice(0, index)
      .some(
        ({ kind, area }) => kind === section.kind && (area === null || section.area === null || area === section.area),
      )
    if (overlapping) return refuse({ code: 'blueprint_sections_overlap', kind: section.kind, area: section.area })
  }

  const points = sections.reduce((sum, { count, pointsEach }) => sum + count * pointsEach, 0)
  if (points !== FULL_MARKS) return refuse({ code: 'blueprint_marks_not_full', points, wanted: FULL_MARKS })

  if (mustCoverAreas) {
    const covered = new Set(sections.filter(({ count }) => count > 0).map(({ area }) => area))
    const missing = MANDATORY_AREAS[category].find((area) => !covered.has(area))
    if (missing)
      return refuse({ code: 'blueprint_lacks_area', area: missing, article: category === 'principal' ? '14' : '15' })
  }
  return allow(blueprint)
}

export function itemCount({ sections }: Blueprint): number {
  return sections.reduce((sum, { count }) => sum + count, 0)
}
