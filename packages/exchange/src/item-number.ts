/** A number typed before a question, and the question without it. */
export type Numbered = { readonly number: number; readonly stem: string }

type Lead = Numbered & { readonly sure: boolean }

/** With the lone apostrophe that Excel's users type to keep a number as text. */
const PLAIN_LEAD = /^([0-9０-９]{1,5})([ \t]*[.．、,，:：]*[ \t]*)(?:'(?=[^']*$))?/
const BRACKETED_LEAD = /^[(（]([0-9０-９]{1,5})[)）][.．、,，:：]*[ \t]*/
const WORDED_LEAD = /^第\s*([0-9０-９]{1,5})\s*题[.．、,，:：]*\s*/
/** So many rows counting 1, 2, 3 … are a numbering even where no row has a mark after its number. */
const LONG_RUN = 5

/**
 * Which of a table's stems begin with an item number, and what stays without it; null for those that do
 * not. A number with a mark after it and no figure after that ("7、", "7.", "7⇥") is one. Any other ("25采用",
 * "176.8千克", "(3)") may be part of the question ("1211灭火器", "0.5%", "20G钢"), and counts as one only where
 * the rows around it number on: it stands in a run rising by one with a sure number or many others.
 */
export function itemNumbers(stems: readonly string[]): (Numbered | null)[] {
  const leads = stems.map(leadOf)
  const found: (Numbered | null)[] = []
  for (let start = 0; start < leads.length;) {
    const end = endOfRun(leads, start)
    const run = leads.slice(start, end)
    const numbered = run.length >= LONG_RUN || (run.length >= 2 && run.some((lead) => lead?.sure))
    found.push(...run.map((lead) => (lead !== null && (numbered || lead.sure) ? withoutRepeat(lead) : null)))
    start = end
  }
  return found
}

function leadOf(stem: string): Lead | null {
  const worded = WORDED_LEAD.exec(stem)
  if (worded?.[1] !== undefined) return lead(worded[1], stem.slice(worded[0].length), true)
  const bracketed = BRACKETED_LEAD.exec(stem)
  if (bracketed?.[1] !== undefined) return lead(bracketed[1], stem.slice(bracketed[0].length), false)

  const plain = PLAIN_LEAD.exec(stem)
  if (plain?.[1] === undefined) return null
  const rest = stem.slice(plain[0].length)
  return lead(plain[1], rest, /[.．、:：\t]/.test(plain[2] ?? '') && !/^[0-9０-９]/.test(rest))
}

function lead(digits: string, stem: string, sure: boolean): Lead | null {
  const number = Number(digits.normalize('NFKC'))
  return number === 0 || stem === '' ? null : { number, stem, sure }
}

function endOfRun(leads: readonly (Lead | null)[], start: number) {
  let end = start + 1
  let last = leads[start]?.number
  while (last !== undefined && leads[end]?.number === last + 1) {
    last += 1
    end += 1
  }
  return end
}

/** "536、536.焊接…" was numbered twice. */
function withoutRepeat({ number, stem }: Lead): Numbered {
  const again = leadOf(stem)
  return again?.sure && again.number === number ? { number, stem: again.stem } : { number, stem }
}
