/**
 * A table as CSV that Excel opens with its Chinese whole: UTF-8 with a byte order mark, CRLF, every cell in quotes. A
 * cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(text: string) {
  const acts = /^[=+\-@\t\r]/.test(text) && !/^-\d+$/.test(text)
  const inert = acts ? `'${text}` : text
  return `"${inert.replaceAll('"', '""')}"`
}
