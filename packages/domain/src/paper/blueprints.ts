import type { ItemKind } from '../bank/item.ts'
import type { ExamCategory } from '../law/categories.ts'
import type { ContentArea } from '../law/content-areas.ts'
import type { Hundredths } from '../law/marks.ts'
import type { Blueprint, Section } from './blueprint.ts'

const ONE_POINT = 100

/** Sections from a grid of content area × kind: how many true-false, single-choice, multiple-response items. */
export function grid(
  rows: readonly (readonly [ContentArea | null, number, number, number])[],
  pointsEach: Hundredths = ONE_POINT,
): Section[] {
  const kinds: readonly ItemKind[] = ['true_false', 'single_choice', 'multiple_response']
  return kinds.flatMap((kind, column) =>
    rows
      .map(([area, ...counts]) => ({ kind, area, count: counts[column] ?? 0, pointsEach }))
      .filter(({ count }) => count > 0),
  )
}

function operators(name: string, zh: string, en: string): Blueprint {
  return {
    name,
    title: { zh: `${zh}安全生产知识考试`, en: `${en}: knowledge exam` },
    category: 'operator',
    sources: 'unified',
    durationMinutes: 120,
    sections: grid([
      ['law', 14, 6, 0],
      ['basic_safety', 21, 9, 0],
      ['technical', 35, 15, 0],
    ]),
  }
}

/**
 * The blueprints the platform starts with. Items, kinds, points and minutes are settings and not law:
 * 100 items and 120 minutes are the practice of the national safety exams, and the mix of kinds is the
 * one coal enterprises use (40 true-false, 40 single, 20 multiple; operators 70 and 30).
 */
export const BLUEPRINTS: readonly Blueprint[] = [
  {
    name: 'principal',
    title: {
      zh: '煤矿企业主要负责人安全生产知识和管理能力考试',
      en: 'Coal-mine principals: safety knowledge and management',
    },
    category: 'principal',
    sources: 'national_and_provincial',
    durationMinutes: 120,
    sections: grid([
      ['law', 12, 12, 6],
      ['management', 12, 12, 6],
      ['major_hazards', 8, 8, 4],
      ['experience', 4, 4, 2],
      ['cases', 4, 4, 2],
    ]),
  },
  {
    name: 'manager',
    title: {
      zh: '煤矿安全生产管理人员安全生产知识和管理能力考试',
      en: 'Coal-mine safety managers: safety knowledge and management',
    },
    category: 'manager',
    sources: 'national_and_provincial',
    durationMinutes: 120,
    sections: grid([
      ['law', 12, 12, 6],
      ['management', 12, 12, 6],
      ['casualty_reporting', 4, 4, 2],
      ['emergency', 6, 6, 3],
      ['experience', 3, 3, 1],
      ['cases', 3, 3, 2],
    ]),
  },
  operators('operator-gas-inspection', '煤矿瓦斯检查作业', 'Gas inspection'),
  byKind('by-kind-40-40-20', 'manager'),
]

function byKind(name: string, category: ExamCategory): Blueprint {
  return {
    name,
    title: { zh: '按题型组卷（判断 40、单选 40、多选 20）', en: 'By kind: 40 true-false, 40 single, 20 multiple' },
    category,
    sources: 'national_and_provincial',
    durationMinutes: 120,
    sections: grid([[null, 40, 40, 20]]),
  }
}

/** The special-operation trade that an operators' blueprint examines, by the blueprint's name. */
const TRADES: Readonly<Record<string, string>> = { 'operator-gas-inspection': 'gas_inspection' }

/** The trade whose unified bank a blueprint draws from; null for the exams of principals and managers. */
export function tradeOf({ name }: Pick<Blueprint, 'name'>): string | null {
  return TRADES[name] ?? null
}

export function findBlueprint(name: string): Blueprint | undefined {
  return BLUEPRINTS.find((blueprint) => blueprint.name === name)
}
