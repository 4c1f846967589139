import { ENTRY_COLUMNS, type EntryColumn, type EntryTexts } from '@kaochang/domain/enterprise/read-entry'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { refuseFile } from './file-words.ts'
import type { FileRefusal } from './item-file.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import type { Sheet } from './sheet.ts'
import { tidyText } from './tidy-text.ts'
import { both } from './words.ts'

export const PEOPLE_FILE_LIMITS = { bytes: 2_097_152, rows: 2_000 } as const

/** A row that names somebody, as text by column; a column that the list does not have is empty. */
export type PeopleRow = { readonly sheet: string; readonly row: number; readonly texts: EntryTexts }
export type PeopleFile = { readonly rows: readonly PeopleRow[]; readonly unreadColumns: readonly string[] }

const NAMES: Readonly<Record<EntryColumn, readonly string[]>> = {
  name: ['姓名', '人员姓名', 'name'],
  idNumber: ['身份证号', '身份证号码', '证件号码', '公民身份号码', 'idnumber'],
  post: ['岗位', '职务', '岗位职务', 'post'],
  startedOn: ['任职日期', '任职时间', '上岗日期', '上岗时间', '入职日期', 'startedon'],
  title: ['任职说明', '任命职务', '说明', '备注', 'title'],
  trade: ['工种', '作业种类', '操作项目', 'trade'],
  underground: ['井下', '是否井下', '井下作业', 'underground'],
  level: ['学历', '文化程度', 'education'],
  coalRelated: ['煤矿相关专业', '是否煤矿相关专业', '煤矿相关', 'coalrelated'],
  subject: ['专业', '所学专业', 'subject'],
  school: ['毕业院校', '学校', 'school'],
  graduatedOn: ['毕业日期', '毕业时间', 'graduatedon'],
  skillGrade: ['技能等级', '职业技能等级', 'skillgrade'],
}
/** Without these a row names nobody, or no post. */
const NEEDED: readonly EntryColumn[] = ['name', 'idNumber', 'post', 'startedOn']

const NO_HEADER = both(
  '没有找到表头：需要有一行同时写明姓名、身份证号、岗位和任职日期。',
  '请在名单上方加一行表头，例如：姓名、身份证号、岗位、任职日期、工种、井下、学历、专业、毕业院校、技能等级。',
  'No header was found: one row must name 姓名, 身份证号, 岗位 and 任职日期.',
  'Add a header row above the list, for instance: 姓名, 身份证号, 岗位, 任职日期, 工种, 井下, 学历, 专业, 毕业院校, 技能等级.',
)

/**
 * Reads a list of an enterprise's people: .xlsx, or .csv and what was pasted from a spreadsheet, told apart by the
 * file's name. What each text means is for `readEntry`. Refuses, with a reason and a remedy in both languages, a
 * file that cannot be read as a table, is too long, or has no row that names the columns 姓名, 身份证号, 岗位 and 任职日期.
 */
export async function readPeopleFile(bytes: Uint8Array, fileName: string): Promise<Outcome<PeopleFile, FileRefusal>> {
  if (bytes.length === 0) return refuseFile({ code: 'file_empty' })
  if (bytes.length > PEOPLE_FILE_LIMITS.bytes)
    return refuseFile({ code: 'file_too_large', bytes: bytes.length, most: PEOPLE_FILE_LIMITS.bytes })
  const sheets = await sheetsOf(bytes, fileName)
  if (!sheets.ok) return sheets

  const rows: PeopleRow[] = []
  const unread = new Set<string>()
  let headers = 0
  for (const sheet of sheets.value) {
    let columns: Columns | null = null
    for (const [index, cells] of sheet.rows.entries()) {
      const found = columnsOf(cells)
      if (found) {
        columns = found
        headers += 1
        for (const header of found.unread) unread.add(header)
      } else if (columns && cells.some((text) => text.trim() !== ''))
        rows.push({ sheet: sheet.name, row: index + 1, texts: textsOf(cells, columns.at) })
    }
  }
  if (headers === 0) return refuse({ code: 'header_missing', ...NO_HEADER } as const)
  if (rows.length > PEOPLE_FILE_LIMITS.rows)
    return refuseFile({ code: 'too_many_rows', found: rows.length, most: PEOPLE_FILE_LIMITS.rows })
  return allow({ rows, unreadColumns: [...unread] })
}

async function sheetsOf(bytes: Uint8Array, fileName: string): Promise<Outcome<Sheet[], FileRefusal>> {
  switch (/\.[^.]*$/.exec(fileName.toLowerCase())?.[0]) {
    case '.csv':
    case '.txt':
      return readCsv(bytes, fileName, (row) => columnsOf(row) !== null)
    case '.xlsx':
      return readWorkbook(bytes)
    default:
      return refuseFile({ code: 'file_kind_not_read', fileName })
  }
}

type Columns = { readonly at: Readonly<Partial<Record<EntryColumn, number>>>; readonly unread: readonly string[] }

/** Which column says what; null for a row that is no header. */
function columnsOf(cells: readonly string[]): Columns | null {
  const headers = cells.map((text) =>
    text
      .normalize('NFKC')
      .replace(/\(.*?\)|[\s*:]/g, '')
      .toLowerCase(),
  )
  const at: Partial<Record<EntryColumn, number>> = {}
  for (const column of ENTRY_COLUMNS) {
    const index = headers.findIndex((header) => NAMES[column].includes(header))
    if (index >= 0) at[column] = index
  }
  if (NEEDED.some((column) => at[column] === undefined)) return null
  const read = new Set(Object.values(at))
  return {
    at,
    unread: cells.filter((text, index) => text.trim() !== '' && !read.has(index)).map((text) => text.trim()),
  }
}

function textsOf(cells: readonly string[], at: Columns['at']): EntryTexts {
  const text = (column: EntryColumn) => {
    const index = at[column]
    return index === undefined ? '' : tidyText(cells[index] ?? '')
  }
  return Object.fromEntries(ENTRY_COLUMNS.map((column) => [column, text(column)])) as EntryTexts
}
