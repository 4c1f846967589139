import type { ScreenEvent } from '@kaochang/domain/sitting/sitting'

/** Leaving a window makes the browser report twice, as blur and as hidden: one leaving is noted once. */
const SAME_LEAVING_MS = 1_500

/** A window that shrank by less than this was not resized by anybody. */
const RESIZED_PX = 50

/**
 * Watches for what the invigilator should know of: leaving full screen or the window, resizing, pasting.
 * It notes and prevents nothing.
 *
 * @returns a function that stops watching
 */
export function watchScreen(noted: (what: ScreenEvent) => void): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let leftAt = -Infinity
  let wasFull = document.fullscreenElement !== null
  let width = window.innerWidth
  let height = window.innerHeight

  function left() {
    const now = performance.now()
    if (now - leftAt > SAME_LEAVING_MS) noted('left_window')
    leftAt = now
  }

  window.addEventListener('blur', left, { signal })
  document.addEventListener('visibilitychange', () => document.hidden && left(), { signal })
  document.addEventListener('paste', () => noted('pasted'), { signal })
  document.addEventListener(
    'fullscreenchange',
    () => {
      const isFull = document.fullscreenElement !== null
      if (wasFull && !isFull) noted('left_full_screen')
      wasFull = isFull
    },
    { signal },
  )
  window.addEventListener(
    'resize',
    () => {
      const shrank = width - window.innerWidth > RESIZED_PX || height - window.innerHeight > RESIZED_PX
      // Leaving full screen shrinks the window too, and is noted under its own name.
      if (shrank && wasFull === (document.fullscreenElement !== null)) noted('resized')
      width = window.innerWidth
      height = window.innerHeight
    },
    { signal },
  )
  return () => stop.abort()
}
