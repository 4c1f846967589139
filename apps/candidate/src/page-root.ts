/** Where the page is drawn. `index.html` has the place; without it nothing can be shown at all. */
export function pageRoot(): HTMLElement {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no element "root".')
  return root
}

/** Moves reading and keyboard to an element as it appears: a `ref` that never changes is called once for each. */
export function focusOn(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
}
