import type { Category } from '../law/categories.ts'
import type { Blueprint } from './blueprint.ts'
import { grid } from './blueprints.ts'

const FOUR_POINTS = 400

/** The least and the most minutes of a spot check, and what it takes when nobody says otherwise. */
export const SPOT_CHECK_MINUTES = { least: 10, most: 60, usual: 30 } as const

/**
 * Which banks somebody's spot-check paper is drawn from: the managers' for principals, managers and workers, who have
 * no bank of their own, and the unified bank of the trade for an operator (R23-1).
 */
export type SpotCheckMix = { readonly banks: 'managers' } | { readonly banks: 'unified'; readonly trade: string }

/** The mix for somebody of a category; an operator has a trade. */
export function spotCheckMixOf({ category, trade }: { category: Category; trade: string | null }): SpotCheckMix {
  return category === 'operator' ? { banks: 'unified', trade: trade ?? '' } : { banks: 'managers' }
}

/**
 * The short paper of a spot check (R40-1): 25 items of four points each. A setting, not law: art. 40 leaves the method
 * to the authority. It is in no list that an assessment could be scheduled from.
 */
export function spotCheckBlueprint(mix: SpotCheckMix, durationMinutes: number = SPOT_CHECK_MINUTES.usual): Blueprint {
  if (mix.banks === 'unified') {
    return {
      name: `spot-check-${mix.trade}`,
      title: { zh: '特种作业人员现场抽考', en: 'Spot check of special operators' },
      category: 'operator',
      sources: 'unified',
      durationMinutes,
      sections: grid(
        [
          ['law', 3, 2, 0],
          ['basic_safety', 5, 3, 0],
          ['technical', 7, 5, 0],
        ],
        FOUR_POINTS,
      ),
    }
  }
  return {
    name: 'spot-check-managers',
    title: { zh: '煤矿从业人员现场抽考', en: 'Spot check of a mine’s people' },
    category: 'manager',
    sources: 'national_and_provincial',
    durationMinutes,
    sections: grid(
      [
        ['law', 4, 4, 2],
        ['management', 4, 4, 2],
        ['emergency', 1, 1, 1],
        ['cases', 1, 1, 0],
      ],
      FOUR_POINTS,
    ),
  }
}
