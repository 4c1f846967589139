import { type Outcome, refuse } from '@kaochang/domain/outcome'
import type { FileFault, FileRefusal } from './item-file.ts'
import { type BothWords, both } from './words.ts'

/** Refuses a whole file, with what to do about it in both languages. */
export function refuseFile(fault: FileFault): Outcome<never, FileRefusal> {
  return refuse({ ...fault, ...wordsOf(fault) })
}

function wordsOf(fault: FileFault): BothWords {
  switch (fault.code) {
    case 'file_empty':
      return both('文件是空的。', '请选择有内容的题库文件。', 'The file is empty.', 'Choose a file with content.')
    case 'file_too_large':
      return both(
        `文件有 ${megabytes(fault.bytes)} MB，超过 ${megabytes(fault.most)} MB 的上限。`,
        '请拆成几个文件分别导入，并删除其中的图片。',
        `The file has ${megabytes(fault.bytes)} MB; the most is ${megabytes(fault.most)} MB.`,
        'Split it into several files and remove its pictures.',
      )
    case 'file_kind_not_read':
      return both(
        `不能读取“${fault.fileName}”这种文件。`,
        '请另存为 .xlsx、.csv，或使用本系统导出的 .json。',
        `Files such as "${fault.fileName}" are not read.`,
        'Save it as .xlsx or .csv, or use a .json exported from this system.',
      )
    case 'file_is_old_or_locked':
      return both(
        '这是旧版 .xls 文件，或者是设了打开密码的文件。',
        '请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 再导入。',
        'This is an old .xls file, or a file locked with a password.',
        'Open it in Excel or WPS, remove the password and save it as .xlsx.',
      )
    case 'file_is_not_xlsx':
      return both(
        '文件内容不是 .xlsx 格式。',
        '请用 Excel 或 WPS 打开，另存为 .xlsx；只改扩展名没有用。',
        'The content is not that of an .xlsx file.',
        'Open it in Excel or WPS and save it as .xlsx; renaming it does not help.',
      )
    case 'archive_irregular':
      return both(
        `文件的压缩结构不正常（${fault.detail}）。`,
        '文件可能已损坏：请用 Excel 或 WPS 打开后重新另存为 .xlsx。',
        `The file's archive is irregular (${fault.detail}).`,
        'It may be damaged: open it in Excel or WPS and save it again as .xlsx.',
      )
    case 'archive_has_too_many_entries':
      return both(
        `压缩包内有 ${fault.found} 个部件，超过 ${fault.most} 个的上限。`,
        '请只保留题目所在的工作表，另存为新文件。',
        `The archive holds ${fault.found} entries; the most is ${fault.most}.`,
        'Keep only the sheets with items and save them as a new file.',
      )
    case 'archive_entry_too_large':
      return both(
        `部件“${fault.entry}”解压后有 ${megabytes(fault.bytes)} MB，超过 ${megabytes(fault.most)} MB 的上限。`,
        '请删除多余的空行、格式和图片，或拆成几个文件。',
        `The entry "${fault.entry}" unpacks to ${megabytes(fault.bytes)} MB; the most is ${megabytes(fault.most)} MB.`,
        'Remove empty formatted rows and pictures, or split the file.',
      )
    case 'archive_too_large':
      return both(
        `文件解压后有 ${megabytes(fault.bytes)} MB，超过 ${megabytes(fault.most)} MB 的上限。`,
        '请删除多余的空行、格式和图片，或拆成几个文件。',
        `The file unpacks to ${megabytes(fault.bytes)} MB; the most is ${megabytes(fault.most)} MB.`,
        'Remove empty formatted rows and pictures, or split the file.',
      )
    case 'archive_packed_too_tightly':
      return both(
        `部件“${fault.entry}”的压缩比为 ${fault.ratio}，超过 ${fault.most}，像是压缩炸弹。`,
        '请确认文件来源；把题目复制到新的工作簿再导入。',
        `The entry "${fault.entry}" unpacks ${fault.ratio}-fold, more than ${fault.most}, as a zip bomb does.`,
        'Make sure where the file comes from; copy the items into a new workbook.',
      )
    case 'xml_declares_types':
      return both(
        `部件“${fault.entry}”含有 DOCTYPE 声明，Excel 从不这样写。`,
        '请确认文件来源；把题目复制到新的工作簿再导入。',
        `The entry "${fault.entry}" has a DOCTYPE, which Excel never writes.`,
        'Make sure where the file comes from; copy the items into a new workbook.',
      )
    case 'workbook_unreadable':
      return both(
        `无法读取工作簿（${fault.detail}）。`,
        '文件可能已损坏：请用 Excel 或 WPS 打开后重新另存为 .xlsx。',
        `The workbook cannot be read (${fault.detail}).`,
        'It may be damaged: open it in Excel or WPS and save it again as .xlsx.',
      )
    case 'text_encoding_unknown':
      return both(
        '文件的文字编码既不是 UTF-8、UTF-16，也不是 GB18030。',
        '请在 Excel 或 WPS 中另存为“CSV UTF-8”或 .xlsx。',
        'The text is neither UTF-8, UTF-16 nor GB18030.',
        'Save it in Excel or WPS as "CSV UTF-8" or as .xlsx.',
      )
    case 'json_unreadable':
      return both(
        `JSON 文件有语法错误（${fault.detail}）。`,
        '请使用本系统导出的题库文件，不要手工修改。',
        `The JSON does not parse (${fault.detail}).`,
        'Use a bank file exported from this system, unedited.',
      )
    case 'json_format_unknown':
      return both(
        `JSON 文件不是题库格式（format 为“${fault.found}”，应为“kaochang-bank/1”，且 items 应为列表）。`,
        '请使用本系统导出的题库文件。',
        `The JSON is not a bank file (its format is "${fault.found}" and not "kaochang-bank/1", or items is no list).`,
        'Use a bank file exported from this system.',
      )
    case 'too_many_rows':
      return both(
        `文件有 ${fault.found} 行内容，超过 ${fault.most} 行的上限。`,
        '请拆成几个文件分别导入。',
        `The file has ${fault.found} rows; the most is ${fault.most}.`,
        'Split it into several files.',
      )
    case 'header_unsafe':
      return both(
        `不接受名为“${fault.header}”的列。`,
        '请删除或改名这一列。',
        `A column called "${fault.header}" is not accepted.`,
        'Remove or rename that column.',
      )
    case 'header_missing':
      return both(
        '没有找到表头：需要有一行同时写明题目内容（题干）和答案。',
        '请在题目上方加一行表头，例如：作业种类、试题类型、题目内容、题目选项、题目答案。',
        'No header was found: one row must name both the stem (题目内容) and the key (题目答案).',
        'Add a header row above the items, for instance: 作业种类, 试题类型, 题目内容, 题目选项, 题目答案.',
      )
    case 'reading_took_too_long':
      return both(
        `读取超过 ${fault.limitMs / 1000} 秒，已停止。`,
        '请拆成几个文件，或删除多余的空行和格式。',
        `Reading was stopped after ${fault.limitMs / 1000} seconds.`,
        'Split the file, or remove empty formatted rows.',
      )
    case 'reading_needed_too_much_memory':
      return both(
        `读取需要的内存超过 ${fault.limitMb} MB，已停止。`,
        '请拆成几个文件，或删除多余的空行和格式。',
        `Reading needed more than ${fault.limitMb} MB of memory and was stopped.`,
        'Split the file, or remove empty formatted rows.',
      )
  }
}

function megabytes(bytes: number) {
  return Math.ceil((bytes / 1_048_576) * 10) / 10
}
