import type { CellPlace, Place, RowFault, RowProblem } from './item-file.ts'
import { type BothWords, both } from './words.ts'

/** A fault of one row, at its place, with what to do about it in both languages. */
export function rowProblem(place: CellPlace, fault: RowFault): RowProblem {
  return { place, ...fault, ...wordsOf(fault) }
}

function wordsOf(fault: RowFault): BothWords {
  switch (fault.code) {
    case 'kind_missing':
      return both(
        '没有写试题类型。',
        '请填写 判断题、单选题 或 多选题。',
        'The kind of item is missing.',
        'Write 判断题, 单选题 or 多选题.',
      )
    case 'kind_unknown':
      return both(
        `不认识试题类型“${shown(fault.kind)}”。`,
        '请改为 判断题、单选题 或 多选题；其他题型不能导入。',
        `The kind "${shown(fault.kind)}" is not known.`,
        'Change it to 判断题, 单选题 or 多选题; other kinds are not imported.',
      )
    case 'stem_missing':
      return both('没有题干。', '请填写题目内容。', 'The stem is missing.', 'Write the question.')
    case 'stem_too_long':
      return both(
        `题干有 ${fault.length} 个字，超过 ${fault.most} 个字的上限。`,
        '请缩短题干。',
        `The stem has ${fault.length} characters; the most is ${fault.most}.`,
        'Shorten the stem.',
      )
    case 'options_too_few':
      return both(
        `只读到 ${fault.found} 个选项，至少要有 ${fault.least} 个。`,
        '请补全选项；写在一格内时用 ** 隔开，例如 **A.甲**B.乙**C.丙。',
        `Only ${fault.found} option(s) were read; at least ${fault.least} are needed.`,
        'Complete the options; in one cell separate them by **, for instance **A.甲**B.乙**C.丙.',
      )
    case 'options_too_many':
      return both(
        `有 ${fault.found} 个选项，最多 ${fault.most} 个。`,
        '请删减选项。',
        `There are ${fault.found} options; the most is ${fault.most}.`,
        'Remove some options.',
      )
    case 'option_empty':
      return both(
        `选项 ${fault.letter} 没有内容。`,
        '请填写或删除这个选项。',
        `Option ${fault.letter} is empty.`,
        'Write or remove that option.',
      )
    case 'option_too_long':
      return both(
        `选项 ${fault.letter} 有 ${fault.length} 个字，超过 ${fault.most} 个字的上限。`,
        '请缩短这个选项。',
        `Option ${fault.letter} has ${fault.length} characters; the most is ${fault.most}.`,
        'Shorten that option.',
      )
    case 'option_repeated':
      return both(
        `选项 ${fault.letter} 与选项 ${fault.sameAs} 完全相同。`,
        '请改正其中一个选项。',
        `Option ${fault.letter} is the same as option ${fault.sameAs}.`,
        'Correct one of the two.',
      )
    case 'key_missing':
      return both('没有答案。', '请填写正确答案。', 'The key is missing.', 'Write the right answer.')
    case 'key_unreadable':
      return both(
        `看不懂答案“${shown(fault.key)}”。`,
        '请只写选项字母（例如 B 或 ABD）；判断题也可写 正确 或 错误。',
        `The key "${shown(fault.key)}" cannot be understood.`,
        'Write option letters only (B, or ABD); for true-false items also 正确 or 错误.',
      )
    case 'key_without_option':
      return both(
        `答案中的 ${fault.letter} 没有对应的选项。`,
        '请补上这个选项，或改正答案。',
        `The key names ${fault.letter}, and there is no such option.`,
        'Add the option or correct the key.',
      )
    case 'key_needs_one':
      return both(
        `这种题只能有一个正确选项，答案写了 ${fault.found} 个。`,
        '请改正答案，或把题型改为多选题。',
        `Such an item has one right option; the key names ${fault.found}.`,
        'Correct the key, or change the kind to 多选题.',
      )
    case 'key_needs_several':
      return both(
        `多选题至少要有两个正确选项，答案只写了 ${fault.found} 个。`,
        '请改正答案，或把题型改为单选题。',
        `A multiple-response item has two right options or more; the key names ${fault.found}.`,
        'Correct the key, or change the kind to 单选题.',
      )
    case 'option_letters_broken':
      return both(
        `选项字母不是从 A 起依次排列（读到 ${shown(fault.letters)}）。`,
        '请补上漏写或写错的字母和 ** 号，使选项依次为 A、B、C……',
        `The option letters do not run from A in order (they read ${shown(fault.letters)}).`,
        'Mend the missing or mistaken letters and ** marks so that the options run A, B, C and so on.',
      )
    case 'options_ambiguous':
      return both(
        `选项可以有不止一种分法（字母依次为 ${shown(fault.letters)}），不能代为猜测。`,
        '请只在每个选项前保留 ** 号，删除选项文字里面的 ** 号。',
        `The options can be divided in more than one way (the letters read ${shown(fault.letters)}).`,
        'Keep ** only before each option and remove it from inside the text.',
      )
    case 'true_false_options_strange':
      return both(
        `判断题的选项应为 正确 和 错误，现为“${shown(fault.options.join('”“'))}”。`,
        '请改为 正确、错误，或把题型改为单选题。',
        `A true-false item has the options 正确 and 错误; these are "${shown(fault.options.join('", "'))}".`,
        'Change them to 正确 and 错误, or change the kind to 单选题.',
      )
    case 'unseen_character':
      return both(
        `含有看不见或显示不出的字符 ${fault.character}。`,
        '请删除这处文字并重新键入，不要从网页或其他文档粘贴。',
        `The text holds ${fault.character}, a character that cannot be seen or shown.`,
        'Delete the passage and type it again rather than pasting it.',
      )
    case 'cell_is_date':
      return both(
        `单元格被 Excel 当成了日期（${fault.shown}）。`,
        '请把单元格格式设为“文本”，再重新键入内容。',
        `Excel took the cell for a date (${fault.shown}).`,
        'Set the cell to "Text" and type its content again.',
      )
    case 'cell_is_error':
      return both(
        `单元格里是公式错误 ${shown(fault.shown)}。`,
        '请改为文字内容。',
        `The cell holds the formula error ${shown(fault.shown)}.`,
        'Replace it by text.',
      )
    case 'cell_not_calculated':
      return both(
        '单元格里是没有计算结果的公式。',
        '请用 Excel 或 WPS 打开并保存一次，或改为文字内容。',
        'The cell holds a formula without a result.',
        'Open and save the file in Excel or WPS, or replace the formula by text.',
      )
    case 'row_has_picture':
      return both(
        '这一行有图片或图片文件名，图片不能随文件导入。',
        '请删除图片改用文字描述，或在题目编辑页面中录入此题。',
        'There is a picture, or the name of one, in this row, and pictures are not imported from files.',
        'Remove it and describe it in words, or enter this item in the item editor.',
      )
    case 'raised_text_lost':
      return both(
        `上标或下标“${shown(fault.text)}”无法用普通文字表示。`,
        '请改写成不用上下标的形式。',
        `The raised or lowered text "${shown(fault.text)}" has no plain form.`,
        'Write it without superscript or subscript.',
      )
    case 'field_unreadable':
      return both(
        `字段 ${fault.field} 的类型不对。`,
        '文字字段应为字符串或 null，options 应为字符串列表。',
        `The field ${fault.field} is of the wrong type.`,
        'Text fields are strings or null; options is a list of strings.',
      )
    case 'duplicate_in_file':
      return both(
        `与${rowZh(fault.first)}是同一道题，答案也相同。`,
        '请删除其中一行。',
        `This is the same item as ${rowEn(fault.first)}, with the same key.`,
        'Delete one of the two rows.',
      )
    case 'conflicting_duplicate':
      return both(
        `与${rowZh(fault.other)}是同一道题，但答案不同。`,
        '请核对依据，保留答案正确的一行，删除另一行。',
        `This is the same item as ${rowEn(fault.other)}, with another key.`,
        'Check the source, keep the row with the right key and delete the other.',
      )
  }
}

function rowZh({ sheet, row }: Place) {
  return `“${sheet}”第 ${row} 行`
}

function rowEn({ sheet, row }: Place) {
  return `row ${row} of "${sheet}"`
}

/** Quoted text, short and with nothing in it that could disturb a terminal or the reader's eye. */
function shown(text: string) {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
