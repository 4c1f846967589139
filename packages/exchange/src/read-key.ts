import { type Key, sortedLetters } from '@kaochang/domain/bank/item'

const TRUE_WORDS = new Set(['正确', '对', '是', '√', '✓', '✔', 'TRUE', 'T', 'YES', 'Y'])
const FALSE_WORDS = new Set(['错误', '错', '否', '不正确', '不对', '不是', '×', '✗', '✘', 'X', 'FALSE', 'F', 'NO', 'N'])

/** The letters a key cell means: 'ABC  ', 'A,B,C', 'A、C', 'ＣＡ'. Text that is no letters comes back trimmed, to be refused by name. */
export function readKey(text: string): Key {
  const letters = plain(text)
  return /^[A-Z]+$/.test(letters) ? sortedLetters(letters) : text.trim()
}

/** Whether a word says true or false (正确, 对, √, true …; 错误, 不正确, × …); null for any other text. */
export function readTruth(text: string): boolean | null {
  const word = plain(text)
  return TRUE_WORDS.has(word) ? true : FALSE_WORDS.has(word) ? false : null
}

function plain(text: string) {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,、;/|.。和与及&+]/g, '')
}
