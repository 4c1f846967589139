/**
 * What `@rc-component/util/es/Dom/dynamicCSS` exports, on adopted style sheets instead of `<style>` elements.
 * A content security policy without inline styles blocks the elements, and Trusted Types block filling them; a
 * constructed sheet is under neither. `vite.config.ts` puts this module in the place of that one.
 */

type Options = {
  readonly prepend?: boolean | 'queue'
  /** Among the prepended sheets, the lower comes first. */
  readonly priority?: number
}

type Entry = { readonly sheet: CSSStyleSheet; readonly rank: number; readonly handle: HTMLStyleElement; css: string }

const entries = new Map<string, Entry>()

/** The sheets before this one are antd's queue; the rest stand after it in the order they came. */
const LAST = Number.POSITIVE_INFINITY

/**
 * Adds a sheet, or gives the one of that key new text.
 *
 * @returns an element outside the document, for callers that keep their own marks on what they inserted
 */
export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const standing = entries.get(key)
  if (standing) {
    if (standing.css !== css) standing.sheet.replaceSync(css)
    standing.css = css
    return standing.handle
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const rank = rankOf(options)
  const before = [...entries.values()].filter((entry) => entry.rank > rank).map((entry) => entry.sheet)
  const place = document.adoptedStyleSheets.findIndex((adopted) => before.includes(adopted))
  document.adoptedStyleSheets.splice(place < 0 ? document.adoptedStyleSheets.length : place, 0, sheet)
  const handle = document.createElement('style')
  entries.set(key, { sheet, rank, handle, css })
  return handle
}

export function removeCSS(key: string): void {
  const entry = entries.get(key)
  if (!entry) return
  entries.delete(key)
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== entry.sheet)
}

let unnamedCount = 0

/** Adds a sheet that nobody will change. */
export function injectCSS(css: string, options?: Options): HTMLStyleElement {
  unnamedCount += 1
  return updateCSS(css, `unnamed-${unnamedCount}`, options)
}

/** There is no cache of containers here: every sheet belongs to the document. */
export function clearContainerCache(): void {}

function rankOf({ prepend, priority = 0 }: Options) {
  if (prepend === 'queue') return priority
  return prepend ? Number.NEGATIVE_INFINITY : LAST
}
