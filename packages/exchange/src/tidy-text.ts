/**
 * A cell's text as it is kept: line breaks of one sort, tabs and no-break spaces as spaces, nothing at
 * either end.
 */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0]+/g, ' ')
    .trim()
}

/**
 * Format, control, private-use and unassigned characters, halves of surrogate pairs, and the mark that
 * stands for what could not be decoded. A reader cannot see them, and some turn a line round: two options
 * can look alike, or a stem say the opposite of what was reviewed. Line breaks are the one exception.
 */
const UNSEEN = /(?!\n)[\p{C}\p{Zl}\p{Zp}\ufffd]/u

/** The first character of a text that nobody can see, as U+200B; null when there is none. */
export function unseenCharacter(text: string): string | null {
  const found = UNSEEN.exec(text)?.[0]?.codePointAt(0)
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`
}
