const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 3.5l9.5 17h-19zM12 10v4.5M12 17.4v.2',
  cross: 'M6 6l12 12M18 6L6 18',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  hand: 'M7 12V6.5a1.5 1.5 0 013 0V11V4.5a1.5 1.5 0 013 0V11V5.5a1.5 1.5 0 013 0V12V8.5a1.5 1.5 0 013 0V15a6 6 0 01-6 6h-1.5a6 6 0 01-5-2.7L4 14.2a1.4 1.4 0 012.2-1.7z',
  clock: 'M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM12 7.5V12l3 2',
  flag: 'M6 21V4M6 5h11l-2.5 3.5L17 12H6',
  previous: 'M14.5 5.5L8 12l6.5 6.5',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  cut: 'M3 3l18 18M8.5 15.5a5 5 0 017 0M5.5 12a9 9 0 013.5-2.2M18.5 12a9 9 0 00-3-2M12 19h.01',
  contrast: 'M12 3.5a8.5 8.5 0 100 17zM12 3.5a8.5 8.5 0 010 17',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 10a3.4 3.4 0 100 6.8 3.4 3.4 0 000-6.8z',
  expand: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
} as const

export type IconName = keyof typeof PATHS

/** A line drawing beside words. It is never the only bearer of a meaning, so it is silent to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
