import { CONTENT_AREAS, type ContentArea, contentAreas } from '@kaochang/domain/law/content-areas'

const BY_NAME = new Map<string, ContentArea>(
  contentAreas.flatMap((area) => [
    [fold(area), area],
    [fold(CONTENT_AREAS[area].zh), area],
  ]),
)

/** The content area named by its code or its Chinese title, spaces and punctuation aside; null for any other text. */
export function readArea(text: string): ContentArea | null {
  return BY_NAME.get(fold(text)) ?? null
}

function fold(text: string) {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')
}
