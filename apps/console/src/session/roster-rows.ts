export type RosterRow = { readonly name: string; readonly idNumber: string; readonly enterprise: string }

/** What a pasted list held. `lines` are the rows' places in the list, from 1, so that a reason can point there. */
export type ReadRows = {
  readonly rows: readonly RosterRow[]
  readonly lines: readonly number[]
  readonly bad: readonly { readonly line: number; readonly text: string; readonly found: number }[]
}

/**
 * Reads a list as it is pasted from a spreadsheet or stands in a CSV file: one person a line, name, ID number and
 * enterprise between tabs or commas, full-width ones too. A heading line and empty lines are passed over; a comma
 * after the second belongs to the enterprise. An ID number may carry the apostrophe by which Excel keeps text.
 */
export function readRosterRows(text: string): ReadRows {
  const rows: RosterRow[] = []
  const lines: number[] = []
  const bad: ReadRows['bad'][number][] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === '') continue
    const parts = partsOf(line)
    const [name = '', idNumber = '', ...rest] = parts
    if (index === 0 && isHeading(parts)) continue
    const enterprise = rest.filter((part) => part !== '').join(line.includes('\t') ? ' ' : '，')
    if (name === '' || idNumber === '' || enterprise.length < 2) {
      bad.push({ line: index + 1, text: line, found: parts.filter((part) => part !== '').length })
      continue
    }
    rows.push({ name, idNumber: idNumber.replace(/^['’]|\s/g, ''), enterprise })
    lines.push(index + 1)
  }
  return { rows, lines, bad }
}

function partsOf(line: string) {
  const parts = line.includes('\t') ? line.split('\t') : line.split(/[,，]/)
  return parts.map((part) =>
    part
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .trim(),
  )
}

/** A first line without a digit in its second part names columns and nobody. */
function isHeading([, second = '']: readonly string[]) {
  return second !== '' && !/\d/.test(second)
}
