/**
 * Brings in the face for computers without a Chinese one, after the page has been drawn. Its style sheet only
 * names slices; a slice is fetched when a character in it is needed and no face of the system has it.
 */
export function bringFonts(): void {
  const bring = () => void import('@fontsource-variable/noto-sans-sc')
  if ('requestIdleCallback' in window) requestIdleCallback(bring, { timeout: 2_000 })
  else setTimeout(bring, 200)
}
