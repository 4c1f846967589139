/** What an uploaded paper may be. */
export const PAPER_MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type PaperMediaType = (typeof PAPER_MEDIA_TYPES)[number]

/** 5 MB. */
export const PAPER_LIMIT_BYTES = 5 * 1_048_576

/** More files than this of one application are no paper any more. */
export const PAPER_COUNT_LIMIT = 30

/** What the file is by its own bytes; undefined when it is none of the three. Its name and its label say nothing. */
export function mediaTypeOf(bytes: Uint8Array): PaperMediaType | undefined {
  if (begins(bytes, PDF)) return 'application/pdf'
  if (begins(bytes, JPEG)) return 'image/jpeg'
  if (begins(bytes, PNG)) return 'image/png'
  return undefined
}

/** `%PDF-1.` or `%PDF-2.`. */
const PDF: readonly (readonly number[])[] = [[0x25], [0x50], [0x44], [0x46], [0x2d], [0x31, 0x32], [0x2e]]
/** Start of image, then the first byte of a marker. */
const JPEG: readonly (readonly number[])[] = [[0xff], [0xd8], [0xff]]
/** The signature of PNG and the name of the chunk that must come first. */
const PNG: readonly (readonly number[])[] = [
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].map((byte) => [byte]),
  ...[0, 0, 0, 13].map((byte) => [byte]),
  ...[0x49, 0x48, 0x44, 0x52].map((byte) => [byte]),
]

function begins(bytes: Uint8Array, pattern: readonly (readonly number[])[]) {
  return bytes.length > pattern.length && pattern.every((allowed, index) => allowed.includes(bytes[index] ?? -1))
}
