import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { readPeopleList } from '@kaochang/contract/enterprise'
import { readEntry } from '@kaochang/domain/enterprise/read-entry'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { isTrade } from '@kaochang/domain/law/trades'
import { readPeopleFile } from '@kaochang/exchange/read-people-file'

type Answer = ResponseOf<typeof readPeopleList>

/**
 * Reads a list of people and stores nothing of it: the rows that were understood, ready to be entered, and the others with
 * their reasons. Rows count as in the file.
 */
export async function readPeopleListFor(
  bytes: Uint8Array,
  fileName: string,
): Promise<Outcome<Answer, { code: 'file_unreadable'; fault: string; zh: unknown; en: unknown }>> {
  const file = await readPeopleFile(bytes, fileName)
  if (!file.ok) {
    const { code: fault, zh, en } = file.refusal
    return refuse({ code: 'file_unreadable', fault, zh, en })
  }
  const rows: Answer['rows'][number][] = []
  const problems: Answer['problems'][number][] = []
  for (const { row, texts } of file.value.rows) {
    const entry = readEntry(texts)
    if (!entry.ok) problems.push({ row, name: texts.name, refusal: entry.refusal })
    else {
      const { trade } = entry.value
      rows.push({
        row,
        entry: { ...entry.value, trade: trade !== null && isTrade(trade) ? trade : null, moved: false },
      })
    }
  }
  return allow({ rows, problems, unreadColumns: [...file.value.unreadColumns] })
}
