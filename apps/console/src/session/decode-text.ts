/** A text file as text: UTF-8, or GBK as Excel writes CSV files in China; `null` when it is neither. */
export function decodeText(bytes: ArrayBuffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return null
}
