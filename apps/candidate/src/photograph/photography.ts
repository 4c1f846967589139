import '../look/photograph.css'
import type { CandidateView } from '@kaochang/contract/terminal'
import type { Instant } from '@kaochang/domain/instant'
import { photographZh } from '../text/photograph-zh.ts'
import { addText, prepareEnglish } from '../text/text.ts'
import { PhotographPanel } from './PhotographPanel.tsx'
import { PhotographSign } from './PhotographSign.tsx'
import { type Photographer, createPhotographer } from './photographer.ts'

/** Everything about photographs, fetched only for candidates of whom some are asked. */
export type Photography = {
  readonly photographer: Photographer
  readonly Panel: typeof PhotographPanel
  readonly Sign: typeof PhotographSign
}

/** Makes a photographer for a candidate, with its words; null for one of whom nothing is asked. */
export async function openPhotography(
  { ticket, photographs }: CandidateView,
  now: () => number,
): Promise<Photography | null> {
  if (photographs === null) return null
  await addText('photograph', photographZh, () =>
    import('../text/photograph-en.ts').then((module) => module.photographEn),
  )
  prepareEnglish().catch(() => undefined)
  const photographer = createPhotographer(ticket, photographs, () => Math.round(now()) as Instant)
  return { photographer, Panel: PhotographPanel, Sign: PhotographSign }
}
