import { createStore } from 'zustand/vanilla'

export const TEXT_SIZES = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** How this candidate likes to read. It lasts for the sitting: the next one begins with the ordinary look. */
export type Preferences = { readonly textSize: TextSize; readonly highContrast: boolean }

const ORDINARY: Preferences = { textSize: 'normal', highContrast: false }
const KEPT_UNDER = 'kaochang-look'

export const preferences = createStore<Preferences>(() => recall() ?? ORDINARY)

preferences.subscribe((chosen) => {
  show(chosen)
  sessionStorage.setItem(KEPT_UNDER, JSON.stringify(chosen))
})

/** Puts the look on the page, where the style sheet finds it. */
export function show({ textSize, highContrast }: Preferences): void {
  const { dataset } = document.documentElement
  dataset['textSize'] = textSize
  dataset['contrast'] = highContrast ? 'high' : 'normal'
}

export function nextTextSize(size: TextSize): TextSize {
  return TEXT_SIZES[(TEXT_SIZES.indexOf(size) + 1) % TEXT_SIZES.length] ?? 'normal'
}

export function forgetPreferences(): void {
  preferences.setState(ORDINARY, true)
  sessionStorage.removeItem(KEPT_UNDER)
}

function recall(): Preferences | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_UNDER) ?? 'null') as Preferences | null
  } catch {
    return null
  }
}
